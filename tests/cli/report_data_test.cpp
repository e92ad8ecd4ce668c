/// A report as JSON, CSV and a spreadsheet: what is written, and what is read again.
#include "base/error.hpp"
#include "base/file.hpp"
#include "cli/output/report_writers.hpp"
#include "report/rollup.hpp"
#include "report/sample.hpp"
#include "tests/cli/json_schema.hpp"
#include "tests/markup.hpp"
#include "tests/seed.hpp"
#include "tests/support.hpp"

#include <cstdlib>
#include <fstream>
#include <random>
#include <sstream>

using namespace hnat;
using namespace hnat::cli;
using namespace hnat::test;

namespace {

ReportData sample(PeriodKind kind = PeriodKind::quarter) {
    return report_data(sample_report(find_regime("nd09"), kind));
}

std::string written(DataFormat format, const ReportData& data, std::string_view language = "vi") {
    std::ostringstream out;
    write_report_data(format, data, language, out);
    return out.str();
}

/// HNAT_UPDATE_GOLDEN=1 writes the files anew; read the difference before it is committed.
void compare_with_golden(const std::string& name, const std::string& text) {
    const auto path = std::filesystem::path(HNAT_SOURCE_DIR) / "tests/cli/golden" / name;
    if (std::getenv("HNAT_UPDATE_GOLDEN") !=
        nullptr) { // NOLINT(concurrency-mt-unsafe): tests have one thread
        std::filesystem::create_directories(path.parent_path());
        std::ofstream(path, std::ios::binary) << text;
    }
    CHECK_EQ(read_file(path), text);
}

JsonSchema schema() {
    return JsonSchema(nlohmann::json::parse(
        read_file(std::filesystem::path(HNAT_SOURCE_DIR) / "docs/schemas/hnat.report.json")));
}

std::string refusal(const std::string& text) {
    try {
        read_report_json(text, "a.json");
    } catch (const Error& error) {
        CHECK(static_cast<int>(error.kind()) == static_cast<int>(ErrorKind::rejected));
        return error.what();
    }
    return {};
}

std::string replaced(std::string text, std::string_view from, std::string_view to) {
    const auto at = text.find(from);
    REQUIRE(at != std::string::npos);
    return text.replace(at, from.size(), to);
}

/// The texts of a sheet's cells and the values of its numbers, row by row.
std::vector<std::vector<std::string>> rows_of(const std::string& xlsx, std::size_t sheet) {
    const auto strings = parse_markup(part_of(xlsx, "xl/sharedStrings.xml"));
    const auto texts = strings->all("si");
    const auto root = parse_markup(part_of(xlsx, "xl/worksheets/sheet" + std::to_string(sheet) + ".xml"));
    std::vector<std::vector<std::string>> rows;
    for (const auto* row : root->all("row")) {
        rows.emplace_back();
        for (const auto* cell : row->all("c")) {
            const auto* value = cell->first("v");
            const auto text = value == nullptr ? std::string() : value->text;
            rows.back().push_back(
                cell->attribute("t") == "s" ? '"' + texts.at(std::stoul(text))->whole_text() + '"' : text);
        }
    }
    return rows;
}

} // namespace

TEST_CASE("a report reads as its golden files in JSON and CSV") {
    compare_with_golden("quarterly.json", written(DataFormat::json, sample()));
    compare_with_golden("quarterly.csv", written(DataFormat::csv, sample()));
    compare_with_golden("annual.csv", written(DataFormat::csv, sample(PeriodKind::year)));
}

TEST_CASE("what hnat writes as JSON fits its schema, reports of every kind and roll-ups") {
    const auto rules = schema();
    for (const auto& kind : k_enum_names<PeriodKind>) {
        CHECK(rules.check(nlohmann::json::parse(written(DataFormat::json, sample(kind.value)))) ==
              std::vector<std::string>{});
    }
    ReportFigures empty;
    empty.office_uuid = std::string(32, '0');
    empty.regime = find_regime("nd09");
    empty.period = empty.regime.period(PeriodKind::month, 2026, 1);
    empty.previous = empty.regime.previous(empty.period);
    empty.year_before = empty.regime.same_of_last_year(empty.period);
    CHECK(rules.check(nlohmann::json::parse(written(DataFormat::json, report_data(empty)))) ==
          std::vector<std::string>{});
    auto other = sample();
    other.offices.front().code = "BB";
    other.offices.front().uuid = std::string(32, 'b');
    const auto total = add_up({{"a", sample()}, {"b", other}}, day("2026-10-05"));
    CHECK(rules.check(nlohmann::json::parse(written(DataFormat::json, total))) == std::vector<std::string>{});
    // The validator itself can say no.
    auto bad = nlohmann::json::parse(written(DataFormat::json, sample()));
    bad["sections"]["register"]["figures"]["groups"]["now"] = -1;
    bad["made_on"] = "5/10/2026";
    bad.erase("kind");
    CHECK(rules.check(bad).size() == 3);
}

