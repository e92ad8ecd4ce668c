// S8 for backups: wrong key, truncation, bit flips, blocks in another order.
#include "seal/sealed_stream.hpp"

#include "base/error.hpp"
#include "base/hash.hpp"

#include <doctest.h>
#include <sodium.h>

#include <algorithm>
#include <array>
#include <random>
#include <utility>

using namespace hnat;

namespace {

constexpr std::size_t k_block = 65536;
constexpr std::size_t k_sealed_block = k_block + 17;

std::string seal(const std::string& plain, const std::vector<PublicKey>& keys, std::size_t piece = 10'000) {
    std::string sealed;
    SealedStreamWriter writer(keys, [&](std::string_view bytes) { sealed += bytes; });
    for (std::size_t at = 0; at < plain.size(); at += piece) {
        writer.write(std::string_view(plain).substr(at, piece));
    }
    writer.finish();
    return sealed;
}

ByteSource source_of(const std::string& bytes, std::size_t& at) {
    return [&bytes, &at](std::span<std::uint8_t> out) {
        const std::size_t size = std::min(out.size(), bytes.size() - at);
        std::copy_n(bytes.begin() + static_cast<std::ptrdiff_t>(at), size, out.begin());
        at += size;
        return size;
    };
}

/// The content, or what it ended in: "key" or "failed".
std::string open(const std::string& sealed, const KeyPair& key) {
    std::string plain;
    std::size_t at = 0;
    try {
        SealedStreamReader reader(source_of(sealed, at));
        reader.open(key, [&](std::string_view bytes) { plain += bytes; });
    } catch (const Error& error) {
        return error.kind() == ErrorKind::key ? "key" : "failed";
    }
    return plain;
}

std::string sample(std::size_t size) {
    std::string text;
    for (std::size_t i = 0; text.size() < size; ++i) {
        text += "row " + std::to_string(i) + ";";
    }
    text.resize(size);
    return text;
}

/// A stream that is put together by hand, with whatever it should not have.
class StreamByHand {
  public:
    /// `context` stands before the stream's key in the box to the recipient.
    StreamByHand(const PublicKey& recipient, std::string_view context) {
        std::array<unsigned char, crypto_secretstream_xchacha20poly1305_KEYBYTES> key{};
        crypto_secretstream_xchacha20poly1305_keygen(key.data());
        const std::string plain = std::string(context) + std::string(key.begin(), key.end());
        std::string box(plain.size() + crypto_box_SEALBYTES, '\0');
        REQUIRE(crypto_box_seal(bytes_of(box), bytes_of(plain), plain.size(), recipient.data()) == 0);
        std::string header(crypto_secretstream_xchacha20poly1305_HEADERBYTES, '\0');
        crypto_secretstream_xchacha20poly1305_init_push(&m_state, bytes_of(header), key.data());
        const Digest digest = sha256(as_bytes(recipient));
        m_bytes = std::string(k_sealed_stream_magic) + '\x01' +
                  std::string(as_bytes(std::span(digest).first(8))) + box + header;
    }
    /// A block of any length.
    void add(const std::string& plain, bool last) {
        std::string sealed(plain.size() + crypto_secretstream_xchacha20poly1305_ABYTES, '\0');
        const std::string data = std::exchange(m_first, false) ? m_bytes : "";
        crypto_secretstream_xchacha20poly1305_push(&m_state, bytes_of(sealed), nullptr, bytes_of(plain),
                                                   plain.size(), bytes_of(data), data.size(),
                                                   last ? crypto_secretstream_xchacha20poly1305_TAG_FINAL
                                                        : crypto_secretstream_xchacha20poly1305_TAG_MESSAGE);
        m_bytes += sealed;
    }
    [[nodiscard]] const std::string& bytes() const { return m_bytes; }

  private:
    static unsigned char* bytes_of(std::string& text) {
        return reinterpret_cast<unsigned char*>(text.data());
    }
    static const unsigned char* bytes_of(const std::string& text) {
        return reinterpret_cast<const unsigned char*>(text.data());
    }

    crypto_secretstream_xchacha20poly1305_state m_state{};
    std::string m_bytes;
    bool m_first = true; ///< the next block is bound to the head before it
};

std::size_t head_size(std::size_t recipients) {
    return k_sealed_stream_magic.size() + 1 + recipients * (8 + 48 + 15 + 32) + 24;
}

} // namespace

TEST_CASE("S8: what was sealed opens again, whatever its length") {
    const KeyPair key = make_key_pair();
    for (const std::size_t size :
         {0UL, 1UL, 1000UL, k_block - 1, k_block, k_block + 1, 2 * k_block, 3 * k_block + 77}) {
        CAPTURE(size);
        const std::string plain = sample(size);
        for (const std::size_t piece : {777UL, 65536UL, 1'000'000UL}) {
            const std::string sealed = seal(plain, {key.public_key}, piece);
            CHECK(open(sealed, key) == plain);
            const std::size_t blocks = size == 0 ? 1 : (size + k_block - 1) / k_block;
            CHECK(sealed.size() == head_size(1) + size + 17 * blocks);
        }
    }
}

