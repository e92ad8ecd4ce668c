// key drill, key rotate, key recovery, key renew.
#include "tip/key_change.hpp"
#include "base/error.hpp"
#include "base/message.hpp"
#include "cli/command.hpp"
#include "cli/key_words.hpp"
#include "cli/options.hpp"
#include "cli/secret_prompt.hpp"
#include "tip/key_drill.hpp"
#include "tip/key_rows.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace hnat::cli {

namespace {

constexpr int k_exit_key = 13;

/// The key of one role that a command works with: where it lies, and its passphrase.
struct KeyFlags {
    std::optional<KeyRole> role;
    std::optional<std::string> file;
    SecretFile passphrase;

    void declare(Parser& parser, const std::string& about_role) {
        add_choice<KeyRole>(parser, "--role", role, about_role);
        parser
            .add_option("--key", file,
                        "A key file that lies elsewhere: on a stick, or the recovery key [the main key "
                        "in the key folder]")
            ->type_name("FILE");
        passphrase.declare(
            parser, "--passphrase-file",
            "A file of mode 0600 with its passphrase [asked for]; - is a line of standard input");
    }

    /// --role, or whose key the file of --key is. Errors: usage.
    [[nodiscard]] KeyRole chosen_role() const {
        if (role) {
            return *role;
        }
        if (!file) {
            throw Error(ErrorKind::usage, say("missing: --role; whose key is it, office or custodian?"));
        }
        return read_key_header(*file).role;
    }

    [[nodiscard]] std::filesystem::path find(Context& context, const KeyRing& ring, KeyRole of) const {
        return ring.find_key_file(context.store(), of,
                                  file ? std::optional<std::filesystem::path>(*file) : std::nullopt);
    }
    [[nodiscard]] static Secret ask(Context& context, KeyRole of, const SecretFile& passphrase_file) {
        return read_passphrase(context, say("passphrase of the key of the {}", word_of(of)), passphrase_file);
    }
    [[nodiscard]] KeyPair open(Context& context, const KeyRing& ring, KeyRole of,
                               const SecretFile& passphrase_file) const {
        const auto path = find(context, ring, of);
        return open_key_file(path, ask(context, of, passphrase_file));
    }
};

/// ", with 3 quarters", for how many the key opens.
std::string quarters(const Settled& settled) {
    return settled.sound == 0
               ? ""
               : say_plural(", with {} quarter", ", with {} quarters", settled.sound, settled.sound);
}

int tell_troubles(Context& context, const Settled& settled) {
    for (const EpochTrouble& trouble : settled.troubles) {
        context.streams().message(say("hnat: {} of the {}: {}", trouble.epoch.quarter,
                                      word_of(trouble.epoch.role), trouble.message));
    }
    for (const auto& file : settled.old_keys) {
        context.note(say("Destroyed the old key {}.", file));
    }
    return settled.troubles.empty() ? 0 : k_exit_key;
}

/// What a command that was cut short left, and what this one did, is brought to its end.
Settled settle(Context& context, const KeyRing& ring, KeyRole role, const KeyPair& key) {
    Transaction transaction(context.store(), context.actor());
    return settle_epochs(transaction, ring, role, key);
}

struct DrillFlags : KeyFlags {
    SecretFile office, custodian;

