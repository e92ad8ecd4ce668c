/// An office in a file or in memory with joined groups, written by SQL: what a member's rights meet.
#pragma once

#include "base/error.hpp"
#include "store/audit.hpp"
#include "store/check.hpp"
#include "store/office.hpp"
#include "store/statement.hpp"
#include "store/store.hpp"
#include "tests/support.hpp"

#include <SQLiteCpp/Database.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace hnat::test {

class RightsOffice {
  public:
    explicit RightsOffice(const char* today = "2026-10-05", const std::filesystem::path& path = ":memory:")
        : m_today(day(today)),
          m_store(Store::create({path}, m_today)) {
        Transaction transaction(m_store, {k_unnamed_staff, m_today});
        write_office(transaction, {"Office", "OFF", "Parent", "19", "Place", m_today});
        add_staff(transaction, "lan", "First Liaison", StaffRole::liaison);
        db().exec(
            "INSERT INTO charter_version (id, uuid, title, text, sha256, state, drafted_on, published_on)"
            " VALUES (1, randomblob(16), 'Quy chế', 'Điều 1', zeroblob(32), 'published', '2026-01-01', "
            "'2026-01-01')");
        transaction.commit();
    }

    [[nodiscard]] Store& store() { return m_store; }
    [[nodiscard]] SQLite::Database& db() const { return m_store.db(); }
    [[nodiscard]] Day today() const { return m_today; }
    void set_today(const char* iso) { m_today = day(iso); }
    [[nodiscard]] std::int64_t count(const std::string& sql) const {
        return sql::integer_of(db(), sql.c_str());
    }
    [[nodiscard]] std::string text(const std::string& sql) const {
        SQLite::Statement statement(db(), sql);
        REQUIRE(statement.executeStep());
        return statement.getColumn(0).getString();
    }

    /// Statements below the commands, in a transaction, so that the search index follows.
    void run(const std::string& statements) {
        Transaction transaction(m_store, {k_unnamed_staff, m_today});
        db().exec(statements);
        transaction.commit();
    }

    template <typename Work>
    auto write(const Work& work) {
        Transaction transaction(m_store, {k_unnamed_staff, m_today});
        if constexpr (std::is_void_v<decltype(work(transaction))>) {
            work(transaction);
            transaction.commit();
        } else {
            auto result = work(transaction);
            transaction.commit();
            return result;
        }
    }

    void add_group(int id) {
        const std::string number = std::to_string(id);
        run("INSERT INTO survey_group (id, uuid, key, name, search_key, platform, entity, url, resolved, "
            "state_on,"
            " surveyed_on, expires_on) VALUES (" +
            number + ", randomblob(16), 'facebook:group:g" + number + "', 'Hội " + number + "', 'hoi " +
            number + "', 'facebook', 'group', 'https://www.facebook.com/groups/g" + number +
            "', 1, '2026-09-01', '2026-09-01', '2027-09-01')");
    }

    /// A member with the number that the table gives, a moderator of these groups, consenting until
    /// 2028-10-01; the groups join. Returns the number.
    std::int64_t add_member(const std::vector<int>& groups,
                            const std::vector<std::string>& purposes = {"contact"},
                            const std::string& name = "Nguyễn Văn Mẫu",
                            const std::string& contact = "mau@example.org") {
        std::int64_t member = 0;
        write([&](Transaction& transaction) {
            sql::run_once(db(),
                          "INSERT INTO member (uuid, name, search_key, contact_kind, contact, language, "
                          "joined_on, expires_on)"
                          " VALUES (?, ?, 'nguyen van mau', 'email', ?, 'vi', '2026-10-01', '2028-10-01')",
                          random_uuid(), name, contact);
            member = db().getLastInsertRowid();
            for (const auto& purpose : purposes) {
                sql::run_once(
                    db(),
                    "INSERT INTO consent (uuid, member_id, purpose, charter_version, charter_sha256, method,"
                    " given_on, recorded_on, recorded_by, evidence, sensitive_notice, expires_on) VALUES"
                    " (?, ?, ?, 1, zeroblob(32), 'written', '2026-10-01', '2026-10-02', 'lan', 'phiếu 1', 0,"
                    " '2028-10-01')",
                    random_uuid(), member, purpose);
            }
            for (const int group : groups) {
                sql::run_once(
                    db(),
                    "INSERT INTO member_group (member_id, group_id, role, since) VALUES (?, ?, 'admin',"
                    " '2026-10-01')",
                    member, std::int64_t{group});
                sql::run_once(
                    db(),
                    "UPDATE survey_group SET state = 'joined', state_on = '2026-10-01', expires_on = NULL"
                    " WHERE id = ?",
                    std::int64_t{group});
            }
            SQLite::Statement uuid(db(), "SELECT uuid FROM member WHERE id = ?");
            sql::bind_all(uuid, member);
            uuid.executeStep();
            append_audit(transaction, AuditVerb::member_join, sql::uuid_at(uuid, 0),
                         CanonicalState().add("name", name));
        });
        return member;
    }

    /// What `db check` finds, all parts together.
    [[nodiscard]] std::vector<std::string> findings() const {
        std::vector<std::string> found;
        for (const auto& part : check_store(m_store)) {
            found.insert(found.end(), part.findings.begin(), part.findings.end());
        }
        return found;
    }

  private:
    Day m_today;
    Store m_store;
};

/// The message of the Error that `work` throws, with its kind checked.
template <typename Work>
std::string rights_error(ErrorKind kind, const Work& work) {
    try {
        work();
    } catch (const Error& error) {
        CHECK(static_cast<int>(error.kind()) == static_cast<int>(kind));
        return error.what();
    }
    FAIL("nothing was thrown");
    return {};
}

} // namespace hnat::test
