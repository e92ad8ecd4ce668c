#include "base/phone_number.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <cstddef>
#include <span>
#include <string>
#include <vector>

namespace hnat::phone_number {

namespace {

/// Groups of digits that stand close enough to be one number: "0912 345.678".
struct DigitRun {
    std::vector<std::string> groups;
    std::vector<bool> after_plus; ///< a '+' right before the group
};

/// A colon with a space: "0912: 345678"; without one it stands in times of the day.
bool separates_digits(std::string_view gap) {
    return !gap.empty() && gap.size() <= 3 && std::ranges::all_of(gap, [gap](char c) {
        return std::string_view(" .-()/,_*~|;").find(c) != std::string_view::npos ||
               (c == ':' && gap.find(' ') != std::string_view::npos);
    });
}

std::vector<DigitRun> digit_runs(std::string_view text) {
    std::vector<DigitRun> runs;
    std::size_t end_of_last = std::string_view::npos;
    for (std::size_t i = 0; i < text.size();) {
        if (!is_digit(text[i])) {
            ++i;
            continue;
        }
        std::size_t end = i;
        while (end < text.size() && is_digit(text[end])) {
            ++end;
        }
        if (end_of_last == std::string_view::npos ||
            !separates_digits(text.substr(end_of_last, i - end_of_last))) {
            runs.emplace_back();
        }
        runs.back().groups.emplace_back(text.substr(i, end - i));
        runs.back().after_plus.push_back(i > 0 && text[i - 1] == '+');
        end_of_last = i = end;
    }
    return runs;
}

/// The number behind the 0 or 84. Mobile numbers: prefixes 03 05 07 08 09 and nine digits (Circular
/// 22/2014/TT-BTTTT, in force for mobile numbers since 2018), before that 01 and ten; landlines: 02 and ten.
bool is_subscriber_number(std::string_view digits) {
    if (digits.size() == 9) {
        return std::string_view("35789").find(digits.front()) != std::string_view::npos;
    }
    return digits.size() == 10 && (digits.front() == '1' || digits.front() == '2');
}

bool is_phone_number(std::string_view digits, bool after_plus) {
    if (digits.starts_with('0') && is_subscriber_number(digits.substr(1))) {
        return true;
    }
    if (digits.starts_with("84") && is_subscriber_number(digits.substr(2))) {
        return true;
    }
    if (digits.starts_with("840") && is_subscriber_number(digits.substr(3))) { // +84 (0) 912…
        return true;
    }
    return after_plus && digits.size() >= 9 && digits.size() <= 15; // of another country: ITU-T E.164
}

/// People do not begin a phone number with a group of one or two digits, but dates do ("03.05.2024 10");
/// unless all groups are pairs ("09 12 34 56 78").
bool is_grouped_like_phone(const std::vector<std::string>& groups, std::size_t first, std::size_t last) {
    const bool pairs = std::all_of(groups.begin() + static_cast<std::ptrdiff_t>(first),
                                   groups.begin() + static_cast<std::ptrdiff_t>(last) + 1,
                                   [](const std::string& group) { return group.size() == 2; });
    const bool singles = std::all_of(groups.begin() + static_cast<std::ptrdiff_t>(first),
                                     groups.begin() + static_cast<std::ptrdiff_t>(last) + 1,
                                     [](const std::string& group) { return group.size() == 1; });
    return pairs || singles || groups[first].size() >= 3 || groups[first] == "84";
}

/// Calls `holds` with the digits of each row of neighbouring groups, and which groups they are.
template <typename Holds>
bool any_row_of_groups(const DigitRun& run, const Holds& holds) {
    for (std::size_t first = 0; first < run.groups.size(); ++first) {
        std::string digits;
        for (std::size_t last = first; last < run.groups.size() && digits.size() <= 15; ++last) {
            digits += run.groups[last];
            if (holds(digits, first, last)) {
                return true;
            }
        }
    }
    return false;
}

/// Prefixes of mobile numbers that have been given out, behind the 0 or 84.
bool is_mobile_number(std::string_view digits) {
    if (!digits.starts_with('0') && !digits.starts_with("84")) {
        return false;
    }
    digits.remove_prefix(digits.starts_with('0') ? 1 : 2);
    if (digits.size() != 9) {
        return false;
    }
    const auto second_of = [digits](char first, std::string_view among) {
        return digits[0] == first && among.find(digits[1]) != std::string_view::npos;
    };
    return second_of('3', "23456789") || second_of('5', "25689") || second_of('7', "06789") ||
           second_of('8', "123456789") || second_of('9', "0123456789");
}

} // namespace

bool stands_in(std::string_view text) {
    return std::ranges::any_of(digit_runs(text), [](const DigitRun& run) {
        return any_row_of_groups(run, [&run](const std::string& digits, std::size_t first, std::size_t last) {
            return is_phone_number(digits, run.after_plus[first]) &&
                   is_grouped_like_phone(run.groups, first, last);
        });
    });
}

bool surely_stands_in(std::string_view text) {
    const auto is_no_group = [](const std::string& group) {
        return group.size() < 3 ||
               (group.size() == 4 && (group.starts_with("19") || group.starts_with("20")));
    };
    return std::ranges::any_of(digit_runs(text), [&](const DigitRun& run) {
        return any_row_of_groups(run, [&](const std::string& digits, std::size_t first, std::size_t last) {
            const auto groups = std::span(run.groups).subspan(first, last - first + 1);
            return is_mobile_number(digits) && std::ranges::none_of(groups, is_no_group);
        });
    });
}

} // namespace hnat::phone_number
