#include "survey/locality_refusal.hpp"

#include "base/message.hpp"
#include "base/text.hpp"

#include <algorithm>
#include <functional>
#include <utility>

namespace hnat::localities {

namespace {

constexpr std::size_t k_most_names = 10;
/// Columns of the text that a message repeats.
constexpr std::size_t k_most_columns = 60;

} // namespace

std::string Refusals::quoted() const {
    return "'" + escape_controls(truncate_to_width(m_text, k_most_columns)) + "'";
}

UnitIds Refusals::in_order(UnitIds units) const {
    std::ranges::sort(units);
    units.erase(std::unique(units.begin(), units.end()), units.end());
    std::ranges::stable_sort(units, [this](UnitId left, UnitId right) {
        return compare_vietnamese(m_tables.units[left].name, m_tables.units[right].name) < 0;
    });
    return units;
}

UnitIds Refusals::now(const UnitIds& units) const {
    UnitIds present;
    for (const UnitId id : units) {
        if (is_present(m_tables.units[id])) {
            present.push_back(id);
        }
        for (const auto& went : m_tables.successors[id]) {
            present.push_back(went.unit);
        }
    }
    return in_order(std::move(present));
}

std::string Refusals::names(const UnitIds& units) const {
    const auto ordered = in_order(units);
    std::string text;
    for (std::size_t i = 0; i < ordered.size() && i < k_most_names; ++i) {
        text += (i == 0 ? "" : ", ") + describe(m_tables.units[ordered[i]]);
    }
    if (ordered.size() > k_most_names) {
        return say("{} and {} more", text, ordered.size() - k_most_names);
    }
    return text;
}

LocalityRefusal Refusals::refuse(std::string message, const UnitIds& candidates) const {
    LocalityRefusal refusal;
    refusal.message = std::move(message);
    for (const UnitId id : in_order(candidates)) {
        refusal.candidates.push_back(m_tables.units[id]);
    }
    return refusal;
}

LocalityRefusal Refusals::unknown_code() const {
    return refuse(say("{} is no code of a commune or ward; write its five digits or its name", quoted()), {});
}

LocalityRefusal Refusals::unknown_place(std::string_view place) const {
    return refuse(
        say("{} names '{}', which is no district or province that is known; write the commune or ward first, "
            "then district or province, or import the national list with `hnat locality import`",
            quoted(), escape_controls(truncate_to_width(place, k_most_columns))),
        {});
}

LocalityRefusal Refusals::unknown_name(const std::string& key, bool anywhere) const {
    const bool whole_country = anywhere || m_province.empty();
    const auto out_of_scope = [&](UnitId id) { return !whole_country && !m_tables.lies_in(id, m_province); };
    const auto similar_to = [&](const std::string& folded) {
        UnitIds units = LocalityTables::of(m_tables.folded, folded);
        std::erase_if(units, out_of_scope);
        return now(units);
    };
    const std::string province = m_tables.province_name(m_province);
    const std::string folded_key = search_key_of_name_key(key);
    if (const auto candidates = similar_to(folded_key); !candidates.empty()) {
        return refuse(whole_country ? say("{} is no commune or ward as it is written, and accents decide; "
                                          "write one of {}, or its code",
                                          quoted(), names(candidates))
                                    : say("{} is no commune or ward of {} as it is written, and accents "
                                          "decide; write one of {}, or its code",
                                          quoted(), province, names(candidates)),
                      candidates);
    }
    std::vector<std::string> keys;
    for (const auto& [folded, ids] : m_tables.folded) {
        if (!std::ranges::all_of(ids, out_of_scope)) {
            keys.push_back(folded);
        }
    }
    std::ranges::sort(keys); // the table has no order; the message must have one
    if (const auto near = nearest(folded_key, keys)) {
        const auto candidates = similar_to(*near);
        return refuse(
            whole_country
                ? say("{} is no commune or ward; near it is {}", quoted(), names(candidates))
                : say("{} is no commune or ward of {}; near it is {}", quoted(), province, names(candidates)),
            candidates);
    }
    return refuse(
        whole_country
            ? say("{} is no commune or ward, old or new; look it up with `hnat locality find`", quoted())
            : say("{} is no commune or ward of {}, old or new; look it up with `hnat locality find`",
                  quoted(), province),
        {});
}

LocalityRefusal Refusals::unknown_successor() const {
    return refuse(say("{} is a name of before 1 July 2025, and where it went is not known; write the present "
                      "commune or "
                      "ward, or import the map of old to new units with `hnat locality import`",
                      quoted()),
                  {});
}

LocalityRefusal Refusals::elsewhere(const UnitIds& candidates, bool names_place) const {
    if (candidates.empty()) {
        return unknown_successor();
    }
    UnitIds here = candidates;
    std::erase_if(here, [this](UnitId id) { return !m_tables.lies_in(id, m_province); });
    if (!here.empty()) {
        return refuse(say("{} is not where it is said to be; in {} there is {}", quoted(),
                          m_tables.province_name(m_province), names(here)),
                      here);
    }
    if (names_place) {
        return refuse(
            say("{} is not where it is said to be; of that name there is {}", quoted(), names(candidates)),
            candidates);
    }
    const auto& first = m_tables.units[in_order(candidates).front()];
    return refuse(
        say("{} is not in {}; of other provinces there is {}: write the province too, as in '{}, {}'",
            quoted(), m_tables.province_name(m_province), names(candidates), first.name,
            m_tables.province_name(first.province_code)),
        candidates);
}

LocalityRefusal Refusals::divided(const UnitIds& candidates) const {
    return refuse(
        say("{} was divided on 1 July 2025; write which of its parts: {}", quoted(), names(candidates)),
        candidates);
}

LocalityRefusal Refusals::ambiguous(const UnitIds& present, const UnitIds& old,
                                    const UnitIds& candidates) const {
    std::vector<std::string> meanings;
    for (const UnitId id : present) {
        meanings.push_back(describe(m_tables.units[id]));
    }
    for (const UnitId id : old) {
        const auto& unit = m_tables.units[id];
        UnitIds into;
        for (const auto& went : m_tables.successors[id]) {
            into.push_back(went.unit);
        }
        meanings.push_back(say("{} {}, {} (now {})", unit.kind, unit.name, unit.district_name, names(into)));
    }
    std::string list;
    for (std::size_t i = 0; i < meanings.size() && i < k_most_names; ++i) {
        if (i != 0 && i + 1 == meanings.size()) {
            list = say("{} or {}", list, meanings[i]);
        } else {
            list.append(i == 0 ? "" : "; ").append(meanings[i]);
        }
    }
    if (meanings.size() > k_most_names) {
        list = say("{} and {} more", list, meanings.size() - k_most_names);
    }
    return refuse(
        say("{} can mean {}: write the present name, or the old one with its district", quoted(), list),
        candidates);
}

LocalityRefusal Refusals::district(const UnitIds& districts) const {
    UnitIds communes;
    for (UnitId id = 0; id < m_tables.units.size(); ++id) {
        const bool inside =
            std::ranges::any_of(districts, [&](UnitId district) { return m_tables.was_in(id, district); });
        if (inside && !is_present(m_tables.units[id]) && m_tables.units[id].level == "commune") {
            communes.push_back(id);
        }
    }
    // Two districts of one name: the office's own is meant more often than not.
    UnitIds own = communes;
    std::erase_if(own, [this](UnitId id) { return !m_tables.lies_in(id, m_province); });
    const auto candidates = now(own.empty() ? communes : own);
    return refuse(
        candidates.empty()
            ? say("{} was a district, and since 1 July 2025 there are none; write the commune or ward",
                  quoted())
            : say("{} was a district, and since 1 July 2025 there are none; write the commune or ward: {}",
                  quoted(), names(candidates)),
        candidates);
}

LocalityRefusal Refusals::province() const {
    return refuse(say("{} is a province; write the commune or ward", quoted()), {});
}

} // namespace hnat::localities