TEST_CASE("what is read from a report is what was written into it") {
    for (const auto& kind : k_enum_names<PeriodKind>) {
        const auto data = sample(kind.value);
        const auto text = written(DataFormat::json, data);
        const auto read = read_report_json(text, "a.json");
        CHECK(read.sections == data.sections);
        CHECK(read.trend == data.trend);
        CHECK(read.offices == data.offices);
        CHECK(read.period == data.period);
        auto again = read;
        again.audit_size = data.audit_size;
        again.audit_head = data.audit_head;
        again.number = data.number;
        CHECK(written(DataFormat::json, again) == text);
    }
}

TEST_CASE("names of groups are in no data format") {
    for (const auto& format : k_enum_names<DataFormat>) {
        CHECK(written(format.value, sample()).find("Chợ Đồng Hỷ") == std::string::npos);
    }
}

TEST_CASE("P8: a hidden number is null, empty or a star, and marked") {
    const auto data = sample();
    const auto json = nlohmann::json::parse(written(DataFormat::json, data));
    const auto& late = json["sections"]["protection"]["figures"]["answered_late"];
    CHECK(late["now"].is_null());
    CHECK(late["hidden"] == nlohmann::json({"now", "previous"}));
    const auto csv = written(DataFormat::csv, data);
    CHECK(csv.find("protection,answered_late,,2026Q3,,false\r\n") != std::string::npos);
    CHECK(csv.find("protection,answered_late,,2025Q3") == std::string::npos); // no figures: no line
    const auto xlsx = written(DataFormat::xlsx, data);
    bool starred = false;
    for (const auto& row : rows_of(xlsx, 14)) {
        starred = starred || (row.front() == "\"Trả lời quá hạn\"" && row.at(1) == "\"*\"");
    }
    CHECK(starred);
}

TEST_CASE("a spreadsheet has a sheet for each table, numbers as numbers, and no formula") {
    auto data = sample();
    data.offices.front().name = "=HYPERLINK(\"http://example.org\")";
    const auto xlsx = written(DataFormat::xlsx, data);
    const auto book = parse_markup(part_of(xlsx, "xl/workbook.xml"));
    std::vector<std::string> sheets;
    for (const auto* sheet : book->all("sheet")) {
        sheets.push_back(sheet->attribute("name"));
    }
    std::size_t tables = 2; // the summary and the trend
    for (const auto& section : data.sections) {
        tables += 1 + section.tables.size();
    }
    CHECK(sheets.size() == tables);
    CHECK(sheets[1] == "Danh bạ hội nhóm");
    const auto rows = rows_of(xlsx, 2);
    CHECK(rows[0] == std::vector<std::string>{"\"Chỉ tiêu\"", "\"Kỳ này (2026Q3)\"", "\"Kỳ trước (2026Q2)\"",
                                              "\"Cùng kỳ năm trước (2025Q3)\""});
    CHECK(rows[1][1] == "12500");
    for (std::size_t i = 1; i <= sheets.size(); ++i) {
        const auto sheet = parse_markup(part_of(xlsx, "xl/worksheets/sheet" + std::to_string(i) + ".xml"));
        CHECK(sheet->all("f").empty());
        CHECK(sheet->first("pane")->attribute("state") == "frozen");
        CHECK_FALSE(sheet->all("col").empty());
    }
    const auto strings = parse_markup(part_of(xlsx, "xl/sharedStrings.xml"))->whole_text();
    CHECK(strings.find("'=HYPERLINK") != std::string::npos);
    CHECK(parse_markup(part_of(written(DataFormat::xlsx, sample(), "en"), "xl/workbook.xml"))
              ->all("sheet")
              .at(1)
              ->attribute("name") == "Register of groups");
}

TEST_CASE("codes that another office wrote as formulas are texts in CSV and in a spreadsheet") {
    auto data = sample();
    data.offices.front().code = "=1+1";
    data.sections.front().tables.front().rows.front().key = "@SUM(A1:A9)";
    data.sections.front().tables.front().rows.front().name_vi = "-2+3";
    const auto read = read_report_json(written(DataFormat::json, data), "a.json");
    const auto csv = written(DataFormat::csv, read);
    CHECK(csv.find("report,office,,2026Q3,'=1+1,true\r\n") != std::string::npos);
    CHECK(csv.find(",'@SUM(A1:A9),") != std::string::npos);
    const auto xlsx = written(DataFormat::xlsx, read);
    CHECK(parse_markup(part_of(xlsx, "xl/sharedStrings.xml"))->whole_text().find("'-2+3") !=
          std::string::npos);
    CHECK(part_of(xlsx, "xl/worksheets/sheet3.xml").find("<f>") == std::string::npos);
}

TEST_CASE("the same report is the same bytes in every data format") {
    for (const auto& format : k_enum_names<DataFormat>) {
        CHECK(written(format.value, sample()) == written(format.value, sample()));
    }
}

