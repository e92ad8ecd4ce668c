// db backup, restore, erasures: copies of the database, and the way back from them.
#include "store/backup.hpp"

#include "base/error.hpp"
#include "base/file.hpp"
#include "base/message.hpp"
#include "cli/check_areas.hpp"
#include "cli/command.hpp"
#include "cli/key_words.hpp"
#include "cli/options.hpp"
#include "cli/secret_prompt.hpp"
#include "enroll/erase_again.hpp"
#include "seal/key_file.hpp"
#include "store/checkpoint.hpp"
#include "store/wipe.hpp"
#include "tip/key_rows.hpp"
#include "tip/tip_expiry.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <memory>

namespace hnat::cli {

namespace {

/// A public key as 64 hexadecimal digits; nullopt: another text.
std::optional<PublicKey> parse_public_key(std::string_view text) {
    PublicKey key{};
    if (text.size() != 2 * key.size()) {
        return std::nullopt;
    }
    for (std::size_t i = 0; i < key.size(); ++i) {
        const auto digits = text.substr(2 * i, 2);
        if (digits.find_first_not_of("0123456789abcdef") != std::string_view::npos) {
            return std::nullopt;
        }
        key.at(i) = static_cast<std::uint8_t>(std::stoi(std::string(digits), nullptr, 16));
    }
    return key;
}

/// Whom `--encrypt` names: a role (its keys in use, the recovery key too), the digits of a key, or a key
/// file.
std::vector<PublicKey> recipients_of(Context& context, const std::string& name) {
    if (const auto role = enum_from<KeyRole>(name)) {
        return present_keys(context.store().db(), *role);
    }
    if (const auto key = parse_public_key(name)) {
        return {*key};
    }
    return {read_key_header(name).public_key};
}

std::string fingerprints(const std::vector<PublicKey>& keys) {
    std::vector<std::string> all;
    all.reserve(keys.size());
    for (const PublicKey& key : keys) {
        all.push_back(key_fingerprint(key));
    }
    return fmt::format("{}", fmt::join(all, ", "));
}

int back_up(Context& context, const std::string& file, const std::vector<std::string>& encrypt) {
    if (file == "-") {
        throw Error(ErrorKind::usage, say("a backup is checked before it gets its name, so it can't go to "
                                          "standard output; name a file"));
    }
    context.require_other_file(file);
    std::vector<PublicKey> recipients;
    for (const std::string& name : encrypt) {
        for (const PublicKey& key : recipients_of(context, name)) {
            if (std::ranges::find(recipients, key) == recipients.end()) {
                recipients.push_back(key);
            }
        }
    }
    const BackupInfo info = write_backup(context.store(), file, context.flags().overwrite, recipients);
    const std::string rows = count_of_rows(static_cast<std::size_t>(info.audit_size));
    context.note(recipients.empty()
                     ? say("{}: schema {}, {} of the audit chain; not encrypted: whoever has it can "
                           "read it",
                           file, info.schema, rows)
                     : say("{}: schema {}, {} of the audit chain, sealed to {}", file, info.schema, rows,
                           fingerprints(recipients)));
    return 0;
}

struct RestoreFlags {
    std::string file;
    std::optional<std::string> key, erasures;
    std::vector<std::string> against;
    SecretFile passphrase;
};

/// The key file that opens a backup: the one that was named, else the one of the key folder with a
/// fingerprint that fits. Errors: key.
std::filesystem::path find_key_file(const Context& context, const RestoreFlags& flags,
                                    const std::vector<std::string>& wanted) {
    if (flags.key) {
        return *flags.key;
    }
    std::error_code error;
    for (const auto& entry : std::filesystem::directory_iterator(context.settings().key_dir(), error)) {
        try {
            const auto fingerprint = key_fingerprint(read_key_header(entry.path()).public_key);
            if (std::ranges::find(wanted, fingerprint) != wanted.end()) {
                return entry.path();
            }
        } catch (const Error&) { // NOLINT(bugprone-empty-catch): another file
        }
    }
    throw Error(ErrorKind::key,
                say("{}: is sealed to {}, and {} has no such key; name the key file with --key", flags.file,
                    fmt::join(wanted, tr(" and ")), context.settings().key_dir().string()));
}

KeyPair open_key(Context& context, const RestoreFlags& flags, const std::vector<std::string>& wanted) {
    const auto file = find_key_file(context, flags, wanted);
    const KeyFileHeader header = read_key_header(file);
    const std::string fingerprint = key_fingerprint(header.public_key);
    if (std::ranges::find(wanted, fingerprint) == wanted.end()) { // before anybody types a passphrase
        throw Error(ErrorKind::key, say("{}: is sealed to {}, and the key of {} is {}", flags.file,
                                        fmt::join(wanted, tr(" and ")), file.string(), fingerprint));
    }
    return open_key_file(file, read_passphrase(context,
                                               say("passphrase of the {} key of the {} ({})",
                                                   word_of(header.kind), word_of(header.role), fingerprint),
                                               flags.passphrase));
}

std::vector<WitnessNote> read_notes(const std::vector<std::string>& files) {
    std::vector<WitnessNote> notes;
    notes.reserve(files.size());
    for (const std::string& file : files) {
        notes.push_back({file, read_file(file)});
    }
    require_checkpoints(notes); // before anything is made
    return notes;
}

/// What -q does not silence: something is wrong, or may be.
void warn(Context& context, std::string_view text) {
    context.streams().message(say("warning: {}", text));
}

/// P3: what the list says was erased is erased again.
void erase_again(Context& context, Store& store, const Actor& actor, const std::vector<ErasureRow>& list) {
    Transaction transaction(store, actor);
    const AgainResult again = erase_members_again(transaction, list);
    const TipsAgain tips = purge_tips_again(transaction, list);
    transaction.commit();
    wipe_deleted(store, tr("the backup is restored and what the list says is done again"));
    context.note(say("Done again after the list: {} erased, {} with a consent withdrawn, {} purged.",
                     count_of_members(again.members.size()), count_of_members(again.withdrew.size()),
                     count_of_tips(static_cast<std::size_t>(tips.purged))));
    for (const auto group : again.groups_left) {
        context.note(say("Group {} is no longer joined: nobody of it consents to contact any more.", group));
    }
    for (const auto member : again.unknown) {
        warn(context, say("member {0} withdrew a consent after this backup that is not in "
                          "it, or that the list does not name; look with hnat enroll show {0}",
                          member));
    }
    for (const auto tip : tips.scrubbed) {
        warn(context, say("tip {0} was scrubbed after this backup, and has its text of before: "
                          "hnat tip scrub {0}",
                          tip));
    }
}

/// Whether there were none.
bool tell_findings(Context& context, const std::vector<CheckResult>& parts) {
    bool sound = true;
    for (const CheckResult& part : parts) {
        for (const std::string& finding : part.findings) {
            warn(context, fmt::format("{}: {}", part.name, finding));
            sound = false;
        }
    }
    return sound;
}

void note_restored(Context& context, const RestoreFlags& flags, const RestoreResult& result) {
    const std::string database = context.settings().db().string();
    const BackupInfo& backup = result.backup;
    const std::string rows = count_of_rows(static_cast<std::size_t>(backup.audit_size));
    const std::string last = to_iso(result.last_change);
    context.note(backup.schema == schema_version()
                     ? say("Restored {} from {}: schema {}, {} of the audit chain, the last of {}.", database,
                           flags.file, backup.schema, rows, last)
                     : say("Restored {} from {}: schema {} (now {}), {} of the audit chain, the last of {}.",
                           database, flags.file, backup.schema, schema_version(), rows, last));
}

int restore(Context& context, const RestoreFlags& flags) {
    const Settings& settings = context.settings();
    const StoreOptions options{settings.db(), settings.lock_timeout(), settings.allow_network_fs()};
    const auto notes = read_notes(flags.against);
    std::optional<ErasureList> list;
    if (flags.erasures) {
        list = parse_erasure_list(read_file(*flags.erasures), *flags.erasures);
    }
    const Actor actor{settings.staff().value_or(k_unnamed_staff), context.today()};
    const RestoreResult result = restore_backup(
        flags.file, options, actor, [&](const auto& wanted) { return open_key(context, flags, wanted); });
    note_restored(context, flags, result);
    bool sound = tell_findings(context, result.findings);

    Store store = Store::open(options, Access::write, context.today());
    for (const std::string& finding : verify_against(store, notes)) {
        warn(context, finding);
        sound = false;
    }
    if (list) {
        erase_again(context, store, actor, list->rows);
        if (list->chain_size < result.backup.audit_size) {
            warn(context,
                 say("{} is older than this backup: it was made when the audit chain had {} rows, and the "
                     "backup has "
                     "{}. Whoever was erased since is in it again (P3); give the newest list of this office",
                     *flags.erasures, list->chain_size, result.backup.audit_size));
        }
    } else {
        warn(context, say("who was erased or withdrew after {} is in it again (P3): give the newest "
                          "list of `hnat db erasures` with --erasures, or do it again by hand",
                          to_iso(result.last_change)));
    }
    sound = tell_findings(context, check_areas(store, context.today())) && sound;
    return sound ? 0 : 1;
}

} // namespace

Action bind_db_backup(Parser& parser) {
    struct Flags {
        std::string file;
        std::vector<std::string> encrypt;
    };
    auto flags = std::make_shared<Flags>();
    parser.add_option("FILE", flags->file, "The backup to write; --overwrite replaces an older one")
        ->required();
    parser
        .add_option(
            "--encrypt", flags->encrypt,
            "Seal it so that only the holder of this key can read it: office, custodian, a key file, or the "
            "64 digits of a public key; several may be given")
        ->type_name("KEY");
    return [flags](Context& context) { return back_up(context, flags->file, flags->encrypt); };
}

Action bind_db_restore(Parser& parser) {
    auto flags = std::make_shared<RestoreFlags>();
    parser
        .add_option("FILE", flags->file, "A backup; the database is made at --db, where there must be none")
        ->required();
    parser.add_option("--key", flags->key, "The key file of an encrypted one [that of --key-dir which fits]")
        ->type_name("FILE");
    flags->passphrase.declare(
        parser, "--passphrase-file",
        "A file of mode 0600 with the key's passphrase [asked for]; - is a line of standard "
        "input");
    parser
        .add_option("--erasures", flags->erasures,
                    "A list of `hnat db erasures`: what was erased after the backup is erased again")
        ->type_name("FILE");
    parser
        .add_option(
            "--against", flags->against,
            "A newer checkpoint: says whether the backup is a part of that history, and what it lacks")
        ->type_name("FILE");
    return [flags](Context& context) { return restore(context, *flags); };
}

Action bind_db_erasures(Parser& /*parser*/) {
    return [](Context& context) {
        static const ListShape shape{
            "hnat.db.erasures/1",
            {{"seq", "No", true}, {"day", "Day"}, {"verb", "What"}, {"record", "Record"}}};
        context.write_list(shape, [&](RowWriter& out) {
            auto rows = erasure_rows(context.store());
            rows.push_back(end_of_list(context.store(), rows));
            for (const ErasureRow& row : rows) {
                const auto day = parse_day(row.day);
                out.row({row.seq, day ? Value{*day} : Value{row.day}, row.verb, row.object});
            }
        });
        return 0;
    };
}

} // namespace hnat::cli
