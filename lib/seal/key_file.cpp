#include "seal/key_file.hpp"

#include "base/error.hpp"
#include "base/file.hpp"
#include "base/message.hpp"
#include "seal/epoch_text.hpp"
#include "seal/key_text.hpp"
#include "seal/passphrase.hpp"
#include "seal/private_file.hpp"
#include "seal/sodium.hpp"

#include <sodium.h>

#include <string>

namespace hnat {

namespace {

namespace fs = std::filesystem;

void write_new(const fs::path& path, std::string_view text) {
    require_new_file(path);
    AtomicFile file(path, false);
    file.write(text);
    file.commit();
}

KeyText read_key_text(const fs::path& path) {
    const Secret text = read_private_file(path, k_longest_key_text);
    if (auto key = parse_key_text(text.text())) {
        return *key;
    }
    throw Error(ErrorKind::key, say("'{}' is no key file of hnat, or it is damaged; `hnat key show` "
                                    "says which files there should be",
                                    path.string()));
}

EpochText read_epoch_text(const fs::path& path) {
    const Secret text = read_private_file(path, k_longest_epoch_text);
    if (auto epoch = parse_epoch_text(text.text())) {
        return *std::move(epoch);
    }
    throw Error(ErrorKind::key, say("'{}' is no epoch file of hnat, or it is damaged; take it from "
                                    "the copy of the key folder",
                                    path.string()));
}

} // namespace

void require_new_file(const fs::path& path) {
    std::error_code ignored;
    if (fs::exists(fs::symlink_status(path, ignored))) {
        throw Error(ErrorKind::usage, say("'{}' is there already, and a key is never overwritten; "
                                          "name another file",
                                          path.string()));
    }
}

void write_key_file(const fs::path& path, const KeyFileHeader& header, const KeyPair& key,
                    const Secret& passphrase) {
    check_passphrase(passphrase);
    require_sodium();
    KeyText text;
    text.header = header;
    randombytes_buf(text.salt.data(), text.salt.size());
    lock_key(text, key, derive_key(passphrase, text.cost, text.salt));
    write_new(path, to_text(text));
}

KeyFileHeader read_key_header(const fs::path& path) {
    return read_key_text(path).header;
}

KeyPair open_key_file(const fs::path& path, const Secret& passphrase) {
    const KeyText text = read_key_text(path);
    if (auto pair = unlock_key(text, derive_key(passphrase, text.cost, text.salt))) {
        return *std::move(pair);
    }
    throw Error(ErrorKind::key,
                say("'{}' does not open: the passphrase is wrong, or the file is damaged", path.string()));
}

void write_epoch_file(const fs::path& path, const KeyPair& epoch, std::string_view quarter, KeyRole role,
                      const std::vector<PublicKey>& recipients) {
    write_new(path, to_text(lock_epoch(epoch, quarter, role, recipients)));
}

EpochFileHeader read_epoch_header(const fs::path& path) {
    return read_epoch_text(path).header;
}

KeyPair open_epoch_file(const fs::path& path, const KeyPair& recipient) {
    if (auto epoch = unlock_epoch(read_epoch_text(path), recipient)) {
        return *std::move(epoch);
    }
    throw Error(ErrorKind::key,
                say("'{}' does not open with the key {}: it is sealed to another key, or damaged",
                    path.string(), key_fingerprint(recipient.public_key)));
}

void reseal_epoch_file(const fs::path& path, const KeyPair& recipient,
                       const std::vector<PublicKey>& recipients) {
    const EpochFileHeader header = read_epoch_header(path);
    const KeyPair epoch = open_epoch_file(path, recipient);
    replace_private_file(path, to_text(lock_epoch(epoch, header.quarter, header.role, recipients)));
}

Secret read_passphrase_file(const fs::path& path) {
    Secret text = read_private_file(path, k_longest_passphrase + 2);
    std::string_view line = text.text();
    for (const char end : {'\n', '\r'}) {
        if (line.ends_with(end)) {
            line.remove_suffix(1);
        }
    }
    if (line.empty()) {
        throw Error(ErrorKind::usage, say("'{}' is empty; expected a passphrase", path.string()));
    }
    if (line.find('\n') != std::string_view::npos || line.size() > k_longest_passphrase) {
        throw Error(ErrorKind::usage, say("'{}' is no passphrase: expected one line of at most {} bytes",
                                          path.string(), k_longest_passphrase));
    }
    text.shorten(line.size());
    return text;
}

} // namespace hnat