TEST_CASE("a file that is not a report is refused with its place") {
    const auto text = written(DataFormat::json, sample());
    CHECK(refusal("") ==
          "a.json:1:1: is not JSON from here on; expected a report that `hnat report … -f json` has "
          "written");
    CHECK(refusal("{\n \"schema\": nan}").starts_with("a.json:2:"));
    CHECK(refusal(text.substr(0, text.size() / 2)).find("is not JSON from here on") != std::string::npos);
    CHECK(refusal("[]") == "a.json: /: found []; expected an object");
    CHECK(refusal("{}") == "a.json: /: has no 'schema'; was it written by `hnat report … -f json`?");
    CHECK(refusal(replaced(text, "hnat.report/1", "hnat.report/2")) ==
          "a.json: /schema: found \"hnat.report/2\"; expected hnat.report/1 or hnat.report.rollup/1");
    CHECK(refusal(replaced(text, "\"now\": 12500", "\"now\": -1")) ==
          "a.json: /sections/register/figures/groups/now: found -1; expected a whole number from 0 on");
    CHECK(refusal(replaced(text, "\"now\": 12500", "\"now\": 1.5"))
              .ends_with("expected a whole number from 0 on"));
    CHECK(refusal(replaced(text, "\"now\": 12500", "\"now\": 1e400")).starts_with("a.json"));
    CHECK(refusal(replaced(text, "\"now\": 12500", "\"now\": 18446744073709551615"))
              .ends_with("expected a whole number from 0 on"));
    CHECK(refusal(replaced(text, "\"now\": 12500", "\"now\": 5, \"now\": 12500")) ==
          "a.json: the name 'now' stands twice in one object; which one counts is not clear");
    CHECK(refusal(replaced(text, "\"kind\": \"quarterly\"", "\"kind\": \"weekly\"")) ==
          "a.json: /kind: found \"weekly\"; expected one of monthly, quarterly, half-year, annual");
    CHECK(refusal(replaced(text, "\"code\": \"2026Q3\"", "\"code\": \"last\""))
              .starts_with("a.json: /period/code"));
    CHECK(refusal(replaced(text, "\"first_day\": \"2026-06-15\"", "\"first_day\": \"2026-07-01\"")) ==
          "a.json: /period: found "
          "{\"code\":\"2026Q3\",\"first_day\":\"2026-07-01\",\"last_day\":\"2026-…; expected "
          "2026Q3 from 2026-06-15 to 2026-09-14");
    CHECK(refusal(std::string(100'000, '[')).starts_with("a.json: values lie too deep"));
    CHECK(refusal(std::string(k_most_report_bytes + 1, ' ')).starts_with("a.json: has 4194305 bytes"));
    CHECK(refusal(replaced(text, "\"code\": \"VP\"", "\"code\": \"\\u001b[31m\""))
              .empty()); // a text like others
}

TEST_CASE(
    "P4, P1: no report of another office brings a harm of its own or somebody's number into a roll-up") {
    const auto text = written(DataFormat::json, sample());
    CHECK(refusal(replaced(text, "\"key\": \"FRD\"", "\"key\": \"POL\""))
              .ends_with("found \"POL\"; expected a code of the closed list 'harm' (P4)"));
    const auto person =
        refusal(replaced(text, "\"name_vi\": \"Facebook\"", "\"name_vi\": \"Mẫu 0900 000 001\""));
    CHECK(person.ends_with("expected a name without a telephone number or an e-mail address (P1)"));
    CHECK(person.find("0900") == std::string::npos);
}

TEST_CASE("P8: a report that shows what is to be hidden is refused") {
    auto data = sample();
    for (auto& section : data.sections) {
        if (section.name == "protection") {
            section.figures.front().now = std::int64_t{3};
        }
    }
    CHECK(refusal(written(DataFormat::json, data)) == "a.json: /sections/protection/figures/received/now: "
                                                      "found 3; expected null: counts from 1 to 4 are hidden "
                                                      "here (P8)");
    CHECK(refusal(replaced(written(DataFormat::json, sample()), "\"hidden_below\": 5",
                           "\"hidden_below\": 2")) == "a.json: /hidden_below: found 2; expected 5 (P8)");
}

TEST_CASE("whatever bytes a report loses or gets, it is read or refused, and nothing else") {
    const auto seed = test::seed();
    MESSAGE("seed " << seed);
    std::mt19937_64 random(seed);
    const auto text = written(DataFormat::json, sample());
    std::size_t refused = 0;
    for (int round = 0; round < 400; ++round) {
        auto spoiled = text;
        for (auto changes = 1 + random() % 4; changes > 0; --changes) {
            const auto at = random() % spoiled.size();
            if (random() % 2 == 0) {
                spoiled[at] = static_cast<char>(random() % 256);
            } else {
                spoiled.erase(at, random() % 40);
            }
        }
        try {
            read_report_json(spoiled, "a.json");
        } catch (const Error& error) {
            CHECK(static_cast<int>(error.kind()) == static_cast<int>(ErrorKind::rejected));
            ++refused;
        }
    }
    MESSAGE("refused of 400: " << refused);
    CHECK(refused > 100);
}
