#include "report/sample.hpp"

#include <map>
#include <utility>

namespace hnat {

namespace {

Day day(std::string_view iso) {
    return parse_day(iso).value();
}

/// A programme with something in every table, and too few requests of a kind to show (P8).
void add_programme(ReportFigures& f) {
    auto& now = f.programme.now;
    now.groups = f.now.groups;
    now.shortlisted = 25;
    now.approached = 12;
    now.joined = 1'250;
    now.resting = 4;
    now.left = 3;
    auto& purposes = f.consents.emplace().purposes;
    for (const auto& purpose : k_enum_names<Purpose>) {
        purposes.push_back({purpose.value, 1'300 / static_cast<std::int64_t>(purposes.size() + 1)});
    }
    f.consents->old_charter_groups = 17;
    now.approaches = 30;
    now.declines = 2;
    now.joins = 150;
    now.leavings = 1;
    now.consents_given = 420;
    now.recognised = 9;
    f.programme.then = now;
    f.programme.then.joined = 1'101;
    f.programme.then.joins = 0;
    f.contact.now.by_kind = {{MeetingKind::quarterly, 2, 1, 38, 1, 3}, {MeetingKind::ad_hoc, 0, 0, 4, 0, 0}};
    f.contact.now.present = 1'180;
    f.contact.now.apologies = 40;
    f.contact.now.absent = 12;
    f.contact.now.groups_met = 1'248;
    f.contact.now.joined = 1'250;
    f.contact.now.overdue = {"Chợ Đồng Hỷ", "Hội | phụ huynh *lớp 5*"};
    f.contact.now.questions_asked = 61;
    f.contact.now.questions_answered = 55;
    f.contact.now.questions_open = 8;
    f.contact.now.tasks_added = 20;
    f.contact.now.tasks_done = 18;
    f.contact.now.tasks_open = 5;
    f.contact.now.tasks_late = 1;
    f.plan.now = {
        6,        6, 5, 1, 24, 22, 2, 2, {{6, "Tiếp xúc thường xuyên", "Regular contact", day("2026-07-04")}},
        "2026-09"};
    f.plan.then = {6, 5, 4, 0, 24, 15, 0, 9, {}, "2026-06"};
    f.practices.now = {40,
                       72.5,
                       {{"two-factor", "Bật xác thực hai lớp", "Two-factor sign-in", 25, 15, 0},
                        {"marketplace-rules", "Quy định mua bán", "Marketplace rules", 0, 0, 40}}};
    f.practices.then.mean_score = 68.0;
    RequestFigures requests;
    requests.kinds = {{RequestKind::see, 21}, {RequestKind::copy, 3}, {RequestKind::erase, 8}};
    requests.received = 32;
    requests.answered_in_term = 30;
    requests.answered_late = 2;
    requests.done_in_term = 26;
    requests.open_at_end = 6;
    requests.losses.withdrawn = 11;
    requests.losses.erased = 8;
    f.protection.now = protection_figures(requests);
    requests.done_late = 7;
    requests.losses.withdrawn = 0;
    f.protection.then = without_stocks(protection_figures(requests));
    f.protection.last_year.emplace();
}

template <typename Enum>
void add(std::vector<TipFigures::Count<Enum>>& counts, const std::map<Enum, std::int64_t>& some) {
    for (const auto& entry : k_enum_names<Enum>) {
        const auto found = some.find(entry.value);
        counts.push_back({entry.value, found == some.end() ? 0 : found->second});
    }
}

/// Tips with small counts in every table, and a quarter before that had too few to show any.
void add_tips(ReportFigures& f) {
    TipFigures now;
    add<Harm>(now.received, {{Harm::frd, 41}, {Harm::phi, 12}, {Harm::ato, 7}, {Harm::cgr, 2}});
    add<Route>(now.referred, {{Route::bank, 18}, {Route::police, 21}, {Route::platform, 6}});
    add<TipDisposition>(now.closed, {{TipDisposition::resolved, 30}, {TipDisposition::not_confirmed, 9}});
    now.acknowledged = {52, 6, {{0, 40}, {2, 12}, {5, 6}}};
    now.first_referred = {38, 7, {{0, 20}, {3, 18}, {6, 7}}};
    now.first_closed = {39, 0, {{12, 20}, {30, 19}}};
    now.out_of_scope = 23;
    now.reopened = 1;
    now.purged = 14;
    now.revealed = 0;
    TipFigures then;
    add<Harm>(then.received, {{Harm::frd, 2}, {Harm::mal, 1}});
    add<Route>(then.referred, {});
    add<TipDisposition>(then.closed, {});
    then.out_of_scope = 5;
    f.tips = {shown_tips(now), shown_tips(then), std::nullopt};
}

} // namespace

RegisterFigures sample_register(std::vector<RegisterCount> platforms, std::vector<RegisterCount> topics,
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

ReportFigures sample_report(const Regime& regime, PeriodKind kind) {
    ReportFigures f;
    f.office = {"Văn phòng chương trình Hội nhóm an toàn",
                "VP",
                "Sở Văn hóa, Thể thao và Du lịch",
                "19",
                "Thái Nguyên",
                day("2026-01-05")};
    f.regime = regime;
    f.period = f.regime.last_closed(kind, day("2026-10-05"));
    f.previous = f.regime.previous(f.period);
    f.year_before = f.regime.same_of_last_year(f.period);
    f.made_on = day("2026-10-05");
    f.now = sample_register({{"facebook", "Facebook", "Facebook", 9'800, 12'345'678, 640},
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
    f.then = sample_register({{"facebook", "Facebook", "Facebook", 9'160, 11'000'000, 800},
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
    add_programme(f);
    for (auto period = f.period; f.trend.size() < k_trend_periods; period = f.regime.previous(period)) {
        const auto back = static_cast<std::int64_t>(f.trend.size());
        f.trend.insert(f.trend.begin(), {period, back < 4, 12'500 - 850 * back, 850 + 100 * back,
                                         1'250 - 149 * back, 150 - 30 * back, 42 - 2 * back});
    }
    if (kind == PeriodKind::half || kind == PeriodKind::year) {
        for (int quarter = 1; quarter <= (kind == PeriodKind::year ? 4 : 2); ++quarter) {
            f.quarters.push_back({f.regime.period(PeriodKind::quarter, f.period.year, quarter),
                                  1'000 + 50 * quarter, 4 - quarter});
        }
    }
    if (kind != PeriodKind::month) {
        add_tips(f);
    } else {
        f.protection = {};
    }
    f.audit_size = 1'284;
    f.office_uuid = std::string(32, 'e');
    f.audit_head = std::string(64, 'a');
    return f;
}

} // namespace hnat
