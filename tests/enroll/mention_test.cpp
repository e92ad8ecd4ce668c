// P3: what somebody typed about a person elsewhere is found when the person is erased, and can be written
// anew.
#include "enroll/mention.hpp"

#include "base/file.hpp"
#include "enroll/erasure.hpp"
#include "enroll/free_texts.hpp"
#include "enroll/request.hpp"
#include "enroll/reword.hpp"
#include "store/check.hpp"
#include "store/personal_columns.hpp"
#include "store/wipe.hpp"
#include "survey/register.hpp"
#include "tests/enroll/rights_support.hpp"

#include <array>
#include <set>
#include <sstream>

using namespace hnat;
using namespace hnat::test;

namespace {

using Names = std::vector<std::string>;

std::string name_of_mention(const Mention& mention) {
    return std::string(mention.kind) + "/" + mention.record + "/" + std::string(mention.field);
}

/// What an erasure of this member would be told of.
Names mentions(RightsOffice& office, std::int64_t member) {
    Names names;
    for (const Mention& mention :
         find_mentions(office.store(), Traces::of(office.store(), std::array{member}))) {
        names.push_back(name_of_mention(mention));
    }
    return names;
}

constexpr const char* k_meeting =
    "INSERT INTO meeting (id, uuid, kind, starts_at, minutes, place, agenda, planned_on, changed_on) VALUES"
    " (3, randomblob(16), 'ad-hoc', '2026-10-20T14:00', 90, 'Hội trường A', '', '2026-10-05', '2026-10-05');";

/// A text in each of the columns that may hold any, the same one in all of them.
void type_everywhere(RightsOffice& office, const std::string& text) {
    const std::string quoted = "'" + text + "'";
    office.run(
        std::string(k_meeting) + "UPDATE meeting SET place = " + quoted + ", agenda = " + quoted +
        ";"
        "INSERT INTO meeting_material (meeting_id, position, title, reference) VALUES (3, 1, " +
        quoted + ", " + quoted +
        ");"
        "INSERT INTO meeting_question (id, uuid, meeting_id, day, text, answer, answered_on) VALUES"
        " (7, randomblob(16), 3, '2026-10-05', " +
        quoted + ", " + quoted +
        ", '2026-10-05');"
        "INSERT INTO meeting_action (id, uuid, meeting_id, text, owner, due, added_on) VALUES"
        " (4, randomblob(16), 3, " +
        quoted +
        ", 'lan', '2026-10-20', '2026-10-05');"
        "INSERT INTO plan_item (step, item, text) VALUES ('launch', 'own-1', " +
        quoted +
        ");"
        "INSERT INTO plan_note (id, step, day, staff, text) VALUES (2, 'launch', '2026-10-05', 'lan', " +
        quoted +
        ");"
        "INSERT INTO plan_review (month, day, staff, steps_done, steps_late, items_done, items_late, text)"
        " VALUES ('2026-09', '2026-10-05', 'lan', 0, 0, 0, 0, " +
        quoted +
        ");"
        "INSERT INTO charter_version (id, uuid, title, text, sha256, state, drafted_on) VALUES"
        " (2, randomblob(16), " +
        quoted + ", " + quoted +
        ", zeroblob(32), 'draft', '2026-10-05');"
        "INSERT INTO charter_comment (id, uuid, version, group_id, day, text, answer, answered_on) VALUES"
        " (5, randomblob(16), 1, 1, '2026-10-05', " +
        quoted + ", " + quoted +
        ", '2026-10-05');"
        "INSERT INTO survey_batch (id, uuid, sha256, file_name, day, staff, mode, rows_read, new, changed,"
        " unchanged, duplicate, rejected) VALUES (6, randomblob(16), zeroblob(32), " +
        quoted +
        ", '2026-10-05', 'office', 'update', 1, 0, 1, 0, 0, 0);"
        "INSERT INTO survey_change (batch_id, group_id, before) VALUES (6, 1, json_object('name', " +
        quoted + ", 'source', " + quoted +
        "));"
        "UPDATE survey_group SET name = " +
        quoted + ", search_key = hnat_k2(" + quoted + "), source = " + quoted + " WHERE id = 1");
}

/// In place of lib/meeting.
bool no_meeting(Transaction& /*transaction*/, AuditVerb /*verb*/, const Uuid& /*object*/) {
    return false;
}

} // namespace

