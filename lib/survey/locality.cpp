#include "survey/locality.hpp"

#include "base/text.hpp"
#include "survey/locality_tables.hpp"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>

#include <algorithm>

namespace hnat {

using namespace localities;

namespace {

bool comes_before(const LocalityUnit& left, const LocalityUnit& right) {
    if (is_present(left) != is_present(right)) {
        return is_present(left);
    }
    const int order = compare_vietnamese(left.name, right.name);
    return order != 0 ? order < 0 : left.code < right.code;
}

std::vector<std::string> words_of(const std::string& key) {
    std::vector<std::string> words;
    for (std::size_t begin = 0; begin < key.size();) {
        const std::size_t end = std::min(key.find(' ', begin), key.size());
        words.push_back(key.substr(begin, end - begin));
        begin = end + 1;
    }
    return words;
}

/// Every word of `wanted` is a word of `key`, the last one or the beginning of one.
bool has_all_words(const std::string& key, const std::vector<std::string>& wanted) {
    const auto words = words_of(key);
    for (const auto& word : wanted) {
        const bool prefix_is_enough = &word == &wanted.back();
        if (std::ranges::none_of(words, [&](const std::string& candidate) {
                return prefix_is_enough ? candidate.starts_with(word) : candidate == word;
            })) {
            return false;
        }
    }
    return true;
}

} // namespace

std::vector<LocalityUnit> list_localities(const Store& store, std::string_view province, bool old) {
    const LocalityTables tables(read_units(store.db()), read_successors(store.db()));
    std::vector<LocalityUnit> units;
    for (UnitId id = 0; id < tables.units.size(); ++id) {
        const auto& unit = tables.units[id];
        if (unit.level == "commune" && is_present(unit) != old &&
            (province.empty() || unit.province_code == province || tables.lies_in(id, province))) {
            units.push_back(unit);
        }
    }
    std::ranges::sort(units, comes_before);
    return units;
}

std::vector<LocalityHit> find_localities(const Store& store, std::string_view words) {
    const auto wanted = words_of(search_key(words));
    std::vector<LocalityHit> hits;
    if (wanted.empty()) {
        return hits;
    }
    const LocalityTables tables(read_units(store.db()), read_successors(store.db()));
    for (UnitId id = 0; id < tables.units.size(); ++id) {
        const auto& unit = tables.units[id];
        if (!has_all_words(search_key(unit.kind + " " + unit.name), wanted)) {
            continue;
        }
        LocalityHit hit{unit, {}};
        for (const auto& went : tables.successors[id]) {
            hit.successors.push_back(tables.units[went.unit]);
        }
        hits.push_back(std::move(hit));
    }
    std::ranges::sort(hits, [](const auto& a, const auto& b) { return comes_before(a.unit, b.unit); });
    return hits;
}

} // namespace hnat
