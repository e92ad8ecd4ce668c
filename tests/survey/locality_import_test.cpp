#include "base/error.hpp"
#include "base/file.hpp"
#include "locality_support.hpp"
#include "store/audit.hpp"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>

#include <chrono>
#include <fstream>
#include <iterator>
#include <map>

using namespace hnat;
using namespace hnat::test;

namespace {

LocalityImportResult import(Store& store, const std::string& csv, const char* name = "units.csv") {
    Transaction transaction(store, SeededStore::actor());
    auto result = import_localities(transaction, csv, name);
    transaction.commit();
    return result;
}

std::vector<std::string> messages(const LocalityImportResult& result) {
    std::vector<std::string> lines;
    for (const auto& problem : result.problems) {
        lines.push_back(to_string(problem));
    }
    return lines;
}

std::int64_t count_units(Store& store) {
    return store.db().execAndGet("SELECT count(*) FROM locality_unit").getInt64();
}

constexpr const char* k_hanoi = "code,name,kind,province_code,province_name\n"
                                "01,Hà Nội,thành phố,01,Hà Nội\n"
                                "00004,Ba Đình,phường,01,Hà Nội\n"
                                "00097,Hồng Hà,phường,01,Hà Nội\n";

constexpr const char* k_old_hanoi =
    "code,name,kind,level,district_code,district_name,province_code,province_name\n"
    "01,Hà Nội,thành phố,province,,,01,Hà Nội\n"
    "001,Ba Đình,quận,district,001,Ba Đình,01,Hà Nội\n"
    "00001,Phúc Xá,phường,commune,001,Ba Đình,01,Hà Nội\n"
    "00004,Trúc Bạch,phường,commune,001,Ba Đình,01,Hà Nội\n";

} // namespace

TEST_CASE("a national list adds units, and the same list again changes nothing") {
    SeededStore seeded;
    const auto first = import(seeded.store(), k_hanoi);
    CHECK(messages(first).empty());
    CHECK(first.rows == 3);
    CHECK(first.added == 3);
    const auto again = import(seeded.store(), k_hanoi);
    CHECK(again.added == 0);
    CHECK(again.changed == 0);
    CHECK(again.unchanged == 3);
}

TEST_CASE("P9: an import that changes localities leaves an audit row, one that does not leaves none") {
    SeededStore seeded;
    const auto before = audit_rows(seeded.store()).size();
    import(seeded.store(), k_hanoi);
    const auto rows = audit_rows(seeded.store());
    REQUIRE(rows.size() == before + 1);
    CHECK(rows.back().verb == "locality-import");
    import(seeded.store(), k_hanoi);
    CHECK(audit_rows(seeded.store()).size() == before + 1);
}

TEST_CASE("the old and the new system are told from the columns, and a code may be in both") {
    SeededStore seeded;
    import(seeded.store(), k_hanoi);
    CHECK(import(seeded.store(), k_old_hanoi).added == 4);
    const auto index = LocalityIndex::load(seeded.store());
    CHECK(outcome(index.match("00004", "01")) == "phường Ba Đình (00004)");
    CHECK(outcome(index.match("Trúc Bạch", "01")).find("where it went is not known") != std::string::npos);
    const auto map = import(seeded.store(),
                            "old_code,old_name,new_code,new_name,relation\n"
                            "00001,Phúc Xá,00097,Hồng Hà,whole\n"
                            "00004,Trúc Bạch,00004,Ba Đình,whole\n",
                            "map.csv");
    CHECK(messages(map).empty());
    CHECK(map.added == 2);
    CHECK(outcome(LocalityIndex::load(seeded.store()).match("Trúc Bạch", "01")) == "phường Ba Đình (00004)");
}

TEST_CASE("another province's unit is taken only when the text names the province") {
    SeededStore seeded;
    import(seeded.store(), k_hanoi);
    const auto index = LocalityIndex::load(seeded.store());
    CHECK(outcome(index.match("Hồng Hà, Hà Nội", "19")) == "phường Hồng Hà (00097)");
    CHECK(outcome(index.match("Hồng Hà, TP Hà Nội", "19")) == "phường Hồng Hà (00097)");
    CHECK(outcome(index.match("Hồng Hà", "19")) ==
          "'Hồng Hà' is not in Thái Nguyên; of other provinces there is phường Hồng Hà (00097): write the "
          "province too, as "
          "in 'Hồng Hà, Hà Nội'");
}

