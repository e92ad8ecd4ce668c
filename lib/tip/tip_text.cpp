#include "tip/tip_text.hpp"

#include "base/error.hpp"
#include "base/text.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace hnat {

namespace {

[[noreturn]] void refuse(std::string_view what, std::string_view why) {
    throw Error(ErrorKind::usage, fmt::format("{} {}; nothing was stored", what, why));
}

bool is_line_end(std::uint8_t byte) {
    return byte == '\n' || byte == '\r';
}

/// Takes the CR of every CR LF away, and the line ends at the end.
void settle_line_ends(Secret& text) {
    const auto bytes = text.bytes();
    std::size_t kept = 0;
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        if (bytes[i] != '\r' || i + 1 == bytes.size() || bytes[i + 1] != '\n') {
            bytes[kept++] = bytes[i];
        }
    }
    while (kept > 0 && is_line_end(bytes[kept - 1])) {
        --kept;
    }
    text.shorten(kept);
}

bool is_control(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return (byte < ' ' && c != '\n' && c != '\t') || byte == 0x7f;
}

} // namespace

Secret checked_tip_text(std::string_view what, Secret text, std::size_t longest, bool may_be_empty) {
    settle_line_ends(text);
    if (text.size() > longest) {
        refuse(what,
               fmt::format("has {} bytes and may have {}; it is never cut: shorten it, or give a second tip",
                           text.size(), longest));
    }
    if (!is_utf8(text.text())) {
        refuse(what, "is no text in UTF-8; a tip holds words, and no picture or file");
    }
    if (std::ranges::any_of(text.text(), is_control)) {
        refuse(what, "has a control character; a tip holds words, and no picture or file");
    }
    if (!may_be_empty &&
        std::ranges::all_of(text.text(), [](char c) { return c == ' ' || c == '\n' || c == '\t'; })) {
        refuse(what, "is empty");
    }
    return text;
}

void require_no_hash(const Secret& body) {
    constexpr std::size_t k_md5_digits = 32;
    std::size_t digits = 0;
    for (const char c : body.text()) {
        const bool hexadecimal = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
        digits = hexadecimal ? digits + 1 : 0;
        if (digits >= k_md5_digits) {
            refuse("the body of a CSM tip",
                   "holds what looks like the hash of a file; it says where the material is, "
                   "and never holds a copy, a thumbnail or a hash");
        }
    }
}

} // namespace hnat
