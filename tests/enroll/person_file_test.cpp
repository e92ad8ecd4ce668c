#include "enroll/person_file.hpp"
#include "tests/support.hpp"

using namespace hnat;

namespace {

std::vector<std::string> problems(std::string_view text) {
    const PersonFile file = parse_person_file(text, "person.toml");
    std::vector<std::string> lines;
    for (const Diagnostic& problem : file.problems) {
        lines.push_back(to_string(problem));
        CHECK(lines.back().find("Mẫu") == std::string::npos);
    }
    return lines;
}

} // namespace

TEST_CASE("a person file has a name and a contact") {
    const auto parsed = parse_whole_person_file(
        "name = \"  Nguye\u0302\u0303n  Văn Mẫu\"\ncontact = \"phone:0900 000 001\"\n", "-");
    const auto* person = std::get_if<Person>(&parsed);
    REQUIRE(person != nullptr);
    CHECK(person->name == "Nguyễn Văn Mẫu");
    CHECK(person->contact == Contact{ContactKind::phone, "+84900000001"});
}

TEST_CASE("problems of a person file have line and column and repeat nothing") {
    CHECK(problems("name = Mẫu") ==
          std::vector<std::string>{
              R"(person.toml:1:8: is not TOML; expected lines like name = "…" and contact = "phone:+84…")"});
    CHECK(problems("name = 7\n\nborn = \"Mẫu\"\n") ==
          std::vector<std::string>{"person.toml:1:8: name is not a text in quotes",
                                   "person.toml:3:8: this key is not known; expected name and contact"});
    CHECK(problems("") == std::vector<std::string>{
                              R"(person.toml: is empty; expected name = "…" and contact = "phone:+84…")"});
    CHECK(problems("name = \"Mẫu 0900000001\"").size() == 1);
    CHECK(problems("name = \"Mẫu\"\nname = \"Mẫu\"").size() == 1);
    CHECK(problems("contact = \"Mẫu\"").size() == 1);
    CHECK(problems("name = \"\xff\"").size() == 1);
    for (const char* name : {"", "   ", "…", "a\u200Bb"}) {
        CHECK(problems("name = \"" + std::string(name) + "\"").size() == 1);
    }
    CHECK(problems("name = \"" + std::string(201, 'x') + "\"").size() == 1);
}

TEST_CASE("a new member needs both, a correction one of them") {
    CHECK(std::get<Diagnostics>(parse_whole_person_file("name = \"A B\"", "-")).size() == 1);
    CHECK(std::get<Diagnostics>(parse_whole_person_file("contact = \"0900000001\"", "-")).size() == 1);
    const PersonFile correction = parse_person_file("name = \"A B\"", "-");
    CHECK(correction.problems.empty());
    CHECK(correction.name == "A B");
    CHECK(!correction.contact);
}
