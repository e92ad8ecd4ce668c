#include "enroll/contact.hpp"

#include "base/message.hpp"
#include "base/text.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>

namespace hnat {

namespace {

using Parsed = std::variant<Contact, std::string>;

constexpr std::array<MobilePrefix, 21> k_mobile_prefixes{{
    {"0120", "070"}, {"0121", "079"}, {"0122", "077"}, {"0126", "076"}, {"0128", "078"}, {"0123", "083"},
    {"0124", "084"}, {"0125", "085"}, {"0127", "081"}, {"0129", "082"}, {"0162", "032"}, {"0163", "033"},
    {"0164", "034"}, {"0165", "035"}, {"0166", "036"}, {"0167", "037"}, {"0168", "038"}, {"0169", "039"},
    {"0186", "056"}, {"0188", "058"}, {"0199", "059"},
}};

std::string_view expected_phone() {
    return tr(
        "expected a number like 0900 000 001 or +84 900 000 001: 10 digits that begin with 03, 05, 07, 08 "
        "or 09, a landline of 11 digits that begins with 02, or a foreign number with + and its country "
        "code");
}

Parsed no_phone() {
    return say("is no telephone number; {}", expected_phone());
}

bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool all_digits(std::string_view text) {
    return !text.empty() && std::ranges::all_of(text, is_digit);
}

/// Without the signs that people put between the digits of a number.
std::string without_separators(std::string_view text) {
    constexpr std::array<std::string_view, 9> k_separators{" ", ".",      "-",      "(",     ")",
                                                           "/", "\u2010", "\u2011", "\u2013"};
    std::string plain = squeeze(text);
    for (const auto separator : k_separators) {
        for (auto at = plain.find(separator); at != std::string::npos; at = plain.find(separator, at)) {
            plain.erase(at, separator.size());
        }
    }
    return plain;
}

/// A number within Viet Nam, with its leading 0.
Parsed parse_national(const std::string& digits) {
    const std::string_view two = std::string_view(digits).substr(0, 2);
    const bool mobile = two == "03" || two == "05" || two == "07" || two == "08" || two == "09";
    if ((mobile && digits.size() == 10) || (two == "02" && digits.size() == 11)) {
        return Contact{ContactKind::phone, "+84" + digits.substr(1)};
    }
    if (two == "01" && digits.size() == 11) {
        const auto* const old = std::ranges::find(k_mobile_prefixes, std::string_view(digits).substr(0, 4),
                                                  &MobilePrefix::before);
        if (old != k_mobile_prefixes.end()) {
            return say(
                "is a mobile number of before 15 September 2018: {0}… is {1}… today; write {1} and the "
                "last seven digits",
                old->before, old->now);
        }
    }
    return say("is no telephone number of Viet Nam; {}", expected_phone());
}

/// A spreadsheet takes a telephone number for a count and drops its leading zero.
std::optional<std::string> lost_zero(const std::string& digits) {
    const bool mobile =
        digits.size() == 9 && std::string_view("35789").find(digits[0]) != std::string_view::npos;
    const bool landline = digits.size() == 10 && digits[0] == '2';
    if (mobile || landline) {
        return say("is a number whose leading zero was lost, as spreadsheets do; write it as 0{}… in a cell "
                   "of text",
                   digits[0]);
    }
    const auto* const old = std::ranges::find_if(k_mobile_prefixes, [&](const MobilePrefix& prefix) {
        return digits.size() == 10 && digits.starts_with(prefix.before.substr(1));
    });
    if (old != k_mobile_prefixes.end()) {
        return say("is a mobile number of before 15 September 2018 whose leading zero was lost: {0}… is {1}… "
                   "today; write {1} and the last seven digits in a cell of text",
                   old->before, old->now);
    }
    return std::nullopt;
}

Parsed parse_phone(std::string_view text) {
    std::string digits = without_separators(text);
    const bool plus = digits.starts_with('+');
    const bool international = plus || digits.starts_with("00");
    if (international) {
        digits.erase(0, plus ? 1 : 2);
    }
    if (!all_digits(digits)) {
        return no_phone();
    }
    if (international && digits.starts_with("84")) {
        // "+84 (0) 900…" is a common way to write it.
        const std::size_t national = digits.find_first_not_of('0', 2) == 3 ? 3 : 2;
        return parse_national("0" + digits.substr(national));
    }
    if (international) {
        if (digits.size() < 8 || digits.size() > 15 || digits[0] == '0') {
            return say("is no telephone number; a foreign number has + and 8 to 15 digits (E.164)");
        }
        return Contact{ContactKind::phone, "+" + digits};
    }
    if (digits.starts_with('0')) {
        return parse_national(digits);
    }
    if (auto problem = lost_zero(digits)) {
        return *std::move(problem);
    }
    if (digits.starts_with("84") && (digits.size() == 11 || digits.size() == 12)) {
        return say("is a number whose + was lost; write it as +84… in a cell of text");
    }
    return no_phone();
}

/// RFC 5321 4.1.2, the dot-string form of the local part: quoted local parts are not in use.
bool is_local_part(std::string_view local) {
    constexpr std::string_view k_signs = "!#$%&'*+-/=?^_`{|}~.";
    return !local.empty() && local.size() <= 64 && local.front() != '.' && local.back() != '.' &&
           local.find("..") == std::string_view::npos && std::ranges::all_of(local, [&](char c) {
               return is_letter(c) || is_digit(c) || k_signs.find(c) != std::string_view::npos;
           });
}

bool is_label(std::string_view label) {
    return !label.empty() && label.size() <= 63 && label.front() != '-' && label.back() != '-' &&
           std::ranges::all_of(label, [](char c) { return is_letter(c) || is_digit(c) || c == '-'; });
}

bool is_domain(std::string_view domain) {
    std::size_t labels = 0;
    std::string_view last;
    for (std::size_t at = 0; at <= domain.size(); ++labels) {
        const auto dot = std::min(domain.find('.', at), domain.size());
        last = domain.substr(at, dot - at);
        if (!is_label(last)) {
            return false;
        }
        at = dot + 1;
    }
    return labels >= 2 && last.size() >= 2 && is_letter(last.front());
}

Parsed parse_email(std::string_view text) {
    std::string address = squeeze(text);
    const auto at = address.rfind('@');
    const bool sound = at != std::string::npos && is_local_part(std::string_view(address).substr(0, at)) &&
                       is_domain(std::string_view(address).substr(at + 1));
    if (!sound) {
        return say("is no e-mail address; expected one like lan@example.org, without spaces or marks");
    }
    std::transform(address.begin() + static_cast<std::ptrdiff_t>(at), address.end(),
                   address.begin() + static_cast<std::ptrdiff_t>(at),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return Contact{ContactKind::email, std::move(address)};
}

bool begins_as_number(std::string_view text) {
    return text.starts_with('+') || all_digits(without_separators(text));
}

Parsed parse_account(ContactKind kind, std::string_view text) {
    std::string account = squeeze(nfc(text));
    if (kind == ContactKind::zalo && begins_as_number(account)) {
        auto phone = parse_phone(account);
        if (auto* contact = std::get_if<Contact>(&phone)) {
            contact->kind = kind;
        }
        return phone;
    }
    const bool sound = account.size() >= 2 && account.find(' ') == std::string::npos &&
                       !has_controls(account) && !name_key(account).empty();
    if (!sound) {
        return say("is no {} account; expected a handle or the link of a profile, without spaces",
                   name_of(kind));
    }
    return Contact{kind, std::move(account)};
}

} // namespace

std::span<const MobilePrefix> mobile_prefixes() {
    return k_mobile_prefixes;
}

Parsed parse_contact(ContactKind kind, std::string_view text) {
    if (!is_utf8(text)) {
        return say("is not UTF-8");
    }
    if (squeeze(text).empty()) {
        return say("is empty; a member has one channel to be reached by");
    }
    if (text.size() > k_longest_contact) {
        return say("is longer than {} bytes", k_longest_contact);
    }
    switch (kind) {
    case ContactKind::phone:
        return parse_phone(text);
    case ContactKind::email:
        return parse_email(text);
    case ContactKind::facebook:
    case ContactKind::zalo:
    case ContactKind::telegram:
        break;
    }
    return parse_account(kind, text);
}

Parsed parse_contact(std::string_view text) {
    const auto colon = text.find(':');
    if (colon != std::string_view::npos && is_utf8(text)) {
        if (const auto kind = enum_from<ContactKind>(search_key(text.substr(0, colon)))) {
            return parse_contact(*kind, text.substr(colon + 1));
        }
    }
    if (is_utf8(text) && begins_as_number(squeeze(text))) {
        return parse_contact(ContactKind::phone, text);
    }
    if (text.find('@') != std::string_view::npos && text.find('/') == std::string_view::npos &&
        !squeeze(text).starts_with('@')) {
        return parse_contact(ContactKind::email, text);
    }
    return say("does not say its kind; write {}: in front of it, e.g. phone:+84…",
               fmt::join(names_of<ContactKind>(), ":, "));
}

} // namespace hnat
