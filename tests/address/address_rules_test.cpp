// The rules are data: platforms are added by text alone, and a mistake in the text is found where it is.
#include "address/address.hpp"

#include "base/error.hpp"
#include "base/resource.hpp"

#include <doctest.h>

#include <string>
#include <string_view>
#include <variant>

using namespace hnat;

namespace {

constexpr std::string_view k_small = R"([class.word]
chars = "a-z"

[[platform]]
code = "a"
name = "A"
hosts = ["a.example"]

[[platform.rule]]
path = "/{id:word}"
entity = "group"
id = "{id}"
url = "https://a.example/{id}"
)";

std::string complaint(std::string_view text) {
    try {
        (void)AddressRules::parse(text, "rules.toml");
    } catch (const Error& error) {
        CHECK(error.kind() == ErrorKind::failed);
        return error.what();
    }
    return "";
}

/// k_small with one piece of text replaced.
std::string complaint_with(std::string_view piece, std::string_view by) {
    std::string text(k_small);
    const std::size_t at = text.find(piece);
    REQUIRE(at != std::string::npos);
    text.replace(at, piece.size(), by);
    return complaint(text);
}

} // namespace

TEST_CASE("a platform is added by text alone") {
    const std::string text = std::string(resource("data/platforms.toml")) + R"(
[[platform]]
code = "vibe"
name = "Vibe"
hosts = ["vibe.example", "*.vibe.example", "vibe://join"]
base = "https://vibe.example/"

[platform.class.club]
chars = "A-Za-z0-9-"
drop = "-"
min = 3

[[platform.handle]]
pattern = "{h:club}"
path = "club/{h}"

[[platform.rule]]
path = ["/club/{id:club}/**", "/c/{_}/{id:club}"]
entity = "group"
also = ["page"]
id = "{id}"
url = "https://vibe.example/club/{id}"

[[platform.rule]]
hosts = ["vibe://join"]
path = "/**"
query = { club = "{id:club}" }
entity = "group"
id = "{id}"
url = "https://vibe.example/club/{id}"

[[platform.rule]]
path = "/**"
verdict = "person"
)";
    const AddressRules rules = AddressRules::parse(text, "rules.toml");
    CHECK(rules.platforms().back() == "vibe");
    CHECK(rules.platform_name("vibe") == "Vibe");
    for (const char* form : {"https://vibe.example/club/Cho-Que/12?x=1", "m.vibe.example/c/old/choque",
                             "vibe://join?club=CHOQUE"}) {
        INFO(std::string(form));
        const AddressResult result = rules.parse_address(form, std::nullopt);
        REQUIRE(std::holds_alternative<GroupAddress>(result));
        CHECK(std::get<GroupAddress>(result).key() == "vibe:group:choque");
        CHECK(std::get<GroupAddress>(result).url == "https://vibe.example/club/choque");
    }
    CHECK(std::get<GroupAddress>(rules.parse_handle("VIBE", "cho-que", Entity::page)).key() ==
          "vibe:group:choque");
    const AddressResult person = rules.parse_address("https://vibe.example/somebody", std::nullopt);
    REQUIRE(std::holds_alternative<AddressRefusal>(person));
    CHECK(std::get<AddressRefusal>(person).reason == AddressRefusal::Reason::person);
    CHECK(std::get<AddressRefusal>(person).message ==
          "an address of a person is refused: the register holds groups, not people (P1); take the row out");
    CHECK(std::holds_alternative<GroupAddress>(rules.parse_address("fb.com/groups/x", std::nullopt)));
}

