/// The parts of an address that rules look at. Not meant for other rooms.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace hnat::address {

/// Cells beyond this many bytes are no addresses.
inline constexpr std::size_t k_longest_address = 8192;

struct Url {
    std::string host; ///< lower case, without www. and standard ports; "tg://resolve" for other schemes
    std::vector<std::string> segments;                      ///< of the path: decoded, NFC, never empty
    std::vector<std::pair<std::string, std::string>> query; ///< decoded; ("", value) for a part without '='

    [[nodiscard]] bool is_web() const { return host.find("://") == std::string::npos; }
    /// The value of the first parameter of that name.
    [[nodiscard]] std::optional<std::string_view> parameter(std::string_view name) const;
    /// Host and first segment in printable ASCII, at most 64 columns, for messages. What follows may name a
    /// person (P1).
    [[nodiscard]] std::string shown() const;
};

/// Why a text is not an address.
enum class UrlFault {
    empty,
    too_long,
    encoding, ///< not UTF-8, before or after percent-decoding
    phone,    ///< P1
    mail,     ///< P1
    two,      ///< two addresses in one cell
    space,    ///< white space or control characters inside
    scheme,   ///< not http, https or a scheme of the rules; or http:/x, https:x
    login,    ///< user@host
    host,     ///< not a host name in ASCII with a dot
    not_one,  ///< no host at all: a word, a number, a handle
};

/// Cleans the text of a cell and takes it apart; nothing is looked up.
std::variant<Url, UrlFault> read_url(std::string_view cell);

} // namespace hnat::address
