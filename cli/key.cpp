// key init, key show.
#include "base/message.hpp"
#include "cli/command.hpp"
#include "cli/key_words.hpp"
#include "cli/options.hpp"
#include "cli/secret_prompt.hpp"
#include "tip/key_change.hpp"
#include "tip/key_overview.hpp"
#include "tip/key_rows.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <string>

namespace hnat::cli {

namespace {

struct InitFlags {
    SecretFile office, custodian;
};

int make_keys(Context& context, const InitFlags& flags) {
    const KeyRing ring(context.settings().key_dir());
    Store& store = context.store();
    require_no_keys(store.db(), ring); // before anybody thinks of a passphrase
    const Secret office =
        read_new_passphrase(context, tr("passphrase for the key of the office"), flags.office);
    const Secret custodian = read_new_passphrase(
        context, tr("passphrase for the key of the custodian (another person)"), flags.custodian);
    Transaction transaction(store, context.actor());
    const auto made = create_keys(transaction, ring, office, custodian);
    transaction.commit();
    for (const NewKey& key : made) {
        context.note(say("Made the key of the {}, {}: {}", word_of(key.recipient.role),
                         key_fingerprint(key.recipient.public_key), key.file.string()));
    }
    context.note(tr("Next, with both of you at the table:"));
    context.note(say("  the custodian takes the file {} away, on a stick of their own",
                     made.back().file.filename().string()));
    context.note(
        tr("  hnat key recovery --role office -o FILE, and the same for the custodian: a key that is lost "
           "takes every tip with it"));
    context.note(tr("  hnat key drill, today and in every quarter"));
    return 0;
}

const ListShape& show_shape() {
    static const ListShape shape{"hnat.key.show/1",
                                 {{"kind", "Kind"},
                                  {"role", "Role"},
                                  {"quarter", "Quarter"},
                                  {"fingerprint", "Fingerprint"},
                                  {"since", "Since"},
                                  {"state", "State"},
                                  {"drilled_on", "Last drill"},
                                  {"drill_due", "Drill due", false, true, FieldType::yes_no},
                                  {"ended_on", "Ended", false, false},
                                  {"file", "File", false, false},
                                  {"public_key", "Public key", false, false}}};
    return shape;
}

Value day_or_nothing(const std::optional<Day>& day) {
    return day ? Value{*day} : Value{};
}
Value path_or_nothing(const std::optional<std::filesystem::path>& path) {
    return path ? Value{path->string()} : Value{};
}

Row row_of(const KeyState& key) {
    const KeyRecipient& recipient = key.recipient;
    const std::string state = recipient.retired_on ? "retired" : key.file ? "here" : "elsewhere";
    return {std::string(name_of(recipient.kind)),
            std::string(name_of(recipient.role)),
            Value{},
            key_fingerprint(recipient.public_key),
            recipient.since,
            state,
            day_or_nothing(key.drilled_on),
            recipient.retired_on ? Value{} : Value{key.drill_due},
            day_or_nothing(recipient.retired_on),
            path_or_nothing(key.file),
            to_hex(recipient.public_key)};
}

Row row_of(const EpochState& state) {
    const KeyEpoch& epoch = state.epoch;
    return {std::string("epoch"),
            std::string(name_of(epoch.role)),
            epoch.quarter,
            key_fingerprint(epoch.public_key),
            epoch.made_on,
            std::string(epoch.destroyed_on ? "destroyed"
                        : state.file       ? "here"
                                           : "missing"),
            Value{},
            Value{},
            day_or_nothing(epoch.destroyed_on),
            path_or_nothing(state.file),
            to_hex(epoch.public_key)};
}

void warn(Context& context, std::string_view message) {
    context.note(say("warning: {}", message));
}

void warn_of_keys(Context& context, const KeyOverview& overview) {
    for (const KeyState& key : overview.keys) {
        const auto role = word_of(key.recipient.role);
        if (key.recipient.retired_on && key.file) {
            warn(context, say("a retired key of the {} is still here: `hnat key drill` destroys it when "
                              "nothing needs it",
                              role));
        }
        if (key.drill_due) {
            warn(context,
                 key.recipient.kind == KeyKind::main
                     ? say("the main key of the {} has not been tried this quarter: `hnat key drill`", role)
                     : say("the recovery key of the {} has not been tried: `hnat key drill`", role));
        }
    }
    for (const KeyRole role : {KeyRole::office, KeyRole::custodian}) {
        if (!present_recipient(context.store().db(), role, KeyKind::recovery)) {
            warn(context, say("there is only one key of the {}; if it is lost, so is what is sealed to it: "
                              "`hnat key recovery --role {} -o FILE`",
                              word_of(role), name_of(role)));
        }
    }
}

void warn_of_files(Context& context, const KeyOverview& overview) {
    const auto here = [&overview](KeyRole role) {
        return std::ranges::any_of(overview.keys, [role](const KeyState& key) {
            return key.recipient.role == role && !key.recipient.retired_on && key.file.has_value();
        });
    };
    if (here(KeyRole::office) && here(KeyRole::custodian)) {
        warn(context,
             tr("the keys of the office and of the custodian lie in one folder: the custodian takes one away "
                "(P6)"));
    }
    for (const EpochState& state : overview.epochs) {
        if (!state.epoch.destroyed_on && !state.file) {
            warn(context, say("the {} key of {} is missing: what is sealed to it can't be opened; put the "
                              "file back from the copy of the key folder",
                              word_of(state.epoch.role), state.epoch.quarter));
        }
    }
    for (const auto& file : overview.strangers) {
        warn(context, say("{}: this database does not know it: of another one, or left by a command that "
                          "was cut short",
                          file.string()));
    }
}

int show_keys(Context& context, bool all) {
    const KeyRing ring(context.settings().key_dir());
    const KeyOverview overview = key_overview(context.store(), ring, context.today());
    context.write_list(show_shape(), [&](RowWriter& out) {
        for (const KeyState& key : overview.keys) {
            if (all || !key.recipient.retired_on) {
                out.row(row_of(key));
            }
        }
        for (const EpochState& state : overview.epochs) {
            if (all || !state.epoch.destroyed_on) {
                out.row(row_of(state));
            }
        }
    });
    if (overview.keys.empty()) {
        context.note(tr("No keys are set up: hnat key init makes them."));
        return 0;
    }
    warn_of_keys(context, overview);
    warn_of_files(context, overview);
    return 0;
}

} // namespace

Action bind_key_init(Parser& parser) {
    auto flags = std::make_shared<InitFlags>();
    flags->office.declare(
        parser, "--office-passphrase-file",
        "A file of mode 0600 with the office's passphrase [asked for]; - is a line of standard "
        "input");
    flags->custodian.declare(parser, "--custodian-passphrase-file",
                             "The same with the custodian's, who is another person [asked for]");
    return [flags](Context& context) { return make_keys(context, *flags); };
}

Action bind_key_show(Parser& parser) {
    auto all = std::make_shared<bool>(false);
    parser.add_flag("--all", *all, "Also the keys that were retired and destroyed");
    return [all](Context& context) { return show_keys(context, *all); };
}

} // namespace hnat::cli
