#include "cli/interrupt.hpp"
#include "tests/cli/harness.hpp"

#include <nlohmann/json.hpp>

#include <fstream>
#include <iterator>

using hnat::test::Office;

namespace {

std::string read(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

} // namespace

TEST_CASE("nothing at all is a reminder on stderr and exit 2") {
    Office hnat;
    const auto nothing = hnat({});
    CHECK(nothing.code == 2);
    CHECK(nothing.out.empty());
    CHECK(nothing.err.starts_with("usage: hnat COMMAND"));
}

TEST_CASE("an area alone lists its verbs, on stdout when that was asked for") {
    Office hnat;
    const auto alone = hnat({"staff"});
    CHECK(alone.code == 2);
    CHECK(alone.out.empty());
    CHECK(alone.err.find("staff retire") != std::string::npos);
    for (const auto& words : {std::vector<std::string>{"staff", "-h"}, {"-h", "staff"}, {"help", "staff"}}) {
        const auto asked = hnat::test::run_hnat(words, hnat.surroundings());
        CHECK(asked.code == 0);
        CHECK(asked.err.empty());
        CHECK(asked.out == alone.err);
    }
}

TEST_CASE("a mistyped command names the nearest one") {
    Office hnat;
    const auto check = [&hnat](std::initializer_list<std::string> words, const std::string& message) {
        const auto outcome = hnat(words);
        CHECK(outcome.code == 2);
        CHECK(outcome.out.empty());
        CHECK(outcome.err == "hnat: " + message + "\n");
    };
    check({"locality", "imprt", "x.csv"}, "no command \"locality imprt\"; did you mean \"locality import\"?");
    check({"localty", "list"}, "no command \"localty list\"; did you mean \"locality list\"?");
    check({"stff"}, "no command \"stff\"; did you mean \"staff\"?");
    check({"staff", "frobnicate"}, "no command \"staff frobnicate\"; 'hnat help staff' lists its commands");
    check({"frobnicate"}, "no command \"frobnicate\"; 'hnat help' lists the commands");
    check({"inti"}, "no command \"inti\"; did you mean \"init\"?");
}

TEST_CASE("a mistyped flag names the nearest one, wherever it stands") {
    Office hnat;
    CHECK(hnat({"db", "retention", "--dry-rum"}).err ==
          "hnat: \"db retention\" has no flag --dry-rum; did you mean --dry-run?\n");
    CHECK(hnat({"--dry-rum", "db", "retention"}).err ==
          "hnat: \"db retention\" has no flag --dry-rum; did you mean --dry-run?\n");
    CHECK(hnat({"db", "retention", "-z"}).err ==
          "hnat: \"db retention\" has no flag -z; 'hnat db retention -h' lists them\n");
    CHECK(hnat({"--verson"}).err == "hnat: hnat has no flag --verson; did you mean --version?\n");
    CHECK(hnat({"db", "info", "--dry-run"}).code == 2);
}

TEST_CASE("flags may stand anywhere") {
    Office hnat;
    REQUIRE(hnat({"init", "-q"}).code == 0);
    const auto expected = hnat({"locality", "list", "--old", "-f", "csv"});
    CHECK(expected.code == 0);
    for (const auto& words : {std::vector<std::string>{"--old", "-f", "csv", "locality", "list"},
                              {"-fcsv", "locality", "--old", "list"},
                              {"locality", "--province", "19", "list", "--format=csv", "--old"},
                              {"-qf", "csv", "locality", "list", "--old"}}) {
        const auto outcome = hnat::test::run_hnat(words, hnat.surroundings());
        CHECK(outcome.err == "");
        CHECK(outcome.out == expected.out);
    }
}

TEST_CASE("arguments that are missing, superfluous or without a value are usage errors") {
    Office hnat;
    const auto message = [&hnat](std::initializer_list<std::string> words) {
        const auto outcome = hnat(words);
        CHECK(outcome.code == 2);
        return outcome.err;
    };
    CHECK(message({"staff", "retire"}) == "hnat: missing: CODE; usage: hnat staff retire CODE\n");
    CHECK(message({"staff", "add", "lan"}) ==
          "hnat: missing: --name, --role; usage: hnat staff add CODE --name NAME --role ROLE\n");
    CHECK(message({"db", "info", "now"}) == "hnat: 'now' is one argument too many; usage: hnat db info\n");
    CHECK(message({"db", "info", "-f"}) == "hnat: -f needs a value: FORMAT\n");
    CHECK(message({"staff", "add", "lan", "--name", "Lan", "--role", "clark"}) ==
          "hnat: --role: 'clark' is not one of clerk, liaison, custodian, reviewer; did you mean 'clerk'?\n");
    CHECK(message({"audit", "list", "--limit", "ten"}) ==
          "hnat: --limit: 'ten' is not a whole number from 1 to 1000000000000\n");
}

TEST_CASE("errors have the exit codes of the contract") {
    Office hnat;
    CHECK(hnat({"db", "info"}).code == 10);
    REQUIRE(hnat({"init"}).code == 0);
    CHECK(hnat({"init"}).code == 2);
    CHECK(hnat({"staff", "retire", "nobody"}).code == 4);
    CHECK(hnat({"--as", "nobody", "staff", "retire", "nobody"}).code == 4);
    CHECK(hnat({"locality", "import", "no-such-file.csv"}).code == 5);
    CHECK(hnat({"help", "exit-cods"}).code == 2);
    std::ofstream(hnat.path("text.db")) << "this is no database, it is a text of some length\n";
    CHECK(hnat({"db", "info", "--db", hnat.path("text.db").string()}).code == 12);
}

TEST_CASE("a place for the database is only needed by commands that open it") {
    Office hnat;
    hnat.surroundings().environment.clear();
    CHECK(hnat({"help", "dates"}).code == 0);
    CHECK(hnat({"config", "show"}).code == 0);
    CHECK(hnat({"--version"}).code == 0);
    const auto outcome = hnat({"staff", "list"});
    CHECK(outcome.code == 2);
    CHECK(outcome.err ==
          "hnat: where is the database? Neither XDG_DATA_HOME nor HOME is set; give --db FILE or HNAT_DB\n");
}

TEST_CASE("--columns chooses, names what there is, and corrects") {
    Office hnat;
    REQUIRE(hnat({"init", "-q"}).code == 0);
    CHECK(hnat({"staff", "list", "--columns", "?"}).out ==
          "code\tCode\nname\tName\nrole\tRole\nadded_on\tAdded\nretired_on\tRetired\n");
    CHECK(hnat({"staff", "list", "--columns", "role,code"}).out == "Role\tCode\n");
    const auto wrong = hnat({"staff", "list", "--columns", "code,rol"});
    CHECK(wrong.code == 2);
    CHECK(wrong.err == "hnat: --columns: 'rol' is not one of code, name, role, added_on, retired_on; did you "
                       "mean 'role'?\n");
}

TEST_CASE("the extension of -o picks the format and -f wins") {
    Office hnat;
    REQUIRE(hnat({"init", "-q"}).code == 0);
    const auto file = [&hnat](const char* name) { return hnat.path(name).string(); };
    CHECK(hnat({"staff", "list", "-o", file("staff.json")}).out.empty());
    CHECK(nlohmann::json::parse(read(hnat.path("staff.json")))["schema"] == "hnat.staff.list/1");
    CHECK(hnat({"staff", "list", "-o", file("staff.xlsx")}).code == 0);
    CHECK(read(hnat.path("staff.xlsx")).starts_with("PK"));
    CHECK(hnat({"staff", "list", "-f", "csv", "-o", file("staff.txt")}).code == 0);
    CHECK(read(hnat.path("staff.txt")).starts_with("code,name"));
    const auto unknown = hnat({"staff", "list", "-o", file("staff.pdf")});
    CHECK(unknown.code == 2);
    CHECK(unknown.err == "hnat: " + file("staff.pdf") +
                             ": '.pdf' names no format; give -f table, csv, tsv, json, ndjson or xlsx\n");
}

TEST_CASE("an existing file is kept unless --overwrite says otherwise") {
    Office hnat;
    REQUIRE(hnat({"init", "-q"}).code == 0);
    std::ofstream(hnat.path("a.csv")) << "mine";
    CHECK(hnat({"staff", "list", "-o", hnat.path("a.csv").string()}).code == 2);
    CHECK(read(hnat.path("a.csv")) == "mine");
    CHECK(hnat({"staff", "list", "-o", hnat.path("a.csv").string(), "--overwrite"}).code == 0);
    CHECK(read(hnat.path("a.csv")).starts_with("code,"));
}

TEST_CASE("a spreadsheet is not for a terminal") {
    Office hnat;
    REQUIRE(hnat({"init", "-q"}).code == 0);
    hnat.surroundings().terminal = true;
    const auto outcome = hnat({"staff", "list", "-f", "xlsx"});
    CHECK(outcome.code == 2);
    CHECK(outcome.out.empty());
}

TEST_CASE("a question without a terminal is exit 2 at once, --yes answers it") {
    Office hnat;
    REQUIRE(hnat({"init", "-q"}).code == 0);
    const std::string question =
        "The audit chain will say that the clock was ahead, and go on from 2026-10-01.";
    const auto unasked = hnat({"db", "correct-clock", "--today", "2026-10-01"});
    CHECK(unasked.code == 2);
    CHECK(unasked.err == "hnat: " + question + " There is no terminal to ask on: give --yes to agree\n");

    hnat.surroundings().terminal = true;
    hnat.surroundings().input = "n\n";
    const auto refused = hnat({"db", "correct-clock", "--today", "2026-10-01"});
    CHECK(refused.code == 1);
    CHECK(refused.err == question + " [y/N] Nothing was changed.\n");
    hnat.surroundings().input = "y\n";
    CHECK(hnat({"db", "correct-clock", "--today", "2026-10-01"}).code == 0);
    hnat.surroundings().terminal = false;
    CHECK(hnat({"db", "correct-clock", "--today", "2026-09-30", "--yes"}).code == 0);
    CHECK(hnat({"audit", "verify"}).code == 0);
}

TEST_CASE("P9: every command that writes leaves a row with the staff member who wrote") {
    Office hnat;
    REQUIRE(hnat({"init", "-q"}).code == 0);
    REQUIRE(hnat({"staff", "add", "lan", "--name", "Chị Lan", "--role", "liaison", "-q"}).code == 0);
    REQUIRE(
        hnat({"staff", "add", "khoa", "--name", "Anh Khoa", "--role", "clerk", "--as", "lan", "-q"}).code ==
        0);
    REQUIRE(hnat({"staff", "retire", "khoa", "--as", "lan", "-q"}).code == 0);
    CHECK(hnat({"audit", "list", "--columns", "staff,verb", "-f", "csv"}).out ==
          "staff,verb\r\noffice,store-init\r\noffice,staff-add\r\nlan,staff-add\r\nlan,staff-retire\r\n");
}

TEST_CASE("a signal ends a command with exit 130 and leaves the state of before") {
    Office hnat;
    REQUIRE(hnat({"init", "-q"}).code == 0);
    const std::string before = read(hnat.path("hnat.db"));
    hnat::cli::set_interrupted(true);
    const auto listing = hnat({"locality", "list"});
    const auto checking = hnat({"db", "check"});
    hnat::cli::set_interrupted(false);
    for (const auto& outcome : {listing, checking}) {
        CHECK(outcome.code == 130);
        CHECK(outcome.err == "hnat: interrupted\n");
    }
    CHECK(read(hnat.path("hnat.db")) == before);
    CHECK(hnat({"db", "check"}).code == 0);
}

TEST_CASE("P1 to P9 are printed by help, and help names every topic") {
    Office hnat;
    const auto promises = hnat({"help", "promises"});
    for (int number = 1; number <= 9; ++number) {
        CHECK(promises.out.find("\n  P" + std::to_string(number) + "  ") != std::string::npos);
    }
    const auto overview = hnat({"help"}).out;
    CHECK(overview == hnat({"-h"}).out);
    for (const char* topic : {"exit-codes", "formats", "dates", "settings", "promises"}) {
        CHECK(overview.find(topic) != std::string::npos);
    }
}

TEST_CASE("each run speaks the language of its own line and environment") {
    Office hnat;
    const std::string english = "hnat: no command \"lst\"; 'hnat help' lists the commands\n";
    const std::string vietnamese = "hnat: không có lệnh \"lst\"; xem danh sách lệnh bằng 'hnat help'\n";
    CHECK(hnat({"lst", "--lang", "vi"}).err == vietnamese);
    CHECK(hnat({"lst"}).err == english);
    hnat.surroundings().environment["HNAT_LANG"] = "vi";
    CHECK(hnat({"lst"}).err == vietnamese);
    CHECK(hnat({"lst", "--lang=en"}).err == english);
    CHECK(hnat({"lst", "--config", "--lang=en"}).err == vietnamese); // the value of another flag
}

TEST_CASE("a question in Vietnamese takes a Vietnamese answer") {
    Office hnat;
    hnat({"init"});
    hnat({"survey", "add", "--name", "Chợ quê", "--url", "t.me/choque"});
    hnat({"survey", "add", "--name", "Chợ phiên", "--url", "t.me/chophien"});
    hnat.surroundings().terminal = true;
    hnat.surroundings().input = "k\n";
    const auto no = hnat({"survey", "merge", "1", "2", "--lang", "vi"});
    CHECK(no.code == 1);
    CHECK(no.err == "Gộp nhóm 2 (Chợ phiên) vào nhóm 1 (Chợ quê)? [c/K] không thay đổi gì\n");
    hnat.surroundings().input = "có\n";
    const auto yes = hnat({"survey", "merge", "1", "2", "--lang", "vi"});
    CHECK(yes.code == 0);
    CHECK(yes.err.ends_with("nhóm 2 nay là một phần của nhóm 1; địa chỉ của nhóm vẫn được lưu\n"));
}