TEST_CASE("S8: each of several keys opens it, and no other") {
    const KeyPair office = make_key_pair();
    const KeyPair recovery = make_key_pair();
    const KeyPair stranger = make_key_pair();
    const std::string sealed = seal(sample(100'000), {office.public_key, recovery.public_key});
    CHECK(open(sealed, office) == sample(100'000));
    CHECK(open(sealed, recovery) == sample(100'000));
    CHECK(open(sealed, stranger) == "key");
    std::size_t at = 0;
    const SealedStreamReader reader(source_of(sealed, at));
    CHECK(reader.recipients() ==
          std::vector{key_fingerprint(office.public_key), key_fingerprint(recovery.public_key)});
    CHECK(sealed.find("row 12;") == std::string::npos);
}

TEST_CASE("S8: a sealed stream that was cut anywhere does not open") {
    const KeyPair key = make_key_pair();
    const std::string small = seal(sample(500), {key.public_key});
    for (std::size_t size = 0; size < small.size(); ++size) {
        CAPTURE(size);
        CHECK(open(small.substr(0, size), key) == "failed");
    }
    const std::string long_one = seal(sample(3 * k_block), {key.public_key});
    for (const std::size_t blocks : {0UL, 1UL, 2UL}) { // between two blocks
        CHECK(open(long_one.substr(0, head_size(1) + blocks * k_sealed_block), key) == "failed");
    }
    CHECK(open(long_one + "x", key) == "failed");
}

TEST_CASE("S8: a sealed stream with one bit flipped does not open") {
    const KeyPair key = make_key_pair();
    const std::string plain = sample(300);
    const std::string sealed = seal(plain, {key.public_key});
    for (std::size_t at = 0; at < sealed.size(); ++at) {
        std::string flipped = sealed;
        flipped[at] = static_cast<char>(flipped[at] ^ (1 << (at % 8)));
        CAPTURE(at);
        const std::string outcome = open(flipped, key);
        CHECK((outcome == "key" || outcome == "failed"));
    }
}

TEST_CASE("S8: blocks in another order, twice, or of another stream do not open") {
    const KeyPair key = make_key_pair();
    const std::string sealed = seal(sample(4 * k_block), {key.public_key});
    const std::string other = seal(sample(4 * k_block), {key.public_key});
    const auto block = [](const std::string& stream, std::size_t number) {
        return stream.substr(head_size(1) + number * k_sealed_block, k_sealed_block);
    };
    const std::string head = sealed.substr(0, head_size(1));
    CHECK(open(head + block(sealed, 0) + block(sealed, 1) + block(sealed, 2) + block(sealed, 3), key) ==
          sample(4 * k_block));
    CHECK(open(head + block(sealed, 1) + block(sealed, 0) + block(sealed, 2) + block(sealed, 3), key) ==
          "failed");
    CHECK(open(head + block(sealed, 0) + block(sealed, 0) + block(sealed, 2) + block(sealed, 3), key) ==
          "failed");
    CHECK(open(head + block(sealed, 0) + block(sealed, 3), key) == "failed");
    CHECK(open(head + block(sealed, 0) + block(other, 1) + block(sealed, 2) + block(sealed, 3), key) ==
          "failed");
    CHECK(open(head + sealed.substr(head_size(1)) + block(sealed, 3), key) == "failed");
}

TEST_CASE("S8: a recipient that was put in or taken out spoils the stream") {
    const KeyPair key = make_key_pair();
    const KeyPair other = make_key_pair();
    const std::string two = seal(sample(100), {key.public_key, other.public_key});
    constexpr std::size_t slot = 8 + 48 + 15 + 32;
    const std::size_t first = k_sealed_stream_magic.size() + 1;
    std::string one = two;
    one[first - 1] = 1;
    one.erase(first + slot, slot);
    CHECK(open(one, key) == "failed");
    for (const char count : {'\0', '\x03', '\x09', '\xff'}) {
        one = two;
        one[first - 1] = count;
        CHECK(open(one, key) == "failed");
    }
}

TEST_CASE("S8: a block that is genuine, short and not the last does not open, nor anything behind it") {
    const KeyPair key = make_key_pair();
    const auto two_blocks = [&](std::size_t first) {
        StreamByHand stream(key.public_key, "hnat:v1|stream|");
        stream.add(sample(first), false);
        stream.add("end", true);
        return stream.bytes();
    };
    CHECK((open(two_blocks(k_block), key) == sample(k_block) + "end"));
    CHECK(open(two_blocks(k_block - 1), key) == "failed");
    CHECK(open(two_blocks(0), key) == "failed");
    StreamByHand cut(key.public_key, "hnat:v1|stream|");
    cut.add("the end of the file, and not of the stream", false);
    CHECK(open(cut.bytes(), key) == "failed");
}

TEST_CASE("S8: a key that was sealed for something else opens no stream") {
    const KeyPair key = make_key_pair();
    const auto sealed = [&](std::string_view context) {
        StreamByHand stream(key.public_key, context);
        stream.add("text", true);
        return stream.bytes();
    };
    CHECK(open(sealed("hnat:v1|stream|"), key) == "text");
    CHECK(open(sealed("hnat:v1|strean|"), key) == "key");
}

TEST_CASE("S8: nothing is sealed to a key of small order, and nothing is written before that is known") {
    std::string written;
    const auto begin = [&](const std::vector<PublicKey>& keys) {
        SealedStreamWriter(keys, [&](std::string_view bytes) { written += bytes; });
    };
    try {
        begin({make_key_pair().public_key, PublicKey{}});
        FAIL("nothing was thrown");
    } catch (const Error& error) {
        CHECK(error.kind() == ErrorKind::key);
        CHECK(std::string(error.what()) == "the public key " + key_fingerprint(PublicKey{}) +
                                               " can't be sealed to: it is not a key of X25519");
    }
    CHECK(written.empty());
}

TEST_CASE("a stream without a recipient, or with too many, is not written") {
    const auto writer = [](std::size_t count) {
        const std::vector<PublicKey> keys(count, make_key_pair().public_key);
        SealedStreamWriter(keys, [](std::string_view) {});
    };
    CHECK_THROWS_AS(writer(0), Error);
    CHECK_THROWS_AS(writer(9), Error);
    writer(8);
}
