#include "enroll/consent_columns.hpp"
#include "enroll/consent_list.hpp"
#include "store/audit.hpp"
#include "tests/enroll/join_support.hpp"

using namespace hnat;
using namespace hnat::test;

namespace {

using Cells = FakeList::Cells;

const Cells k_header{"group", "name", "contact", "role", "purpose", "method", "evidence", "given_on"};

Cells row(const std::string& group, int number, const std::string& purpose) {
    return {
        group,   person(number).name, "phone:" + person(number).contact.value, "admin", purpose, "written",
        "phiếu", "2026-03-02"};
}

struct Import {
    Programme& programme;
    ConsentListOptions options{};
    std::vector<std::size_t> rejected{};

    ConsentListResult run(std::vector<Cells> rows, const Cells& header = k_header) {
        FakeList list(std::move(rows), header);
        return import_consents(
            programme.store(), programme.actor(), list, "list.csv",
            [](std::string_view cell) {
                return cell == "1" || cell == "2" ? std::optional<std::int64_t>(cell == "1" ? 1 : 2)
                                                  : std::nullopt;
            },
            options, [this](const ListRow& bad, const Diagnostics&) { rejected.push_back(bad.line); });
    }
};

std::string all(const Diagnostics& problems) {
    std::string text;
    for (const Diagnostic& problem : problems) {
        text += to_string(problem) + '\n';
    }
    return text;
}

} // namespace

TEST_CASE("a consent list does what the single commands do, wherever in it a person's rows stand") {
    Programme programme;
    Import import{programme};
    const auto before = audit_rows(programme.store()).size();
    const ConsentListResult result = import.run(
        {row("1", 1, "meetings"), row("1", 2, "contact"), row("1", 1, "contact"), row("2", 1, "contact")});
    CHECK(all(result.problems).empty());
    CHECK(result.written);
    CHECK(result.counts == ConsentListCounts{4, 3, 1, 0, 2, 2});
    CHECK(result.members == std::vector<std::int64_t>{1, 2});
    CHECK(programme.card(1).consents.size() == 2);
    CHECK(programme.card(1).groups.size() == 2);
    std::vector<std::string> verbs;
    for (const AuditRow& audit : audit_rows(programme.store())) {
        verbs.push_back(audit.verb);
    }
    verbs.erase(verbs.begin(), verbs.begin() + static_cast<std::ptrdiff_t>(before));
    // The groups join as well, each a row of its own.
    std::erase(verbs, "survey-edit");
    CHECK(verbs == std::vector<std::string>{"member-join", "member-join", "member-join", "member-import"});
    CHECK(verify_audit(programme.store()).empty());
}

TEST_CASE("the same list once more writes nothing, and a withdrawn consent stays withdrawn (P2, P3)") {
    Programme programme;
    Import import{programme};
    import.run({row("1", 1, "contact"), row("1", 1, "meetings")});
    programme.db().exec("INSERT INTO consent_withdrawal (consent_id, withdrawn_on, recorded_by, how)"
                        " VALUES (1, '2026-03-02', 'office', 'sms')");
    const std::string before = programme.everything();
    const ConsentListResult again = import.run({row("1", 1, "contact"), row("1", 1, "meetings")});
    CHECK(!again.written);
    CHECK(again.counts == ConsentListCounts{2, 0, 2, 0, 0, 0});
    CHECK(programme.everything() == before);
    CHECK(!programme.card(1).contact);
}

TEST_CASE("P2: one bad row and nothing is written; with skip_bad a rejected row leaves nothing behind") {
    Programme programme;
    Import import{programme};
    const std::vector<Cells> rows{row("1", 1, "contact"), row("2", 2, "meetings"), row("7", 3, "contact"),
                                  row("1", 1, "meetings")};
    const std::string before = programme.everything();
    const ConsentListResult refused = import.run(rows);
    CHECK(!refused.written);
    CHECK(refused.counts.rejected == 2);
    CHECK(programme.everything() == before);
    CHECK(import.rejected == std::vector<std::size_t>{3, 4});
    const std::string text = all(refused.problems);
    CHECK(holds(text, "list.csv:3: no consent to contact"));
    CHECK(holds(text, "list.csv:4:group: is no group of the register"));
    for (const char* part : {"Thành viên", "+84"}) {
        CHECK(text.find(part) == std::string::npos);
    }

    import.options.skip_bad = true;
    const ConsentListResult skipped = import.run(rows);
    CHECK(skipped.written);
    CHECK(skipped.counts == ConsentListCounts{4, 2, 0, 2, 1, 1});
    CHECK(programme.count("SELECT count(*) FROM member") == 1);
    CHECK(programme.count("SELECT count(*) FROM member_group") == 1);
}

TEST_CASE("a dry run tells what would happen and writes nothing") {
    Programme programme;
    Import import{programme};
    import.options.dry_run = true;
    const std::string before = programme.everything();
    const ConsentListResult result = import.run({row("1", 1, "contact")});
    CHECK(result.counts == ConsentListCounts{1, 1, 0, 0, 1, 1});
    CHECK(!result.written);
    CHECK(programme.everything() == before);
}

