#include "base/hash.hpp"
#include "base/message.hpp"
#include "base/text.hpp"
#include "store/audit.hpp"
#include "survey/locality_list.hpp"

#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <utility>

namespace hnat {

using namespace localities;

namespace {

void count(LocalityImportResult& result, Written written, std::size_t rows) {
    switch (written) {
    case Written::added:
        result.added += rows;
        break;
    case Written::changed:
        result.changed += rows;
        break;
    case Written::unchanged:
        result.unchanged += rows;
        break;
    }
}

/// Every unit lies in a province of its own system that the store or the file has.
void check_provinces(const std::vector<LocalityUnit>& stored, LocalityList& list, std::string_view file) {
    std::unordered_set<std::string> old;
    std::unordered_set<std::string> present;
    const auto collect = [&](const std::vector<LocalityUnit>& units) {
        for (const auto& unit : units) {
            if (unit.level == "province") {
                (is_present(unit) ? present : old).insert(unit.code);
            }
        }
    };
    collect(stored);
    collect(list.units);
    for (std::size_t i = 0; i < list.units.size(); ++i) {
        const auto& unit = list.units[i];
        if (!(is_present(unit) ? present : old).contains(unit.province_code)) {
            list.problems.push_back(
                {Severity::error, std::string(file), list.unit_lines[i], "province_code",
                 say("'{}' is no province of this file or the store; put the provinces' rows in",
                     unit.province_code)});
        }
    }
}

/// Codes of one column of a map that no unit has: one problem, because the cure is one.
class UnknownCodes {
  public:
    void add(const std::string& code, std::size_t line) {
        if (m_codes.empty()) {
            m_first_line = line;
            m_first = code;
        }
        m_codes.insert(code);
    }

    void report(Diagnostics& problems, std::string_view file, std::string_view column, bool old) const {
        if (!m_codes.empty()) {
            problems.push_back(
                {Severity::error, std::string(file), m_first_line, std::string(column),
                 old ? say("'{}' is the first of {} codes that no unit of the store has; import the list of "
                           "the units before 1 July 2025 first, then the map",
                           m_first, m_codes.size())
                     : say("'{}' is the first of {} codes that no unit of the store has; import the list of "
                           "the units since 1 July 2025 first, then the map",
                           m_first, m_codes.size())});
        }
    }

  private:
    std::unordered_set<std::string> m_codes;
    std::string m_first;
    std::size_t m_first_line = 0;
};

/// Both ends of every row are units of the store, and are called what the map calls them. Names are compared
/// by K2: sources differ in accents (Phó Bảng, Phố Bảng), and what must be found here are codes that mean
/// another unit.
void check_map(const std::vector<LocalityUnit>& stored, LocalityList& list, std::string_view file) {
    std::unordered_map<std::string, std::string> old; // names by code
    std::unordered_map<std::string, std::string> present;
    for (const auto& unit : stored) {
        (is_present(unit) ? present : old).emplace(unit.code, unit.name);
    }
    UnknownCodes unknown_old;
    UnknownCodes unknown_new;
    const auto check = [&](const auto& names, const std::string& code, const std::string& name,
                           UnknownCodes& unknown, std::size_t line, const char* column) {
        const auto found = names.find(code);
        if (found == names.end()) {
            unknown.add(code, line);
        } else if (!name.empty() && search_key(found->second) != search_key(name)) {
            list.problems.push_back(
                {Severity::error, std::string(file), line, column,
                 say("'{}' is not what {} is called here: {}", escape_controls(name), code, found->second)});
        }
    };
    for (const auto& row : list.map) {
        check(old, row.successor.old_code, row.old_name, unknown_old, row.line, "old_code");
        check(present, row.successor.new_code, row.new_name, unknown_new, row.line, "new_code");
    }
    unknown_old.report(list.problems, file, "old_code", true);
    unknown_new.report(list.problems, file, "new_code", false);
}

void write_units(Transaction& transaction, const LocalityList& list, LocalityImportResult& result) {
    UnitWriter writer(transaction);
    for (const auto& unit : list.units) {
        count(result, writer.put(unit), 1);
    }
}

void write_map(Transaction& transaction, const LocalityList& list, LocalityImportResult& result) {
    std::map<std::string, std::vector<Successor>> by_old_code;
    for (const auto& row : list.map) {
        by_old_code[row.successor.old_code].push_back(row.successor);
    }
    for (const auto& entry : by_old_code) {
        count(result, put_successors(transaction, entry.second), entry.second.size());
    }
}

} // namespace

LocalityImportResult import_localities(Transaction& transaction, std::string_view csv,
                                       std::string_view file_name) {
    auto list = read_locality_list(csv, file_name);
    const auto stored = read_units(transaction.db());
    if (list.is_map) {
        check_map(stored, list, file_name);
    } else {
        check_provinces(stored, list, file_name);
    }
    LocalityImportResult result;
    result.rows = list.rows;
    result.problems = std::move(list.problems);
    if (!result.problems.empty()) {
        return result;
    }
    write_units(transaction, list, result);
    write_map(transaction, list, result);
    if (result.added + result.changed > 0) {
        CanonicalState state;
        state.add("sha256", to_hex(sha256(csv)));
        state.add("rows", static_cast<std::int64_t>(result.rows));
        state.add("added", static_cast<std::int64_t>(result.added));
        state.add("changed", static_cast<std::int64_t>(result.changed));
        append_audit(transaction, AuditVerb::locality_import, random_uuid(), state);
    }
    return result;
}

} // namespace hnat
