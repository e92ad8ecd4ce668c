#include "address/free_text.hpp"

#include "address/personal.hpp"
#include "base/error.hpp"
#include "base/message.hpp"
#include "base/text.hpp"

#include <algorithm>

namespace hnat {

namespace {

[[noreturn]] void refuse(const std::string& message) {
    throw Error(ErrorKind::usage, message);
}

void require_utf8(std::string_view what, std::string_view text) {
    if (!is_utf8(text)) {
        refuse(say("{} is not UTF-8; save it as UTF-8", tr(what)));
    }
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

std::string checked(std::string_view what, std::string tidy) {
    if (tidy.empty()) {
        refuse(say("{} is empty; write a few words", tr(what)));
    }
    if (const auto count = count_code_points(tidy); count > k_longest_free_text) {
        refuse(say("{} has {} characters; at most {} are taken", tr(what), count, k_longest_free_text));
    }
    std::string one_line = tidy;
    std::ranges::replace(one_line, '\n', ' ');
    if (has_controls(one_line)) {
        refuse(say("{} holds control characters or marks that can't be seen; type it anew", tr(what)));
    }
    // A number that is spread over lines is still a number.
    if (const auto contact = personal_contact(one_line, AddressRules::standard())) {
        refuse(say("{} holds {}: texts are about groups and the programme, not people (P1); take it out",
                   tr(what), *contact));
    }
    return tidy;
}

} // namespace

std::string free_text(std::string_view what, std::string_view text) {
    require_utf8(what, text);
    return checked(what, squeeze_lines(nfc(text)));
}

std::string free_line(std::string_view what, std::string_view text) {
    require_utf8(what, text);
    return checked(what, squeeze(nfc(text)));
}

} // namespace hnat
