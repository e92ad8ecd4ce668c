/// S1: no bytes make the readers of what comes back from outside crash or hang, or pass for what the office
/// signed: notes, public keys, checkpoints, lists of erasures, sealed streams.
#include "base/error.hpp"
#include "seal/sealed_stream.hpp"
#include "seal/signed_note.hpp"
#include "store/backup.hpp"
#include "store/checkpoint_note.hpp"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string>

using namespace hnat;

namespace {

void require(bool promise) {
    if (!promise) {
        std::abort();
    }
}

/// Nobody has signed anything with this key.
const Verifier& unused() {
    static const Verifier verifier{"hnat-test/0011223344556677", make_signing_key().public_key};
    return verifier;
}

void try_note(std::string_view text) {
    if (const auto note = read_note(text)) {
        require(note->text.ends_with('\n') && !note->signatures.empty());
        require(check_note(*note, unused()) != NoteVerdict::good);
        if (const auto checkpoint = parse_checkpoint_text(note->text)) {
            require(note->text.starts_with(checkpoint_text(*checkpoint)));
        }
    }
    if (const auto verifier = parse_vkey(text)) {
        require(to_vkey(*verifier) == text);
    }
}

void try_list(std::string_view text) {
    try {
        for (const ErasureRow& row : parse_erasure_list(text, "list").rows) {
            require(row.seq > 0 && row.object.size() == 32 && !row.verb.empty());
        }
    } catch (const Error& error) {
        require(error.kind() == ErrorKind::usage);
    }
}

void try_stream(std::string_view bytes) {
    static const KeyPair key = make_key_pair();
    std::size_t at = 0;
    try {
        SealedStreamReader reader([&](std::span<std::uint8_t> out) {
            const std::size_t size = std::min(out.size(), bytes.size() - at);
            std::copy_n(bytes.begin() + static_cast<std::ptrdiff_t>(at), size, out.begin());
            at += size;
            return size;
        });
        reader.open(key, [](std::string_view) {});
        require(false); // nothing was ever sealed to it
    } catch (const Error& error) {
        require(error.kind() == ErrorKind::failed || error.kind() == ErrorKind::key);
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    try_note(text);
    try_list(text);
    try_stream(text);
    try_stream(std::string(k_sealed_stream_magic) + std::string(text));
    return 0;
}
