/// Times of meetings: minutes in the office's time zone (+07:00, no summer time).
#pragma once

#include "base/date.hpp"

#include <compare>
#include <optional>
#include <string>
#include <string_view>

namespace hnat {

struct Moment {
    Day day;
    int minute = 0; ///< of the day, 0..1439

    friend auto operator<=>(const Moment&, const Moment&) = default;
};

/// Reads a day as parse_day does, blanks or a `T`, and a time of 24 hours: `14:00`, `9:30`, `14h`, `14h30`;
/// nullopt for anything else. Two-digit years are refused, and so are relative days: a meeting is on a day
/// that people can write down.
std::optional<Moment> parse_moment(std::string_view text);

/// `2026-10-05T14:00`, as it is stored.
std::string to_iso(const Moment& moment);
/// `2026-10-05 14:00`, as lists and messages show it.
std::string to_text(const Moment& moment);
/// `14:00`.
std::string clock_of(const Moment& moment);

/// The moment `minutes` later.
Moment later(const Moment& moment, int minutes);

/// RFC 5545 3.3.5, form 2: `20261005T070000Z`.
std::string to_utc(const Moment& moment);

} // namespace hnat
