/// A programme office in memory: groups, members, consents and meetings are put in as rows, since other files
/// of the area make them.
#pragma once

#include "base/error.hpp"
#include "base/hash.hpp"
#include "store/audit.hpp"
#include "store/office.hpp"
#include "store/statement.hpp"
#include "store/store.hpp"
#include "tests/support.hpp"

#include <SQLiteCpp/Database.h>
#include <fmt/format.h>

#include <string>
#include <type_traits>

namespace hnat::test {

/// An office that started on 2026-09-15, with the staff "lan"; today is 2026-10-05.
class ProgrammeOffice {
  public:
    ProgrammeOffice() : m_today(test::day("2026-10-05")), m_store(Store::create({":memory:"}, m_today)) {
        Transaction transaction(m_store, actor());
        write_office(transaction, {"Office", "OFF", "Parent", "19", "Place", test::day("2026-09-15")});
        add_staff(transaction, "lan", "First Liaison", StaffRole::liaison);
        transaction.commit();
    }

    [[nodiscard]] Store& store() { return m_store; }
    [[nodiscard]] Day today() const { return m_today; }
    void set_today(const char* iso) { m_today = test::day(iso); }

    /// Does one thing in a transaction of its own.
    template <typename Work>
    auto write(const Work& work) {
        Transaction transaction(m_store, actor());
        if constexpr (std::is_void_v<decltype(work(transaction))>) {
            work(transaction);
            transaction.commit();
        } else {
            auto result = work(transaction);
            transaction.commit();
            return result;
        }
    }

    /// The message of the refusal; nothing was written by then.
    template <typename Work>
    std::string refused(const Work& work, ErrorKind kind = ErrorKind::usage) {
        const auto changes = m_store.db().getTotalChanges();
        Transaction transaction(m_store, actor());
        try {
            work(transaction);
        } catch (const Error& error) {
            CHECK(static_cast<int>(error.kind()) == static_cast<int>(kind));
            CHECK(m_store.db().getTotalChanges() == changes);
            return error.what();
        }
        FAIL("it was done");
        return {};
    }

    void run(const std::string& sql) {
        write([&sql](Transaction& transaction) { transaction.db().exec(sql); });
    }

    void add_group(int id) {
        run(fmt::format(
            "INSERT INTO survey_group (id, uuid, key, name, search_key, platform, entity, url, resolved,"
            " state_on, surveyed_on, expires_on) VALUES ({0}, randomblob(16), 'facebook:group:{0}',"
            " 'Nhóm {0}', 'nhom {0}', 'facebook', 'group', 'https://www.facebook.com/groups/{0}', 1,"
            " '2026-09-15', '2026-09-15', '2027-09-15')",
            id));
    }

    /// Member `id` who moderates group `id`, without any consent yet.
    void add_member(int id) {
        add_group(id);
        run(fmt::format(
            "INSERT INTO member (id, uuid, name, search_key, contact_kind, contact, language, joined_on,"
            " expires_on) VALUES ({0}, randomblob(16), 'Thành viên {0}', 'thanh vien {0}', 'email',"
            " 'm{0}@example.org', 'vi', '2026-10-01', '2028-10-01')",
            id));
        run(fmt::format(
            "INSERT INTO member_group (member_id, group_id, role, since) VALUES ({0}, {0}, 'admin',"
            " '2026-10-01')",
            id));
    }

    /// A consent under a version of the charter that is published. Its number.
    std::int64_t consent(int member, const char* purpose, int charter = 1,
                         const char* given_on = "2026-10-01", const char* expires_on = "2027-10-01") {
        run(fmt::format(
            "INSERT INTO consent (uuid, member_id, purpose, charter_version, charter_sha256, method,"
            " given_on, recorded_on, recorded_by, evidence, sensitive_notice, expires_on) SELECT"
            " randomblob(16), {}, '{}', id, sha256, 'written', '{}', '{}', 'office', 'phiếu', 0, '{}'"
            " FROM charter_version WHERE id = {}",
            member, purpose, given_on, given_on, expires_on, charter));
        return sql::integer_of(m_store.db(), "SELECT max(id) FROM consent");
    }
    void withdraw(std::int64_t consent) {
        run(fmt::format("INSERT INTO consent_withdrawal (consent_id, withdrawn_on, recorded_by, how)"
                        " VALUES ({}, '2026-10-05', 'office', 'sms')",
                        consent));
    }
    void let_group_join(int id) {
        consent(id, "contact");
        run(fmt::format("UPDATE survey_group SET state = 'joined', expires_on = NULL WHERE id = {}", id));
    }
    /// A charter that is published, as version 1, for tests about something else.
    void publish_charter_row() {
        run("INSERT INTO charter_version (id, uuid, title, text, sha256, state, drafted_on, published_on)"
            " VALUES (1, randomblob(16), 'Quy chế', 'Điều 1', randomblob(32), 'published', '2026-09-20', "
            "'2026-09-20')");
    }
    void hold_meeting(const char* kind, const char* state = "held") {
        run(fmt::format(
            "INSERT INTO meeting (uuid, kind, state, starts_at, minutes, place, planned_on, changed_on)"
            " VALUES (randomblob(16), '{}', '{}', '2026-10-01T14:00', 60, 'Hội trường', '2026-09-20',"
            " '2026-10-01')",
            kind, state));
    }

    [[nodiscard]] std::string last_verb() const { return audit_rows(m_store).back().verb; }

  private:
    [[nodiscard]] Actor actor() const { return {k_unnamed_staff, m_today}; }

    Day m_today;
    Store m_store;
};

} // namespace hnat::test