    [[nodiscard]] const SecretFile& passphrase_of(KeyRole of) const {
        const SecretFile& own = of == KeyRole::office ? office : custodian;
        const bool alone = role || file;
        return passphrase.name || (alone && !own.name) ? passphrase : own;
    }
};

Drill try_key(Context& context, const KeyRing& ring, KeyRole role, const KeyPair& key) {
    Transaction transaction(context.store(), context.actor());
    Drill drill = drill_key(transaction, ring, role, key);
    transaction.commit();
    return drill;
}

/// From the passphrase on it is a drill, and one that fails is kept as well.
int drill_one(Context& context, const KeyRing& ring, const DrillFlags& flags, KeyRole role) {
    const auto file = flags.find(context, ring, role);
    const PublicKey tried = read_key_header(file).public_key;
    const Secret passphrase = KeyFlags::ask(context, role, flags.passphrase_of(role));
    Drill drill;
    try {
        drill = try_key(context, ring, role, open_key_file(file, passphrase));
    } catch (const Error&) {
        Transaction transaction(context.store(), context.actor());
        record_failed_drill(transaction, role, tried);
        transaction.commit();
        throw;
    }
    if (drill.passed()) {
        context.note(say("The {} key of the {}, {}, opens what is sealed to it{}.",
                         word_of(drill.recipient.kind), word_of(role), key_fingerprint(tried),
                         quarters(drill.epochs)));
    }
    return tell_troubles(context, drill.epochs);
}

/// The roles whose main key lies in the folder; what lies elsewhere is named.
std::vector<KeyRole> roles_here(Context& context, const KeyRing& ring) {
    std::vector<KeyRole> here;
    for (const KeyRole role : {KeyRole::office, KeyRole::custodian}) {
        const auto file = ring.key_path(role, present_keys(context.store().db(), role).front());
        if (std::error_code ignored; std::filesystem::exists(file, ignored)) {
            here.push_back(role);
        } else {
            context.note(
                say("The key of the {} is not here: hnat key drill --key FILE tries it.", word_of(role)));
        }
    }
    return here;
}

int drill(Context& context, const DrillFlags& flags) {
    const KeyRing ring(context.settings().key_dir());
    if (flags.file || flags.role) {
        return drill_one(context, ring, flags, flags.chosen_role());
    }
    const auto roles = roles_here(context, ring);
    if (roles.empty()) {
        throw Error(ErrorKind::key,
                    say("'{}' holds none of the keys; say where one is: --key FILE", ring.folder().string()));
    }
    if (flags.passphrase.name && roles.size() > 1) {
        throw Error(ErrorKind::usage,
                    say("--passphrase-file is of one key: add --role, or give --office-passphrase-file "
                        "and --custodian-passphrase-file"));
    }
    int code = 0;
    for (const KeyRole role : roles) {
        code = std::max(code, drill_one(context, ring, flags, role));
    }
    return code;
}

struct ChangeFlags : KeyFlags {
    SecretFile new_passphrase;
    bool replace = false;

