// audit checkpoint, checkpoints, key: what outsiders get in hand, and with what they check it.
#include "base/error.hpp"
#include "base/message.hpp"
#include "cli/command.hpp"
#include "cli/document_options.hpp"
#include "cli/options.hpp"
#include "cli/secret_prompt.hpp"
#include "render/qr_code.hpp"
#include "report/checkpoint_sheet.hpp"
#include "seal/signing_key_file.hpp"
#include "store/checkpoint.hpp"
#include "store/filesystem.hpp"
#include "store/office.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <memory>

namespace hnat::cli {

namespace {

struct CheckpointFlags {
    bool stored = false, sheet = false, svg = false, new_key = false;
    SecretFile passphrase;
    std::optional<std::string> templates;
};

std::filesystem::path key_path(const Context& context, const Verifier& key) {
    return context.settings().key_dir() / fmt::format("checkpoint-{}.sign-key", key_id(key));
}

/// Makes the key: the first one, or one in the place of another.
SigningKey make_key(Context& context, const CheckpointFlags& flags) {
    const Secret passphrase =
        read_new_passphrase(context, tr("passphrase for the key of checkpoints"), flags.passphrase);
    SigningKey key = make_signing_key();
    const Verifier verifier{checkpoint_origin(context.store()), key.public_key};
    const auto path = key_path(context, verifier);
    make_private_folders(path.parent_path());
    write_signing_key_file(path, key, context.today(), passphrase);
    context.note(say("Made the key of checkpoints, {}: {}", key_id(verifier), path.string()));
    context.note(tr(
        "Hand its public key out with the first sheet (hnat audit key), and keep a copy of the key folder."));
    return key;
}

SigningKey open_key(Context& context, const CheckpointFlags& flags) {
    const auto known = checkpoint_keys(context.store());
    if (known.empty() || flags.new_key) {
        return make_key(context, flags);
    }
    const Verifier& verifier = known.back().verifier;
    const auto path = key_path(context, verifier);
    std::error_code error;
    if (!std::filesystem::exists(path, error)) {
        throw Error(
            ErrorKind::key,
            say("'{}' is not there, and checkpoints are signed with that key; bring it back from the "
                "copy of the key folder, or make a new key with --new-key and hand its public key out",
                path.string()));
    }
    read_signing_public_key(path); // before anybody types a passphrase
    return open_signing_key_file(
        path, read_passphrase(context, say("passphrase of the key of checkpoints ({})", key_id(verifier)),
                              flags.passphrase));
}

Checkpoint stored_checkpoint(const Store& store) {
    auto newest = newest_checkpoint(store);
    if (!newest) {
        throw Error(ErrorKind::not_found,
                    say("no checkpoint has been made yet; `hnat audit checkpoint` makes one"));
    }
    return *std::move(newest);
}

Checkpoint chosen_checkpoint(Context& context, const CheckpointFlags& flags) {
    Store& store = context.store();
    if (flags.stored) {
        return stored_checkpoint(store);
    }
    const auto newest = newest_checkpoint(store);
    if (newest && newest->size == store_info(store).audit_size && !flags.new_key) {
        context.note(say("Nothing was changed since the checkpoint of {}; this is it.", to_iso(newest->day)));
        return *newest;
    }
    const SigningKey key = open_key(context, flags);
    Transaction transaction(store, context.actor());
    Checkpoint made = make_checkpoint(transaction, key);
    transaction.commit();
    return made;
}

/// The key that signed it. Errors: failed (none that the database knows).
Verifier signer_of(const Store& store, const Checkpoint& checkpoint) {
    const auto note = read_note(checkpoint.note);
    for (const KnownKey& key : checkpoint_keys(store)) {
        if (note && check_note(*note, key.verifier) == NoteVerdict::good) {
            return key.verifier;
        }
    }
    throw Error(ErrorKind::failed,
                say("the checkpoint is not signed by a key of this database; see `hnat audit verify`"));
}

std::string document_of(Context& context, const CheckpointFlags& flags, DocumentFormat format,
                        const Checkpoint& checkpoint) {
    if (flags.svg) {
        return qr_svg(QrCode(checkpoint.note));
    }
    if (!flags.sheet) {
        return checkpoint.note;
    }
    return render_checkpoint_sheet(read_office(context.store()), checkpoint,
                                   signer_of(context.store(), checkpoint), context.lang(), format,
                                   chosen_templates(context, flags.templates));
}

int write_checkpoint(Context& context, const CheckpointFlags& flags) {
    if (flags.sheet && flags.svg) {
        throw Error(ErrorKind::usage, say("--sheet and --svg are two documents; give one of them"));
    }
    // Before anything is signed: a mistake in the flags, or a library that is missing, must not leave a
    // checkpoint.
    const auto format =
        flags.sheet ? chosen_document_format(context.flags(), mark_message("names no format of sheets"))
                    : DocumentFormat::txt;
    if (flags.sheet || flags.svg) {
        load_qr_library();
    }
    const Checkpoint checkpoint = chosen_checkpoint(context, flags);
    context.write_document(document_of(context, flags, format, checkpoint));
    return 0;
}

} // namespace

Action bind_audit_checkpoint(Parser& parser) {
    auto flags = std::make_shared<CheckpointFlags>();
    parser.add_flag("--stored", flags->stored,
                    "Print the newest one again; makes none, and needs no passphrase");
    parser.add_flag("--sheet", flags->sheet,
                    "Print the sheet for meetings: text, QR code, and how to check it");
    parser.add_flag("--svg", flags->svg, "Print the QR code alone, as an image");
    parser.add_flag("--new-key", flags->new_key,
                    "Sign with a new key from now on, because the old one is lost or known");
    flags->passphrase.declare(
        parser, "--passphrase-file",
        "A file of mode 0600 with the key's passphrase [asked for]; - is a line of standard "
        "input");
    add_templates_flag(parser, flags->templates);
    return [flags](Context& context) { return write_checkpoint(context, *flags); };
}

Action bind_audit_checkpoints(Parser& /*parser*/) {
    return [](Context& context) {
        static const ListShape shape{"hnat.audit.checkpoints/1",
                                     {{"size", "Rows", true},
                                      {"day", "Day"},
                                      {"root", "Hash of the last row"},
                                      {"note", "Note", false, false}}};
        context.write_list(shape, [&](RowWriter& out) {
            for (const Checkpoint& checkpoint : checkpoints(context.store())) {
                out.row({checkpoint.size, checkpoint.day, to_hex(checkpoint.root), checkpoint.note});
            }
        });
        return 0;
    };
}

Action bind_audit_key(Parser& parser) {
    auto pem = std::make_shared<bool>(false);
    parser.add_flag("--pem", *pem, "Print the key in use as PEM, for openssl");
    return [pem](Context& context) {
        const auto keys = checkpoint_keys(context.store());
        if (*pem) {
            if (keys.empty()) {
                stored_checkpoint(context.store());
            }
            context.write_document(to_pem(keys.back().verifier.public_key));
            return 0;
        }
        static const ListShape shape{"hnat.audit.key/1",
                                     {{"since", "Since"}, {"id", "Key"}, {"vkey", "Public key"}}};
        context.write_list(shape, [&](RowWriter& out) {
            for (const KnownKey& key : keys) {
                out.row({key.since, key_id(key.verifier), to_vkey(key.verifier)});
            }
        });
        return 0;
    };
}

} // namespace hnat::cli
