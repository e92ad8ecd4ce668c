// tip ack, triage, answer, close, reopen, extend.
#include "tip/tip_change.hpp"

#include "base/message.hpp"
#include "cli/command.hpp"
#include "cli/options.hpp"
#include "cli/tip_options.hpp"

#include <memory>

namespace hnat::cli {

namespace {

/// A command that takes a tip from one state to the next, and what it says of its number then.
template <typename Change>
Action bind_move(Parser& parser, std::string (*done)(std::int64_t tip), Change change) {
    auto tip = std::make_shared<std::int64_t>(0);
    add_tip_argument(parser, *tip);
    return [tip, done, change](Context& context) {
        Transaction transaction(context.store(), context.actor());
        change(context, transaction, *tip);
        transaction.commit();
        context.note(done(*tip));
        return 0;
    };
}

} // namespace

Action bind_tip_ack(Parser& parser) {
    return bind_move(
        parser, [](std::int64_t tip) { return say("tip {} is acknowledged", tip); },
        [](Context& context, Transaction& transaction, std::int64_t tip) {
            acknowledge_tip(transaction, tip, tip_terms(context));
        });
}

Action bind_tip_triage(Parser& parser) {
    auto money_moved = std::make_shared<bool>(false);
    parser.add_flag("--money-moved", *money_moved, "FRD: money has moved, as is known now (P1)");
    return bind_move(
        parser, [](std::int64_t tip) { return say("tip {} is triaged", tip); },
        [money_moved](Context& /*context*/, Transaction& transaction, std::int64_t tip) {
            triage_tip(transaction, tip, *money_moved);
        });
}

Action bind_tip_answer(Parser& parser) {
    return bind_move(
        parser, [](std::int64_t tip) { return say("tip {} is answered", tip); },
        [](Context& /*context*/, Transaction& transaction, std::int64_t tip) {
            answer_tip(transaction, tip);
        });
}

Action bind_tip_reopen(Parser& parser) {
    return bind_move(
        parser,
        [](std::int64_t tip) { return say("tip {} is open again; it is kept no longer for it", tip); },
        [](Context& /*context*/, Transaction& transaction, std::int64_t tip) {
            reopen_tip(transaction, tip);
        });
}

Action bind_tip_close(Parser& parser) {
    struct Flags {
        std::int64_t tip = 0;
        TipDisposition disposition = TipDisposition::resolved;
    };
    auto flags = std::make_shared<Flags>();
    add_tip_argument(parser, flags->tip);
    add_choice<TipDisposition>(parser, "--disposition", flags->disposition, "How it ended")->required();
    return [flags](Context& context) {
        Transaction transaction(context.store(), context.actor());
        const Day until = close_tip(transaction, flags->tip, flags->disposition, tip_terms(context));
        transaction.commit();
        context.note(say("tip {} is closed: {}; it is kept until {}", flags->tip, name_of(flags->disposition),
                         to_iso(until)));
        return 0;
    };
}

Action bind_tip_extend(Parser& parser) {
    struct Flags {
        std::int64_t tip = 0;
        std::optional<std::int64_t> days;
    };
    auto flags = std::make_shared<Flags>();
    add_tip_argument(parser, flags->tip);
    add_count(parser, "--days", flags->days, "Days that it is kept longer", 1, longest_extension(Harm::frd))
        ->required();
    return [flags](Context& context) {
        Transaction transaction(context.store(), context.actor());
        const Day until = extend_tip(transaction, flags->tip, static_cast<int>(flags->days.value_or(0)));
        transaction.commit();
        context.note(say("tip {} is kept until {}; it can't be extended again", flags->tip, to_iso(until)));
        return 0;
    };
}

} // namespace hnat::cli
