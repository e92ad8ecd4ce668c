/// Rows of locality_unit and locality_successor. Internal to lib/survey's locality files.
#pragma once

#include "survey/locality.hpp"

#include <SQLiteCpp/Statement.h>

#include <string>
#include <string_view>
#include <vector>

namespace hnat::localities {

/// The `valid_from` of every unit of the three-tier system. When each of them began is not in any list that
/// hnat reads and nothing asks for it: what counts is that they end with two_tier_start().
Day three_tier_start();

/// A unit of the system that the flag names, with that system's days.
LocalityUnit make_unit(std::string_view level, std::string_view code, std::string_view kind,
                       std::string_view name, bool old);

inline bool is_present(const LocalityUnit& unit) {
    return !unit.valid_to;
}

/// Where (a part of) an old commune went.
struct Successor {
    std::string old_code, new_code;
    bool whole = true;
    // NOLINTNEXTLINE(modernize-use-nullptr,readability-implicit-bool-conversion): the compiler's own code
    friend auto operator<=>(const Successor&, const Successor&) = default;
};

/// All units: present ones first, by code.
std::vector<LocalityUnit> read_units(const SQLite::Database& db);
std::vector<Successor> read_successors(const SQLite::Database& db);

enum class Written { added, changed, unchanged };

/// Writes units, one statement prepared once for many rows.
class UnitWriter {
  public:
    explicit UnitWriter(Transaction& transaction);
    /// Inserts the unit, or updates the one with the same code and first day where it differs.
    Written put(const LocalityUnit& unit);

  private:
    SQLite::Statement m_find, m_write;
};

/// Makes `successors` (all of one old code) the only ones of that code.
Written put_successors(Transaction& transaction, const std::vector<Successor>& successors);

/// "phường Gia Sàng (05467)".
std::string describe(const LocalityUnit& unit);

} // namespace hnat::localities
