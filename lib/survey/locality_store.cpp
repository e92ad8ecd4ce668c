#include "survey/locality_store.hpp"

#include "base/error.hpp"
#include "base/message.hpp"
#include "base/text.hpp"

#include <SQLiteCpp/Database.h>

#include <algorithm>
#include <tuple>

namespace hnat {

Day two_tier_start() {
    return std::chrono::sys_days{std::chrono::year{2025} / std::chrono::July / 1};
}

namespace localities {

Day three_tier_start() {
    return std::chrono::sys_days{std::chrono::year{1900} / std::chrono::January / 1};
}

LocalityUnit make_unit(std::string_view level, std::string_view code, std::string_view kind,
                       std::string_view name, bool old) {
    LocalityUnit unit;
    unit.level = level;
    unit.code = code;
    unit.kind = kind;
    unit.name = name;
    unit.valid_from = old ? three_tier_start() : two_tier_start();
    if (old) {
        unit.valid_to = two_tier_start();
    }
    return unit;
}

namespace {

Day read_day(const SQLite::Column& column) {
    const auto day = parse_day(column.getString());
    if (!day) {
        throw Error(ErrorKind::failed,
                    say("locality_unit: '{}' is no day; run `hnat db check`", column.getString()));
    }
    return *day;
}

} // namespace

std::vector<LocalityUnit> read_units(const SQLite::Database& db) {
    SQLite::Statement query(
        db, "SELECT code, level, kind, name, district_name, province_code, valid_from, valid_to"
            " FROM locality_unit ORDER BY valid_to IS NOT NULL, code, valid_from");
    std::vector<LocalityUnit> units;
    while (query.executeStep()) {
        LocalityUnit unit;
        unit.code = query.getColumn(0).getString();
        unit.level = query.getColumn(1).getString();
        unit.kind = query.getColumn(2).getString();
        unit.name = query.getColumn(3).getString();
        unit.district_name = query.getColumn(4).getString();
        unit.province_code = query.getColumn(5).getString();
        unit.valid_from = read_day(query.getColumn(6));
        if (!query.getColumn(7).isNull()) {
            unit.valid_to = read_day(query.getColumn(7));
        }
        units.push_back(std::move(unit));
    }
    return units;
}

std::vector<Successor> read_successors(const SQLite::Database& db) {
    SQLite::Statement query(
        db,
        "SELECT old_code, new_code, relation = 'whole' FROM locality_successor ORDER BY old_code, new_code");
    std::vector<Successor> successors;
    while (query.executeStep()) {
        successors.push_back({query.getColumn(0).getString(), query.getColumn(1).getString(),
                              query.getColumn(2).getInt() == 1});
    }
    return successors;
}

UnitWriter::UnitWriter(Transaction& transaction)
    : m_find(transaction.db(),
             "SELECT level, kind, name, district_name, province_code, coalesce(valid_to, '')"
             " FROM locality_unit WHERE code = ? AND valid_from = ?"),
      m_write(
          transaction.db(),
          "INSERT INTO locality_unit (code, valid_from, valid_to, level, kind, name, name_key, district_name,"
          " province_code) VALUES (?, ?, nullif(?, ''), ?, ?, ?, ?, ?, ?)"
          " ON CONFLICT (code, valid_from) DO UPDATE SET valid_to = excluded.valid_to, level = "
          "excluded.level,"
          " kind = excluded.kind, name = excluded.name, name_key = excluded.name_key,"
          " district_name = excluded.district_name, province_code = excluded.province_code") {}

Written UnitWriter::put(const LocalityUnit& unit) {
    const std::string from = to_iso(unit.valid_from);
    const std::string until = unit.valid_to ? to_iso(*unit.valid_to) : std::string();
    m_find.reset();
    m_find.bind(1, unit.code);
    m_find.bind(2, from);
    Written written = Written::added;
    if (m_find.executeStep()) {
        const auto stored = [&](int column) { return m_find.getColumn(column).getString(); };
        if (std::tuple(stored(0), stored(1), stored(2), stored(3), stored(4), stored(5)) ==
            std::tie(unit.level, unit.kind, unit.name, unit.district_name, unit.province_code, until)) {
            return Written::unchanged;
        }
        written = Written::changed;
    }
    m_write.reset();
    m_write.bind(1, unit.code);
    m_write.bind(2, from);
    m_write.bind(3, until);
    m_write.bind(4, unit.level);
    m_write.bind(5, unit.kind);
    m_write.bind(6, unit.name);
    m_write.bind(7, name_key(unit.name));
    m_write.bind(8, unit.district_name);
    m_write.bind(9, unit.province_code);
    m_write.exec();
    return written;
}

Written put_successors(Transaction& transaction, const std::vector<Successor>& successors) {
    auto wanted = successors;
    std::ranges::sort(wanted);
    const std::string& old_code = wanted.front().old_code;
    std::vector<Successor> stored;
    SQLite::Statement query(transaction.db(), "SELECT new_code, relation = 'whole' FROM locality_successor"
                                              " WHERE old_code = ? ORDER BY new_code");
    query.bind(1, old_code);
    while (query.executeStep()) {
        stored.push_back({old_code, query.getColumn(0).getString(), query.getColumn(1).getInt() == 1});
    }
    if (stored == wanted) {
        return Written::unchanged;
    }
    if (!stored.empty()) {
        SQLite::Statement remove(transaction.db(), "DELETE FROM locality_successor WHERE old_code = ?");
        remove.bind(1, old_code);
        remove.exec();
    }
    SQLite::Statement insert(
        transaction.db(), "INSERT INTO locality_successor (old_code, new_code, relation) VALUES (?, ?, ?)");
    for (const auto& successor : wanted) {
        insert.reset();
        insert.bind(1, successor.old_code);
        insert.bind(2, successor.new_code);
        insert.bind(3, successor.whole ? "whole" : "part");
        insert.exec();
    }
    return stored.empty() ? Written::added : Written::changed;
}

std::string describe(const LocalityUnit& unit) {
    return unit.kind + " " + unit.name + " (" + unit.code + ")";
}

} // namespace localities

std::string locality_label(const Store& store, std::string_view code) {
    SQLite::Statement query(store.db(), "SELECT kind || ' ' || name FROM locality_unit WHERE code = ?"
                                        " ORDER BY valid_to IS NOT NULL, valid_from DESC LIMIT 1");
    query.bind(1, std::string(code));
    return query.executeStep() ? query.getColumn(0).getString() : std::string();
}

} // namespace hnat