TEST_CASE("a mistake in the rules is told with file, line and column") {
    CHECK(complaint(k_small).empty());
    CHECK(complaint("").find("rules.toml:") == 0);
    CHECK(complaint("[[platform]\ncode = 1").find("rules.toml:1:") == 0);
    CHECK(
        complaint_with("hosts = [\"a.example\"]", "host = [\"a.example\"]") ==
        "rules.toml:7:8: unknown key 'host'; expected one of: code, name, hosts, base, class, handle, rule");
    CHECK(complaint_with("hosts = [\"a.example\"]", "") == "rules.toml:9:1: 'hosts' is missing");
    CHECK(complaint_with("code = \"a\"", "code = 1") == "rules.toml:5:8: 'code' has to be a text in quotes");
    CHECK(complaint_with("code = \"a\"", "code = \"A:\"") ==
          "rules.toml:5:8: a platform's code has to be lower-case letters, digits and hyphens");
    CHECK(complaint_with("entity = \"group\"", "entity = \"club\"") ==
          "rules.toml:11:10: 'club' is not known here; expected one of: group, page, channel");
    CHECK(complaint_with("entity = \"group\"", "verdict = \"maybe\"") ==
          "rules.toml:11:11: 'maybe' is not known here; expected one of: accept, unresolved, person, "
          "needs-entity, "
          "not-a-group, redirect");
    CHECK(complaint_with("/{id:word}", "/{id:wrod}") == "rules.toml:10:8: no class 'wrod'");
    CHECK(complaint_with("/{id:word}", "{id:word}") == "rules.toml:10:8: a path begins with '/'");
    CHECK(complaint_with("/{id:word}", "/{id:word") == "rules.toml:10:8: '{' without '}'");
    CHECK(complaint_with("/{id:word}", "/{id:word}{_}") ==
          "rules.toml:10:8: two captures side by side; a character has to separate them");
    CHECK(complaint_with("example/{id}", "example/{name}") ==
          "rules.toml:13:7: {name} is not captured by every path of the rule");
    CHECK(complaint_with("[\"a.example\"]", "[\"A.example\"]")
              .find("rules.toml:7:10: 'A.example' is not a host;") == 0);
    CHECK(complaint_with("chars = \"a-z\"", "chars = \"z-a\"") ==
          "rules.toml:2:9: 'chars' has to be ASCII characters and ranges such as a-z");
    CHECK(complaint_with("chars = \"a-z\"", "chars = \"a-z\"\nmin = 0") ==
          "rules.toml:3:7: 'min' has to be a number from 1 to 1000");
    CHECK(complaint_with("chars = \"a-z\"", "chars = \"a-z\"\nnot = \"other\"").find("'not' names 'other'") !=
          std::string::npos);
    CHECK(complaint_with("id = \"{id}\"", "id = \"{id}\"\ncase = \"lower\"") ==
          "rules.toml:13:8: 'case' has to be \"fold\" or \"exact\"");
    CHECK(complaint(std::string(k_small) + std::string(k_small.substr(k_small.find("[[platform]]")))) ==
          "rules.toml:15:8: two platforms have the code 'a'");
}

TEST_CASE("a capture keeps to its class, and its text may stand between others") {
    std::string text(k_small);
    text.replace(text.find("chars = \"a-z\""), 13,
                 "chars = \"a-z0-9\"\nfirst = \"a-f\"\nmin = 2\nmax = 4\nneeds-letter = true");
    text.replace(text.find("/{id:word}"), 10, "/x-{id:word}.{_}");
    const AddressRules rules = AddressRules::parse(text, "rules.toml");
    const auto id = [&rules](const std::string& address) {
        const AddressResult result = rules.parse_address("a.example/" + address, std::nullopt);
        const auto* taken = std::get_if<GroupAddress>(&result);
        return taken == nullptr ? std::string("-") : taken->id;
    };
    CHECK(id("x-ab.1") == "ab");
    CHECK(id("X-AB12.z") == "ab12");
    CHECK(id("x-ab.1.2") == "ab"); // from the left, since from the right "ab.1" is not of the class
    CHECK(id("x-a.1") == "-");
    CHECK(id("x-abcde.1") == "-");
    CHECK(id("x-zb.1") == "-");
    CHECK(id("x-ab.") == "-");
    CHECK(id("y-ab.1") == "-");
    CHECK(id("x-ab.1/more") == "-");
}
