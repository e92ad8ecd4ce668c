#include "base/error.hpp"
#include "report/rollup.hpp"
#include "tests/report/sample.hpp"
#include "tests/seed.hpp"

#include <doctest.h>

#include <algorithm>
#include <random>

using namespace hnat;
using namespace hnat::test;

namespace {

const Figure& figure(const ReportData& data, std::string_view section, std::string_view name) {
    const auto found = std::ranges::find(data.sections, section, &ReportSection::name);
    REQUIRE(found != data.sections.end());
    const auto figure = std::ranges::find(found->figures, name, &Figure::name);
    REQUIRE(figure != found->figures.end());
    return *figure;
}

const FigureTable& table(const ReportData& data, std::string_view section, std::string_view name) {
    const auto found = std::ranges::find(data.sections, section, &ReportSection::name);
    REQUIRE(found != data.sections.end());
    const auto table = std::ranges::find(found->tables, name, &FigureTable::name);
    REQUIRE(table != found->tables.end());
    return *table;
}

/// The report of another office: other uuid and code.
NamedReportData office(const std::string& code, ReportFigures figures = sample_figures("nd09")) {
    figures.office.code = code;
    figures.office_uuid = std::string(31, 'a') + static_cast<char>('0' + code.size());
    return {code + ".json", report_data(figures)};
}

std::string refusal(std::vector<NamedReportData> reports) {
    try {
        add_up(std::move(reports), day("2026-10-05"));
    } catch (const Error& error) {
        CHECK(static_cast<int>(error.kind()) == static_cast<int>(ErrorKind::rejected));
        return error.what();
    }
    return {};
}

} // namespace

TEST_CASE("a roll-up adds counts, sorts what is broken down, and leaves means and shares out") {
    auto other = sample_figures("nd09");
    other.now.by_platform.front().groups = 1;
    other.now.groups = 2'701;
    other.trend.back().groups = 2'701;
    const auto total = add_up({office("A"), office("BB", other)}, day("2026-10-05"));
    CHECK(total.schema == k_rollup_schema);
    CHECK(total.offices.size() == 2);
    CHECK(total.made_on == day("2026-10-05"));
    CHECK_FALSE(total.open);
    CHECK(figure(total, "register", "groups").now == Number(std::int64_t{12'500 + 2'701}));
    CHECK(figure(total, "register", "groups").previous == Number(std::int64_t{2 * 11'650}));
    CHECK(figure(total, "register", "groups").last_year == Number(NoNumber::unknown));
    CHECK(table(total, "register", "by_platform").rows.front().figures.front().now ==
          Number(std::int64_t{9'801}));
    CHECK(total.trend.front().values.back() == Number(std::int64_t{12'500 + 2'701}));
    for (const auto& section : total.sections) {
        CHECK(section.measures.empty());
    }
}

TEST_CASE(
    "a report of a part of the period is no summand of a whole one, and two of a part make one of a part") {
    auto early = sample_figures("nd09");
    early.made_on = day("2026-09-14");
    const std::string expected =
        "BB.json: was made on 2026-09-14, before 2026Q3 had ended, and A.json after it; make it again";
    CHECK(refusal({office("A"), office("BB", early)}) == expected);
    CHECK(refusal({office("BB", early), office("A")}) == expected);
    CHECK(add_up({office("A", early), office("BB", early)}, day("2026-10-05")).open);
}

TEST_CASE("P8: what is hidden in one report is hidden in the sum, whatever the others have") {
    const auto seed = test::seed();
    MESSAGE("seed " << seed);
    std::mt19937_64 random(seed);
    for (int round = 0; round < 50; ++round) {
        std::vector<NamedReportData> reports;
        for (const char* code : {"A", "BB", "CCC"}) {
            auto figures = sample_figures("nd09");
            RequestFigures requests;
            for (const auto& kind : k_enum_names<RequestKind>) {
                requests.kinds.push_back({kind.value, static_cast<std::int64_t>(random() % 9)});
                requests.received += requests.kinds.back().received;
            }
            requests.done_in_term = static_cast<std::int64_t>(random() % 12);
            requests.open_at_end = static_cast<std::int64_t>(random() % 12);
            figures.protection.now = protection_figures(requests);
            reports.push_back(office(code, figures));
        }
        const auto total = add_up(reports, day("2026-10-05"));
        const auto& rows = table(total, "protection", "requests").rows;
        for (std::size_t i = 0; i < rows.size(); ++i) {
            std::int64_t sum = 0;
            bool hidden = false;
            for (const auto& report : reports) {
                const auto& number = table(report.data, "protection", "requests").rows[i].figures.front().now;
                hidden = hidden || number == Number(NoNumber::hidden);
                sum += hidden ? 0 : std::get<std::int64_t>(number);
            }
            CHECK(rows[i].figures.front().now == (hidden ? Number(NoNumber::hidden) : Number(sum)));
        }
    }
}

TEST_CASE("a roll-up refuses reports that can't be added, and says which") {
    CHECK(refusal({office("A")}) == "a roll-up needs the reports of two offices or more");
    CHECK(refusal({office("A"), office("A")}) ==
          "A.json: the office A is in A.json too; each office counts once");
    auto copy = office("A");
    copy.data.offices.front().code = "BB"; // a copy of the database under another code
    CHECK(refusal({office("A"), copy}) == "A.json: the office BB is in A.json too; each office counts once");
    CHECK(refusal({office("A"), office("BB", sample_figures("calendar"))}) ==
          "BB.json: is of the reporting calendar calendar, but A.json is of nd09; only reports of the same "
          "one can "
          "be added");
    CHECK(refusal({office("A"), office("BB", sample_figures("nd09", PeriodKind::year))}) ==
          "BB.json: is of the kind annual, but A.json is of quarterly; only reports of the same one can be "
          "added");
    auto later = sample_figures("nd09");
    later.period = later.regime.period(PeriodKind::quarter, 2026, 4);
    CHECK(refusal({office("A"), office("BB", later)}) == "BB.json: is of the period 2026Q4, but A.json is of "
                                                         "2026Q3; only reports of the same one can be added");
    auto part = sample_figures("nd09");
    part.selection.platforms = {"zalo"};
    CHECK(refusal({office("A"), office("BB", part)}) ==
          "BB.json: is of other groups than A.json: their platforms, topics or localities differ");
}

TEST_CASE("what only some of the reports have is left out of the sum, and a key that one has counts") {
    auto a = office("A");
    auto b = office("BB");
    auto& figures = a.data.sections.front().figures;
    figures.push_back({"later", std::int64_t{3}, NoNumber::unknown, NoNumber::unknown});
    a.data.sections.push_back({"later", {}, {}, {}, false});
    b.data.sections.front().tables.front().rows.push_back(
        {"new", "Mới", "New", b.data.sections.front().tables.front().rows.front().figures});
    const auto total = add_up({a, b}, day("2026-10-05"));
    CHECK(std::ranges::find(total.sections, "later", &ReportSection::name) == total.sections.end());
    CHECK(std::ranges::find(total.sections.front().figures, "later", &Figure::name) ==
          total.sections.front().figures.end());
    const auto& rows = table(total, "register", "by_platform").rows;
    const auto row = std::ranges::find(rows, "new", &FigureRow::key);
    REQUIRE(row != rows.end());
    CHECK(row->figures.front().now == Number(std::int64_t{9'800}));
}
