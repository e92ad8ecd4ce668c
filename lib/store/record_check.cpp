#include "store/record_check.hpp"

#include "base/error.hpp"
#include "base/message.hpp"
#include "store/statement.hpp"

#include <SQLiteCpp/Statement.h>
#include <fmt/format.h>

namespace hnat {

namespace {

/// A finding about one record; empty: it is as it should be.
std::string judge(const CheckedRecords& kind, Witness& witness, std::int64_t number, const Uuid& uuid) {
    const auto newest = witness.newest(uuid);
    if (!newest) {
        return say_put_in(kind.name(number));
    }
    return kind.fits(number, *newest) ? std::string() : say_changed(kind.name(number));
}

} // namespace

void check_records(SQLite::Database& db, const CheckedRecords& kind, std::vector<std::string>& findings) {
    Witness witness(db);
    SQLite::Statement records(db, kind.records);
    while (findings.size() < k_most_findings && records.executeStep()) {
        const std::int64_t number = records.getColumn(0).getInt64();
        try {
            auto finding = judge(kind, witness, number, sql::uuid_at(records, 1));
            if (!finding.empty()) {
                findings.push_back(std::move(finding));
            }
        } catch (const Error& error) { // a value that hnat never writes
            findings.push_back(fmt::format("{}: {}", kind.name(number), error.what()));
        }
    }
    SQLite::Statement missing(db, kind.missing);
    while (findings.size() < k_most_findings && missing.executeStep()) {
        findings.push_back(say_taken_out(kind.a_record(), missing.getColumn(1).getString(),
                                         missing.getColumn(0).getInt64()));
    }
}

std::string say_changed(const std::string& record) {
    return say("{}: is not as hnat left it: somebody changed the database", record);
}

std::string say_put_in(const std::string& record) {
    return say("{}: is not in the audit chain: somebody put it into the database", record);
}

std::string say_taken_out(const std::string& a_record, const std::string& day, std::int64_t seq) {
    return say("{} of {} (row {} of the audit chain) is not there: somebody took it out of the database",
               a_record, day, seq);
}

bool GoneGroups::any(const std::function<bool(std::int64_t number)>& passes) {
    const auto last = sql::integer_of(m_db, "SELECT seq FROM sqlite_sequence WHERE name = 'survey_group'");
    SQLite::Statement there(m_db, "SELECT id FROM survey_group ORDER BY id");
    for (std::int64_t next = 1; next <= last;) {
        const std::int64_t end = there.executeStep() ? there.getColumn(0).getInt64() : last + 1;
        for (; next < end; ++next) {
            if (m_tries_left-- <= 0 || passes(next)) {
                return true;
            }
        }
        next = end + 1;
    }
    return false;
}

} // namespace hnat
