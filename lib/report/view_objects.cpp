#include "report/view_objects.hpp"

#include "base/text.hpp"
#include "report/words.hpp"

#include <fmt/core.h>

namespace hnat {

using kainjow::mustache::data;
using kainjow::mustache::object;

data ViewObjects::wrap(const object& fields) {
    for (const auto& field : fields) {
        m_names.insert(field.first);
    }
    return fields;
}

std::string ViewObjects::text(std::string_view value) {
    return escape_controls(value);
}

object ViewObjects::period_names(const Period& period, Day today) const {
    // `9` and `02` (Decree 30/2020/NĐ-CP, appendix I), `September`.
    const auto month = period.kind == PeriodKind::month
                           ? word_of("month", std::to_string(period.number), m_wording.vietnamese())
                           : std::string_view();
    return {{"code", period.code()},
            {"number", std::to_string(period.number)},
            {"month", std::string(month)},
            {"first_half", period.kind == PeriodKind::half && period.number == 1},
            {"roman", roman(period.number)},
            {"year", std::to_string(period.year)},
            {"first", m_wording.day(period.days.start)},
            {"last", m_wording.day(period.days.end - std::chrono::days{1})},
            {"open", today < period.days.end}};
}

data ViewObjects::kind(PeriodKind kind) {
    return wrap({{"monthly", kind == PeriodKind::month},
                 {"quarterly", kind == PeriodKind::quarter},
                 {"half_year", kind == PeriodKind::half},
                 {"annual", kind == PeriodKind::year}});
}

data ViewObjects::figure(std::int64_t now, std::optional<std::int64_t> previous,
                         std::optional<std::int64_t> last_year) {
    return wrap({{"now", m_wording.number(now)},
                 {"previous", comparison(now, previous)},
                 {"last_year", comparison(now, last_year)}});
}

data ViewObjects::comparison(std::int64_t now, std::optional<std::int64_t> before) {
    return wrap({{"known", before.has_value()},
                 {"value", m_wording.number(before.value_or(0))},
                 {"change", change(now, before.value_or(0))}});
}

std::string ViewObjects::change(std::int64_t now, std::int64_t before) const {
    const auto difference = now - before;
    auto amount = m_wording.change(difference);
    if (difference == 0 || before == 0) {
        return amount;
    }
    return fmt::format("{} ({}{})", amount, difference > 0 ? "+" : "", m_wording.percent(difference, before));
}

} // namespace hnat