TEST_CASE("a map replaces what was known of an old unit") {
    SeededStore seeded;
    const auto whole = import(seeded.store(), "old_code,new_code,relation\n05461,05467,whole\n", "map.csv");
    CHECK(messages(whole).empty());
    CHECK(whole.changed == 1);
    CHECK(outcome(LocalityIndex::load(seeded.store()).match("Gia Sàng, TP Thái Nguyên", "19")) ==
          "phường Gia Sàng (05467)");
}

TEST_CASE("all problems of a list come out in one run and nothing is written") {
    SeededStore seeded;
    const auto units = count_units(seeded.store());
    const auto result = import(seeded.store(), "code,name,kind,province_code\n"
                                               "01,Hà Nội,thành phố,01\n"
                                               "4,Ba Đình,phường,01\n"
                                               "00097,Hồng Hà,thị trấn,01\n"
                                               "00097,,phường,01\n"
                                               "00118,Hµ Néi,phường,1\n"
                                               "00123,Bồ Đề,phường,77\n");
    CHECK(messages(result) ==
          std::vector<std::string>{
              "units.csv:3:code: '4' is no code; expected 2 digits for a province, 5 for a commune (a "
              "spreadsheet drops "
              "zeros in front)",
              "units.csv:4:kind: 'thị trấn' is no kind of a commune since 1 July 2025",
              "units.csv:5:name: is empty; write the unit's name without its kind",
              "units.csv:5:code: '00097' is in line 4 already",
              "units.csv:6:name: 'Hµ Néi' looks like tcvn3 text read as CP1252; save the list as UTF-8",
              "units.csv:6:province_code: '1' is no code; expected 2 digits (a spreadsheet drops zeros in "
              "front)",
              "units.csv:7:province_code: '77' is no province of this file or the store; put the provinces' "
              "rows in"});
    CHECK(count_units(seeded.store()) == units);
}

TEST_CASE("a map of units that are not in the store says what to import first") {
    SeededStore seeded;
    const auto result = import(seeded.store(),
                               "old_code,old_name,new_code,relation\n"
                               "00001,Phúc Xá,00097,whole\n"
                               "00004,Trúc Bạch,00004,whole\n"
                               "05461,Quang Trung,05467,part\n"
                               "01834,,01840,some\n"
                               "01846,,01840,whole\n"
                               "01846,,01843,part\n",
                               "map.csv");
    CHECK(messages(result) ==
          std::vector<std::string>{
              "map.csv:5:relation: 'some' is no relation; expected whole or part",
              "map.csv:7:relation: 01846 cannot have gone whole: line 6 has another part of it",
              "map.csv:4:old_code: 'Quang Trung' is not what 05461 is called here: Gia Sàng",
              "map.csv:2:old_code: '00001' is the first of 2 codes that no unit of the store has; import the "
              "list of the "
              "units before 1 July 2025 first, then the map",
              "map.csv:2:new_code: '00097' is the first of 2 codes that no unit of the store has; import the "
              "list of the "
              "units since 1 July 2025 first, then the map"});
}

TEST_CASE("a file that is no list of units is refused as a whole") {
    SeededStore seeded;
    CHECK_THROWS_WITH_AS(import(seeded.store(), "name,url\nx,y\n"), doctest::Contains("\"old_code\""),
                         hnat::Error);
    CHECK_THROWS_WITH_AS(import(seeded.store(), ""), doctest::Contains("the file is empty"), hnat::Error);
    CHECK(messages(import(seeded.store(), "code,name,kind\n01,Hà Nội,tỉnh\n")) ==
          std::vector<std::string>{
              "units.csv:1:province_code: the column is missing; a list of units has code, name, kind, "
              "province_code (before July 2025 also district_code, district_name), a map has "
              "old_code, new_code, relation"});
}

