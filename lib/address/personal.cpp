#include "address/personal.hpp"

#include "address/text.hpp"
#include "base/message.hpp"
#include "base/personal.hpp"
#include "base/text.hpp"

#include <algorithm>
#include <string>
#include <vector>

namespace hnat {

namespace {

/// Pieces that may be an address each: cut at spaces and at signs that addresses do not need, and at a colon
/// that is not a scheme's ("QTV:fb.com/x").
std::vector<std::string_view> words(std::string_view text) {
    const auto ends_word = [text](std::size_t at) {
        return text[at] == ':' ? text.substr(at + 1, 2) != "//"
                               : std::string_view(" ,;|()[]<>\"'").find(text[at]) != std::string_view::npos;
    };
    std::vector<std::string_view> found;
    for (std::size_t begin = 0; begin < text.size();) {
        std::size_t end = begin;
        while (end < text.size() && !ends_word(end)) {
            ++end;
        }
        if (end > begin) {
            found.push_back(text.substr(begin, end - begin));
        }
        begin = end + 1;
    }
    return found;
}

/// A number alone from which a spreadsheet took the leading zero: nine digits of a mobile number.
bool is_phone_without_zero(std::string_view text) {
    return text.size() == 9 && std::string_view("35789").find(text.front()) != std::string_view::npos &&
           std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

/// What stands in the text as it is written.
std::optional<std::string_view> contact_in(std::string_view text, const AddressRules& addresses) {
    std::string plain;
    if (holds_phone_number(text, plain) || is_phone_without_zero(text)) {
        return tr("a phone number");
    }
    if (holds_email(text)) {
        return tr("an e-mail address");
    }
    std::ranges::replace(plain, '\\', '/'); // as browsers take it
    for (const auto word : words(plain)) {
        // No address of a profile is without a host and a path; dates have only one of the signs.
        if (word.find('/') == std::string_view::npos || word.find('.') == std::string_view::npos) {
            continue;
        }
        const auto address = addresses.parse_address(word, std::nullopt);
        const auto* refusal = std::get_if<AddressRefusal>(&address);
        // In free text nothing says that a bare name is a page: it may be a person's.
        if (refusal != nullptr && (refusal->reason == AddressRefusal::Reason::person ||
                                   refusal->reason == AddressRefusal::Reason::needs_entity)) {
            return tr("the address of a personal profile");
        }
    }
    return std::nullopt;
}

} // namespace

std::optional<std::string_view> personal_contact(std::string_view text, const AddressRules& addresses) {
    if (surely_holds_no_contact(text)) {
        return std::nullopt;
    }
    if (const auto contact = contact_in(text, addresses)) {
        return contact;
    }
    if (text.find('%') == std::string_view::npos) {
        return std::nullopt;
    }
    const std::string decoded = address::percent_decode(text); // "a%40b.example", as links are copied
    return is_utf8(decoded) ? contact_in(decoded, addresses) : std::nullopt;
}

} // namespace hnat
