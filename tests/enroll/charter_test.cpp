#include "enroll/charter.hpp"
#include "tests/enroll/programme_support.hpp"

#include <SQLiteCpp/Exception.h>

using namespace hnat;
using namespace hnat::test;

namespace {

using Numbers = std::vector<std::int64_t>;

std::int64_t draft(ProgrammeOffice& office, std::string_view text) {
    return office.write(
        [text](Transaction& transaction) { return draft_charter(transaction, text, std::nullopt); });
}

std::int64_t publish(ProgrammeOffice& office, std::string_view text) {
    draft(office, text);
    return office.write(publish_charter);
}

std::int64_t comment(ProgrammeOffice& office, std::int64_t group, std::optional<std::int64_t> version = {}) {
    return office.write([group, version](Transaction& transaction) {
        return comment_on_charter(transaction, group, "Điều 1 chưa rõ", version);
    });
}

void answer(ProgrammeOffice& office, std::int64_t number) {
    office.write(
        [number](Transaction& transaction) { answer_charter_comment(transaction, number, "Đã sửa"); });
}

bool is_in_state(ProgrammeOffice& office, std::int64_t version, CharterState state) {
    return charter_card(office.store(), version, office.today()).version.state == state;
}

} // namespace

TEST_CASE("a charter's text is stored as NFC with line feeds, and its hash is that of the stored bytes") {
    CHECK(charter_text("\xEF\xBB\xBFQuy che\xCC\x82\xCC\x81\r\n\r\nMột\rHai\n\n\n") ==
          "Quy chế\n\nMột\nHai\n");
    ProgrammeOffice office;
    draft(office, "Quy chế\r\n");
    const CharterCard card = charter_card(office.store(), std::nullopt, office.today());
    CHECK(card.text == "Quy chế\n");
    CHECK(to_hex(card.version.hash) == to_hex(sha256("Quy chế\n")));
}

TEST_CASE("the title of a charter is its first heading, else its first line") {
    CHECK(charter_title("Cộng hòa\n\n## Quy chế  phối hợp ##\n# Hai\n") == "Quy chế phối hợp");
    CHECK(charter_title("\n  Quy chế\nĐiều 1\n") == "Quy chế");
    CHECK(charter_title("#1 là số\n") == "#1 là số");
    CHECK(charter_title(std::string(300, 'a')).size() < 130);
}

TEST_CASE("a charter that is no text is refused") {
    for (const std::string& text : {std::string("Quy ch\xe1"), std::string("PK\x03\x04"), std::string(" \n"),
                                    std::string(k_largest_charter + 1, 'a'), std::string("a\0b", 3)}) {
        CHECK_THROWS_AS(charter_text(text), Error);
    }
    CHECK(charter_text(std::string(k_largest_charter, 'a')).size() == k_largest_charter + 1);
}

TEST_CASE("a draft takes the place of the draft, and identical text is not published twice") {
    ProgrammeOffice office;
    CHECK(draft(office, "Một") == 1);
    CHECK(draft(office, "Hai") == 1);
    CHECK(office.write(publish_charter) == 1);
    CHECK(draft(office, "Hai\r\n") == 2);
    CHECK(office.refused(publish_charter) ==
          "the draft has the text of version 1, which is published already; nothing would change");
    CHECK(draft(office, "Ba") == 2);
    CHECK(office.write(publish_charter) == 2);
    CHECK(office.last_verb() == "charter-publish");
    office.refused(publish_charter, ErrorKind::not_found);
}

TEST_CASE("P2: the text of a published charter is never changed or deleted, whatever its state") {
    ProgrammeOffice office;
    publish(office, "Một");
    const auto check_fixed = [&office] {
        for (const char* sql : {"UPDATE charter_version SET text = 'x' WHERE id = 1",
                                "UPDATE charter_version SET title = 'x' WHERE id = 1",
                                "UPDATE charter_version SET sha256 = zeroblob(32) WHERE id = 1",
                                "DELETE FROM charter_version WHERE id = 1"}) {
            CHECK_THROWS_AS(office.run(sql), SQLite::Exception);
        }
        CHECK(charter_card(office.store(), 1, office.today()).text == "Một\n");
    };
    check_fixed();
    office.write(adopt_charter);
    check_fixed();
    publish(office, "Hai");
    office.write(adopt_charter);
    CHECK(is_in_state(office, 1, CharterState::replaced));
    check_fixed();
}

