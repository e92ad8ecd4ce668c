/// Reports from a real register.
#include "base/file.hpp"
#include "base/hash.hpp"
#include "store/office.hpp"
#include "survey/locality.hpp"
#include "survey/register.hpp"
#include "survey/row.hpp"
#include "tests/report/sample.hpp"
#include "tests/seed.hpp"

#include <random>

using namespace hnat;
using namespace hnat::test;

namespace {

/// A store on disk with groups surveyed over two years.
class Register {
  public:
    Register(std::uint64_t seed, std::size_t groups) {
        std::mt19937_64 random(seed);
        auto store = Store::create(options(), day("2024-11-01"));
        {
            Transaction transaction(store, {k_unnamed_staff, day("2024-11-01")});
            write_office(transaction, {"Văn phòng", "VP", "", "19", "Thái Nguyên", day("2024-11-01")});
            seed_localities(transaction);
            transaction.commit();
        }
        const auto localities = list_localities(store, "19", false);
        const auto& platforms = AddressRules::standard().platforms();
        for (std::size_t i = 0; i < groups; ++i) {
            const auto today = day("2024-11-01") + std::chrono::days{700 * i / groups};
            Transaction transaction(store, {k_unnamed_staff, today});
            GroupFacts facts;
            facts.name = "Nhóm " + std::to_string(i);
            if (random() % 5 != 0) {
                facts.members = static_cast<std::int64_t>(random() % 10'000);
            }
            if (random() % 5 != 0) {
                facts.topic = topics()[random() % topics().size()];
            }
            if (random() % 5 != 0) {
                facts.locality = localities[random() % localities.size()].code;
            }
            GroupAddress address;
            address.platform = platforms[random() % platforms.size()];
            address.id = std::to_string(i);
            address.url = "https://example.org/" + address.id;
            address.resolved = random() % 10 != 0;
            add_group(transaction, address, facts);
            transaction.commit();
        }
    }

    [[nodiscard]] std::filesystem::path path() const { return m_folder.path() / "hnat.db"; }
    [[nodiscard]] Store open(Day today) const { return Store::open(options(), Access::read, today); }

  private:
    [[nodiscard]] StoreOptions options() const {
        StoreOptions options;
        options.path = path();
        return options;
    }
    TempDir m_folder;
};

void check_sums(const RegisterFigures& figures) {
    for (const auto* table : {&figures.by_platform, &figures.by_topic, &figures.by_locality}) {
        RegisterCount sum;
        for (const auto& count : *table) {
            sum.groups += count.groups;
            sum.members += count.members;
            sum.added += count.added;
        }
        CHECK_EQ(sum.groups, figures.groups);
        CHECK_EQ(sum.members, figures.members);
        CHECK_EQ(sum.added, figures.added);
    }
}

} // namespace

TEST_CASE("figures of a register add up in every quarter, and what was added in months is what was added in "
          "the quarter") {
    const auto seed = test::seed();
    MESSAGE("seed " << seed);
    const Register groups(seed, 150);
    const auto today = day("2026-10-05");
    const auto store = groups.open(today);
    for (const auto& regime : regimes()) {
        for (int year = 2025; year <= 2026; ++year) {
            for (int quarter = 1; quarter <= 4; ++quarter) {
                CAPTURE(year);
                CAPTURE(quarter);
                const auto figures =
                    report_figures(store, regime, regime.period(PeriodKind::quarter, year, quarter), today);
                check_sums(figures.now);
                check_sums(figures.then);
                check_sums(figures.last_year);
                std::int64_t added = 0;
                std::int64_t expired = 0;
                for (int month = 3 * quarter - 2; month <= 3 * quarter; ++month) {
                    const auto of_month =
                        register_figures(store, regime.period(PeriodKind::month, year, month).days);
                    added += of_month.added;
                    expired += of_month.expired;
                }
                CHECK_EQ(added, figures.now.added);
                CHECK_EQ(expired, figures.now.expired);
                // Nothing is lost between two periods (P7: what expired is counted).
                CHECK_EQ(figures.then.groups + figures.now.added - figures.now.expired, figures.now.groups);
            }
        }
    }
}

TEST_CASE("P9: a report names the head of the audit chain, leaves the database as it is, and is the same "
          "each time") {
    const Register groups(7, 40);
    const auto before = sha256(read_file(groups.path()));
    const auto today = day("2026-10-05");
    std::string first;
    for (int run = 0; run < 2; ++run) {
        const auto store = groups.open(today);
        const auto& regime = find_regime("nd09");
        const auto figures =
            report_figures(store, regime, regime.last_closed(PeriodKind::quarter, today), today);
        CHECK_EQ(figures.period.code(), "2026Q3");
        const auto text = render_report(figures, "vi", DocumentFormat::txt, std::nullopt);
        CHECK(text.find(store_info(store).audit_head) != std::string::npos);
        CHECK((run == 0 || text == first));
        first = text;
    }
    CHECK_EQ(to_hex(sha256(read_file(groups.path()))), to_hex(before));
}
