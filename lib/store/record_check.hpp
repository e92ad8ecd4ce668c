/// For `db check` (P9): the records of one kind, compared with what the audit chain last said of each.
#pragma once

#include "store/witness.hpp"

#include <SQLiteCpp/Database.h>

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace hnat {

/// What a kind of record is to the check. The queries are literals; `record` and `a_record` are texts for
/// people, with {} for the number in the first: "member {}", "a member".
struct CheckedRecords {
    const char* records; ///< number and random key of each
    const char* missing; ///< seq and day of the rows that entered records which are not there and should be
    std::string (*name)(std::int64_t number);
    std::string (*a_record)();
    /// Whether the newest row about the record tells the state that it has, or one that hnat itself may have
    /// made of it since without a row.
    std::function<bool(std::int64_t number, const Witness::Row& newest)> fits;
};

/// Most findings of one part of the check.
inline constexpr std::size_t k_most_findings = 20;

/// Adds what was changed or put back, put in, or taken out by another hand. A record that can't be read is a
/// finding.
void check_records(SQLite::Database& db, const CheckedRecords& kind, std::vector<std::string>& findings);

/// "…: is not as hnat left it: somebody changed the database", and the two others.
std::string say_changed(const std::string& record);
std::string say_put_in(const std::string& record);
std::string say_taken_out(const std::string& a_record, const std::string& day, std::int64_t seq);

/// The numbers of groups that have left the register: what a question or an assessment said of a group that a
/// purge or a merge took away is found by trying them.
class GoneGroups {
  public:
    explicit GoneGroups(SQLite::Database& db) : m_db(db) {}
    /// Whether one of them passes. True as well when there are more than can be tried: then nothing can be
    /// said.
    bool any(const std::function<bool(std::int64_t number)>& passes);

  private:
    SQLite::Database& m_db;
    std::int64_t m_tries_left = 200'000;
};

} // namespace hnat
