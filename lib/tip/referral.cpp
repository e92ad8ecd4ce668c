#include "tip/referral.hpp"

#include "base/error.hpp"
#include "base/message.hpp"
#include "base/text.hpp"
#include "render/wording.hpp"
#include "tip/tip_change.hpp"

#include <algorithm>

namespace hnat {

namespace {

using kainjow::mustache::data;
using kainjow::mustache::list;
using kainjow::mustache::object;

/// The names are described in docs/referral-templates.md. Neither the channel nor a day but that of receipt
/// is among them: they would help to guess the source.
class ReferralView {
  public:
    explicit ReferralView(std::string_view language) : m_wording(language) {}

    View build(const Office& office, const OpenedBody& body, const RouteEntry& entry, Day today) {
        View view;
        view.data = wrap({{"office", office_object(office)},
                          {"made", date(today)},
                          {"route", wrap({{"name", text(entry.name(m_wording.vietnamese()))},
                                          {"to", text(entry.addressee(m_wording.vietnamese()))},
                                          {"address", text(entry.address(m_wording.vietnamese()))}})},
                          {"tip", tip_object(body)},
                          {"lines", lines_of(body.text().text())}});
        view.names = m_names;
        view.document = mark_message("referral");
        return view;
    }

  private:
    /// An object of the view; remembers its names.
    data wrap(const object& fields) {
        for (const auto& field : fields) {
            m_names.insert(field.first);
        }
        return fields;
    }

    static std::string text(std::string_view value) { return escape_controls(value); }

    data date(Day day) {
        const std::chrono::year_month_day parts{day};
        return wrap({{"date", m_wording.day(day)},
                     {"day", padded(static_cast<unsigned>(parts.day()), 10)},
                     {"month", padded(static_cast<unsigned>(parts.month()), 3)},
                     {"year", std::to_string(static_cast<int>(parts.year()))}});
    }

    data office_object(const Office& office) {
        return wrap({{"name", text(office.name)},
                     {"has_parent", !office.parent.empty()},
                     {"parent", text(office.parent)},
                     {"has_place", !office.place.empty()},
                     {"place", text(office.place)}});
    }

    data tip_object(const OpenedBody& body) {
        const Tip& tip = body.tip();
        const HarmEntry& harm = harm_entry(tip.harm);
        list mapping;
        for (const HarmMapping& elsewhere : harm.mapping) {
            mapping.push_back(
                wrap({{"scheme", std::string(elsewhere.scheme)}, {"called", std::string(elsewhere.code)}}));
        }
        return wrap({{"reference", tip_reference(tip)},
                     {"code", std::string(name_of(tip.harm))},
                     {"harm", std::string(harm.name(m_wording.vietnamese()))},
                     {"level", std::string(name_of(tip.level))},
                     {"p0", tip.level == TipLevel::p0},
                     {"p1", tip.level == TipLevel::p1},
                     {"p2", tip.level == TipLevel::p2},
                     {"money_moved", tip.harm == Harm::frd && tip.level == TipLevel::p1},
                     {"received", date(tip.received_on)},
                     {"has_platform", tip.platform.has_value()},
                     {"platform", text(tip.platform.value_or(""))},
                     {"mapping", mapping},
                     {"scrubbed", body.scrubbed()}});
    }

    list lines_of(std::string_view value) {
        list lines;
        for (std::size_t begin = 0; begin <= value.size();) {
            const auto end = std::min(value.find('\n', begin), value.size());
            const std::string line = squeeze(value.substr(begin, end - begin));
            if (!line.empty()) {
                lines.push_back(wrap({{"line", text(line)}}));
            }
            begin = end + 1;
        }
        return lines;
    }

    Wording m_wording;
    std::set<std::string, std::less<>> m_names;
};

} // namespace

bool may_refer_unscrubbed(const Tip& tip, Route route) {
    return tip.level == TipLevel::p0 &&
           (route == Route::emergency || route == Route::crisis_line || route == Route::child_line);
}

std::string_view referral_template(Route route) {
    switch (route) {
    case Route::emergency:
    case Route::crisis_line:
    case Route::child_line:
        return "referral-urgent";
    case Route::bank:
        return "referral-bank";
    case Route::platform:
        return "referral-platform";
    case Route::takedown_hotline:
        return "referral-takedown";
    default:
        return "referral";
    }
}

std::string render_referral(const Office& office, const OpenedBody& body, const RouteEntry& entry, Day today,
                            std::string_view language, DocumentFormat format,
                            const std::optional<std::filesystem::path>& folder) {
    const Tip& tip = body.tip();
    require_route(tip, entry.route);
    if (!body.scrubbed() && !may_refer_unscrubbed(tip, entry.route)) {
        throw Error(
            ErrorKind::usage,
            say("tip {0} is not scrubbed: what it says may tell who gave it. `hnat tip read {0}` shows it, "
                "`hnat tip scrub {0}` puts a text without that in its place",
                tip.id));
    }
    return render_document(ReferralView(language).build(office, body, entry, today), language,
                           referral_template(entry.route), format, folder);
}

} // namespace hnat
