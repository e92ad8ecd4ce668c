#include "seal/sealed_stream.hpp"

#include "base/error.hpp"
#include "base/hash.hpp"
#include "base/message.hpp"
#include "seal/secret.hpp"
#include "seal/sodium.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <sodium/crypto_box.h>
#include <sodium/crypto_secretstream_xchacha20poly1305.h>
#include <sodium/utils.h>

#include <algorithm>
#include <array>
#include <utility>

namespace hnat {

namespace {

constexpr std::size_t k_block = 64UL * 1024;
constexpr std::size_t k_overhead = crypto_secretstream_xchacha20poly1305_ABYTES;
constexpr std::size_t k_key_size = crypto_secretstream_xchacha20poly1305_KEYBYTES;
constexpr std::size_t k_header_size = crypto_secretstream_xchacha20poly1305_HEADERBYTES;
constexpr std::string_view k_context = "hnat:v1|stream|";
constexpr std::size_t k_wrapped_size = k_context.size() + k_key_size;
constexpr std::size_t k_box_size = crypto_box_SEALBYTES + k_wrapped_size;
constexpr std::size_t k_fingerprint_size = 8;
constexpr std::size_t k_slot_size = k_fingerprint_size + k_box_size;

using StreamState = crypto_secretstream_xchacha20poly1305_state;

unsigned char* unsigned_bytes(std::string& text) {
    return reinterpret_cast<unsigned char*>(text.data());
}
const unsigned char* unsigned_bytes(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}

/// The first bytes of SHA-256 of a public key: what key_fingerprint writes as digits.
std::string fingerprint_bytes(const PublicKey& key) {
    const Digest digest = sha256(as_bytes(key));
    return std::string(as_bytes(std::span(digest).first(k_fingerprint_size)));
}

std::string hex_of(std::string_view bytes) {
    return to_hex({unsigned_bytes(bytes), bytes.size()});
}

/// The stream's key in a box to one recipient.
std::string slot_of(const PublicKey& recipient, const Secret& key) {
    Secret plain(k_wrapped_size);
    std::ranges::copy(k_context, plain.bytes().begin());
    std::ranges::copy(key.bytes(), plain.bytes().begin() + k_context.size());
    std::string box(k_box_size, '\0');
    if (crypto_box_seal(unsigned_bytes(box), plain.bytes().data(), plain.size(), recipient.data()) != 0) {
        throw Error(ErrorKind::key, say("the public key {} can't be sealed to: it is not a key of X25519",
                                        hex_of(fingerprint_bytes(recipient))));
    }
    return fingerprint_bytes(recipient) + box;
}

[[noreturn]] void fail_as_damaged() {
    throw SealedStreamError(ErrorKind::failed,
                            say("is damaged or was cut; nothing of it was used. Take another copy"));
}

/// As many bytes as asked for. Errors: failed (there are fewer).
std::string read_exactly(const ByteSource& source, std::size_t size) {
    std::string bytes(size, '\0');
    if (source({unsigned_bytes(bytes), size}) != size) {
        fail_as_damaged();
    }
    return bytes;
}

} // namespace

struct SealedStreamWriter::State {
    ByteSink sink;
    std::string head; ///< additional data of the first block
    std::string block;
    StreamState stream{};
    State() = default;
    ~State() { sodium_memzero(&stream, sizeof stream); }
    State(const State&) = delete;
    State& operator=(const State&) = delete;
};

SealedStreamWriter::SealedStreamWriter(std::span<const PublicKey> recipients, ByteSink sink)
    : m_state(std::make_unique<State>()) {
    if (recipients.empty() || recipients.size() > k_most_recipients) {
        throw Error(ErrorKind::usage, say("a backup is sealed to 1 to {} keys, not to {}", k_most_recipients,
                                          recipients.size()));
    }
    require_sodium();
    Secret key(k_key_size);
    crypto_secretstream_xchacha20poly1305_keygen(key.bytes().data());
    m_state->sink = std::move(sink);
    m_state->block.reserve(k_block);
    m_state->head = k_sealed_stream_magic;
    m_state->head.push_back(static_cast<char>(recipients.size()));
    for (const PublicKey& recipient : recipients) {
        m_state->head += slot_of(recipient, key);
    }
    std::string header(k_header_size, '\0');
    crypto_secretstream_xchacha20poly1305_init_push(&m_state->stream, unsigned_bytes(header),
                                                    key.bytes().data());
    m_state->head += header;
    m_state->sink(m_state->head);
}

SealedStreamWriter::~SealedStreamWriter() = default;

void SealedStreamWriter::write(std::string_view bytes) {
    while (!bytes.empty()) {
        if (m_state->block.size() == k_block) {
            push(false); // only now: the block that ends the stream must be marked
        }
        const std::size_t part = std::min(bytes.size(), k_block - m_state->block.size());
        m_state->block.append(bytes.substr(0, part));
        bytes.remove_prefix(part);
    }
}

void SealedStreamWriter::finish() {
    push(true);
}

void SealedStreamWriter::push(bool last) {
    std::string sealed(m_state->block.size() + k_overhead, '\0');
    const unsigned char tag = last ? crypto_secretstream_xchacha20poly1305_TAG_FINAL
                                   : crypto_secretstream_xchacha20poly1305_TAG_MESSAGE;
    crypto_secretstream_xchacha20poly1305_push(
        &m_state->stream, unsigned_bytes(sealed), nullptr, unsigned_bytes(std::string_view(m_state->block)),
        m_state->block.size(), unsigned_bytes(std::string_view(m_state->head)), m_state->head.size(), tag);
    sodium_memzero(m_state->block.data(), m_state->block.size());
    m_state->block.clear();
    m_state->head.clear();
    m_state->sink(sealed);
}

struct SealedStreamReader::State {
    ByteSource source;
    std::string head; ///< all before the first block
    std::vector<std::string> slots, recipients;
    std::string header;
    StreamState stream{};
    State() = default;
    ~State() { sodium_memzero(&stream, sizeof stream); }
    State(const State&) = delete;
    State& operator=(const State&) = delete;

