#include "meeting/document.hpp"
#include "tests/meeting/meeting_support.hpp"
#include "tests/word_text.hpp"

#include <algorithm>
#include <array>
#include <fstream>

using namespace hnat;
using namespace hnat::test;

namespace {

constexpr std::array k_text_formats{DocumentFormat::txt, DocumentFormat::md, DocumentFormat::html};

bool holds(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

std::string invitation(Programme& programme, std::int64_t id, const char* language, DocumentFormat format) {
    return render_invitation(read_office(programme.store()), {}, programme.card(id), programme.today(),
                             language, format, {});
}
std::string minutes(Programme& programme, std::int64_t id, const char* language, DocumentFormat format) {
    return render_minutes(read_office(programme.store()), {}, programme.card(id), programme.today(), language,
                          format, {});
}

} // namespace

TEST_CASE("an invitation is made for each group, says that taking part is voluntary, and names no person") {
    Programme programme;
    const auto one = programme.add_joined("Mua bán Đồng Hỷ");
    const auto two = programme.add_joined("Phụ huynh Tích Lương");
    const auto rests = programme.add_group("Đang nghỉ");
    const auto id = programme.plan("2026-10-15 14:00", {one, two, rests});
    programme.db().exec(
        "UPDATE survey_group SET state = 'resting', rest_until = '2027-01-01' WHERE name = 'Đang nghỉ'");
    for (const auto format : k_text_formats) {
        const auto vi = invitation(programme, id, "vi", format);
        CHECK(holds(vi, "Mua bán Đồng Hỷ"));
        CHECK(holds(vi, "Phụ huynh Tích Lương"));
        CHECK_FALSE(holds(vi, "Đang nghỉ"));
        CHECK(holds(vi, "14 giờ 00, thứ Năm, ngày 15 tháng 10 năm 2026"));
        CHECK(holds(vi, "hoàn toàn tự nguyện"));
        CHECK_FALSE(holds(vi, "Thành viên"));
        const auto en = invitation(programme, id, "en", format);
        CHECK(holds(en, "Thursday, 2026-10-15, at 14:00"));
        CHECK(holds(en, "Taking part is voluntary"));
        CHECK_FALSE(holds(en, "was moved"));
    }
    programme.move(id, "2026-10-16 14:00");
    CHECK(holds(invitation(programme, id, "en", DocumentFormat::txt), "was moved"));
    CHECK(holds(invitation(programme, id, "vi", DocumentFormat::txt), "đã được điều chỉnh"));
}

TEST_CASE("a meeting with nobody left to invite has no invitation") {
    Programme programme;
    const auto id = programme.plan("2026-10-15 14:00", {programme.add_group("Chợ", "shortlisted")});
    programme.db().exec("UPDATE survey_group SET state = 'resting', rest_until = '2027-01-01'");
    CHECK(holds(
        refusal(programme, ErrorKind::usage, [&] { invitation(programme, id, "vi", DocumentFormat::txt); }),
        "no group that could be invited"));
}

TEST_CASE("minutes have who came, the questions with their answers, and what was agreed") {
    Programme programme("2026-10-15");
    const auto one = programme.add_joined("Mua bán Đồng Hỷ");
    const auto two = programme.add_joined("Phụ huynh Tích Lương");
    const auto gone = programme.add_group("Sẽ hết hạn", "shortlisted");
    const auto id = programme.plan("2026-10-15 08:05", {one, two, gone});
    CHECK(holds(
        refusal(programme, ErrorKind::usage, [&] { minutes(programme, id, "vi", DocumentFormat::txt); }),
        "is planned; there are minutes of meetings that were held"));
    programme.hold(id, {one, gone}, {two});
    programme.answer(programme.ask(id, "Ai đọc tin báo?\nCó mất phí không?", one), "Cán bộ đầu mối.");
    programme.ask(id, "Khi nào có quy chế?", gone);
    programme.agree(id, "2026-10-20", "Gửi dự thảo | bản 2");
    programme.finish(programme.agree(id, "2026-10-21", "Lập danh bạ"));
    programme.purge(gone);
    for (const auto format : k_text_formats) {
        const auto vi = minutes(programme, id, "vi", format);
        CHECK(holds(vi, "8 giờ 05, thứ Năm, ngày 15 tháng 10 năm 2026"));
        CHECK(holds(vi, "(hội nhóm đã ra khỏi danh bạ)"));
        CHECK(holds(vi, "Hội nhóm báo vắng (1)"));
        CHECK(holds(vi, "Có mất phí không?"));
        CHECK(holds(vi, "Chưa trả lời"));
        CHECK(holds(vi, "20/10/2026"));
        CHECK(holds(vi, "Xong ngày 15/10/2026"));
        const auto en = minutes(programme, id, "en", format);
        CHECK(holds(en, "(left the register)"));
        CHECK(holds(en, "done on 2026-10-15"));
        CHECK_FALSE(holds(vi + en, "Sẽ hết hạn"));
        CHECK_FALSE(holds(vi + en, "Thành viên"));
        CHECK(holds(en, format == DocumentFormat::md ? "Gửi dự thảo \\| bản 2" : "Gửi dự thảo | bản 2"));
    }
}

TEST_CASE("invitations and minutes are Word documents too, each invitation from page 1 on") {
    Programme programme("2026-10-15");
    const auto one = programme.add_joined("Mua bán <Đồng Hỷ> & \x1b");
    const auto two = programme.add_joined("Phụ huynh Tích Lương");
    const auto id = programme.plan("2026-10-15 08:05", {one, two});
    const auto invited = invitation(programme, id, "vi", DocumentFormat::docx);
    CHECK(texts_of(invited, "Addressee") ==
          std::vector<std::string>{"Kính gửi: Ban quản trị hội nhóm Mua bán <Đồng Hỷ> & \\x1b.",
                                   "Kính gửi: Ban quản trị hội nhóm Phụ huynh Tích Lương."});
    CHECK(texts_of(invited, "Title") == std::vector<std::string>{"GIẤY MỜI", "GIẤY MỜI"});
    const auto sections = parse_markup(part_of(invited, "word/document.xml"))->all("w:sectPr").size();
    CHECK_EQ(sections, 2);
    CHECK_NOTHROW(texts_of(invitation(programme, id, "en", DocumentFormat::docx), "Title"));

    programme.hold(id, {one}, {two});
    programme.answer(programme.ask(id, "Ai đọc tin báo?\nCó mất phí không?", one), "Cán bộ đầu mối.");
    programme.agree(id, "2026-10-20", "Gửi dự thảo");
    const auto held = minutes(programme, id, "vi", DocumentFormat::docx);
    CHECK(texts_of(held, "SignerTitle") == std::vector<std::string>{"Thư ký", "Chủ tọa"});
    const auto body = texts_of(held, "BodyText");
    CHECK(std::ranges::find(body, "Có mất phí không?") != body.end());
    CHECK(body.back().ends_with("./."));
    CHECK(minutes(programme, id, "vi", DocumentFormat::docx) == held);
    CHECK_NOTHROW(texts_of(minutes(programme, id, "en", DocumentFormat::docx), "Title"));
}

TEST_CASE("an invitation and minutes in HTML are well-formed pages that ask nobody for anything") {
    Programme programme("2026-10-15");
    const auto id = programme.plan("2026-10-15 08:05", {programme.add_joined("<script>alert(1)</script>")});
    programme.hold(id, {});
    programme.agree(id, "2026-10-20", "Gửi dự thảo");
    for (const char* language : {"vi", "en"}) {
        for (const auto& text : {invitation(programme, id, language, DocumentFormat::html),
                                 minutes(programme, id, language, DocumentFormat::html)}) {
            CHECK_EQ(parse_markup(text)->all("h1").size(), 1);
            CHECK_FALSE(holds(text, "<script"));
            CHECK_FALSE(holds(text, "//"));
            CHECK(holds(text, "Content-Security-Policy"));
        }
    }
}

TEST_CASE("names of groups can't bring markup or control characters into a document") {
    Programme programme("2026-10-15");
    const auto id = programme.plan("2026-10-15 08:00", {programme.add_joined("*Chợ* <b> \x1b[31m")});
    programme.hold(id, {});
    const auto md = minutes(programme, id, "en", DocumentFormat::md);
    CHECK(holds(md, "\\*Chợ\\* \\<b\\>"));
    CHECK_FALSE(holds(md, "\x1b"));
}

TEST_CASE(
    "a folder of one's own replaces the templates, and a wrong name in it is an error that says where") {
    Programme programme("2026-10-15");
    const auto id = programme.plan("2026-10-15 08:00", {programme.add_joined("Chợ")});
    programme.hold(id, {});
    const TempDir folder;
    std::filesystem::create_directories(folder.path() / "en");
    const auto file = folder.path() / "en" / "minutes.txt.mustache";
    const auto render = [&](const char* text) {
        std::ofstream(file, std::ios::trunc) << text;
        return render_minutes(read_office(programme.store()), {}, programme.card(id), programme.today(), "en",
                              DocumentFormat::txt, folder.path());
    };
    CHECK(render("{{meeting.place}}\n") == "Nhà văn hóa phường\n");
    CHECK(holds(refusal(programme, ErrorKind::failed, [&] { render("\n{{meeting.palce}}"); }),
                "minutes.txt.mustache:2: the record of the meeting has no name 'meeting.palce'; is "
                "'meeting.place' meant?"));
}
