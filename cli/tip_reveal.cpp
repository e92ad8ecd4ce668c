// tip reveal, reveals: the source of a tip, and who asked for one.
#include "tip/tip_reveal.hpp"

#include "base/error.hpp"
#include "base/message.hpp"
#include "cli/command.hpp"
#include "cli/options.hpp"
#include "cli/tip_options.hpp"

#include <memory>

namespace hnat::cli {

namespace {

struct RevealFlags {
    std::int64_t tip = 0;
    std::optional<std::string> reason;
    SecretFile reason_file;
    OpeningFlags key;
};

Secret read_reason(Context& context, const RevealFlags& flags) {
    if (flags.reason && flags.reason_file.name) {
        throw Error(ErrorKind::usage, say("--reason and --reason-file say the same twice; give one of them"));
    }
    return flags.reason ? Secret::copy_of(*flags.reason)
                        : read_secret_text(context, tr("the reason"), flags.reason_file, k_longest_reason);
}

} // namespace

Action bind_tip_reveal(Parser& parser) {
    auto flags = std::make_shared<RevealFlags>();
    add_tip_argument(parser, flags->tip);
    parser.add_option("--reason", flags->reason, "Why, without names: it stands in the shell's history")
        ->type_name("T");
    flags->reason_file.declare(parser, "--reason-file", "Why, in a file; - is standard input [asked for]");
    flags->key.declare(parser);
    return [flags](Context& context) {
        Store& store = context.store();
        const Actor actor = context.actor();
        KeyRing ring(context.settings().key_dir());
        const auto passphrase = [&] { return flags->key.passphrase(context, KeyRole::custodian); };
        Secret source;
        try {
            source = reveal_source(store, actor, ring, flags->tip, read_reason(context, *flags), passphrase,
                                   flags->key.key_file());
        } catch (const Error& error) {
            if (error.kind() == ErrorKind::key) {
                throw Error(error.kind(), say("{}; the request is on record as refused", error.what()));
            }
            throw;
        }
        if (source.empty()) {
            context.note(say("Whoever gave tip {} did not say who they are.", flags->tip));
        } else {
            write_secret(context, source);
        }
        context.note(say("The request is on record."));
        return 0;
    };
}

Action bind_tip_reveals(Parser& parser) {
    struct Flags {
        bool reasons = false;
        OpeningFlags key;
    };
    auto flags = std::make_shared<Flags>();
    parser.add_flag("--reasons", flags->reasons, "With their reasons, which the custodian's key opens");
    flags->key.declare(parser);
    return [flags](Context& context) {
        static const ListShape shape{"hnat.tip.reveals/1",
                                     {{"number", "No.", true},
                                      {"tip", "Tip", true},
                                      {"day", "Day"},
                                      {"staff", "Who"},
                                      {"outcome", "Outcome"},
                                      {"reason", "Reason", false, flags->reasons}}};
        const Store& store = context.store();
        const KeyRing ring(context.settings().key_dir());
        std::optional<Secret> passphrase;
        if (flags->reasons) {
            passphrase = flags->key.passphrase(context, KeyRole::custodian);
        }
        context.write_list(shape, [&](RowWriter& out) {
            for (const RevealRequest& request : list_reveals(store)) {
                Value reason;
                if (passphrase) {
                    const Secret text =
                        reveal_reason(store, ring, request.number, *passphrase, flags->key.key_file());
                    reason = text.empty() ? Value{} : Value{std::string(text.text())};
                }
                out.row({request.number, request.tip ? Value{*request.tip} : Value{}, request.day,
                         request.staff, std::string(name_of(request.outcome)), reason});
            }
        });
        return 0;
    };
}

} // namespace hnat::cli
