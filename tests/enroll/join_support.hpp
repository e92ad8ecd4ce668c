/// A register with groups that can join: a published charter, a liaison, persons who do not exist.
#pragma once

#include "enroll/approach.hpp"
#include "enroll/join.hpp"
#include "enroll/member_card.hpp"
#include "enroll/programme_count.hpp"
#include "tests/survey/register_support.hpp"

#include <string>
#include <vector>

namespace hnat::test {

/// The consent of one day to one purpose.
inline ConsentGiven consent(Purpose purpose, const char* given_on, const char* evidence = "phiếu 7") {
    ConsentGiven given;
    given.purpose = purpose;
    given.evidence = evidence;
    given.given_on = day(given_on);
    return given;
}

/// "Thành viên A" of the number 1, and so on.
inline Person person(int number) {
    return {"Thành viên " + std::string(1, static_cast<char>('A' + number - 1)),
            {ContactKind::phone, "+8490000000" + std::to_string(number)}};
}

/// Groups 1 and 2, approached by lan on 2026-03-02, and charter 1, published on 2026-01-01.
class Programme : public Register {
  public:
    explicit Programme(const std::filesystem::path& path = ":memory:") : Register("2026-03-02", path) {
        add_charter(1, "published", "2026-01-01");
        for (const char* slug : {"aaaaa", "bbbbb"}) {
            const std::int64_t id = add(slug, slug);
            write([&](Transaction& transaction) {
                shortlist_group(transaction, id);
                approach_group(transaction, id, today(), std::string("lan"));
            });
        }
    }

    void add_charter(int version, const std::string& state, const std::string& published_on) {
        const std::string number = std::to_string(version);
        const std::string day = "'" + published_on + "'";
        db().exec(
            "INSERT INTO charter_version (id, uuid, title, text, sha256, state, drafted_on, published_on, "
            "adopted_on) VALUES (" +
            number + ", randomblob(16), 'Quy chế', 'Điều 1', randomblob(32), '" + state +
            "', '2025-12-01', " + (state == "draft" ? "NULL" : day) + ", " +
            (state == "adopted" ? day : "NULL") + ")");
    }

    JoinResult join(std::int64_t group, const Person& who, std::vector<ConsentGiven> consents) {
        return write([&](Transaction& transaction) {
            return join_group(transaction, {group, MemberRole::admin, who, "vi", consents});
        });
    }
    JoinResult join(std::int64_t group = 1, int number = 1) {
        return join(group, person(number), {consent(Purpose::contact, "2026-03-02")});
    }

    MemberCard card(std::int64_t member) { return member_card(store(), member, today()); }
    [[nodiscard]] std::int64_t counted(ProgrammeEvent event) {
        return programme_count(store(), event, {day("2020-01-01"), day("2040-01-01")});
    }

    /// Every value of the programme's tables and the register's.
    std::string everything() {
        std::string text = dump();
        for (const char* table :
             {"member", "member_group", "consent", "approach", "programme_count", "audit"}) {
            SQLite::Statement statement(db(), std::string("SELECT * FROM ") + table + " ORDER BY 1, 2");
            while (statement.executeStep()) {
                for (int i = 0; i < statement.getColumnCount(); ++i) {
                    text += '|' + statement.getColumn(i).getString();
                }
            }
        }
        return text;
    }

    /// The message with which `work` is refused, having written nothing.
    template <typename Work>
    std::string refused(const Work& work, ErrorKind kind = ErrorKind::usage) {
        const std::string before = everything();
        std::string message = error_of(kind, work);
        CHECK(everything() == before);
        return message;
    }
};

inline bool holds(const std::string& text, std::string_view part) {
    INFO(text);
    return text.find(part) != std::string::npos;
}

} // namespace hnat::test
