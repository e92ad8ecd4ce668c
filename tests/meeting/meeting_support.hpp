/// A programme in memory: an office, a liaison, and groups in whatever state a test needs.
#pragma once

#include "base/error.hpp"
#include "meeting/change.hpp"
#include "store/office.hpp"
#include "store/statement.hpp"
#include "tests/joined.hpp"
#include "tests/support.hpp"

#include <cstdint>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

namespace hnat::test {

inline Moment moment(const char* text) {
    const auto parsed = parse_moment(text);
    REQUIRE_MESSAGE(parsed.has_value(), text);
    return *parsed;
}

class Programme {
  public:
    explicit Programme(const char* today = "2026-10-05")
        : m_today(day(today)),
          m_store(Store::create({":memory:"}, m_today)) {
        Transaction transaction(m_store, {k_unnamed_staff, m_today});
        write_office(transaction,
                     {"Văn phòng Hội nhóm an toàn", "VP", "Cơ quan cấp trên", "19", "Thái Nguyên", m_today});
        add_staff(transaction, "lan", "Cán bộ đầu mối", StaffRole::liaison);
        transaction.commit();
    }

    [[nodiscard]] Store& store() { return m_store; }
    [[nodiscard]] SQLite::Database& db() const { return m_store.db(); }
    [[nodiscard]] Day today() const { return m_today; }
    void set_today(const char* iso) { m_today = day(iso); }

    /// Does one thing in a transaction of its own.
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

    std::int64_t add_group(const std::string& name, const char* state = "surveyed",
                           const char* since = "2026-01-01", const char* expires = "2027-06-01") {
        return write([&](Transaction& transaction) {
            SQLite::Database& db = transaction.db();
            sql::run_once(
                db,
                "INSERT INTO survey_group (uuid, key, name, search_key, platform, entity, url, resolved, "
                "state, state_on, rest_until, surveyed_on, expires_on) VALUES (randomblob(16), "
                "hex(randomblob(8)), ?, 'x', 'facebook', 'group', 'https://example.org', 1, ?, ?, "
                "CASE ?2 WHEN 'resting' THEN '2026-12-31' END, '2026-01-01', ?)",
                name, state, since, expires);
            return db.getLastInsertRowid();
        });
    }
    std::int64_t add_joined(const std::string& name, const char* since = "2026-01-01") {
        const std::int64_t id = add_group(name, "surveyed", since);
        write([&](Transaction& transaction) { let_join(transaction.db(), id); });
        return id;
    }

    std::int64_t plan(const char* at, std::vector<std::int64_t> groups,
                      MeetingKind kind = MeetingKind::quarterly) {
        MeetingPlan wanted;
        wanted.kind = kind;
        wanted.at = moment(at);
        wanted.place = "Nhà văn hóa phường";
        wanted.groups = std::move(groups);
        return write([&](Transaction& transaction) { return plan_meeting(transaction, wanted); });
    }
    Meeting meeting(std::int64_t id) { return find_meeting(m_store, std::to_string(id), m_today); }
    MeetingCard card(std::int64_t id) { return meeting_card(m_store, meeting(id), m_today); }

    void hold(std::int64_t id, std::vector<std::int64_t> present, std::vector<std::int64_t> apologies = {},
              std::vector<std::int64_t> absent = {}) {
        write([&](Transaction& transaction) { hold_meeting(transaction, meeting(id), {}); });
        if (!present.empty() || !apologies.empty() || !absent.empty()) {
            const AttendanceLists lists{std::move(present), std::move(apologies), std::move(absent)};
            write([&](Transaction& transaction) { record_attendance(transaction, meeting(id), lists); });
        }
    }
    void move(std::int64_t id, const char* at) {
        write([&](Transaction& transaction) { move_meeting(transaction, meeting(id), moment(at), {}); });
    }
    void cancel(std::int64_t id) {
        write([&](Transaction& transaction) { cancel_meeting(transaction, meeting(id)); });
    }
    std::int64_t ask(std::int64_t id, std::string_view text, std::optional<std::int64_t> group = {}) {
        return write(
            [&](Transaction& transaction) { return add_question(transaction, meeting(id), text, group); });
    }
    void answer(std::int64_t question, std::string_view text = "Có.") {
        write([&](Transaction& transaction) { answer_question(transaction, question, text); });
    }
    std::int64_t agree(std::int64_t id, const char* due, std::string_view text = "Gửi tài liệu") {
        return write([&](Transaction& transaction) {
            return add_task(transaction, meeting(id), text, "lan", day(due));
        });
    }
    void finish(std::int64_t task) {
        write([&](Transaction& transaction) { finish_task(transaction, task); });
    }
    /// As retention does.
    void purge(std::int64_t group) {
        write([&](Transaction& transaction) {
            sql::run_once(transaction.db(), "DELETE FROM survey_group WHERE id = ?", group);
        });
    }

    [[nodiscard]] std::int64_t count(const char* sql) const { return sql::integer_of(m_store.db(), sql); }
    [[nodiscard]] std::string last_verb() const {
        return m_store.db().execAndGet("SELECT verb FROM audit ORDER BY seq DESC LIMIT 1").getString();
    }

  private:
    Day m_today;
    Store m_store;
};

/// The message of the Error that `work` throws; its kind is checked, and that it left nothing behind.
template <typename Work>
std::string refusal(Programme& programme, ErrorKind kind, const Work& work) {
    const auto audited = programme.count("SELECT count(*) FROM audit");
    std::string message;
    try {
        work();
        FAIL("nothing was thrown");
    } catch (const Error& error) {
        CHECK(static_cast<int>(error.kind()) == static_cast<int>(kind));
        message = error.what();
    }
    CHECK(programme.count("SELECT count(*) FROM audit") == audited);
    return message;
}

} // namespace hnat::test
