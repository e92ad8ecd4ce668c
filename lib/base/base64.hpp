/// Base64 with padding (RFC 4648, section 4).
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace hnat {

std::string to_base64(std::span<const std::uint8_t> bytes);

/// The bytes as a string; nullopt for anything that to_base64 would not have written.
std::optional<std::string> from_base64(std::string_view text);

} // namespace hnat
