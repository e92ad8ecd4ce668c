#include "meeting/moment.hpp"

#include <fmt/core.h>

#include <charconv>

namespace hnat {

namespace {

constexpr int k_minutes_of_day = 24 * 60;
constexpr int k_minutes_ahead_of_utc = 7 * 60;

/// One or two digits below `limit`; -1 for anything else.
int small_number(std::string_view text, int limit) {
    int value = -1;
    if (text.empty() || text.size() > 2) {
        return -1;
    }
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc{} && end == text.data() + text.size() && value >= 0 && value < limit ? value
                                                                                                   : -1;
}

/// `14:00`, `14h30`, `14h`.
std::optional<int> parse_clock(std::string_view text) {
    const auto sign = text.find_first_of(":h");
    if (sign == std::string_view::npos) {
        return std::nullopt;
    }
    const int hour = small_number(text.substr(0, sign), 24);
    const auto rest = text.substr(sign + 1);
    const bool whole_hour = rest.empty() && text[sign] == 'h';
    const int minute = whole_hour ? 0 : rest.size() == 2 ? small_number(rest, 60) : -1;
    if (hour < 0 || minute < 0) {
        return std::nullopt;
    }
    return hour * 60 + minute;
}

} // namespace

std::optional<Moment> parse_moment(std::string_view text) {
    const auto gap = text.find_first_of(" T");
    if (gap == std::string_view::npos) {
        return std::nullopt;
    }
    const auto day = parse_day(text.substr(0, gap));
    const auto after = text[gap] == 'T' ? gap + 1 : text.find_first_not_of(' ', gap);
    const auto minute = after == std::string_view::npos ? std::nullopt : parse_clock(text.substr(after));
    if (!day || !minute) {
        return std::nullopt;
    }
    return Moment{*day, *minute};
}

std::string to_iso(const Moment& moment) {
    return to_iso(moment.day) + "T" + clock_of(moment);
}

std::string to_text(const Moment& moment) {
    return to_iso(moment.day) + " " + clock_of(moment);
}

std::string clock_of(const Moment& moment) {
    return fmt::format("{:02}:{:02}", moment.minute / 60, moment.minute % 60);
}

Moment later(const Moment& moment, int minutes) {
    int sum = moment.minute + minutes;
    int days = sum / k_minutes_of_day;
    sum %= k_minutes_of_day;
    if (sum < 0) {
        sum += k_minutes_of_day;
        --days;
    }
    return {moment.day + std::chrono::days{days}, sum};
}

std::string to_utc(const Moment& moment) {
    const Moment utc = later(moment, -k_minutes_ahead_of_utc);
    std::string digits = to_iso(utc.day);
    std::erase(digits, '-');
    return fmt::format("{}T{:02}{:02}00Z", digits, utc.minute / 60, utc.minute % 60);
}

} // namespace hnat