TEST_CASE("P2: a row without a complete consent is rejected, each gap named") {
    Programme programme;
    Import import{programme};
    for (std::size_t column = 0; column < k_header.size(); ++column) {
        Cells cells = row("1", 1, "contact");
        cells[column] = "";
        const ConsentListResult result = import.run({cells});
        CHECK(holds(all(result.problems), "list.csv:2:" + k_header[column] + ": is empty"));
        CHECK(!result.written);
    }
    Cells wrong{"1",          "0900000001", "Nguyễn Văn Mẫu", "boss",
                "everything", "silence",    "gọi 0900000001", "mai"};
    const std::string text = all(import.run({wrong}).problems);
    for (const char* part : {"name: holds", "contact: does not say", "role: is none of",
                             "purpose: is none of", "method: is none of", "given_on: is not a day"}) {
        CHECK(holds(text, part));
    }
    for (const char* part : {"0900000001", "Mẫu", "boss", "everything", "silence"}) {
        CHECK(text.find(part) == std::string::npos);
    }
}

TEST_CASE("P2: drafts, expired consents, days before the charter and other purposes are rejected by row") {
    Programme programme;
    programme.add_charter(2, "draft", "");
    Cells header = k_header;
    header.insert(header.end(), {"charter", "expires_on"});
    Import import{programme};
    const auto refused = [&](const std::string& given_on, const std::string& charter,
                             const std::string& expires_on) {
        Cells cells = row("1", 1, "contact");
        cells.back() = given_on;
        cells.insert(cells.end(), {charter, expires_on});
        const ConsentListResult result = import.run({cells}, header);
        CHECK(!result.written);
        return all(result.problems);
    };
    CHECK(holds(refused("2026-03-02", "2", ""), "list.csv:2: charter version 2 is a draft"));
    CHECK(holds(refused("2026-03-02", "bản đầu", ""), "charter: is no version"));
    CHECK(holds(refused("2025-12-31", "", ""), "was published on 2026-01-01"));
    CHECK(holds(refused("2026-02-01", "1", "2026-03-01"), "expired on 2026-03-01"));
    CHECK(holds(refused("2026-03-03", "", ""), "is in the future"));
    CHECK(programme.count("SELECT count(*) FROM member") == 0);
}

TEST_CASE("rows that contradict each other about a person are rejected") {
    Programme programme;
    Import import{programme};
    Cells renamed = row("1", 1, "meetings");
    renamed[1] = "Nguyễn Văn Mẫu";
    Cells other_role = row("1", 1, "meetings");
    other_role[3] = "owner";
    const std::string text =
        all(import.run({row("1", 1, "contact"), renamed, other_role, row("1", 1, "contact")}).problems);
    CHECK(holds(text, "list.csv:3: has the contact and group of line 2, but another name"));
    CHECK(holds(text, "list.csv:4: has the contact and group of line 2"));
    CHECK(holds(text, "list.csv:5: the same person, group and purpose as line 2"));
    import.run({row("1", 1, "contact")});
    CHECK(holds(all(import.run({renamed}).problems),
                "member 1 has this contact and moderates the group, under another"));
}

TEST_CASE("columns go by Vietnamese and English names; a member has one channel") {
    Programme programme;
    Import import{programme};
    const Cells header{"STT",      "Hội nhóm",  "Họ và tên",  "SĐT",         "Email",    "Vai trò",
                       "Mục đích", "Hình thức", "Minh chứng", "Ngày đồng ý", "Ngôn ngữ", "error"};
    const ConsentListResult result =
        import.run({{"1", "1", "Thành viên A", "'+84 900 000 001", "", "Quản trị viên", "Liên hệ",
                     "Ký trực tiếp", "phiếu 1", "2/3/2026", "tiếng Việt", "x"},
                    {"2", "1", "Thành viên A", "0900000001", "", "admin", "tips_feedback", "IN-PERSON-SIGNED",
                     "phiếu 1", "2026-03-02", "vi", ""}},
                   header);
    CHECK(all(result.problems) == "");
    CHECK(programme.card(1).consents.size() == 2);
    CHECK(programme.card(1).consents.front().method == ConsentMethod::in_person_signed);
    CHECK(holds(all(import
                        .run({{"1", "1", "Thành viên A", "0900000001", "a@example.org", "admin", "meetings",
                               "sms", "p", "2026-03-02", "", ""}},
                             header)
                        .problems),
                "is a second contact"));
}

TEST_CASE("P2: a list with a column that nobody agreed to is refused as a whole") {
    for (const char* header : {"Ngày sinh", "Số CCCD", "địa chỉ", "Tôn giáo", "dân tộc", "thái độ", "Ghi chú",
                               "Home address", "political opinion", "Giới tính của thành viên"}) {
        Cells cells = k_header;
        cells.emplace_back(header);
        const ConsentColumns columns = map_consent_columns(cells, "list.csv", 1);
        REQUIRE(columns.problems.size() == 1);
        CHECK(holds(columns.problems.front().message, "is not recorded"));
    }
    Cells phone = k_header;
    phone.emplace_back("0900000001");
    CHECK(map_consent_columns(phone, "list.csv", 1).problems.front().message.find("0900000001") ==
          std::string::npos);
    Cells near = k_header;
    near.back() = "given_onn";
    CHECK(holds(all(map_consent_columns(near, "list.csv", 1).problems), "did you mean \"given_on\"?"));
    CHECK(looks_like_consent_header({"STT", "Họ tên", "SĐT"}));
    CHECK(!looks_like_consent_header({"Danh sách đồng ý", "", ""}));
}