TEST_CASE("P3: every column that may hold any text is looked at, and no other") {
    std::set<std::string> looked_at;
    for (const FreeText& text : free_texts()) {
        CAPTURE(std::string(text.kind) + "/" + std::string(text.field));
        looked_at.insert(std::string(text.table) + "." + std::string(text.column));
        CHECK(text.rewording.has_value() == text.command.empty());
    }
    std::set<std::string> declared{"consent.evidence", "request.extension_reason"}; // of other members
    for (const OtherColumns& other : other_columns()) {
        std::istringstream words{std::string(other.typed)};
        for (std::string column; words >> column;) {
            declared.insert(std::string(other.table) + "." + column);
            CHECK_MESSAGE((" " + std::string(other.columns) + " ").find(" " + column + " ") !=
                              std::string::npos,
                          other.table, ".", column, " is typed, but not declared");
        }
    }
    CHECK(looked_at == declared);
}

TEST_CASE("P3: a name that was typed anywhere is found there when the person is erased") {
    RightsOffice office;
    office.add_group(1);
    const auto member = office.add_member({1}, {"contact"});
    const auto other = office.add_member({1}, {"contact"}, "Thành viên B", "b@example.org");
    type_everywhere(office, "Đã gặp anh NGUYỄN-VĂN  MẪU, quản trị viên");
    office.write([&](Transaction& transaction) {
        for (const char* purpose :
             {"meetings", "recognition"}) { // evidence is never changed: two consents more
            sql::run_once(
                office.db(),
                "INSERT INTO consent (uuid, member_id, purpose, charter_version, charter_sha256, method,"
                " given_on, recorded_on, recorded_by, evidence, sensitive_notice, expires_on) VALUES"
                " (?, ?, ?, 1, zeroblob(32), 'written', '2026-10-01', '2026-10-02', 'lan',"
                " 'như của Nguyen Van Mau', 0, '2028-10-01')",
                random_uuid(), other, purpose);
        }
        const auto request = add_request(transaction, other, RequestKind::see, transaction.today());
        const auto own = add_request(transaction, member, RequestKind::see, transaction.today());
        for (const auto id : {request, own}) {
            sql::run_once(
                office.db(),
                "UPDATE request SET extended_on = '2026-10-05', extension_reason = 'chờ Nguyễn Văn Mẫu'"
                " WHERE id = ?",
                id);
        }
    });
    const Names expected{"group/1/name",           "group/1/source",          "batch/6/file",
                         "batch/6/1/name-before",  "batch/6/1/source-before", "charter/2/title",
                         "charter/2/text",         "comment/5/text",          "comment/5/answer",
                         "meeting/3/place",        "meeting/3/agenda",        "material/3/1/title",
                         "material/3/1/reference", "question/7/text",         "question/7/answer",
                         "action/4/text",          "item/launch/own-1/text",  "note/2/text",
                         "review/2026-09/text",    "member/2/evidence",       "request/1/extension-reason"};
    CHECK(mentions(office, member) == expected); // before: not what is about the member
    const Traces traces = Traces::of(office.store(), std::array{member});
    office.write([&](Transaction& transaction) { erase_member(transaction, member); });
    Names after;
    for (const Mention& mention : find_mentions(office.store(), traces)) {
        after.push_back(name_of_mention(mention));
        CHECK(mention.command.find("Mẫu") == std::string::npos);
    }
    CHECK(after == expected);
    CHECK(mentions(office, other).empty());
}

