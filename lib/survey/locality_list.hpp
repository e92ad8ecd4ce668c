/// National lists of units and the map of old to new ones, read and checked. Internal to lib/survey's
/// locality files.
#pragma once

#include "survey/locality_store.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace hnat::localities {

/// What a file says, with every problem found in it. Codes are checked for their form only.
struct LocalityList {
    bool is_map = false;
    std::size_t rows = 0;
    std::vector<LocalityUnit> units;
    std::vector<std::size_t> unit_lines; ///< line of each unit
    struct MapRow {
        Successor successor;
        std::size_t line = 0;
        std::string old_name, new_name; ///< empty where the file has no such column
    };
    std::vector<MapRow> map;
    Diagnostics problems;
};

/// Reads CSV with a header. Errors: rejected (no such list, or unreadable as a whole).
LocalityList read_locality_list(std::string_view csv, std::string_view file_name);

} // namespace hnat::localities
