#include "base/free_text.hpp"

#include "base/error.hpp"
#include "base/personal.hpp"
#include "base/text.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace hnat {

namespace {

bool is_line_end(char c) {
    return c == '\n' || c == '\r';
}

bool is_control(char c) {
    return (static_cast<unsigned char>(c) < 0x20 && c != '\t' && !is_line_end(c)) || c == '\x7f';
}

bool begins_code_point(char c) {
    return (static_cast<unsigned char>(c) & 0xc0U) != 0x80U;
}

/// Squeezes each line; of empty lines, one stays between two that are not.
std::string squeeze_lines(std::string_view text) {
    std::string out;
    bool gap = false;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find_first_of("\r\n", at), text.size());
        const std::string line = squeeze(text.substr(at, end - at));
        at = text.substr(end, 2) == "\r\n" ? end + 2 : end + 1;
        if (line.empty()) {
            gap = true;
            continue;
        }
        out += out.empty() ? "" : (gap ? "\n\n" : "\n");
        out += line;
        gap = false;
    }
    return out;
}

} // namespace

std::string free_text(std::string_view what, std::string_view text) {
    if (!is_utf8(text)) {
        throw Error(ErrorKind::usage, fmt::format("{} is not UTF-8; save it as UTF-8", what));
    }
    if (std::ranges::any_of(text, is_control)) {
        throw Error(ErrorKind::usage, fmt::format("{} holds a control character; take it out", what));
    }
    std::string stored = squeeze_lines(nfc(text));
    if (stored.empty()) {
        throw Error(ErrorKind::usage, fmt::format("{} is empty; write a few words", what));
    }
    if (const auto length = std::ranges::count_if(stored, begins_code_point);
        static_cast<std::size_t>(length) > k_longest_free_text) {
        throw Error(ErrorKind::usage, fmt::format("{} has {} characters; at most {} are taken", what, length,
                                                  k_longest_free_text));
    }
    const bool phone = holds_phone_number(stored);
    if (phone || holds_email(stored)) {
        throw Error(
            ErrorKind::usage,
            fmt::format("{} holds {}: texts are about groups and the programme, not people (P1); take it out",
                        what, phone ? "a phone number" : "an e-mail address"));
    }
    return stored;
}

} // namespace hnat