TEST_CASE("P3: what is looked for are the whole name and the contact, however they are written") {
    RightsOffice office;
    const auto found = [&](const std::string& name, const std::string& kind, const std::string& contact,
                           std::string_view text) {
        const auto member = office.add_member({}, {"contact"}, name, contact);
        office.db().exec("UPDATE member SET contact_kind = '" + kind +
                         "' WHERE id = " + std::to_string(member));
        const bool in = Traces::of(office.store(), std::array{member}).in(text);
        office.write([&](Transaction& transaction) { erase_member(transaction, member); });
        return in;
    };
    SUBCASE("a name is all of its words, in their order") {
        const auto named = [&](std::string_view text) {
            return found("Nguyễn Văn Mẫu", "phone", "+84900000001", text);
        };
        CHECK(named("Nguyễn Văn Mẫu"));
        CHECK(named("(nguyen van mau)"));
        CHECK(named("gặp NGUYỄN\nVĂN MẪU."));
        CHECK(!named("Nguyễn Văn Mẫuu"));
        CHECK(!named("Nguyễn Mẫu Văn"));
        CHECK(!named("anh Mẫu"));
        CHECK(!named(""));
    }
    SUBCASE("a name of one word is everywhere, so that only the contact is looked for") {
        CHECK(!found("Mẫu", "email", "mau@example.org", "mẫu đơn số 3"));
        CHECK(found("Mẫu", "email", "mau@example.org", "thư của MAU@Example.org"));
    }
    SUBCASE("a telephone number, however it is grouped") {
        const auto named = [&](std::string_view text) { return found("Mẫu", "phone", "+84900000001", text); };
        for (const char* text : {"0900000001", "gọi 0900 000 001 nhé", "+84 900-000-001", "(0900).000.001",
                                 "84900000001", "0084 900 000 001", "phiếu 5, 0900 000 001"}) {
            CAPTURE(text);
            CHECK(named(text));
        }
        CHECK(!named("0900 000 002"));
        CHECK(!named("900000001"));
        CHECK(!named("0900 000 a 001"));
        CHECK(found("Mẫu", "zalo", "+84900000001", "zalo 0900000001"));
        CHECK(found("Mẫu", "phone", "+15550100", "+1 555 0100"));
        CHECK(!found("Mẫu", "phone", "+15550100", "05550100"));
    }
    SUBCASE("a handle, or what a link ends in, when it is no word of its own") {
        CHECK(found("Mẫu", "facebook", "https://www.facebook.com/nguyen.van.mau/", "fb: nguyen.van.mau"));
        CHECK(found("Mẫu", "facebook", "https://www.facebook.com/profile.php?id=100001234567890",
                    "id 100001234567890"));
        CHECK(found("Mẫu", "telegram", "@vanmau85", "nhắn t.me/vanmau85"));
        CHECK(found("Mẫu", "telegram", "vanmau85", "nhắn @VanMau85"));
        CHECK(!found("Mẫu", "telegram", "vanmau85", "vanmau8"));
        CHECK(!found("Mẫu", "facebook", "mau", "mẫu đơn số 3"));
    }
}

TEST_CASE("P3: of several members each is looked for, and of none nothing is") {
    RightsOffice office;
    office.add_group(1);
    office.add_member({1}, {"contact"});
    office.add_member({1}, {"contact"}, "Trần Thị Ví Dụ", "b@example.org");
    office.run(std::string(k_meeting) + "UPDATE meeting SET agenda = 'Ý kiến của Trần Thị Ví Dụ'");
    CHECK(mentions(office, 1).empty());
    CHECK(mentions(office, 2) == Names{"meeting/3/agenda"});
    CHECK(
        find_mentions(office.store(), Traces::of(office.store(), std::array<std::int64_t, 2>{1, 2})).size() ==
        1);
    CHECK(find_mentions(office.store(), Traces::of(office.store(), {})).empty());
    CHECK(rights_error(ErrorKind::not_found, [&] { mentions(office, 9); }) ==
          "there is no member 9; `hnat enroll list` shows the numbers");
}

