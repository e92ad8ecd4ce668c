#include "meeting/free_text.hpp"

#include "base/error.hpp"
#include "base/personal.hpp"
#include "base/text.hpp"

#include <fmt/core.h>

#include <algorithm>

namespace hnat {

namespace {

[[noreturn]] void refuse(std::string_view what, std::string_view why) {
    throw Error(ErrorKind::usage, fmt::format("{} {}", what, why));
}

std::size_t characters(std::string_view text) {
    return static_cast<std::size_t>(
        std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

/// Squeezed lines; runs of empty ones are one.
std::string tidy_lines(std::string_view text) {
    std::string tidy;
    bool gap = false;
    for (std::size_t begin = 0; begin <= text.size();) {
        const auto end = std::min(text.find('\n', begin), text.size());
        const auto line = squeeze(text.substr(begin, end - begin));
        begin = end + 1;
        if (line.empty()) {
            gap = !tidy.empty();
            continue;
        }
        tidy += tidy.empty() ? "" : gap ? "\n\n" : "\n";
        tidy += line;
        gap = false;
    }
    return tidy;
}

void check(std::string_view what, const std::string& text) {
    if (text.empty()) {
        refuse(what, "is empty");
    }
    if (const auto count = characters(text); count > k_most_characters) {
        refuse(what, fmt::format("has {} characters; at most {} are kept", count, k_most_characters));
    }
    std::string one_line = text;
    std::ranges::replace(one_line, '\n', ' ');
    if (escape_controls(one_line) != one_line) {
        refuse(what, "holds control characters or invisible marks; type it anew");
    }
    // A number that is spread over two lines is still a number.
    const bool phone = holds_phone_number(text) || holds_phone_number(one_line);
    if (phone || holds_email(text)) {
        refuse(what,
               fmt::format("holds {}: records of meetings are about groups, not people (P1); leave it out",
                           phone ? "a phone number" : "an e-mail address"));
    }
}

} // namespace

std::string checked_text(std::string_view what, std::string_view text) {
    if (!is_utf8(text)) {
        refuse(what, "is not UTF-8");
    }
    std::string tidy = tidy_lines(nfc(text));
    check(what, tidy);
    return tidy;
}

std::string checked_line(std::string_view what, std::string_view text) {
    if (!is_utf8(text)) {
        refuse(what, "is not UTF-8");
    }
    std::string tidy = squeeze(nfc(text));
    check(what, tidy);
    return tidy;
}

} // namespace hnat
