#include "base/error.hpp"
#include "base/file.hpp"
#include "base/resource.hpp"
#include "tests/tip/tip_support.hpp"
#include "tip/harm.hpp"
#include "tip/out_of_scope.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <cstdlib>
#include <fstream>
#include <regex>
#include <set>

using namespace hnat;
using namespace hnat::test;

namespace {

/// Everything that the list says, one harm a paragraph.
std::string list_as_text() {
    std::string text;
    for (const HarmEntry& entry : harms()) {
        text += fmt::format("{} {}\n  vi: {}\n  en: {}\n", name_of(entry.harm), name_of(entry.level),
                            entry.vi, entry.en);
        if (!entry.condition_en.empty()) {
            text += fmt::format("  if vi: {}\n  if en: {}\n", entry.condition_vi, entry.condition_en);
        }
        for (const auto& [level, name] : k_enum_names<TipLevel>) {
            if (level == entry.level || (entry.harm == Harm::frd && level == TipLevel::p1)) {
                std::vector<std::string_view> names;
                for (const Route route : harm_routes(entry.harm, level)) {
                    names.push_back(name_of(route));
                }
                text += fmt::format("  {} goes to: {}\n", name, fmt::join(names, ", "));
            }
        }
        text += fmt::format("  is: {}\n", mapping_text(entry));
    }
    return text;
}

} // namespace

TEST_CASE("P4: the closed list of harms is what its golden file says") {
    const auto path = std::filesystem::path(HNAT_SOURCE_DIR) / "tests/tip/golden/harms.txt";
    const std::string text = list_as_text();
    if (std::getenv("HNAT_UPDATE_GOLDEN") !=
        nullptr) { // NOLINT(concurrency-mt-unsafe): tests have one thread
        std::ofstream(path, std::ios::binary) << text;
    }
    CHECK_EQ(read_file(path), text);
    CHECK_EQ(harms().size(), 15);
    for (std::size_t i = 0; i < harms().size(); ++i) {
        CHECK_EQ(static_cast<std::size_t>(harms()[i].harm), i);
        CHECK_FALSE(harms()[i].routes.empty());
        CHECK_FALSE(harms()[i].mapping.empty());
    }
}

TEST_CASE("P4: the table of tips takes the fifteen codes of the list and no other") {
    const ScratchTips tips;
    Store store = tips.write();
    const std::string schema =
        store.db().execAndGet("SELECT sql FROM sqlite_schema WHERE name = 'tip'").getString();
    const std::string codes = schema.substr(0, schema.find("level "));
    std::set<std::string> in_schema;
    const std::regex code("'([A-Z]{3})'");
    for (std::sregex_iterator match(codes.begin(), codes.end(), code); match != std::sregex_iterator();
         ++match) {
        in_schema.insert((*match)[1]);
    }
    std::set<std::string> compiled;
    for (const auto name : names_of<Harm>()) {
        compiled.emplace(name);
    }
    CHECK(in_schema == compiled);
    const auto id = insert_tip(store, Harm::frd, "2026-09-01");
    CHECK_THROWS_WITH(
        store.db().exec("INSERT INTO tip (uuid, code, level, received_on, channel, state_on, expires_on, "
                        "receipt, body, source) SELECT randomblob(16), 'POL', level, received_on, channel, "
                        "state_on, expires_on, randomblob(32), body, source FROM tip"),
        doctest::Contains("CHECK constraint failed: code IN"));
    CHECK_EQ(id, 1);
}

TEST_CASE("P4: no file of data or templates can name a harm, so that none can be added by one") {
    for (const Resource& file : resources()) {
        if (!file.path.starts_with("data/schema/")) {
            CAPTURE(file.path);
            CHECK(file.text.find("[[harm]]") == std::string_view::npos);
            CHECK(file.text.find("[harm.") == std::string_view::npos);
        }
    }
}

