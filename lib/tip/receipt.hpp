/// The slip that somebody who gives a tip takes away: it asks for the state later without saying a name (P6).
#pragma once

#include "base/hash.hpp"
#include "store/store.hpp"

#include <cstddef>
#include <string>
#include <string_view>

namespace hnat {

/// 80 random bits as 16 characters of Crockford's base 32 (0-9 A-Z without I, L, O, U), and a check
/// character.
inline constexpr std::size_t k_receipt_digits = 16;

/// A new receipt in its canonical form: 17 characters, upper case, no hyphens.
std::string make_receipt();

/// In groups of four, the check character last: `7K3M-9QXT-2B4C-8WNR-H`.
std::string format_receipt(std::string_view canonical);

/// Reads what somebody copied: case, hyphens and spaces do not count, O is read as 0, I and L as 1. Returns
/// the canonical form. Errors, which never repeat what was typed: usage (another length, a character that no
/// receipt has, U among them; a check character that does not fit).
std::string parse_receipt(std::string_view text);

/// Whether parse_receipt takes it.
bool is_receipt(std::string_view text);

/// The check character of 16 digits: it makes the weighted sum over GF(2^5) of all 17 zero. The weights are
/// distinct powers of a primitive element, so that no single wrong character goes unnoticed and no two that
/// changed places.
char receipt_check(std::string_view digits);

/// What is stored of a receipt: Argon2id (RFC 9106) of it and the salt of this database. The same work
/// whatever the receipt. Errors: failed (no memory, or a database without its salt).
Digest receipt_hash(const Store& store, std::string_view canonical);
Digest receipt_hash(Transaction& transaction, std::string_view canonical);

} // namespace hnat
