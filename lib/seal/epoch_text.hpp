/// The text of an epoch file, `hnat-epoch-1`:
///
///     hnat-epoch-1
///     role: office
///     quarter: 2026Q4
///     public-key: 64 hexadecimal digits
///     recipient: 16 digits of its fingerprint, the box in hexadecimal digits
///
/// with a line for each recipient: crypto_box_seal of the four lines before and the 32 bytes of the private
/// key. So a sealed key can't be moved into the file of another epoch.
#pragma once

#include "seal/key_file.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hnat {

struct EpochText {
    EpochFileHeader header;
    std::vector<std::string> sealed; ///< bytes, one for each recipient of the header
};

/// Bytes of an epoch file at most, and recipients.
inline constexpr std::size_t k_longest_epoch_text = 8192;
inline constexpr std::size_t k_most_recipients = 8;

std::string to_text(const EpochText& epoch);

/// nullopt for all that to_text does not write, byte for byte.
std::optional<EpochText> parse_epoch_text(std::string_view text);

/// Errors: key (a recipient's key is none).
EpochText lock_epoch(const KeyPair& epoch, std::string_view quarter, KeyRole role,
                     const std::vector<PublicKey>& recipients);

/// nullopt: sealed to others, or changed.
std::optional<KeyPair> unlock_epoch(const EpochText& text, const KeyPair& recipient);

} // namespace hnat
