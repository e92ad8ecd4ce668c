#include "cli/command.hpp"
#include "cli/command_line.hpp"
#include "tests/cli/harness.hpp"

#include <SQLiteCpp/Database.h>
#include <doctest.h>

#include <fstream>
#include <iterator>
#include <set>

using namespace hnat;
using namespace hnat::cli;
using namespace hnat::test;

namespace {

/// An office with group 1 approached, group 2 shortlisted, and charter 1 published.
class Enrolling : public Office {
  public:
    Enrolling() {
        (*this)({"init", "-q"});
        (*this)({"staff", "add", "lan", "--name", "Lan", "--role", "liaison"});
        (*this)({"survey", "add", "--name", "A", "--url", "fb.com/groups/aaaaa"});
        (*this)({"survey", "add", "--name", "B", "--url", "fb.com/groups/bbbbb"});
        (*this)({"survey", "shortlist", "1", "2"});
        (*this)({"enroll", "approach", "1", "--liaison", "lan"});
        SQLite::Database db(path("hnat.db").string(), SQLite::OPEN_READWRITE);
        db.exec(
            "INSERT INTO charter_version (id, uuid, title, text, sha256, state, drafted_on, published_on) "
            "VALUES"
            " (1, zeroblob(16), 'Quy chế', 'Điều 1', zeroblob(32), 'published', '2026-08-01', '2026-09-01')");
    }

    Outcome join() {
        return (*this)({"enroll", "join", "1", "--role", "admin", "--consent", "contact", "--method",
                        "written", "--evidence", "phiếu 7"});
    }

    [[nodiscard]] std::string bytes() const {
        std::ifstream file(path("hnat.db"), std::ios::binary);
        return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
    }
};

} // namespace

TEST_CASE("P2: no command of the programme takes a name or a contact as an argument") {
    const std::set<std::string> forbidden{"--name", "--contact",  "--phone",    "--email",
                                          "--zalo", "--facebook", "--telegram", "--person"};
    std::size_t commands = 0;
    for (const auto& command : command_table()) {
        if (!command.name.starts_with("enroll ")) {
            continue;
        }
        ++commands;
        Parser parser;
        GlobalOptions globals;
        add_global_options(parser, globals);
        const Action action = command.bind(parser);
        for (const auto* option : parser.options()) {
            INFO(std::string(command.name) << " " << option->name());
            CHECK(!forbidden.contains(option->name()));
        }
    }
    CHECK(commands >= 9);
}

TEST_CASE("name and contact are asked on a terminal, and are in no message") {
    Enrolling office;
    office.surroundings().terminal = true;
    office.surroundings().input = "Nguyễn Văn Mẫu\nphone:0900 000 001\n";
    const Outcome joined = office.join();
    CHECK(joined.code == 0);
    CHECK(joined.out.empty());
    CHECK(joined.err == "name: contact (phone:, email:, facebook:, zalo: or telegram:): "
                        "member 1: 1 consent recorded; group 1 has joined\n");
}

TEST_CASE("what is typed wrongly on a terminal is refused without repeating it") {
    for (const auto& [input, expected] : {std::pair("\n", "the name is empty"),
                                          std::pair("Nguyễn Văn Mẫu\n0120 123 4567\n", "0120… is 070… today"),
                                          std::pair("", "the name is empty")}) {
        Enrolling office;
        office.surroundings().terminal = true;
        office.surroundings().input = input;
        const std::string before = office.bytes();
        const Outcome refused = office.join();
        CHECK(refused.code == 2);
        CHECK(refused.err.find(expected) != std::string::npos);
        CHECK(refused.err.find("Mẫu") == std::string::npos);
        CHECK(refused.err.find("4567") == std::string::npos);
        CHECK(office.bytes() == before);
    }
}

TEST_CASE("bad input to any command of the programme leaves the file as it was, byte by byte") {
    Enrolling office;
    office.surroundings().input = "name = \"Thành viên A\"\ncontact = \"phone:0900000001\"\n";
    REQUIRE(office({"enroll", "join", "1", "--role", "admin", "--consent", "contact", "--method", "written",
                    "--evidence", "phiếu 7", "--person-file", "-"})
                .code == 0);
    const std::string before = office.bytes();
    const std::vector<std::vector<std::string>> bad{
        {"enroll", "approach", "2"},
        {"enroll", "approach", "1", "--liaison", "lan"},
        {"enroll", "decline", "1"},
        {"enroll", "decline", "2", "--rest", "5"},
        {"enroll", "join", "2", "--role", "admin", "--consent", "contact", "--method", "written",
         "--evidence", "p", "--person-file", "-"},
        {"enroll", "consent", "1", "--purpose", "meetings", "--method", "sms", "--evidence", "0900000001"},
        {"enroll", "left", "2"},
        {"enroll", "left", "1", "--on", "2027-01-01"},
        {"enroll", "edit", "1", "--language", "Vietnamese"},
        {"enroll", "edit", "7", "--person-file", "-"},
        {"enroll", "import", "-"},
        {"enroll", "show", "9"},
        {"enroll", "list", "--group", "9"},
    };
    for (const auto& words : bad) {
        const Outcome outcome = run_hnat(words, office.surroundings());
        INFO(words[1] << ": " << outcome.err);
        CHECK(outcome.code != 0);
        CHECK(office.bytes() == before);
    }
}
