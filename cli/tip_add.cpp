// tip add: a tip is taken, and its receipt handed over.
#include "tip/tip_add.hpp"

#include "address/rule_set.hpp"
#include "base/error.hpp"
#include "base/message.hpp"
#include "base/text.hpp"
#include "cli/arguments.hpp"
#include "cli/command.hpp"
#include "cli/options.hpp"
#include "cli/secret_prompt.hpp"
#include "cli/tip_options.hpp"
#include "tip/out_of_scope.hpp"
#include "tip/receipt.hpp"
#include "tip/tip_text.hpp"

#include <fmt/format.h>

#include <memory>

namespace hnat::cli {

namespace {

struct AddFlags {
    std::string code;
    TipChannel channel = TipChannel::phone;
    std::optional<std::string> platform, on;
    bool money_moved = false;
    SecretFile body, source;
};

/// What is not on the list is not stored (P4): the caller is told where to turn, whatever else goes wrong.
[[noreturn]] void refuse_code(Context& context, const std::string& word, const std::string& upper) {
    const bool vietnamese = context.lang() == "vi";
    const std::string_view begin = vietnamese ? "Nơi tiếp nhận" : "Where to turn";
    const auto turn_to = [&](std::string_view where) {
        context.streams().message(fmt::format("{}: {}", begin, where));
    };
    const auto count = [&] {
        Transaction transaction(context.store(), context.actor());
        count_out_of_scope(transaction, find_regime(context.settings().value("regime")));
        transaction.commit();
    };
    if (const OutOfScope* const kind = find_out_of_scope(word)) {
        turn_to(kind->where(vietnamese));
        count();
        throw Error(ErrorKind::usage, say("--code: that is none of the fifteen harms, and nothing was stored "
                                          "({}); that somebody called is counted, and nothing else",
                                          kind->code));
    }
    turn_to(where_otherwise(vietnamese));
    // A slip of the finger is no call about something else.
    if (const auto near = nearest(upper, names_of<Harm>())) {
        throw Error(
            ErrorKind::usage,
            say("--code: that is none of the fifteen harms, and nothing was stored; did you mean {}, {}?",
                *near, harm_entry(enum_from<Harm>(*near).value()).name(vietnamese)));
    }
    count();
    throw Error(
        ErrorKind::usage,
        say("--code: that is none of the fifteen harms, and nothing was stored; that somebody called is "
            "counted, and nothing else; `hnat tip categories` lists them"));
}

/// A code in either case.
Harm harm_of(Context& context, const std::string& word) {
    std::string upper;
    for (const char c : word) {
        upper.push_back(c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c);
    }
    if (const auto harm = enum_from<Harm>(upper)) {
        return *harm;
    }
    refuse_code(context, word, upper);
}

/// P0: who can help comes before anything is asked or stored; -q does not silence it.
void call_first(Context& context, Harm harm) {
    const HarmEntry& entry = harm_entry(harm);
    if (entry.level != TipLevel::p0) {
        return;
    }
    const bool vietnamese = context.lang() == "vi";
    const std::string_view call =
        vietnamese ? "P0: có thể có người đang gặp nguy hiểm. Gọi ngay, trước khi ghi:"
                   : "P0: somebody may be in danger. Call first, before anything is written down:";
    context.streams().message(call);
    for (const Route route : entry.routes) {
        context.streams().message("  " +
                                  route_text(route_entry(route, route_overrides(context)), vietnamese));
    }
}

/// The receipt, and how to go on. It is nowhere else: what comes after it must not fail on the way to the
/// caller.
void hand_over(Context& context, const AddedTip& added, const Tip& tip) {
    context.note(say("tip {} is stored, sealed: {}, {}; refer it by {}, acknowledge it by {}", added.number,
                     name_of(tip.harm), name_of(tip.level), to_iso(refer_due(tip)),
                     to_iso(acknowledge_due(tip, tip_terms(context)))));
    context.note(say("The receipt, shown once; whoever gave the tip can ask with it what became of it:"));
    try {
        context.deliver(format_receipt(added.receipt) + "\n");
    } catch (const Error& error) {
        throw Error(error.kind(),
                    say("{}; tip {} is stored, but its receipt is lost: it can't be shown again",
                        error.what(), added.number));
    }
    const Streams& streams = context.streams();
    if (streams.in_is_tty && streams.err_is_tty && !context.confirm(say("Was the receipt handed over?"))) {
        context.note(say("Hand it over now, or write it down: it can't be shown again."));
    }
}

} // namespace

Action bind_tip_add(Parser& parser) {
    auto flags = std::make_shared<AddFlags>();
    parser.add_option("--code", flags->code, "The harm: see hnat tip categories")
        ->type_name("CODE")
        ->required();
    add_choice<TipChannel>(parser, "--channel", flags->channel, "How it came")->required();
    parser.add_option("--platform", flags->platform, "Where it happened: a platform of the register")
        ->type_name("P");
    parser.add_flag("--money-moved", flags->money_moved,
                    "FRD: money has moved, so the bank comes first (P1)");
    parser.add_option("--on", flags->on, "The day that it came, at most 31 days back [today]")
        ->type_name("DAY");
    flags->body.declare(parser, "--body-file", "What happened, in a file; - is standard input [asked for]");
    flags->source.declare(parser, "--source-file",
                          "Who says so, if they want to say, in a file; - is standard input [asked for]");
    return [flags](Context& context) {
        NewTip tip;
        tip.harm = harm_of(context, flags->code);
        call_first(context, tip.harm);
        tip.money_moved = flags->money_moved;
        tip.calendar = context.settings().value("regime");
        tip.channel = flags->channel;
        if (flags->platform) {
            tip.platform = closed_value("--platform", *flags->platform, AddressRules::standard().platforms());
        }
        tip.received_on = flags->on ? day_of_flag("--on", *flags->on, context.today()) : context.today();
        if (flags->body.name == "-" && flags->source.name == "-") {
            throw Error(ErrorKind::usage,
                        say("--body-file and --source-file can't both be standard input; give one a file"));
        }
        context.require_output();
        Store& store = context.store();
        KeyRing ring(context.settings().key_dir());
        require_can_add(store, ring, tip, context.today());
        // The clock and the lock, before somebody types what can't be stored.
        static_cast<void>(Transaction(store, context.actor()));
        const bool asked = !flags->body.name;
        tip.body = read_secret_text(context, tr("what happened"), flags->body, k_longest_body);
        // Where the body comes from a file and no source is named, there is none: a script is not asked.
        if (flags->source.name || asked) {
            tip.source = read_secret_text(context, tr("who says so (nothing is fine)"), flags->source,
                                          k_longest_source);
        }
        Transaction transaction(store, context.actor());
        const AddedTip added = add_tip(transaction, ring, std::move(tip));
        transaction.commit();
        hand_over(context, added, find_tip(store, added.number, context.today()));
        return 0;
    };
}

} // namespace hnat::cli
