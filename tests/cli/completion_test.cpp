/// What TAB offers, asked as the shells ask: `hnat __complete WORDS…`. tests/shells drives the shells.
#include "cli/command_line.hpp"
#include "cli/completion.hpp"
#include "cli/completion_values.hpp"
#include "filled_office.hpp"
#include "store/record_numbers.hpp"

#include <algorithm>
#include <sstream>

using namespace hnat;
using namespace hnat::cli;
using namespace hnat::test;

namespace {

std::vector<std::string> words_of(const Completion& completion) {
    std::vector<std::string> words;
    for (const auto& candidate : completion.candidates) {
        words.push_back(candidate.word);
    }
    return words;
}

/// What is offered at the end of `line`, in which a space ends a word.
Completion offered(Office& office, const std::string& line) {
    std::vector<std::string> words{""};
    for (const char c : line) {
        if (c == ' ') {
            words.emplace_back();
        } else {
            words.back() += c;
        }
    }
    return complete(words, office.surroundings().environment, day("2026-10-05"));
}

std::string all_text(const Completion& completion) {
    std::ostringstream out;
    write_completion(completion, out);
    return out.str();
}

bool offers(const Completion& completion, const std::string& word) {
    return std::ranges::find(completion.candidates, word, &Candidate::word) != completion.candidates.end();
}

using Words = std::vector<std::string>;

} // namespace

TEST_CASE("commands are offered word by word, with their summaries") {
    Office office;
    CHECK(words_of(offered(office, "sur")) == Words{"survey"});
    CHECK(offered(office, "sur").candidates.front().note == "The register of groups");
    CHECK(words_of(offered(office, "enroll char")) == Words{"charter"});
    CHECK(words_of(offered(office, "enroll charter p")) == Words{"publish"});
    CHECK(offers(offered(office, ""), "init"));
    CHECK(offered(office, "nonsense wor").candidates.empty());
    // `plan` is `plan show`, and has other verbs.
    CHECK(offers(offered(office, "plan "), "item"));
    CHECK(offers(offered(office, "plan "), "--step"));
    CHECK(words_of(offered(office, "-q --lang vi sur")) == Words{"survey"});
    CHECK(words_of(offered(office, "help exit")) == Words{"exit-codes"});
    CHECK(words_of(offered(office, "help enroll cha")) == Words{"charter"});
}

TEST_CASE("every command can be reached by TAB alone") {
    Office office;
    for (const auto& command : command_table()) {
        std::string line;
        std::istringstream words{std::string(command.name)};
        for (std::string word; words >> word;) {
            INFO(std::string(command.name));
            CHECK(offers(offered(office, line + word.substr(0, word.size() - 1)), word));
            line += word + ' ';
        }
    }
}

TEST_CASE("flags are offered once, the command's own first, and those of every command for a dash") {
    Office office;
    const auto own = words_of(offered(office, "survey list "));
    CHECK(own.front() == "--platform");
    CHECK(std::ranges::find(own, "--db") == own.end());
    const auto all = words_of(offered(office, "survey list -"));
    CHECK(all.front() == "--platform");
    CHECK(std::ranges::find(all, "--db") != all.end());
    CHECK_FALSE(offers(offered(office, "survey list --topic trade --"), "--topic"));
    // A list of groups may go on.
    CHECK(offers(offered(office, "meeting attend 1 --present 1 --"), "--present"));
    CHECK(words_of(offered(office, "--no-c")) == Words{"--no-config"});
}

TEST_CASE("values of closed lists are offered wherever a flag takes them") {
    Office office;
    CHECK(words_of(offered(office, "survey list --state jo")) == Words{"joined"});
    CHECK(words_of(offered(office, "survey import --mode=f")) == Words{"--mode=fill"});
    CHECK(words_of(offered(office, "survey import x.csv --mode f")) == Words{"fill"});
    CHECK(words_of(offered(office, "enroll join 1 --consent contact mee")) == Words{"meetings"});
    CHECK(words_of(offered(office, "survey list --platform tele")) == Words{"telegram"});
    CHECK(words_of(offered(office, "survey add --topic trad")) == Words{"trade"});
    CHECK(words_of(offered(office, "survey list -f nd")) == Words{"ndjson"});
    CHECK(offers(offered(office, "report quarterly -f "), "md"));
    CHECK_FALSE(offers(offered(office, "report quarterly -f "), "ndjson"));
    CHECK(words_of(offered(office, "--lang ")) == Words{"vi", "en"});
    CHECK(words_of(offered(office, "completion ")) == Words{"bash", "zsh", "fish"});
}

TEST_CASE("files and folders are left to the shell") {
    Office office;
    CHECK(offered(office, "survey import ").files);
    CHECK(offered(office, "--db ").files);
    CHECK(offered(office, "report quarterly --templates ").folders);
    CHECK(offered(office, "enroll charter comment --text-file ").files);
}

