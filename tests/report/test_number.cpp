#include "report/report_number.hpp"
#include "store/audit.hpp"
#include "store/office.hpp"
#include "tests/report/sample.hpp"

using namespace hnat;
using namespace hnat::test;

namespace {

class Numbers {
  public:
    Numbers() : m_store(Store::create({":memory:"}, day("2026-01-05"))) {
        Transaction transaction(m_store, {k_unnamed_staff, day("2026-01-05")});
        write_office(transaction, {"Văn phòng", "VP", "", "19", "Thái Nguyên", day("2026-01-05")});
        transaction.commit();
    }

    ReportNumber give(const char* today, PeriodKind kind, int year, int number, const char* regime = "nd09") {
        Transaction transaction(m_store, {k_unnamed_staff, day(today)});
        const auto& calendar = find_regime(regime);
        auto given = give_report_number(transaction, calendar, calendar.period(kind, year, number));
        transaction.commit();
        return given;
    }
    [[nodiscard]] Store& store() { return m_store; }
    [[nodiscard]] std::size_t audited() const {
        std::size_t rows = 0;
        for (const auto& row : audit_rows(m_store)) {
            rows += row.verb == "report-number" ? 1U : 0U;
        }
        return rows;
    }

  private:
    Store m_store;
};

} // namespace

TEST_CASE("numbers go on by one in a year, and begin at 01 in the next") {
    Numbers numbers;
    CHECK(number_text(numbers.give("2026-04-16", PeriodKind::quarter, 2026, 1), "VP") == "01/BC-VP");
    CHECK(numbers.give("2026-07-16", PeriodKind::quarter, 2026, 2).number == 2);
    CHECK(numbers.give("2026-07-16", PeriodKind::half, 2026, 1).number == 3);
    CHECK(numbers.give("2026-07-17", PeriodKind::quarter, 2026, 2, "calendar").number == 4);
    const auto next_year = numbers.give("2027-01-04", PeriodKind::year, 2026, 1);
    CHECK(next_year.number == 1);
    CHECK(next_year.year == 2027);
    CHECK(report_numbers(numbers.store(), std::nullopt).size() == 5);
    CHECK(report_numbers(numbers.store(), 2027) == std::vector{next_year});
    CHECK(number_text({2026, 112, PeriodKind::month, "2026-01", "nd09", day("2026-02-01")}, "VP") ==
          "112/BC-VP");
}

TEST_CASE("P9: a report keeps its number, and the chain hears of it once") {
    Numbers numbers;
    const auto first = numbers.give("2026-07-16", PeriodKind::quarter, 2026, 2);
    CHECK(numbers.give("2027-02-01", PeriodKind::quarter, 2026, 2) == first);
    CHECK(numbers.audited() == 1);
    const auto& regime = find_regime("nd09");
    CHECK(find_report_number(numbers.store(), regime, regime.period(PeriodKind::quarter, 2026, 2)) == first);
    CHECK_FALSE(find_report_number(numbers.store(), regime, regime.period(PeriodKind::quarter, 2026, 3)));
    CHECK(report_figures(numbers.store(), regime, regime.period(PeriodKind::quarter, 2026, 2),
                         day("2026-07-20"))
              .number == first);
}
