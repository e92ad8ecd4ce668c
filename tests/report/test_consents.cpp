/// P8: what is in force, beside what was given, tells what was withdrawn.
#include "enroll/programme_count.hpp"
#include "report/consents.hpp"
#include "report/data.hpp"
#include "store/statement.hpp"
#include "tests/report/history.hpp"
#include "tests/report/sample.hpp"

#include <algorithm>

using namespace hnat;
using namespace hnat::test;

namespace {

Store new_office() {
    auto store = Store::create({":memory:"}, day("2026-01-05"));
    Transaction transaction(store, {k_unnamed_staff, day("2026-01-05")});
    write_office(transaction, {"Văn phòng", "VP", "Sở", "19", "Thái Nguyên", day("2026-01-05")});
    transaction.commit();
    return store;
}

void record(Store& store, ProgrammeEvent event, const char* on, std::int64_t count) {
    Transaction transaction(store, {k_unnamed_staff, day(on)});
    raise_count(transaction, event, count);
    transaction.commit();
}

/// Whether a report of the programme's period shows what is in force.
bool shows_consents(const Store& store, const Regime& regime, PeriodKind kind, int number,
                    const char* today) {
    const auto figures = report_figures(store, regime, regime.period(kind, 2026, number), day(today));
    const auto data = report_data(figures);
    const auto programme = std::ranges::find(data.sections, "programme", &ReportSection::name);
    REQUIRE(programme != data.sections.end());
    bool shown = true;
    for (const auto& row : programme->tables.front().rows) {
        shown = shown && row.figures.front().now != Number(NoNumber::hidden);
    }
    CHECK(shown == figures.consents.has_value());
    return shown;
}

} // namespace

TEST_CASE("P8: what is in force is shown until the first consent or person is lost, and never again") {
    CHECK(may_show_consents({}));
    CHECK(may_show_consents({9, 0, 0, 0}));
    for (const LossFigures& lost : {LossFigures{9, 1, 0, 0}, LossFigures{9, 0, 1, 0}, LossFigures{9, 0, 0, 1},
                                    LossFigures{99, 50, 9, 9}}) {
        CHECK_FALSE(may_show_consents(lost));
    }
    const auto& regime = find_regime("nd09");
    for (const ProgrammeEvent lost :
         {ProgrammeEvent::withdrawn, ProgrammeEvent::erased, ProgrammeEvent::purged}) {
        for (const std::int64_t count : {1, 50}) {
            Store store = new_office();
            record(store, ProgrammeEvent::consented, "2026-01-10", 100);
            record(store, lost, "2026-01-20", count);
            for (const int quarter : {1, 2, 3}) {
                CHECK_FALSE(shows_consents(store, regime, PeriodKind::quarter, quarter, "2026-12-31"));
            }
        }
    }
}

TEST_CASE("P8: what is in force is hidden with the withdrawals that it would tell, and shown where there "
          "were none") {
    Store store = new_office();
    const auto& regime = find_regime("nd09");
    record(store, ProgrammeEvent::consented, "2026-01-10", 20);
    CHECK(shows_consents(store, regime, PeriodKind::quarter, 1, "2026-12-31"));
    record(store, ProgrammeEvent::withdrawn, "2026-05-10", 2);
    CHECK(shows_consents(store, regime, PeriodKind::quarter, 1, "2026-12-31"));
    CHECK_FALSE(shows_consents(store, regime, PeriodKind::quarter, 2, "2026-12-31"));
    CHECK_FALSE(shows_consents(store, regime, PeriodKind::half, 1, "2026-12-31"));
    // None were withdrawn, but the number would still tell of the quarter before.
    CHECK_FALSE(shows_consents(store, regime, PeriodKind::quarter, 3, "2026-12-31"));
}

TEST_CASE("P8: what is in force is not shown beside withdrawals that are shown: it would tell how many "
          "persons they were") {
    Store store = new_office();
    const auto& regime = find_regime("nd09");
    record(store, ProgrammeEvent::consented, "2026-01-10", 20);
    record(store, ProgrammeEvent::withdrawn, "2026-05-10", 5);
    CHECK_FALSE(shows_consents(store, regime, PeriodKind::quarter, 2, "2026-12-31"));
    CHECK_FALSE(shows_consents(store, regime, PeriodKind::half, 2, "2027-01-31"));
}

TEST_CASE("P8: losses are hidden for good once few of the consents given are left, or few were lost") {
    const auto& regime = find_regime("nd09");
    const auto withdrawn = [&](const Store& store, int quarter) {
        const auto figures = report_figures(store, regime, regime.period(PeriodKind::quarter, 2026, quarter),
                                            day("2026-12-31"));
        REQUIRE(figures.protection.now.has_value());
        return figures.protection.now->withdrawn;
    };
    Store many = new_office();
    record(many, ProgrammeEvent::consented, "2026-01-10", 40);
    record(many, ProgrammeEvent::withdrawn, "2026-05-10", 6);
    CHECK(withdrawn(many, 1) == ShownCount(0));
    CHECK(withdrawn(many, 2) == ShownCount(6)); // six are left to be erased, which is no small number
    Store erased = new_office();
    record(erased, ProgrammeEvent::consented, "2026-01-10", 40);
    record(erased, ProgrammeEvent::withdrawn, "2026-05-10", 12);
    record(erased, ProgrammeEvent::erased, "2026-05-20", 6);
    CHECK(withdrawn(erased, 2) == ShownCount(12));
    record(erased, ProgrammeEvent::erased, "2026-06-20", 4);
    CHECK(withdrawn(erased, 2) == ShownCount(12));
    CHECK(withdrawn(erased, 3) == std::nullopt);
    Store few = new_office();
    record(few, ProgrammeEvent::consented, "2026-01-10", 6);
    record(few, ProgrammeEvent::withdrawn, "2026-05-10", 5);
    CHECK(withdrawn(few, 2) == std::nullopt); // one is left, and would be told when it goes
    CHECK(withdrawn(few, 4) == std::nullopt);
}

TEST_CASE("P8: what is in force is shown in no month, and in no period that goes on") {
    Store store = new_office();
    const auto& regime = find_regime("nd09");
    record(store, ProgrammeEvent::consented, "2026-01-10", 20);
    CHECK_FALSE(shows_consents(store, regime, PeriodKind::month, 1, "2026-12-31"));
    CHECK_FALSE(shows_consents(store, regime, PeriodKind::quarter, 2, "2026-06-14"));
    CHECK(shows_consents(store, regime, PeriodKind::quarter, 2, "2026-06-15"));
}

TEST_CASE("P8: a report that is made again after an erasure does not show what is in force, whatever day it "
          "is said to be") {
    Store store = new_office();
    const auto& regime = find_regime("nd09");
    record(store, ProgrammeEvent::consented, "2026-01-10", 20);
    record(store, ProgrammeEvent::erased, "2026-08-10", 1);
    CHECK_FALSE(shows_consents(store, regime, PeriodKind::quarter, 1, "2026-12-31"));
    CHECK_FALSE(shows_consents(store, regime, PeriodKind::quarter, 1, "2026-04-02"));
}