TEST_CASE("P3: a text that is written anew leaves not a byte of the old one, and nothing to guess it by") {
    const TempDir folder;
    const auto path = folder.path() / "hnat.db";
    {
        RightsOffice office("2026-10-05", path);
        office.add_group(1);
        const auto other = office.add_member({1}, {"contact"}, "Thành viên B", "b@example.org");
        office.run("UPDATE member SET search_key = 'thanh vien b'");
        type_everywhere(office, "Nguyễn Văn Mẫu");
        office.write([&](Transaction& transaction) {
            const auto request = add_request(transaction, other, RequestKind::see, transaction.today());
            answer_request(transaction, request, transaction.today());
            extend_request(transaction, request, "chờ Nguyễn Văn Mẫu");
            sql::run_once(office.db(), "DELETE FROM charter_version WHERE id = 2");
            GroupEdit edit;
            edit.name = "Hội 1";
            edit.source.emplace();
            edit_group(transaction, 1, edit);
            append_audit(transaction, AuditVerb::plan_note, office_uuid(office.db()),
                         CanonicalState().add("text", "Nguyễn Văn Mẫu"));
        });
        CHECK(office.count(
                  "SELECT count(*) FROM audit JOIN audit_salt USING (seq) WHERE verb = 'plan-note'") == 1);
        office.add_member({1}, {"contact"}); // the name that is looked for
        const Traces traces = Traces::of(office.store(), std::array<std::int64_t, 1>{2});
        office.write([&](Transaction& transaction) { erase_member(transaction, 2); });
        const auto found = find_mentions(office.store(), traces);
        CHECK(found.size() == 16);
        for (const Mention& mention : found) {
            CAPTURE(mention.command);
            const std::string name = name_of_mention(mention);
            CHECK(mention.command == "hnat enroll reword " + name + " --text TEXT");
            office.write(
                [&](Transaction& transaction) { reword(transaction, name, "(một thành viên)", no_meeting); });
        }
        CHECK(is_wipe_pending(office.store()));
        wipe_deleted(office.store());
        CHECK(find_mentions(office.store(), traces).empty());
        CHECK(office.text("SELECT text FROM meeting_question") == "(một thành viên)");
        CHECK(office.text("SELECT json_extract(before, '$.name') FROM survey_change") == "(một thành viên)");
        CHECK(office.text("SELECT extension_reason FROM request") == "(một thành viên)");
        // One row of the chain for each, and of the salts of the office's notes only that of the new one.
        CHECK(office.count(
                  "SELECT count(*) FROM audit JOIN audit_salt USING (seq) WHERE verb = 'plan-note'") == 1);
        CHECK(office.count("SELECT count(*) FROM audit WHERE verb = 'plan-note'") == 2);
        CHECK(office.findings() == std::vector<std::string>{});
    }
    const std::string bytes = read_file(path);
    for (const char* trace : {"Nguyễn Văn Mẫu", "nguyen van mau", "nguyen"}) {
        CAPTURE(std::string(trace));
        CHECK(bytes.find(trace) == std::string::npos);
    }
}

TEST_CASE("P3: only a text that is there and that no other command edits is written anew, and with no person "
          "in it") {
    RightsOffice office;
    office.add_group(1);
    office.run(std::string(k_meeting) +
               "INSERT INTO meeting_question (id, uuid, meeting_id, day, text) VALUES"
               " (7, randomblob(16), 3, '2026-10-05', 'Ai đọc tin báo?')");
    const auto refused = [&](ErrorKind kind, std::string_view place, std::string_view text = "mới") {
        return rights_error(kind, [&] {
            office.write([&](Transaction& transaction) { reword(transaction, place, text, no_meeting); });
        });
    };
    for (const char* place : {"", "question", "question/7", "7"}) {
        CHECK(refused(ErrorKind::usage, place) == "that names no text; write KIND/RECORD/FIELD as `hnat "
                                                  "enroll erase` lists it, e.g. question/7/answer");
    }
    CHECK(refused(ErrorKind::usage, "question/7/agenda")
              .starts_with(
                  "'question/…/agenda' is no text that can be written anew; those are batch/…/file, "));
    CHECK(refused(ErrorKind::usage, "group/1/name") ==
          "that text is not edited here; see `hnat survey edit 1 --name NAME`");
    for (const char* place :
         {"question/8/text", "question/7/answer", "question/x/text", "item/launch/own-1/text"}) {
        CHECK(refused(ErrorKind::not_found, place) ==
              "there is no " + std::string(place) + "; `hnat enroll erase` lists texts as they are called");
    }
    CHECK(refused(ErrorKind::usage, "question/7/text", "gọi 0900 000 001").find("0900") == std::string::npos);
    CHECK(refused(ErrorKind::usage, "question/7/text", "").find("the text") != std::string::npos);
    office.write(
        [&](Transaction& transaction) { reword(transaction, "meeting/3/place", "hai\n dòng", no_meeting); });
    CHECK(office.text("SELECT place FROM meeting") == "hai dòng");
    CHECK(office.text("SELECT text FROM meeting_question") == "Ai đọc tin báo?");
    CHECK(office.count("SELECT count(*) FROM audit WHERE verb = 'meeting-question'") == 0);
}
