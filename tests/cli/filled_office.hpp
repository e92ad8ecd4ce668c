/// An office with a record of each kind, each with number 1.
#pragma once

#include "harness.hpp"

#include <filesystem>
#include <fstream>
#include <string>

namespace hnat::test {

inline void must(Office& office, std::initializer_list<std::string> words) {
    const Outcome outcome = office(words);
    REQUIRE_MESSAGE(outcome.code == 0, outcome.err);
}

/// Two groups, of which one joined with a member; an adopted charter with a comment, a meeting with a
/// question and an action, a request, an assessment, a recognition, a review of the plan; `lan` and the
/// retired `binh` of the staff. The member is «Nguyễn Văn Mẫu», 0900 000 001.
inline void fill(Office& office) {
    must(office, {"init", "-q", "--start", "2026-07-01"});
    must(office, {"staff", "add", "lan", "--name", "Cán bộ Lan", "--role", "liaison", "-q"});
    must(office, {"staff", "add", "binh", "--name", "Cán bộ Bình", "--role", "clerk", "-q"});
    must(office, {"staff", "retire", "binh", "-q"});
    office.surroundings().input = "name,url,members\nMua bán Đồng Hỷ,fb.com/groups/muabandonghy,12500\n"
                                  "Phụ huynh Hoa Sen,zalo.me/g/hoasen001,480\n";
    must(office, {"survey", "import", "-", "-q"});
    must(office, {"survey", "shortlist", "1", "-q"});
    must(office, {"enroll", "approach", "1", "--liaison", "lan", "-q"});
    office.surroundings().input = "Quy chế phối hợp\n\nĐiều 1. Tham gia là tự nguyện.\n";
    must(office, {"enroll", "charter", "draft", "-", "-q"});
    must(office, {"enroll", "charter", "publish", "-q"});
    must(office, {"enroll", "charter", "comment", "--group", "1", "--text", "Xin ghi rõ thời hạn", "-q"});
    must(office, {"enroll", "charter", "answer", "1", "--text", "Đã ghi ở Điều 1", "-q"});
    must(office, {"enroll", "charter", "adopt", "-q"});
    office.surroundings().input = "name = \"Nguyễn Văn Mẫu\"\ncontact = \"phone:0900 000 001\"\n";
    must(office, {"enroll", "join", "1", "--role", "admin", "--consent", "contact", "recognition", "--method",
                  "written", "--evidence", "phiếu 01", "--person-file", "-", "-q"});
    must(office, {"enroll", "request", "add", "1", "--kind", "copy", "-q"});
    must(office, {"enroll", "recognise", "1", "--reason", "quick-warning", "-q"});
    must(office, {"enroll", "assess", "1", "--answers", "two-factor=yes", "--partial", "-q"});
    must(office, {"meeting", "plan", "--kind", "quarterly", "--at", "2026-10-05 14:00", "--place",
                  "Hội trường A", "--group", "1", "-q"});
    must(office, {"meeting", "question", "1", "--group", "1", "--text", "Ai đọc tin báo?", "-q"});
    must(office, {"meeting", "action", "1", "--text", "Gửi bản quy chế", "--owner", "lan", "--due",
                  "2026-10-20", "-q"});
    must(office, {"plan", "review", "--text", "Đúng hạn", "-q"});
    office.surroundings().input.clear();
}

/// A key, a tip under it, and meeting 1 as held. Standard input then is the tip's receipt.
inline void fill_rest(Office& office) {
    const auto secret = [&](const char* name, const char* passphrase) {
        const auto path = office.path(name);
        std::ofstream(path) << passphrase << '\n';
        std::filesystem::permissions(path, std::filesystem::perms::owner_read |
                                               std::filesystem::perms::owner_write);
        return path.string();
    };
    must(office,
         {"key", "init", "-q", "--office-passphrase-file", secret("office.txt", "chim bay cá lặn trời xanh"),
          "--custodian-passphrase-file", secret("custodian.txt", "núi cao biển rộng sông dài")});
    must(office, {"meeting", "hold", "1", "-q"});
    office.surroundings().input = "nhận tiền rồi chặn liên lạc\n";
    const Outcome tip =
        office({"tip", "add", "--code", "FRD", "--channel", "phone", "--body-file", "-", "-q"});
    REQUIRE_MESSAGE(tip.code == 0, tip.err);
    office.surroundings().input = tip.out;
}

} // namespace hnat::test