TEST_CASE("record numbers are offered with what tells them apart") {
    Office office;
    fill(office);
    const auto groups = offered(office, "survey show ");
    CHECK(words_of(groups) == Words{"1", "2"});
    CHECK(groups.candidates.front().note == "Mua bán Đồng Hỷ");
    CHECK(words_of(offered(office, "survey show 2")) == Words{"2"});
    CHECK(words_of(offered(office, "survey assign 1 ")) == Words{"1", "2"});
    CHECK(words_of(offered(office, "survey assign 1 --liaison ")) == Words{"lan"});
    CHECK(words_of(offered(office, "staff retire ")) == Words{"lan"});
    CHECK(offered(office, "meeting show ").candidates.front().note == "quarterly 2026-10-05 14:00");
    CHECK(words_of(offered(office, "plan done ")) == Words{"1", "2", "3", "4", "5", "6"});
    CHECK(offers(offered(office, "plan item done 1 "), "shortlist"));
    CHECK(words_of(offered(office, "survey list --locality 05692")) == Words{"05692"});
    CHECK(words_of(offered(office, "enroll charter show ")) == Words{"1"});
}

TEST_CASE("columns are offered by the command that has them, the chosen ones kept") {
    Office office;
    fill(office);
    const auto columns = offered(office, "survey list --columns number,na");
    CHECK(words_of(columns) == Words{"number,name"});
    CHECK(columns.glued);
    CHECK(offered(office, "survey shortlist 1 --columns n").candidates.empty());
}

TEST_CASE("P2: no name of a member and no contact is ever offered; the number alone is") {
    Office office;
    fill(office);
    const auto members = offered(office, "enroll show ");
    CHECK(words_of(members) == Words{"1"});
    CHECK(members.candidates.front().note.empty());
    for (const auto& command : command_table()) {
        for (const std::string typed : {"", "1", "-", "--columns ", "Nguyễn"}) {
            const std::string text = all_text(offered(office, std::string(command.name) + " " + typed));
            INFO(std::string(command.name) << " " << typed);
            CHECK(text.find("Nguyễn") == std::string::npos);
            CHECK(text.find("0900") == std::string::npos);
            CHECK(text.find("900000001") == std::string::npos);
        }
    }
}

TEST_CASE("the database of the line is asked, and one that is not there is no trouble") {
    Office office;
    fill(office);
    Office other;
    const std::string there = office.path("hnat.db").string();
    CHECK(words_of(offered(other, "--db " + there + " survey show ")) == Words{"1", "2"});
    CHECK(offered(other, "survey show ").candidates.empty());
    CHECK(all_text(offered(other, "survey show ")) == ":\n");
    CHECK(offered(office, "--db " + there + "x survey show ").candidates.empty());
    CHECK(offered(office, "--config nowhere.toml survey show ").candidates.empty());
}

TEST_CASE("control characters of a name do not reach the terminal through a note") {
    std::ostringstream out;
    write_completion({{{"1", "a\x1b[31m\tb\nc"}}}, out);
    CHECK(out.str() == ":\n1\ta\\x1b[31m\\x09b\\nc\n");
}

TEST_CASE("record numbers grow by a digit, and nothing but digits finds one") {
    Office office;
    REQUIRE(office({"init", "-q"}).code == 0);
    for (int i = 1; i <= 112; ++i) {
        REQUIRE(office({"survey", "add", "-q", "--name", "Nhóm", "--url",
                        "fb.com/groups/nhom" + std::to_string(i)})
                    .code == 0);
    }
    const auto store = Store::open({office.path("hnat.db")}, Access::read, day("2026-10-05"));
    const auto numbers = [&](std::string_view digits, std::size_t most = 100) {
        std::vector<std::int64_t> found;
        for (const auto& record : record_numbers(store, RecordKind::group, digits, most)) {
            found.push_back(record.number);
        }
        return found;
    };
    using Numbers = std::vector<std::int64_t>;
    CHECK(numbers("").size() == 100);
    CHECK(numbers("11") == Numbers{11, 110, 111, 112});
    CHECK(numbers("11", 3) == Numbers{11, 110, 111});
    CHECK(numbers("9").size() == 11);
    for (const char* none : {"0", "01", "x", "1x", "-1", " 1", "99999999999999999999", "113"}) {
        CHECK(numbers(none).empty());
    }
}

TEST_CASE("completion knows what each flag and argument takes") {
    for (const auto& command : command_table()) {
        Parser parser;
        GlobalOptions globals;
        add_global_options(parser, globals);
        const Action action = command.bind(parser);
        for (const auto* option : parser.options()) {
            const bool takes_value = option->is_argument() || option->takes_value();
            const bool known = !takes_value || value_source(command, parser, *option) != ValueSource::unknown;
            CHECK_MESSAGE(known, std::string(command.name), ": ", option->name(), " ", option->placeholder(),
                          " is not in the vocabulary of cli/completion_values.cpp");
        }
    }
}