TEST_CASE("P4: what other lists call illegal speech, politics, religion or terror is no harm on the list") {
    // DSA's categories of illegal content, RSIT's of incidents, UNODC ICCS's of crime, by their names and
    // numbers.
    const std::vector<const char*> not_recordable{"illegal or harmful speech",
                                                  "negative effects on civic discourse or elections",
                                                  "misinformation",
                                                  "terrorist content",
                                                  "illegal organisations",
                                                  "intellectual property infringements",
                                                  "harmful speech",
                                                  "spam",
                                                  "ICCS 0209",
                                                  "defamation",
                                                  "ICCS 0210",
                                                  "discrimination",
                                                  "ICCS 08",
                                                  "public order",
                                                  "authority of the State",
                                                  "ICCS 0906",
                                                  "terrorism",
                                                  "opinion",
                                                  "criticism",
                                                  "politics",
                                                  "religion",
                                                  "rumour",
                                                  "negative content",
                                                  "insult of institutions"};
    for (const char* word : not_recordable) {
        CAPTURE(word);
        CHECK_FALSE(enum_from<Harm>(word).has_value());
        const OutOfScope* const kind = find_out_of_scope(word);
        REQUIRE(kind != nullptr);
        CHECK_FALSE(kind->where_vi.empty());
        CHECK_FALSE(kind->where_en.empty());
    }
    for (const HarmEntry& entry : harms()) {
        for (const HarmMapping& mapping : entry.mapping) {
            CAPTURE(mapping.code);
            CHECK(find_out_of_scope(mapping.code) == nullptr);
            CHECK((mapping.scheme != "ICCS" || (!mapping.code.starts_with("08") && mapping.code != "0209" &&
                                                mapping.code != "0210" && mapping.code != "0906")));
        }
    }
}

TEST_CASE("what is out of scope is found with or without accents, and by nobody's near miss") {
    CHECK(find_out_of_scope("Chính trị")->code == "politics");
    CHECK(find_out_of_scope("chinh tri")->code == "politics");
    CHECK(find_out_of_scope("TIN ĐỒN")->code == "misinformation");
    CHECK(find_out_of_scope("politic") == nullptr);
    CHECK(find_out_of_scope("") == nullptr);
    CHECK(find_out_of_scope("\xff") == nullptr);
    std::set<std::string_view> codes;
    for (const OutOfScope& kind : out_of_scope_kinds()) {
        CHECK(codes.insert(kind.code).second);
        CHECK(find_out_of_scope(kind.code) == &kind);
        for (const auto name : kind.other_names) {
            CAPTURE(name);
            CHECK(find_out_of_scope(name) == &kind);
        }
    }
}

TEST_CASE("money that moved makes a scam P1 and brings the bank to the front, and no other harm") {
    CHECK(harm_level(Harm::frd, false) == TipLevel::p2);
    CHECK(harm_level(Harm::frd, true) == TipLevel::p1);
    CHECK(harm_routes(Harm::frd, TipLevel::p1).front() == Route::bank);
    CHECK(harm_routes(Harm::frd, TipLevel::p2) == std::vector{Route::police, Route::platform, Route::bank});
    CHECK_THROWS_WITH(harm_level(Harm::phi, true),
                      "--money-moved is for FRD only, where it makes the level P1; PHI is P2");
}

TEST_CASE(
    "every route has names, an address and the day on which it was checked; an office may say otherwise") {
    for (const RouteEntry& entry : routes()) {
        CHECK_FALSE(entry.name_vi.empty());
        CHECK_FALSE(entry.name_en.empty());
        CHECK_FALSE(entry.address_vi.empty());
        CHECK_FALSE(entry.address_en.empty());
        CHECK(entry.checked.has_value());
    }
    const RouteEntry own = route_entry(Route::police, {{Route::police, {"Công an phường", std::nullopt}}});
    CHECK(own.name_vi == "Công an phường");
    CHECK(own.name_en == "Công an phường");
    CHECK(own.address_en == "113");
    CHECK_FALSE(own.checked.has_value());
    CHECK(route_entry(Route::bank, {{Route::police, {"Công an phường", std::nullopt}}}).checked.has_value());
}
