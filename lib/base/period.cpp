#include "base/period.hpp"

#include "base/error.hpp"
#include "base/message.hpp"
#include "base/resource.hpp"
#include "base/text.hpp"

#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>
#include <charconv>

namespace hnat {

namespace {

int periods_in_year(PeriodKind kind) {
    switch (kind) {
    case PeriodKind::month:
        return 12;
    case PeriodKind::quarter:
        return 4;
    case PeriodKind::half:
        return 2;
    case PeriodKind::year:
        return 1;
    }
    return 1;
}

std::string period_code(PeriodKind kind, int year, int number) {
    switch (kind) {
    case PeriodKind::month:
        return fmt::format("{:04}-{:02}", year, number);
    case PeriodKind::quarter:
        return fmt::format("{:04}Q{}", year, number);
    case PeriodKind::half:
        return fmt::format("{:04}H{}", year, number);
    case PeriodKind::year:
        break;
    }
    return fmt::format("{:04}", year);
}

template <typename Value>
Value field(const toml::table& table, std::string_view key) {
    const auto value = table[key].value<Value>();
    if (!value) {
        throw Error(ErrorKind::failed, fmt::format("data/regimes.toml: a regime has no '{}'", key));
    }
    return *value;
}

Regime read_regime(const toml::table& table) {
    Regime regime{field<std::string>(table, "code"),         field<std::string>(table, "name_vi"),
                  field<std::string>(table, "name_en"),      field<std::string>(table, "source"),
                  field<int>(table, "months_back"),          field<unsigned>(table, "start_day"),
                  field<int>(table, "deadline_working_days")};
    // A start after the 28th would not exist in every month.
    if (regime.months_back < 0 || regime.months_back > 11 || regime.start_day < 1 || regime.start_day > 28 ||
        regime.deadline_working_days < 1) {
        throw Error(ErrorKind::failed,
                    fmt::format("data/regimes.toml: regime '{}' needs months_back 0..11, start_day 1..28 and "
                                "deadline_working_days 1 or more",
                                regime.code));
    }
    return regime;
}

std::vector<Regime> read_regimes() {
    const toml::table file =
        toml::parse(resource("data/regimes.toml"), std::string_view("data/regimes.toml"));
    std::vector<Regime> list;
    if (const auto* rows = file["regime"].as_array()) {
        for (const auto& row : *rows) {
            if (const auto* table = row.as_table()) {
                list.push_back(read_regime(*table));
            }
        }
    }
    return list;
}

/// A period as written, not yet checked against the year and the kind that is asked for.
struct Written {
    PeriodKind kind;
    int year;
    int number;
};

/// Digits only, at most three of them after the year, so that no number overflows.
std::optional<int> parse_number(std::string_view text) {
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    const bool digits = !text.empty() && text.size() <= 4 && text.front() != '-';
    return digits && error == std::errc{} && end == text.data() + text.size() ? std::optional(value)
                                                                              : std::nullopt;
}

/// `2026`, `2026-09`, `2026Q3`, `2026-Q3`, `2026H1`, `2026-H1`; Q and H in either case.
std::optional<Written> parse_written(std::string_view text) {
    const auto year = parse_number(text.substr(0, 4));
    if (text.size() < 4 || !year) {
        return std::nullopt;
    }
    auto rest = text.substr(4);
    if (rest.empty()) {
        return Written{PeriodKind::year, *year, 1};
    }
    const bool dash = rest.front() == '-';
    if (dash) {
        rest.remove_prefix(1);
    }
    if (rest.size() != 2) {
        return std::nullopt;
    }
    const char letter = rest.front();
    const bool quarter = letter == 'Q' || letter == 'q';
    const bool half = letter == 'H' || letter == 'h';
    const auto number = parse_number(quarter || half ? rest.substr(1) : rest);
    if (!number || !(dash || quarter || half)) {
        return std::nullopt;
    }
    const PeriodKind kind = quarter ? PeriodKind::quarter : half ? PeriodKind::half : PeriodKind::month;
    return Written{kind, *year, *number};
}

/// What can be written instead: a period of this very regime.
std::string example(const Regime& regime, PeriodKind kind, Day today) {
    return regime.last_closed(kind, today).code();
}

[[noreturn]] void refuse_kind(std::string_view text, PeriodKind found, PeriodKind wanted,
                              const std::string& example) {
    throw Error(ErrorKind::usage, say("'{}' is a {}, but a {} is asked for; write {}, last or this", text,
                                      name_of(found), name_of(wanted), example));
}

/// `last`, `this`, or one of them with a kind: `last-quarter`.
std::optional<Period> parse_relative(const Regime& regime, PeriodKind kind, std::string_view text,
                                     Day today) {
    for (const std::string_view word : {"last", "this"}) {
        if (!text.starts_with(word)) {
            continue;
        }
        const auto rest = text.substr(word.size());
        if (!rest.empty() && rest.front() != '-') {
            continue;
        }
        const auto named = rest.empty() ? std::optional(kind) : enum_from<PeriodKind>(rest.substr(1));
        if (!named) {
            continue;
        }
        if (*named != kind) {
            refuse_kind(text, *named, kind, example(regime, kind, today));
        }
        return word == "last" ? regime.last_closed(kind, today) : regime.containing(kind, today);
    }
    return std::nullopt;
}

} // namespace

std::string Period::code() const {
    return period_code(kind, year, number);
}

Period Regime::period(PeriodKind kind, int year, int number) const {
    using namespace std::chrono;
    const int count = periods_in_year(kind);
    if (number < 1 || number > count) {
        throw Error(ErrorKind::usage,
                    say("a year has no {} {}; write 1 to {}", name_of(kind), number, count));
    }
    const int length = 12 / count;
    const auto first = std::chrono::year(year) / January + months((number - 1) * length - months_back);
    const auto next = first + months(length);
    const auto start_of = [this](year_month month) { return Day(month / std::chrono::day(start_day)); };
    return {kind, year, number, {start_of(first), start_of(next)}};
}

Period Regime::containing(PeriodKind kind, Day day) const {
    using namespace std::chrono;
    const year_month_day ymd(day);
    auto month = ymd.year() / ymd.month() + months(months_back);
    if (static_cast<unsigned>(ymd.day()) < start_day) {
        month -= months(1);
    }
    const int length = 12 / periods_in_year(kind);
    const int number = (static_cast<int>(static_cast<unsigned>(month.month())) - 1) / length + 1;
    return period(kind, static_cast<int>(month.year()), number);
}

Period Regime::last_closed(PeriodKind kind, Day day) const {
    return previous(containing(kind, day));
}

Period Regime::previous(const Period& of) const {
    return of.number > 1 ? period(of.kind, of.year, of.number - 1)
                         : period(of.kind, of.year - 1, periods_in_year(of.kind));
}

std::vector<Period> Regime::quarters_until(Day first, Day end) const {
    std::vector<Period> quarters;
    for (Period quarter = containing(PeriodKind::quarter, first); quarter.days.end <= end;
         quarter = containing(PeriodKind::quarter, quarter.days.end)) {
        quarters.push_back(quarter);
    }
    return quarters;
}

Period Regime::same_of_last_year(const Period& of) const {
    return period(of.kind, of.year - 1, of.number);
}

const std::vector<Regime>& regimes() {
    static const std::vector<Regime> list = read_regimes();
    return list;
}

const Regime& find_regime(std::string_view code) {
    const auto& list = regimes();
    const auto found = std::ranges::find(list, code, &Regime::code);
    if (found != list.end()) {
        return *found;
    }
    std::vector<std::string> codes;
    std::ranges::transform(list, std::back_inserter(codes), &Regime::code);
    throw Error(ErrorKind::usage, say("'{}' is not a reporting regime; there are {}", escape_controls(code),
                                      fmt::format("{}", fmt::join(codes, ", "))));
}

Period parse_period(const Regime& regime, PeriodKind kind, std::string_view text, Day today) {
    if (const auto relative = parse_relative(regime, kind, text, today)) {
        return *relative;
    }
    const auto written = parse_written(text);
    const std::string shown = escape_controls(text);
    if (!written) {
        throw Error(ErrorKind::usage, say("'{}' is not a {}; write {}, last or this", shown, name_of(kind),
                                          example(regime, kind, today)));
    }
    if (written->year < 1900 || written->year > 2199) {
        throw Error(ErrorKind::usage, say("'{}': a year is one from 1900 to 2199; write {}, last or this",
                                          shown, example(regime, kind, today)));
    }
    if (written->kind != kind) {
        refuse_kind(shown, written->kind, kind, example(regime, kind, today));
    }
    if (written->number < 1 || written->number > periods_in_year(kind)) {
        throw Error(ErrorKind::usage, say("'{}' is not a {}: a year has {} to {}; write {}, last or this",
                                          shown, name_of(kind), period_code(kind, written->year, 1),
                                          period_code(kind, written->year, periods_in_year(kind)),
                                          example(regime, kind, today)));
    }
    return regime.period(kind, written->year, written->number);
}

} // namespace hnat
