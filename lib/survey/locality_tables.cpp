#include "survey/locality_tables.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <utility>

namespace hnat::localities {

LocalityTables::LocalityTables(std::vector<LocalityUnit> all_units,
                               const std::vector<Successor>& all_successors)
    : units(std::move(all_units)),
      keys(units.size()),
      district_keys(units.size()),
      successors(units.size()),
      predecessors(units.size()) {
    std::unordered_map<std::string, std::string> district_key_of; // few names, many communes
    for (UnitId id = 0; id < units.size(); ++id) {
        const auto& unit = units[id];
        const std::string& key = keys[id] = name_key(unit.name);
        (is_present(unit) ? present_by_code : old_by_code).try_emplace(unit.code, id);
        if (unit.level == "province") {
            provinces[key].push_back(id);
        } else if (unit.level == "district") {
            districts[key].push_back(id);
        } else {
            (is_present(unit) ? present : old)[key].push_back(id);
            folded[search_key_of_name_key(key)].push_back(id);
            auto [entry, is_new] = district_key_of.try_emplace(unit.district_name);
            if (is_new) {
                entry->second = name_key(unit.district_name);
            }
            district_keys[id] = entry->second;
        }
    }
    for (const auto& successor : all_successors) {
        const auto from = old_by_code.find(successor.old_code);
        const auto into = present_by_code.find(successor.new_code);
        if (from != old_by_code.end() && into != present_by_code.end()) {
            successors[from->second].push_back({into->second, successor.whole});
            predecessors[into->second].push_back(from->second);
        }
    }
}

const UnitIds& LocalityTables::of(const ByKey& table, const std::string& key) {
    static const UnitIds none;
    const auto found = table.find(key);
    return found == table.end() ? none : found->second;
}

bool LocalityTables::known(const std::string& key) const {
    return present.contains(key) || old.contains(key) || districts.contains(key) || provinces.contains(key);
}

std::string LocalityTables::province_name(std::string_view code) const {
    std::string key(code);
    for (const auto* table : {&present_by_code, &old_by_code}) {
        const auto found = table->find(key);
        if (found != table->end()) {
            return units[found->second].name;
        }
    }
    return key;
}

bool LocalityTables::was_in(UnitId commune, UnitId district) const {
    return keys[district] == district_keys[commune] &&
           units[district].province_code == units[commune].province_code;
}

bool LocalityTables::lies_in(UnitId unit, std::string_view province) const {
    if (is_present(units[unit]) || successors[unit].empty()) {
        return units[unit].province_code == province;
    }
    return std::ranges::any_of(successors[unit],
                               [&](const Went& went) { return units[went.unit].province_code == province; });
}

} // namespace hnat::localities
