/// The units of a store, indexed. Internal to lib/survey's locality files.
#pragma once

#include "survey/locality_store.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace hnat::localities {

/// Position of a unit in LocalityTables::units.
using UnitId = std::size_t;
using UnitIds = std::vector<UnitId>;

struct LocalityTables {
    using ByKey = std::unordered_map<std::string, UnitIds>;

    struct Went {
        UnitId unit = 0;
        bool whole = true;
    };

    LocalityTables(std::vector<LocalityUnit> all_units, const std::vector<Successor>& all_successors);

    std::vector<LocalityUnit> units;
    std::vector<std::string> keys;             ///< K1 of name, by unit
    std::vector<std::string> district_keys;    ///< K1 of district_name, by unit
    std::vector<std::vector<Went>> successors; ///< by old commune
    std::vector<UnitIds> predecessors;         ///< by present commune
    ByKey present, old;                        ///< communes by K1
    ByKey districts, provinces;                ///< by K1
    ByKey folded; ///< communes of both systems by K2: for suggestions, never for matching
    std::unordered_map<std::string, UnitId> present_by_code, old_by_code; ///< all levels

    /// The units of a K1; none: empty.
    [[nodiscard]] static const UnitIds& of(const ByKey& table, const std::string& key);
    /// Whether any unit has this K1.
    [[nodiscard]] bool known(const std::string& key) const;
    /// Name of a province by its code; the code when it is not known.
    [[nodiscard]] std::string province_name(std::string_view code) const;
    /// Whether an old commune was in this district. Two districts of one province can have the same name (a
    /// town and the country around it): then it was in both, for all that a list says.
    [[nodiscard]] bool was_in(UnitId commune, UnitId district) const;
    /// Whether a commune, old or present, lies in what is this province now.
    [[nodiscard]] bool lies_in(UnitId unit, std::string_view province) const;
};

} // namespace hnat::localities