    /// The stream's key from the slot of this key pair.
    [[nodiscard]] Secret stream_key(const KeyPair& key) const {
        const std::string own = fingerprint_bytes(key.public_key);
        for (const std::string& slot : slots) {
            if (!slot.starts_with(own)) {
                continue;
            }
            Secret plain(k_wrapped_size);
            const std::string_view box = std::string_view(slot).substr(k_fingerprint_size);
            if (crypto_box_seal_open(plain.bytes().data(), unsigned_bytes(box), box.size(),
                                     key.public_key.data(), key.private_key.bytes().data()) != 0 ||
                !plain.text().starts_with(k_context)) {
                throw SealedStreamError(ErrorKind::key,
                                        say("is damaged where it holds its key; take another copy"));
            }
            return Secret::copy_of(plain.bytes().subspan(k_context.size()));
        }
        throw SealedStreamError(ErrorKind::key,
                                say("is sealed to {}, and the key given is {}",
                                    fmt::format("{}", fmt::join(recipients, ", ")), hex_of(own)));
    }
};

SealedStreamReader::SealedStreamReader(ByteSource source) : m_state(std::make_unique<State>()) {
    m_state->source = std::move(source);
    m_state->head = read_exactly(m_state->source, k_sealed_stream_magic.size() + 1);
    const auto count = static_cast<std::size_t>(static_cast<unsigned char>(m_state->head.back()));
    if (!m_state->head.starts_with(k_sealed_stream_magic) || count == 0 || count > k_most_recipients) {
        fail_as_damaged();
    }
    for (std::size_t i = 0; i < count; ++i) {
        m_state->slots.push_back(read_exactly(m_state->source, k_slot_size));
        m_state->recipients.push_back(hex_of(m_state->slots.back().substr(0, k_fingerprint_size)));
        m_state->head += m_state->slots.back();
    }
    m_state->header = read_exactly(m_state->source, k_header_size);
    m_state->head += m_state->header;
}

SealedStreamReader::~SealedStreamReader() = default;

const std::vector<std::string>& SealedStreamReader::recipients() const {
    return m_state->recipients;
}

void SealedStreamReader::open(const KeyPair& key, const ByteSink& sink) {
    const Secret stream_key = m_state->stream_key(key);
    // It takes any header; a wrong one makes the first block fail.
    crypto_secretstream_xchacha20poly1305_init_pull(
        &m_state->stream, unsigned_bytes(std::string_view(m_state->header)), stream_key.bytes().data());
    std::string sealed(k_block + k_overhead, '\0');
    std::string plain(k_block, '\0');
    std::string_view head = m_state->head;
    for (bool last = false; !last;) {
        const std::size_t size = m_state->source({unsigned_bytes(sealed), sealed.size()});
        unsigned long long plain_size = 0;
        unsigned char tag = 0;
        if (size < k_overhead ||
            crypto_secretstream_xchacha20poly1305_pull(&m_state->stream, unsigned_bytes(plain), &plain_size,
                                                       &tag, unsigned_bytes(std::string_view(sealed)), size,
                                                       unsigned_bytes(head), head.size()) != 0) {
            fail_as_damaged();
        }
        head = {};
        last = tag == crypto_secretstream_xchacha20poly1305_TAG_FINAL;
        if (!last && size < sealed.size()) {
            fail_as_damaged();
        }
        sink(std::string_view(plain).substr(0, plain_size));
    }
    std::uint8_t more = 0;
    if (m_state->source({&more, 1}) != 0) {
        fail_as_damaged();
    }
    sodium_memzero(plain.data(), plain.size());
}

} // namespace hnat