TEST_CASE("a comment comes from a group, on a published version that is not adopted yet") {
    ProgrammeOffice office;
    office.add_group(1);
    const auto on = [](std::int64_t group, std::optional<std::int64_t> version) {
        return [group, version](Transaction& transaction) {
            comment_on_charter(transaction, group, "Điều 1", version);
        };
    };
    draft(office, "Một");
    office.refused(on(1, {}));
    office.refused(on(1, 1));
    office.write(publish_charter);
    office.refused(on(9, {}), ErrorKind::not_found);
    office.refused(on(1, 2), ErrorKind::not_found);
    office.refused(
        [](Transaction& transaction) { comment_on_charter(transaction, 1, "gọi 0912345678", {}); });
    CHECK(comment(office, 1) == 1);
    publish(office, "Hai");
    CHECK(comment(office, 1) == 2);
    CHECK(comment(office, 1, 1) == 3);
    CHECK(charter_card(office.store(), 1, office.today()).version.comments == 2);
    CHECK(list_charter_comments(office.store(), {}).size() == 3);
    CHECK(list_charter_comments(office.store(), 2).front().group_name == "Nhóm 1");
}

TEST_CASE("a comment is answered once, and stays when its group leaves the register") {
    ProgrammeOffice office;
    office.add_group(1);
    publish(office, "Một");
    comment(office, 1);
    answer(office, 1);
    office.refused([](Transaction& transaction) { answer_charter_comment(transaction, 1, "Không"); });
    office.refused([](Transaction& transaction) { answer_charter_comment(transaction, 2, "Có"); },
                   ErrorKind::not_found);
    office.run("DELETE FROM survey_group WHERE id = 1");
    const auto comments = list_charter_comments(office.store(), {});
    REQUIRE(comments.size() == 1);
    CHECK(!comments.front().group.has_value());
    CHECK(comments.front().answer.value_or("") == "Đã sửa");
}

TEST_CASE(
    "P2: a charter is not adopted while a comment has no answer, and publishing again is no way around it") {
    ProgrammeOffice office;
    office.add_group(1);
    office.refused(adopt_charter, ErrorKind::not_found);
    publish(office, "Một");
    comment(office, 1);
    comment(office, 1);
    CHECK(office.refused(adopt_charter) == "comments without an answer: 1, 2; `hnat enroll charter answer 1 "
                                           "--text …` answers the first, and the "
                                           "charter can be adopted when each has one");
    answer(office, 1);
    publish(office, "Hai");
    CHECK(office.refused(adopt_charter).starts_with("comments without an answer: 2;"));
    answer(office, 2);
    CHECK(office.write(adopt_charter).number == 2);
    CHECK(is_in_state(office, 1, CharterState::replaced));
    CHECK(is_in_state(office, 2, CharterState::adopted));
    CHECK(office.last_verb() == "charter-adopt");
    office.refused(adopt_charter, ErrorKind::not_found);
}

TEST_CASE("P2: adopting a charter lists the members whose consents refer to an older text") {
    ProgrammeOffice office;
    for (const int member : {1, 2, 3, 4, 5}) {
        office.add_member(member);
    }
    publish(office, "Một");
    office.write(adopt_charter);
    const auto older = [&office] { return members_of_older_charter(office.store(), office.today()); };
    office.consent(1, "contact");
    office.consent(1, "meetings");
    office.consent(2, "contact", 1, "2026-10-01", "2026-10-05"); // over today
    office.withdraw(office.consent(3, "contact"));
    office.consent(4, "contact");
    office.consent(5, "contact");
    CHECK(older().empty());
    publish(office, "Hai");
    CHECK(older().empty());
    office.consent(4, "contact", 2, "2026-10-05"); // asked again in time
    office.run("UPDATE member SET withdrawn_on = '2026-10-05' WHERE id = 5");
    CHECK(office.write(adopt_charter).members_of_older == Numbers{1});

    const auto versions = list_charters(office.store(), office.today());
    REQUIRE(versions.size() == 2);
    CHECK(versions[0].members == Numbers{1});
    CHECK(versions[1].members == Numbers{4});
    // One purpose under the new text is not all of them.
    office.consent(1, "contact", 2, "2026-10-05");
    CHECK(older() == Numbers{1});
    office.consent(1, "meetings", 2, "2026-10-05");
    CHECK(older().empty());
}
