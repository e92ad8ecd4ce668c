/// Figures made by hand, for tests of what a report says.
#pragma once

#include "report/report.hpp"
#include "tests/support.hpp"

namespace hnat::test {

inline RegisterFigures figures_of(std::vector<RegisterCount> platforms, std::vector<RegisterCount> topics,
                                  std::vector<RegisterCount> localities) {
    RegisterFigures figures;
    for (const auto& count : platforms) {
        figures.groups += count.groups;
        figures.members += count.members;
        figures.added += count.added;
    }
    figures.members_known = figures.groups - figures.groups / 10;
    figures.by_platform = std::move(platforms);
    figures.by_topic = std::move(topics);
    figures.by_locality = std::move(localities);
    return figures;
}

/// The third quarter of 2026 with a quarter before it and no last year.
inline ReportFigures sample_figures(std::string_view regime) {
    ReportFigures f;
    f.office = {"Văn phòng chương trình Hội nhóm an toàn",
                "VP",
                "Sở Văn hóa, Thể thao và Du lịch",
                "19",
                "Thái Nguyên",
                day("2026-01-05")};
    f.regime = find_regime(regime);
    f.period = f.regime.period(PeriodKind::quarter, 2026, 3);
    f.previous = f.regime.previous(f.period);
    f.year_before = f.regime.same_of_last_year(f.period);
    f.made_on = day("2026-10-05");
    f.now = figures_of({{"facebook", "Facebook", "Facebook", 9'800, 12'345'678, 640},
                        {"zalo", "Zalo", "Zalo", 2'650, 410'200, 210},
                        {"forum", "Diễn đàn", "Forum", 50, 0, 0}},
                       {{"trade", "Mua bán", "Trade", 8'000, 11'000'000, 500},
                        {"neighbourhood", "Khu dân cư", "Neighbourhood", 4'000, 1'700'000, 350},
                        {"", "", "", 500, 55'878, 0}},
                       {{"05692", "Đồng Hỷ", "Đồng Hỷ", 7'000, 9'000'000, 400},
                        {"02143", "Văn Lang", "Văn Lang", 2'500, 2'000'000, 250},
                        {"05665", "Văn Lăng", "Văn Lăng", 2'400, 1'700'000, 200},
                        {"", "", "", 600, 55'878, 0}});
    f.now.expired = 12;
    f.now.unresolved = 31;
    f.now.unresolved_added = 5;
    f.then = figures_of({{"facebook", "Facebook", "Facebook", 9'160, 11'000'000, 800},
                         {"zalo", "Zalo", "Zalo", 2'440, 380'000, 100},
                         {"forum", "Diễn đàn", "Forum", 50, 0, 50}},
                        {{"trade", "Mua bán", "Trade", 7'500, 10'000'000, 500},
                         {"neighbourhood", "Khu dân cư", "Neighbourhood", 3'650, 1'324'122, 450},
                         {"", "", "", 500, 55'878, 0}},
                        {{"05692", "Đồng Hỷ", "Đồng Hỷ", 6'600, 8'500'000, 400},
                         {"02143", "Văn Lang", "Văn Lang", 2'250, 1'500'000, 350},
                         {"05665", "Văn Lăng", "Văn Lăng", 2'200, 1'324'122, 200},
                         {"", "", "", 600, 55'878, 0}});
    f.then.unresolved = 26;
    f.audit_size = 1'284;
    f.audit_head = std::string(64, 'a');
    return f;
}

} // namespace hnat::test
