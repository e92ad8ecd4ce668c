#include "enroll/member_row.hpp"

#include "base/error.hpp"
#include "base/message.hpp"
#include "store/statement.hpp"

#include <algorithm>

namespace hnat::member_row {

MemberRow get_member(SQLite::Database& db, std::int64_t id) {
    SQLite::Statement statement(db,
                                "SELECT uuid, name, contact_kind, contact, language, joined_on, expires_on,"
                                " restricted_on, withdrawn_on FROM member WHERE id = ?");
    sql::bind_all(statement, id);
    if (!statement.executeStep()) {
        throw Error(ErrorKind::not_found,
                    say("there is no member {}; `hnat enroll list` shows the numbers", id));
    }
    MemberRow member;
    member.id = id;
    member.uuid = sql::uuid_at(statement, 0);
    member.name = statement.getColumn(1).getString();
    member.contact = {sql::required_name_at<ContactKind>(statement, 2), statement.getColumn(3).getString()};
    member.language = statement.getColumn(4).getString();
    member.joined_on = sql::required_day_at(statement, 5);
    member.expires_on = sql::required_day_at(statement, 6);
    member.restricted_on = sql::day_at(statement, 7);
    member.withdrawn_on = sql::day_at(statement, 8);
    return member;
}

std::optional<std::int64_t> id_of_contact(SQLite::Database& db, const Contact& contact) {
    SQLite::Statement statement(db, "SELECT id FROM member WHERE contact_kind = ? AND contact = ?");
    sql::bind_all(statement, name_of(contact.kind), contact.value);
    return statement.executeStep() ? std::optional(statement.getColumn(0).getInt64()) : std::nullopt;
}

void refuse_withdrawn(const MemberRow& member) {
    if (member.withdrawn_on) {
        throw Error(
            ErrorKind::usage,
            say("member {0} withdrew on {1} and is to be erased by {2}; nothing is added to that record: "
                "`hnat enroll erase {0}` first, then the person can join anew",
                member.id, to_iso(*member.withdrawn_on), to_iso(member.expires_on)));
    }
}

void refuse_ended(const MemberRow& member, Day today, const std::vector<ConsentGiven>& papers) {
    const bool in_time = !papers.empty() && std::ranges::all_of(papers, [&](const ConsentGiven& paper) {
        return paper.given_on < member.expires_on;
    });
    if (!member.withdrawn_on && member.expires_on <= today && !in_time) {
        throw Error(ErrorKind::usage,
                    say("the last consent of member {0} ended on {1}, and the record is to be erased (P7): "
                        "`hnat enroll erase {0}` first, then the person can join anew",
                        member.id, to_iso(member.expires_on)));
    }
}

void require_language(std::string_view language) {
    const bool sound = (language.size() == 2 || language.size() == 3) &&
                       std::ranges::all_of(language, [](char c) { return c >= 'a' && c <= 'z'; });
    if (!sound) {
        throw Error(ErrorKind::usage,
                    say("the language is no code of ISO 639; write vi, en or another of two or three small "
                        "letters"));
    }
}

} // namespace hnat::member_row
