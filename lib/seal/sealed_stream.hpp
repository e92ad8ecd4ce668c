/// A long stream of bytes that only the holders of some private keys can read: backups.
#pragma once

#include "base/error.hpp"
#include "seal/box.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace hnat {

/// What every sealed stream begins with.
inline constexpr std::string_view k_sealed_stream_magic = "hnat-sealed/1\n";

/// So many keys can open one stream.
inline constexpr std::size_t k_most_recipients = 8;

/// Takes bytes, in pieces.
using ByteSink = std::function<void(std::string_view)>;
/// Fills the span as far as it can; fewer bytes than asked for is the end.
using ByteSource = std::function<std::size_t(std::span<std::uint8_t>)>;

/// Seals what is written to it. The stream is: the magic line; the number of recipients (one byte); for each
/// the first eight bytes of SHA-256 of the public key and the stream's key in a box to it (crypto_box_seal,
/// with `hnat:v1|stream|` before the key); the header of crypto_secretstream_xchacha20poly1305; blocks of 64
/// KiB, each 17 bytes longer than what is in it, the last one shorter or as long and marked as the last. All
/// before the first block is additional data of that block, and each block depends on those before it: a
/// stream that was cut, reordered, joined with another or changed in any bit does not open.
class SealedStreamWriter {
  public:
    /// Errors: usage (no recipient, or more than k_most_recipients).
    SealedStreamWriter(std::span<const PublicKey> recipients, ByteSink sink);
    ~SealedStreamWriter();
    SealedStreamWriter(const SealedStreamWriter&) = delete;
    SealedStreamWriter& operator=(const SealedStreamWriter&) = delete;

    void write(std::string_view bytes);
    /// Writes the last block. Without it the stream is one that was cut.
    void finish();

  private:
    struct State;
    void push(bool last);

    std::unique_ptr<State> m_state;
};

/// What is wrong with a sealed stream, its name left out: "is damaged …". Whoever knows the name puts it in
/// front.
class SealedStreamError : public Error {
  public:
    using Error::Error;
};

/// Reads a sealed stream. What it throws is a SealedStreamError.
class SealedStreamReader {
  public:
    /// Reads up to the blocks. Errors: failed (it is none, or cut).
    explicit SealedStreamReader(ByteSource source);
    ~SealedStreamReader();
    SealedStreamReader(const SealedStreamReader&) = delete;
    SealedStreamReader& operator=(const SealedStreamReader&) = delete;

    /// The fingerprints (key_fingerprint) of the keys that open it.
    [[nodiscard]] const std::vector<std::string>& recipients() const;

    /// Hands the content to `sink`, each piece only once it is known to be genuine; that it is complete is
    /// known when the call returns. Errors: key (not sealed to this key, or its box is damaged); failed
    /// (damaged, cut).
    void open(const KeyPair& key, const ByteSink& sink);

  private:
    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace hnat
