/// What the parts of a report's view share: objects whose names are remembered, and a figure beside earlier
/// ones.
#pragma once

#include "base/period.hpp"
#include "render/wording.hpp"

#include <kainjow/mustache.hpp>

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>

namespace hnat {

class ViewObjects {
  public:
    explicit ViewObjects(std::string_view language) : m_wording(language) {}

    [[nodiscard]] const Wording& wording() const { return m_wording; }

    /// An object of the view; remembers its names.
    kainjow::mustache::data wrap(const kainjow::mustache::object& fields);

    /// Text of the store, its control characters escaped.
    [[nodiscard]] static std::string text(std::string_view value);
    [[nodiscard]] std::string_view choose(std::string_view vi, std::string_view en) const {
        return m_wording.vietnamese() ? vi : en;
    }

    /// A period: its code, days and what it is called. Open: it had not ended on `today`.
    [[nodiscard]] kainjow::mustache::object period_names(const Period& period, Day today) const;

    /// Sections of which the one of the kind shows.
    kainjow::mustache::data kind(PeriodKind kind);

    /// One figure beside the previous period and the same period of last year; nullopt: no figures for it.
    kainjow::mustache::data figure(std::int64_t now, std::optional<std::int64_t> previous,
                                   std::optional<std::int64_t> last_year);

    /// `+1.250 (+11,1%)`; without a percentage when there was nothing before.
    [[nodiscard]] std::string change(std::int64_t now, std::int64_t before) const;

    /// All names so far.
    [[nodiscard]] const std::set<std::string, std::less<>>& names() const { return m_names; }

  private:
    kainjow::mustache::data comparison(std::int64_t now, std::optional<std::int64_t> before);

    Wording m_wording;
    std::set<std::string, std::less<>> m_names;
};

} // namespace hnat