TEST_CASE("Ba Chẽ is one unit under either of its codes") {
    const std::string header = "code,name,kind,province_code\n22,Quảng Ninh,tỉnh,22\n";
    SeededStore seeded;
    CHECK(import(seeded.store(), header + "06970,Ba Chẽ,xã,22\n").added == 2);
    CHECK(import(seeded.store(), header + "06978,Ba Chẽ,xã,22\n").unchanged == 2);
    CHECK(outcome(LocalityIndex::load(seeded.store()).match("Ba Chẽ, Quảng Ninh", "19")) ==
          "xã Ba Chẽ (06978)");
}

TEST_CASE("the name of the office's own province is the province, whatever communes elsewhere have it") {
    SeededStore seeded;
    CHECK(
        import(seeded.store(), "code,name,kind,province_code\n33,Hưng Yên,tỉnh,33\n12922,Thái Nguyên,xã,33\n")
            .added == 2);
    const auto index = LocalityIndex::load(seeded.store());
    CHECK(outcome(index.match("Thái Nguyên", "19")) ==
          "'Thái Nguyên' is a province; write the commune or ward");
    CHECK(outcome(index.match("Thái Nguyên, Hưng Yên", "19")) == "xã Thái Nguyên (12922)");
}

TEST_CASE(
    "the national lists are taken, and every old commune of the country is placed or known to be divided") {
    const auto folder = shared_data();
    if (!std::filesystem::exists(folder / "units_map.csv")) {
        MESSAGE("skipped: no " << folder.string());
        return;
    }
    SeededStore seeded;
    const auto started = std::chrono::steady_clock::now();
    const auto load = [&](const char* name) {
        const auto result = import(seeded.store(), read_file(folder / name), name);
        CAPTURE(name);
        CHECK(messages(result) == std::vector<std::string>{});
        CHECK(result.added + result.changed + result.unchanged == result.rows);
        return result;
    };
    CHECK(load("units_2025.csv").rows == 34 + 3321);
    CHECK(load("units_2026.csv").added == 0);
    CHECK(load("units_2024.csv").rows == 63 + 696 + 10035);
    CHECK(load("units_map.csv").rows == 10602);
    for (const char* name : {"units_2026.csv", "units_2024.csv", "units_map.csv"}) {
        const auto again = load(name);
        CHECK(again.unchanged == again.rows);
    }
    const std::chrono::duration<double> import_time = std::chrono::steady_clock::now() - started;
    CHECK(list_localities(seeded.store(), "", false).size() == 3321);
    CHECK(list_localities(seeded.store(), "19", false).size() == 92);
    CHECK(list_localities(seeded.store(), "19", true).size() == 280);

    const auto index_started = std::chrono::steady_clock::now();
    const auto index = LocalityIndex::load(seeded.store());
    const std::chrono::duration<double> load_time = std::chrono::steady_clock::now() - index_started;
    std::map<std::string, std::string> provinces;
    SQLite::Statement query(seeded.store().db(),
                            "SELECT code, name FROM locality_unit WHERE level = 'province' AND"
                            " valid_to IS NOT NULL");
    while (query.executeStep()) {
        provinces[query.getColumn(0).getString()] = query.getColumn(1).getString();
    }
    std::size_t placed = 0;
    std::size_t divided = 0;
    std::vector<std::string> others;
    const auto match_started = std::chrono::steady_clock::now();
    for (const auto& unit : list_localities(seeded.store(), "", true)) {
        const std::string text = unit.kind + " " + unit.name + ", " + unit.district_name + ", tỉnh " +
                                 provinces[unit.province_code];
        const auto result = index.match(text, "19");
        if (std::holds_alternative<LocalityUnit>(result)) {
            ++placed;
        } else if (outcome(result).find("was divided") != std::string::npos) {
            ++divided;
        } else {
            others.push_back(outcome(result));
        }
    }
    const std::chrono::duration<double> match_time = std::chrono::steady_clock::now() - match_started;
    MESSAGE("seven imports " << import_time.count() << " s, index " << load_time.count()
                             << " s, 10,035 matches " << match_time.count() << " s; placed " << placed
                             << ", divided " << divided);
    for (const auto& other : others) {
        CHECK_MESSAGE(false, other);
    }
    CHECK(placed + divided == 10035);
}
