/// P8: what is in force, beside what was given, tells what was withdrawn.
#include "enroll/programme_count.hpp"
#include "report/consents.hpp"
#include "report/data.hpp"
#include "report/suppression.hpp"
#include "store/statement.hpp"
#include "tests/report/history.hpp"
#include "tests/report/sample.hpp"
#include "tests/seed.hpp"

#include <map>
#include <set>

using namespace hnat;
using namespace hnat::test;

namespace {

using Counts = std::vector<std::int64_t>; ///< of each quarter: those withdrawn, then those erased

std::vector<LossFigures> losses_of(const Counts& counts) {
    std::vector<LossFigures> losses;
    for (std::size_t i = 0; i < counts.size(); i += 2) {
        losses.push_back({counts[i], counts[i + 1], 0});
    }
    return losses;
}

/// All that the reports of these quarters tell: each count that is not small, at whose ends the consents are
/// shown, and how many were lost from one of these to the next. An erased person's consents may count as lost
/// there or have been withdrawn before: `erased_lose`.
std::string published(const Counts& counts, bool erased_lose) {
    std::string picture;
    std::int64_t lost = 0;
    const auto losses = losses_of(counts);
    for (std::size_t quarter = 0; quarter < losses.size(); ++quarter) {
        for (const auto count : {losses[quarter].withdrawn, losses[quarter].erased}) {
            picture += shown_count(count) ? std::to_string(count) : "*";
            picture += ' ';
        }
        lost += losses[quarter].withdrawn + (erased_lose ? losses[quarter].erased : 0);
        if (may_show_consents({losses.begin(), losses.begin() + static_cast<std::ptrdiff_t>(quarter) + 1})) {
            picture += "lost " + std::to_string(lost) + ' ';
            lost = 0;
        }
    }
    return picture;
}

/// Every history of so many counts, each from 0 to `most`.
std::vector<Counts> histories(std::size_t quarters, std::int64_t most, bool erasures) {
    std::vector<Counts> all{{}};
    for (std::size_t i = 0; i < 2 * quarters; ++i) {
        std::vector<Counts> longer;
        for (const auto& counts : all) {
            for (std::int64_t count = 0; count <= (i % 2 == 1 && !erasures ? 0 : most); ++count) {
                longer.push_back(counts);
                longer.back().push_back(count);
            }
        }
        all = std::move(longer);
    }
    return all;
}

struct Told {
    std::size_t hidden = 0, told = 0, shown = 0;
};

/// How many hidden counts have one value in all histories that look alike from outside.
Told told(const std::vector<Counts>& all, bool erased_lose) {
    std::map<std::string, std::vector<const Counts*>> alike;
    for (const auto& counts : all) {
        alike[published(counts, erased_lose)].push_back(&counts);
    }
    Told result;
    for (const auto& entry : alike) {
        result.shown += entry.first.find("lost") != std::string::npos ? 1U : 0U;
        for (std::size_t i = 0; i < entry.second.front()->size(); ++i) {
            if (shown_count(entry.second.front()->at(i))) {
                continue;
            }
            std::set<std::int64_t> values;
            for (const auto* counts : entry.second) {
                values.insert(counts->at(i));
            }
            ++result.hidden;
            result.told += values.size() == 1 ? 1U : 0U;
        }
    }
    return result;
}

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

TEST_CASE("P8: whoever knows the rule and tries every year of withdrawals can't tell one that is hidden") {
    const auto result = told(histories(4, 6, false), true);
    MESSAGE(result.shown << " pictures that show consents, " << result.hidden << " hidden counts, "
                         << result.told << " told");
    CHECK(result.shown > 50);
    CHECK(result.told == 0);
}

TEST_CASE("P8: nor one of erasures beside them, whether what was erased had been withdrawn before or not") {
    for (const bool erased_lose : {false, true}) {
        const auto result = told(histories(3, 5, true), erased_lose);
        MESSAGE(result.shown << " pictures that show consents, " << result.hidden << " hidden counts, "
                             << result.told << " told");
        CHECK(result.told == 0);
    }
}

TEST_CASE("P8: what is in force is hidden with the withdrawals that it would tell, and shown where there "
          "were none") {
    Store store = new_office();
    const auto& regime = find_regime("calendar");
    record(store, ProgrammeEvent::consented, "2026-01-10", 20);
    CHECK(shows_consents(store, regime, PeriodKind::quarter, 1, "2026-12-31"));
    record(store, ProgrammeEvent::withdrawn, "2026-05-10", 2);
    CHECK(shows_consents(store, regime, PeriodKind::quarter, 1, "2026-12-31"));
    CHECK_FALSE(shows_consents(store, regime, PeriodKind::quarter, 2, "2026-12-31"));
    CHECK_FALSE(shows_consents(store, regime, PeriodKind::half, 1, "2026-12-31"));
    // None were withdrawn, but the number would still tell of the quarter before.
    CHECK_FALSE(shows_consents(store, regime, PeriodKind::quarter, 3, "2026-12-31"));
}

TEST_CASE("P8: what is in force is shown beside withdrawals that are shown") {
    Store store = new_office();
    const auto& regime = find_regime("calendar");
    record(store, ProgrammeEvent::consented, "2026-01-10", 20);
    record(store, ProgrammeEvent::withdrawn, "2026-05-10", 5);
    CHECK(shows_consents(store, regime, PeriodKind::quarter, 2, "2026-12-31"));
    CHECK(shows_consents(store, regime, PeriodKind::half, 2, "2027-01-31"));
}

TEST_CASE("P8: what is in force is shown in no month, and in no period that goes on") {
    Store store = new_office();
    const auto& regime = find_regime("calendar");
    record(store, ProgrammeEvent::consented, "2026-01-10", 20);
    CHECK_FALSE(shows_consents(store, regime, PeriodKind::month, 1, "2026-12-31"));
    CHECK_FALSE(shows_consents(store, regime, PeriodKind::quarter, 2, "2026-06-30"));
    CHECK(shows_consents(store, regime, PeriodKind::quarter, 2, "2026-07-01"));
}

TEST_CASE("P8: a report that is made again after an erasure does not show what is in force, whatever day it "
          "is said to be") {
    Store store = new_office();
    const auto& regime = find_regime("calendar");
    record(store, ProgrammeEvent::consented, "2026-01-10", 20);
    record(store, ProgrammeEvent::erased, "2026-08-10", 1);
    CHECK_FALSE(shows_consents(store, regime, PeriodKind::quarter, 1, "2026-12-31"));
    CHECK_FALSE(shows_consents(store, regime, PeriodKind::quarter, 1, "2026-04-02"));
}
