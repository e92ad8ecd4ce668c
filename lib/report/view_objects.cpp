#include "report/view_objects.hpp"

#include "base/text.hpp"

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
