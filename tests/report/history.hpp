/// Years of an office's records, made up from a seed and written as rows: what no command could do in the
/// time of a test. Shared by the tests of sums and the benchmark of reports.
#pragma once

#include "base/period.hpp"
#include "store/office.hpp"
#include "store/statement.hpp"
#include "store/store.hpp"
#include "survey/locality.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <map>
#include <random>
#include <string>
#include <utility>
#include <vector>

namespace hnat::test {

struct HistorySize {
    std::int64_t groups = 1'000, joined = 50, meetings = 300, requests = 60, tips = 200;
    int years = 3;
};

/// Fills a new store, from `first` on. Groups expire after 12 months unless they joined, and are not removed.
class History {
  public:
    History(Store& store, const HistorySize& size, std::uint64_t seed, Day first)
        : m_store(store),
          m_size(size),
          m_random(seed),
          m_first(first),
          m_days(size.years * 365) {}

    [[nodiscard]] Day last() const { return m_first + std::chrono::days(m_days - 1); }

    void write() {
        Transaction transaction(m_store, {k_unnamed_staff, last()});
        SQLite::Database& db = transaction.db();
        write_office(transaction, {"Văn phòng", "VP", "Sở", "19", "Thái Nguyên", m_first});
        add_staff(transaction, "lan", "Cán bộ", StaffRole::liaison);
        seed_localities(transaction);
        SQLite::Statement codes(db,
                                "SELECT code FROM locality_unit WHERE valid_to IS NULL AND level = 'commune'"
                                " ORDER BY code");
        while (codes.executeStep()) {
            m_localities.push_back(codes.getColumn(0).getString());
        }
        write_charter(db);
        write_groups(db);
        write_meetings(db);
        write_assessments(db);
        write_requests(db);
        write_tips(db);
        write_counts(db);
        transaction.commit();
    }

  private:
    using Bytes = std::array<std::uint8_t, 16>;

    std::uint64_t number(std::uint64_t below) { return m_random() % below; }
    Day some_day() {
        return m_first + std::chrono::days(static_cast<int>(number(static_cast<std::uint64_t>(m_days))));
    }
    /// The i-th of `count` days that are spread over the whole time.
    Day spread_day(std::int64_t i, std::int64_t count) const {
        return m_first + std::chrono::days(static_cast<int>(i * m_days / count));
    }
    Uuid uuid() {
        Uuid bytes{};
        for (auto& byte : bytes) {
            byte = static_cast<std::uint8_t>(number(256));
        }
        return bytes;
    }
    template <std::size_t k_size>
    std::string pick(const std::array<const char*, k_size>& values) {
        return values[number(k_size)];
    }
    void count(Day day, const char* event, std::int64_t times = 1) {
        m_counts[{to_iso(day), event}] += times;
    }

    void write_charter(SQLite::Database& db) {
        sql::run_once(
            db,
            "INSERT INTO charter_version (id, uuid, title, text, sha256, state, drafted_on, published_on,"
            " adopted_on) VALUES (1, ?, 'Quy chế', 'Điều 1', zeroblob(32), 'adopted', ?2, ?2, ?2)",
            uuid(), m_first);
    }

