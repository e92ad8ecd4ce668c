#include "base/error.hpp"
#include "tests/seed.hpp"
#include "tests/tip/tip_support.hpp"
#include "tip/figures.hpp"
#include "tip/tip_count.hpp"

#include <random>

using namespace hnat;
using namespace hnat::test;

namespace {

std::int64_t count_of(const TipFigures& figures, Harm harm) {
    return figures.received.at(static_cast<std::size_t>(harm)).count;
}

} // namespace

TEST_CASE("figures of a period are those of its months, in the calendar that is asked for") {
    const ScratchTips tips;
    Store store = tips.write();
    {
        Transaction t(store, {k_unnamed_staff, day("2026-10-01")});
        raise_tip_count(t, TipEvent::received, day("2026-09-14"), "FRD");
        raise_tip_count(t, TipEvent::received, day("2026-09-15"), "FRD");
        raise_tip_count(t, TipEvent::received, day("2026-09-15"), "PHI");
        raise_tip_count(t, TipEvent::acknowledged, day("2026-09-16"), "in:1");
        raise_tip_count(t, TipEvent::acknowledged, day("2026-09-16"), "late:9");
        raise_tip_count(t, TipEvent::acknowledged, day("2026-09-16"), "in:3");
        raise_tip_count(t, TipEvent::referred, day("2026-09-17"), "police:P2:late:4");
        raise_tip_count(t, TipEvent::referred, day("2026-09-18"), "platform");
        raise_tip_count(t, TipEvent::closed, day("2026-09-19"), "resolved:in:5");
        raise_tip_count(t, TipEvent::closed, day("2026-09-20"), "resolved");
        raise_tip_count(t, TipEvent::out_of_scope, day("2026-09-20"));
        raise_tip_count(t, TipEvent::revealed, day("2026-09-20"));
        raise_tip_count(t, TipEvent::reveal_refused, day("2026-09-20"));
        t.commit();
    }
    const auto of = [&](const char* regime, PeriodKind kind, int number) {
        const Regime& calendar = find_regime(regime);
        return tip_figures(store, calendar, calendar.period(kind, 2026, number));
    };
    CHECK_EQ(count_of(of("nd09", PeriodKind::quarter, 3), Harm::frd), 1);
    CHECK_EQ(count_of(of("nd09", PeriodKind::quarter, 4), Harm::frd), 1);
    CHECK_EQ(count_of(of("calendar", PeriodKind::quarter, 3), Harm::frd), 2);
    CHECK_EQ(count_of(of("calendar", PeriodKind::quarter, 4), Harm::frd), 0);
    const TipFigures year = of("nd09", PeriodKind::year, 1);
    CHECK_EQ(count_of(year, Harm::frd), 2);
    CHECK_EQ(count_of(year, Harm::phi), 1);
    CHECK_EQ(year.acknowledged.in_term, 2);
    CHECK_EQ(year.acknowledged.late, 1);
    CHECK(year.acknowledged.median() == 3);
    CHECK_EQ(year.referred.at(static_cast<std::size_t>(Route::police)).count, 1);
    CHECK_EQ(year.referred.at(static_cast<std::size_t>(Route::platform)).count, 1);
    CHECK_EQ(year.first_referred.late, 1);
    CHECK_EQ(year.first_referred.all(), 1);
    CHECK_EQ(year.closed.at(static_cast<std::size_t>(TipDisposition::resolved)).count, 2);
    CHECK_EQ(year.first_closed.all(), 1);
    CHECK(year.first_closed.median() == 5);
    CHECK_EQ(year.out_of_scope, 1);
    CHECK_EQ(year.revealed, 1);
    CHECK_EQ(year.reveal_refused, 1);
}

TEST_CASE("a median is one of the values, the lower of the two in the middle") {
    CHECK_FALSE(TookFigures{}.median().has_value());
    CHECK((TookFigures{1, 0, {{4, 1}}}).median() == 4);
    CHECK((TookFigures{2, 0, {{4, 1}, {9, 1}}}).median() == 4);
    CHECK((TookFigures{3, 0, {{4, 1}, {9, 2}}}).median() == 9);
    CHECK((TookFigures{4, 2, {{0, 3}, {2, 3}}}).median() == 0);
}

TEST_CASE("months make quarters make halves make the year, whatever happened when") {
    const auto seed = test::seed();
    MESSAGE("seed " << seed);
    std::mt19937_64 random(seed);
    const ScratchTips tips;
    Store store = tips.write();
    {
        Transaction t(store, {k_unnamed_staff, day("2027-02-01")});
        for (int i = 0; i < 300; ++i) {
            const Day on = day("2025-12-01") + std::chrono::days{random() % 420};
            raise_tip_count(t, TipEvent::received, on, names_of<Harm>().at(random() % 15));
            raise_tip_count(t, TipEvent::acknowledged, on,
                            detail_of({random() % 3 > 0, static_cast<int>(random() % 9)}));
        }
        t.commit();
    }
    for (const Regime& regime : regimes()) {
        const auto sum = [&](PeriodKind kind, int periods) {
            std::int64_t all = 0;
            std::int64_t acknowledged = 0;
            for (int number = 1; number <= periods; ++number) {
                const TipFigures figures = tip_figures(store, regime, regime.period(kind, 2026, number));
                for (const auto& count : figures.received) {
                    all += count.count;
                }
                acknowledged += figures.acknowledged.all();
            }
            CHECK_EQ(all, acknowledged);
            return all;
        };
        const auto year = sum(PeriodKind::year, 1);
        CHECK(year > 100);
        CHECK_EQ(sum(PeriodKind::half, 2), year);
        CHECK_EQ(sum(PeriodKind::quarter, 4), year);
        CHECK_EQ(sum(PeriodKind::month, 12), year);
    }
}

TEST_CASE("a counter that hnat never writes is an error, not a figure") {
    const ScratchTips tips;
    Store store = tips.write();
    const Regime& regime = find_regime("nd09");
    for (const char* detail : {"POL", "", "FRD:"}) {
        store.db().exec(fmt::format("DELETE FROM tip_count; INSERT INTO tip_count VALUES ('nd09', '2026-09', "
                                    "'closed', '{}', 1)",
                                    detail));
        CHECK_THROWS_AS(tip_figures(store, regime, regime.period(PeriodKind::year, 2026, 1)), Error);
    }
}