    void declare_change(Parser& parser) {
        declare(parser, std::string(mark_message("Whose key: the office's or the custodian's [of --key]")));
        new_passphrase.declare(parser, "--new-passphrase-file",
                               "A file of mode 0600 with the passphrase for the new key [asked for]");
    }
};

int rotate(Context& context, const ChangeFlags& flags) {
    const KeyRing ring(context.settings().key_dir());
    const KeyRole role = flags.chosen_role();
    const PublicKey before = present_keys(context.store().db(), role).front();
    const auto& output = context.flags().output;
    if (output) {
        require_new_file(*output);
    }
    const KeyPair key = flags.open(context, ring, role, flags.passphrase);
    const Secret passphrase = read_new_passphrase(
        context, say("new passphrase for the key of the {}", word_of(role)), flags.new_passphrase);
    Transaction transaction(context.store(), context.actor());
    const NewKey made = rotate_key(transaction, ring, role, key, passphrase,
                                   output ? std::optional<std::filesystem::path>(*output) : std::nullopt);
    transaction.commit();
    // From its file: the old key may be destroyed only if the new one can be read back.
    const Settled settled = settle(context, ring, role, open_key_file(made.file, passphrase));
    context.note(say("The new key of the {} is {}{}: {}", word_of(role),
                     key_fingerprint(made.recipient.public_key), quarters(settled), made.file.string()));
    const int code = tell_troubles(context, settled);
    if (settled.old_keys.empty()) {
        context.note(
            code == 0 ? say("Destroy the file of the old key, {}, wherever it is.", key_fingerprint(before))
                      : say("Keep the file of the old key, {}, wherever it is.", key_fingerprint(before)));
    }
    return code;
}

int make_recovery(Context& context, const ChangeFlags& flags) {
    const KeyRing ring(context.settings().key_dir());
    const KeyRole role = flags.chosen_role();
    const auto& output = context.flags().output;
    if (!output || *output == "-") {
        throw Error(ErrorKind::usage,
                    say("missing: -o FILE; where is the recovery key to be kept? Not on this computer"));
    }
    std::error_code ignored;
    const std::filesystem::path file = *output;
    if (std::filesystem::equivalent(file.has_parent_path() ? file.parent_path() : ".", ring.folder(),
                                    ignored)) {
        throw Error(ErrorKind::usage,
                    say("a recovery key in the key folder is lost with it; name a file on a stick: -o "
                        "FILE"));
    }
    require_new_file(file);
    if (!flags.replace) {
        require_no_recovery_key(context.store().db(), role);
    }
    const KeyPair main = flags.open(context, ring, role, flags.passphrase);
    const Secret passphrase = read_new_passphrase(
        context, say("passphrase for the recovery key of the {}", word_of(role)), flags.new_passphrase);
    Transaction transaction(context.store(), context.actor());
    const NewKey made = add_recovery_key(transaction, ring, role, main, file, passphrase, flags.replace);
    transaction.commit();
    const Settled settled = settle(context, ring, role, main);
    context.note(say("The recovery key of the {} is {}{}: {}", word_of(role),
                     key_fingerprint(made.recipient.public_key), quarters(settled), made.file.string()));
    context.note(say("Try it, then lock it away: hnat key drill --key {}", made.file.string()));
    return tell_troubles(context, settled);
}

} // namespace

Action bind_key_drill(Parser& parser) {
    auto flags = std::make_shared<DrillFlags>();
    flags->declare(parser, std::string(mark_message("Only this one [both that lie in the key folder]")));
    flags->office.declare(parser, "--office-passphrase-file",
                          "The passphrase of the office, where both are tried");
    flags->custodian.declare(parser, "--custodian-passphrase-file",
                             "The passphrase of the custodian, where both are tried");
    return [flags](Context& context) { return drill(context, *flags); };
}

Action bind_key_rotate(Parser& parser) {
    auto flags = std::make_shared<ChangeFlags>();
    flags->declare_change(parser);
    return [flags](Context& context) { return rotate(context, *flags); };
}

Action bind_key_recovery(Parser& parser) {
    auto flags = std::make_shared<ChangeFlags>();
    flags->declare_change(parser);
    parser.add_flag("--replace", flags->replace, "Retire the recovery key that there is: it is lost");
    return [flags](Context& context) { return make_recovery(context, *flags); };
}

Action bind_key_renew(Parser& parser) {
    struct Flags {
        std::string quarter;
        KeyRole role = KeyRole::office;
    };
    auto flags = std::make_shared<Flags>();
    parser.add_option("QUARTER", flags->quarter, "The quarter, such as 2026Q4")->required();
    add_choice<KeyRole>(parser, "--role", flags->role, "Whose key of it: the office's or the custodian's")
        ->required();
    return [flags](Context& context) {
        const KeyRing ring(context.settings().key_dir());
        find_lost_epoch(context.store().db(), ring, flags->role, flags->quarter);
        if (!context.confirm(say("What was sealed to the {} in {} until now will never be opened again.",
                                 word_of(flags->role), flags->quarter))) {
            context.note(tr("Nothing was changed."));
            return 1;
        }
        Transaction transaction(context.store(), context.actor());
        const KeyEpoch epoch = renew_epoch(transaction, ring, flags->role, flags->quarter);
        transaction.commit();
        context.note(say("The {} has a new key of {}, {}.", word_of(flags->role), epoch.quarter,
                         key_fingerprint(epoch.public_key)));
        return 0;
    };
}

} // namespace hnat::cli