    void write_groups(SQLite::Database& db) {
        db.exec("INSERT INTO survey_count_pause (id) VALUES (NULL)");
        SQLite::Statement insert(db, "INSERT INTO survey_group (id, uuid, key, name, search_key, platform, "
                                     "entity, url, resolved, members,"
                                     " members_on, topic, locality, state_on, surveyed_on, expires_on)"
                                     " VALUES (?, ?, ?, ?, ?, ?, 'group', ?, ?, ?, ?, ?, ?, ?, ?, ?)");
        constexpr std::array k_platforms{"facebook", "facebook", "facebook", "zalo", "telegram", "forum"};
        constexpr std::array k_topics{"trade", "trade", "neighbourhood", "jobs", "sport"};
        for (std::int64_t id = 1; id <= m_size.groups; ++id) {
            const Day day = spread_day(id - 1, m_size.groups);
            const std::string name = "nhom " + std::to_string(id);
            const auto platform = pick(k_platforms);
            const bool known = number(5) != 0;
            sql::run(insert, id, uuid(), platform + ":group:" + std::to_string(id), name, name, platform,
                     "https://example.org/" + std::to_string(id), std::int64_t{number(50) == 0 ? 0 : 1},
                     known ? std::optional<std::int64_t>(number(20'000)) : std::nullopt,
                     known ? std::optional(day) : std::nullopt,
                     number(8) != 0 ? std::optional(pick(k_topics)) : std::nullopt,
                     number(8) != 0 ? std::optional(m_localities[number(m_localities.size())]) : std::nullopt,
                     day, day, add_months(day, 12));
        }
        if (m_size.joined > 0) {
            const auto step = std::max<std::int64_t>(1, m_size.groups / m_size.joined);
            for (std::int64_t id = 1; id <= m_size.groups && std::ssize(m_joined) < m_size.joined;
                 id += step) {
                let_join(db, id);
            }
        }
        db.exec("DELETE FROM survey_count_pause");
        db.exec("INSERT INTO survey_count (half, event, dimension, code, groups, members, members_known, "
                "unresolved)"
                " SELECT half, event, dimension, code, sum(groups), sum(members), sum(members_known), "
                "sum(unresolved)"
                " FROM survey_group_count GROUP BY 1, 2, 3, 4");
    }

    /// Chosen, asked and in the programme, some days apart; some say no, and some leave again.
    void let_join(SQLite::Database& db, std::int64_t id) {
        const Day surveyed = spread_day(id - 1, m_size.groups);
        const Day chosen = surveyed + std::chrono::days(static_cast<int>(number(20)));
        const Day asked = chosen + std::chrono::days(static_cast<int>(number(20)));
        const Day joined = asked + std::chrono::days(static_cast<int>(number(20)));
        if (joined > last()) {
            return;
        }
        const auto enter = [&](Day day, const char* state) {
            sql::run_once(db,
                          "INSERT INTO survey_event (group_id, day, kind, detail) VALUES (?, ?, 'state', ?)",
                          id, day, state);
        };
        enter(chosen, "shortlisted");
        enter(asked, "approached");
        sql::run_once(db, "INSERT INTO approach (group_id, day, liaison) VALUES (?, ?, 'lan')", id, asked);
        count(asked, "approached");
        if (number(6) == 0) {
            enter(joined, "resting");
            count(joined, "declined");
            sql::run_once(
                db,
                "UPDATE survey_group SET state = 'resting', state_on = ?, rest_until = ?, liaison = 'lan'"
                " WHERE id = ?",
                joined, joined + std::chrono::days(365), id);
            return;
        }
        enter(joined, "joined");
        count(joined, "joined");
        sql::run_once(
            db,
            "INSERT INTO member (id, uuid, name, search_key, contact_kind, contact, language, joined_on,"
            " expires_on) VALUES (?1, ?2, 'Nguyễn Văn Mẫu', 'nguyen van mau', 'email', 'm' || ?1 ||"
            " '@example.org', 'vi', ?3, ?4)",
            id, uuid(), joined, joined + std::chrono::days(1'000));
        sql::run_once(
            db, "INSERT INTO member_group (member_id, group_id, role, since) VALUES (?1, ?1, 'admin', ?2)",
            id, joined);
        for (const char* purpose : {"contact", "meetings", "recognition"}) {
            if (purpose != std::string_view("recognition") || number(2) == 0) {
                sql::run_once(
                    db,
                    "INSERT INTO consent (uuid, member_id, purpose, charter_version, charter_sha256, method,"
                    " given_on, recorded_on, recorded_by, evidence, sensitive_notice, expires_on)"
                    " VALUES (?, ?, ?, 1, zeroblob(32), 'written', ?4, ?4, 'lan', 'phiếu', 1, ?5)",
                    uuid(), id, purpose, joined, joined + std::chrono::days(1'000));
                count(joined, "consented");
            }
        }
        sql::run_once(
            db,
            "UPDATE survey_group SET state = 'joined', state_on = ?, expires_on = NULL, liaison = 'lan'"
            " WHERE id = ?",
            joined, id);
        m_joined.emplace_back(id, joined);
        if (const Day left = joined + std::chrono::days(200 + static_cast<int>(number(400)));
            number(10) == 0 && left <= last()) {
            enter(left, "left");
            count(left, "left");
            count(left, "withdrawn", 1 + static_cast<std::int64_t>(number(3)));
            sql::run_once(db,
                          "UPDATE survey_group SET state = 'left', state_on = ?, expires_on = ? WHERE id = ?",
                          left, add_months(left, 12), id);
        }
    }

    void write_meetings(SQLite::Database& db) {
        if (m_joined.empty()) {
            return;
        }
        SQLite::Statement meeting(
            db,
            "INSERT INTO meeting (id, uuid, kind, state, starts_at, minutes, place, planned_on, changed_on,"
            " closed_on) VALUES (?, ?, ?, ?, ?, 60, 'Hội trường', ?7, ?7, ?6)");
        SQLite::Statement line(
            db, "INSERT OR IGNORE INTO meeting_group (meeting_id, group_id, group_uuid, attendance)"
                " SELECT ?, id, uuid, ? FROM survey_group WHERE id = ?");
        SQLite::Statement question(
            db, "INSERT INTO meeting_question (uuid, meeting_id, group_id, day, text, answer, answered_on)"
                " VALUES (?, ?, ?, ?, 'Hỏi', ?, ?)");
        SQLite::Statement action(db,
                                 "INSERT INTO meeting_action (uuid, meeting_id, text, owner, due, added_on,"
                                 " done_on) VALUES (?, ?, 'Việc', 'lan', ?, ?, ?)");
        constexpr std::array k_kinds{"quarterly", "quarterly", "quarterly", "ad-hoc", "launch"};
        for (std::int64_t id = 1; id <= m_size.meetings; ++id) {
            const Day day = spread_day(id - 1, m_size.meetings);
            const auto luck = number(20);
            const std::string state = luck < 17 ? "held" : luck == 17 ? "cancelled" : "planned";
            const bool held = state == "held";
            sql::run(meeting, id, uuid(), pick(k_kinds), state, to_iso(day) + "T14:00",
                     state == "planned" ? std::nullopt : std::optional(day), day - std::chrono::days(10));
            for (auto lines = 1 + number(2); lines > 0; --lines) {
                const auto& [group, since] = m_joined[number(m_joined.size())];
                const auto came = number(10);
                if (since <= day) {
                    sql::run(line, id,
                             held ? std::optional(came < 7   ? "present"
                                                  : came < 9 ? "apologies"
                                                             : "absent")
                                  : std::nullopt,
                             group);
                }
            }
            if (held && number(2) == 0) {
                const Day answered = day + std::chrono::days(static_cast<int>(number(60)));
                const bool has_answer = number(5) != 0 && answered <= last();
                sql::run(question, uuid(), id, m_joined.front().first, day,
                         has_answer ? std::optional("Đáp") : std::nullopt,
                         has_answer ? std::optional(answered) : std::nullopt);
            }
            if (held && number(3) == 0) {
                const Day done = day + std::chrono::days(static_cast<int>(number(90)));
                sql::run(action, uuid(), id, day + std::chrono::days(30), day,
                         number(8) != 0 && done <= last() ? std::optional(done) : std::nullopt);
            }
        }
    }

    void write_assessments(SQLite::Database& db) {
        std::int64_t id = 0;
        for (const auto& [group, since] : m_joined) {
            for (Day day = since + std::chrono::days(30); day <= last(); day += std::chrono::days(180)) {
                sql::run_once(db, "INSERT INTO assessment (id, uuid, group_id, day) VALUES (?, ?, ?, ?)",
                              ++id, uuid(), group, day);
                for (const char* practice : {"two-factor", "join-questions"}) {
                    sql::run_once(
                        db,
                        "INSERT INTO assessment_answer (assessment_id, practice, answer) VALUES (?, ?, ?)",
                        id, practice, number(3) == 0 ? "no" : "yes");
                }
            }
        }
    }

    void write_requests(SQLite::Database& db) {
        constexpr std::array k_kinds{"see", "see", "see", "correct", "copy", "delete", "withdraw", "object"};
        for (std::int64_t i = 0; i < m_size.requests; ++i) {
            const Day received = some_day();
            const Day answered = received + std::chrono::days(static_cast<int>(number(6)));
            const Day done = answered + std::chrono::days(static_cast<int>(number(30)));
            const bool is_done = number(8) != 0 && done <= last();
            sql::run_once(
                db,
                "INSERT INTO request (uuid, kind, received_on, answer_due, due, answered_on, extended_on,"
                " done_on, outcome) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                uuid(), pick(k_kinds), received, received + std::chrono::days(3),
                received + std::chrono::days(20), answered <= last() ? std::optional(answered) : std::nullopt,
                number(9) == 0 && answered <= last() ? std::optional(answered) : std::nullopt,
                is_done ? std::optional(done) : std::nullopt, is_done ? std::optional("done") : std::nullopt);
            if (is_done && number(4) == 0) {
                count(done, "erased");
            }
        }
    }

    void write_tips(SQLite::Database& db) {
        SQLite::Statement tip(
            db, "INSERT INTO tip (uuid, code, level, received_on, channel, platform, state, state_on,"
                " expires_on, receipt, body, source)"
                " VALUES (?, ?, ?, ?, 'phone', 'zalo', 'answered', ?4, ?, ?, zeroblob(64), zeroblob(64))");
        constexpr std::array k_codes{"FRD", "FRD", "FRD", "PHI", "ATO", "MAL", "CGR", "EXT"};
        std::map<std::array<std::string, 4>, std::int64_t> counts;
        for (std::int64_t i = 0; i < m_size.tips; ++i) {
            const Day day = spread_day(i, m_size.tips);
            const auto code = pick(k_codes);
            Digest receipt{};
            for (std::size_t byte = 0; byte < 8; ++byte) {
                receipt.at(byte) = static_cast<std::uint8_t>(static_cast<std::uint64_t>(i) >> (8 * byte));
            }
            sql::run(tip, uuid(), code, code == "CGR" ? "P0" : "P1", day, day + std::chrono::days(400),
                     receipt);
            // As hnat counts them: in one calendar (P8).
            const Regime& regime = regimes().front();
            const auto month = regime.containing(PeriodKind::month, day).code();
            ++counts[{regime.code, month, "received", code}];
            ++counts[{regime.code, month, "acknowledged", number(5) == 0 ? "late:9" : "in:2"}];
        }
        for (const auto& [key, times] : counts) {
            sql::run_once(
                db, "INSERT INTO tip_count (regime, month, event, detail, count) VALUES (?, ?, ?, ?, ?)",
                key[0], key[1], key[2], key[3], times);
        }
    }

    void write_counts(SQLite::Database& db) {
        for (const auto& [key, times] : m_counts) {
            sql::run_once(db, "INSERT INTO programme_count (day, event, count) VALUES (?, ?, ?)", key.first,
                          key.second, times);
        }
    }

    Store& m_store;
    HistorySize m_size;
    std::mt19937_64 m_random;
    Day m_first;
    int m_days;
    std::vector<std::string> m_localities;
    std::vector<std::pair<std::int64_t, Day>> m_joined;
    std::map<std::pair<std::string, std::string>, std::int64_t> m_counts;
};

} // namespace hnat::test
