#include "report/data.hpp"

#include "report/data_people.hpp"
#include "report/words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <utility>

namespace hnat {

namespace {

/// A figure by the member of a struct that has it.
template <typename Figures>
struct Member {
    const char* name;
    std::int64_t Figures::*value;
};

template <typename Figures>
Figure figure(const OverTime<Figures>& figures, const Member<Figures>& member) {
    const auto known = [&](const Figures& earlier) -> Number {
        return earlier.any() ? Number(earlier.*member.value) : NoNumber::unknown;
    };
    return {member.name, figures.now.*member.value, known(figures.then), known(figures.last_year)};
}

template <typename Figures, std::size_t k_size>
std::vector<Figure> all_figures(const OverTime<Figures>& figures,
                                const std::array<Member<Figures>, k_size>& members) {
    std::vector<Figure> all;
    all.reserve(k_size);
    for (const auto& member : members) {
        all.push_back(figure(figures, member));
    }
    return all;
}

/// A count that only the reported period has.
Figure now_only(std::string name, Number value) {
    return {std::move(name), value, NoNumber::unknown, NoNumber::unknown};
}

constexpr std::array k_register{
    Member<RegisterFigures>{"groups", &RegisterFigures::groups},
    Member<RegisterFigures>{"members", &RegisterFigures::members},
    Member<RegisterFigures>{"members_known", &RegisterFigures::members_known},
    Member<RegisterFigures>{"added", &RegisterFigures::added},
    Member<RegisterFigures>{"expired", &RegisterFigures::expired},
    Member<RegisterFigures>{"unresolved", &RegisterFigures::unresolved},
    Member<RegisterFigures>{"unresolved_added", &RegisterFigures::unresolved_added}};

constexpr std::array k_programme{
    Member<ProgrammeFigures>{"shortlisted", &ProgrammeFigures::shortlisted},
    Member<ProgrammeFigures>{"approached", &ProgrammeFigures::approached},
    Member<ProgrammeFigures>{"joined", &ProgrammeFigures::joined},
    Member<ProgrammeFigures>{"resting", &ProgrammeFigures::resting},
    Member<ProgrammeFigures>{"left", &ProgrammeFigures::left},
    Member<ProgrammeFigures>{"approaches", &ProgrammeFigures::approaches},
    Member<ProgrammeFigures>{"declines", &ProgrammeFigures::declines},
    Member<ProgrammeFigures>{"joins", &ProgrammeFigures::joins},
    Member<ProgrammeFigures>{"leavings", &ProgrammeFigures::leavings},
    Member<ProgrammeFigures>{"consents_given", &ProgrammeFigures::consents_given}};

constexpr std::array k_contact{
    Member<ContactFigures>{"joined", &ContactFigures::joined},
    Member<ContactFigures>{"groups_met", &ContactFigures::groups_met},
    Member<ContactFigures>{"present", &ContactFigures::present},
    Member<ContactFigures>{"apologies", &ContactFigures::apologies},
    Member<ContactFigures>{"absent", &ContactFigures::absent},
    Member<ContactFigures>{"not_recorded", &ContactFigures::not_recorded},
    Member<ContactFigures>{"questions_asked", &ContactFigures::questions_asked},
    Member<ContactFigures>{"questions_answered", &ContactFigures::questions_answered},
    Member<ContactFigures>{"questions_open", &ContactFigures::questions_open},
    Member<ContactFigures>{"tasks_added", &ContactFigures::tasks_added},
    Member<ContactFigures>{"tasks_done", &ContactFigures::tasks_done},
    Member<ContactFigures>{"tasks_open", &ContactFigures::tasks_open},
    Member<ContactFigures>{"tasks_late", &ContactFigures::tasks_late}};

constexpr std::array k_plan{Member<PlanFigures>{"steps", &PlanFigures::steps},
                            Member<PlanFigures>{"steps_started", &PlanFigures::steps_started},
                            Member<PlanFigures>{"steps_done", &PlanFigures::steps_done},
                            Member<PlanFigures>{"steps_late", &PlanFigures::steps_late},
                            Member<PlanFigures>{"items", &PlanFigures::items},
                            Member<PlanFigures>{"items_done", &PlanFigures::items_done},
                            Member<PlanFigures>{"items_open", &PlanFigures::items_open},
                            Member<PlanFigures>{"items_late", &PlanFigures::items_late}};

/// A breakdown of the register: the values of the reported period in its order, then those that only an
/// earlier one had.
FigureTable breakdown(std::string name, const OverTime<RegisterFigures>& figures,
                      std::vector<RegisterCount> RegisterFigures::*counts) {
    constexpr std::array k_columns{Member<RegisterCount>{"groups", &RegisterCount::groups},
                                   Member<RegisterCount>{"members", &RegisterCount::members},
                                   Member<RegisterCount>{"added", &RegisterCount::added}};
    FigureTable table{std::move(name), {}};
    std::map<std::string_view, std::size_t> rows;
    const auto take = [&](const RegisterFigures& of_period, Number Figure::*when) {
        for (const auto& count : of_period.*counts) {
            const auto [found, fresh] = rows.try_emplace(count.code, table.rows.size());
            if (fresh) {
                FigureRow row{count.code, count.name_vi, count.name_en, {}};
                for (const auto& column : k_columns) {
                    const auto zero = [](const RegisterFigures& period) -> Number {
                        return period.any() ? Number(std::int64_t{0}) : NoNumber::unknown;
                    };
                    row.figures.push_back(
                        {column.name, std::int64_t{0}, zero(figures.then), zero(figures.last_year)});
                }
                table.rows.push_back(std::move(row));
            }
            for (std::size_t i = 0; i < k_columns.size(); ++i) {
                table.rows[found->second].figures[i].*when = count.*k_columns.at(i).value;
            }
        }
    };
    take(figures.now, &Figure::now);
    take(figures.then, &Figure::previous);
    take(figures.last_year, &Figure::last_year);
    return table;
}

ReportSection register_section(const ReportFigures& f) {
    const OverTime<RegisterFigures> figures{f.now, f.then, f.last_year};
    return {"register",
            all_figures(figures, k_register),
            {},
            {breakdown("by_platform", figures, &RegisterFigures::by_platform),
             breakdown("by_topic", figures, &RegisterFigures::by_topic),
             breakdown("by_locality", figures, &RegisterFigures::by_locality)}};
}

ReportSection programme_section(const ReportFigures& f) {
    ReportSection section{"programme", all_figures(f.programme, k_programme), {}, {}};
    const auto at_end = [&](const auto& count_of) -> Number {
        return f.consents ? Number(count_of(*f.consents)) : NoNumber::hidden;
    };
    section.figures.push_back(now_only("old_charter_groups", at_end([](const ConsentFigures& consents) {
                                           return consents.old_charter_groups;
                                       })));
    const auto coverage = [](const ProgrammeFigures& figures) -> Number {
        return figures.groups > 0 ? Number(figures.coverage) : NoNumber::unknown;
    };
    section.measures.push_back(
        {"coverage", coverage(f.programme.now), coverage(f.programme.then), coverage(f.programme.last_year)});
    FigureTable consents{"consents", {}};
    for (const auto& purpose : k_enum_names<Purpose>) {
        const auto members = at_end([&](const ConsentFigures& shown) {
            return std::ranges::find(shown.purposes, purpose.value, &PurposeCount::purpose)->members;
        });
        consents.rows.push_back(row_of("purpose", purpose.name, {now_only("members", members)}));
    }
    section.tables.push_back(std::move(consents));
    return section;
}

FigureTable meetings_table(const OverTime<ContactFigures>& contact) {
    constexpr std::array k_columns{
        std::pair{"held", &MeetingCount::held}, std::pair{"planned", &MeetingCount::planned},
        std::pair{"cancelled", &MeetingCount::cancelled}, std::pair{"missed", &MeetingCount::missed}};
    const auto count = [](const ContactFigures& figures, MeetingKind kind, auto member) -> Number {
        if (!figures.any()) {
            return NoNumber::unknown;
        }
        const auto found = std::ranges::find(figures.by_kind, kind, &MeetingCount::kind);
        if (found == figures.by_kind.end()) {
            return std::int64_t{0};
        }
        // One that was moved is planned for another day.
        return (*found).*member + (member == &MeetingCount::planned ? found->moved : 0);
    };
    FigureTable table{"meetings", {}};
    for (const auto& kind : k_enum_names<MeetingKind>) {
        std::vector<Figure> figures;
        for (const auto& [name, member] : k_columns) {
            auto now = count(contact.now, kind.value, member);
            figures.push_back({name, now == Number(NoNumber::unknown) ? Number(std::int64_t{0}) : now,
                               count(contact.then, kind.value, member),
                               count(contact.last_year, kind.value, member)});
        }
        table.rows.push_back(row_of("meeting-kind", kind.name, std::move(figures)));
    }
    return table;
}

ReportSection contact_section(const ReportFigures& f) {
    ReportSection section{"contact", all_figures(f.contact, k_contact), {}, {meetings_table(f.contact)}};
    const auto overdue = [](const ContactFigures& figures) -> Number {
        return figures.any() ? Number(static_cast<std::int64_t>(figures.overdue.size())) : NoNumber::unknown;
    };
    section.figures.insert(section.figures.begin() + 2,
                           {"overdue", static_cast<std::int64_t>(f.contact.now.overdue.size()),
                            overdue(f.contact.then), overdue(f.contact.last_year)});
    if (!f.quarters.empty()) {
        FigureTable quarters{"quarters", {}};
        for (const auto& quarter : f.quarters) {
            const auto code = quarter.period.code();
            quarters.rows.push_back(
                {code,
                 code,
                 code,
                 {now_only("joined", quarter.joined), now_only("overdue", quarter.overdue)}});
        }
        section.tables.push_back(std::move(quarters));
    }
    return section;
}

ReportSection plan_section(const ReportFigures& f) {
    ReportSection section{"plan", {}, {}, {}};
    const auto known = [&](const Period& period) { return f.office.start < period.days.end; };
    for (const auto& member : k_plan) {
        section.figures.push_back(
            {member.name, f.plan.now.*member.value,
             known(f.previous) ? Number(f.plan.then.*member.value) : NoNumber::unknown,
             known(f.year_before) ? Number(f.plan.last_year.*member.value) : NoNumber::unknown});
    }
    FigureTable late{"late_steps", {}};
    for (const auto& step : f.plan.now.late) {
        late.rows.push_back({std::to_string(step.number), step.name_vi, step.name_en, {now_only("late", 1)}});
    }
    section.tables.push_back(std::move(late));
    return section;
}

ReportSection practices_section(const ReportFigures& f) {
    constexpr std::array k_columns{std::pair{"yes", &PracticeCount::yes}, std::pair{"no", &PracticeCount::no},
                                   std::pair{"not_applicable", &PracticeCount::not_applicable}};
    const auto groups = [](const PracticeFigures& figures) -> Number {
        return figures.groups > 0 ? Number(figures.groups) : NoNumber::unknown;
    };
    const auto score = [](const PracticeFigures& figures) -> Number {
        return figures.mean_score ? Number(*figures.mean_score) : NoNumber::unknown;
    };
    const auto count = [](const PracticeFigures& figures, std::string_view code, auto member) -> Number {
        const auto found = std::ranges::find(figures.practices, code, &PracticeCount::code);
        return figures.groups == 0 || found == figures.practices.end() ? NoNumber::unknown
                                                                       : Number((*found).*member);
    };
    const auto& practices = f.practices;
    ReportSection section{
        "practices",
        {{"groups", practices.now.groups, groups(practices.then), groups(practices.last_year)},
         figure(f.programme, {"recognised", &ProgrammeFigures::recognised})},
        {{"mean_score", score(practices.now), score(practices.then), score(practices.last_year)}},
        {}};
    FigureTable table{"practices", {}};
    for (const auto& practice : practices.now.practices) {
        FigureRow row{practice.code, practice.name_vi, practice.name_en, {}};
        for (const auto& [name, member] : k_columns) {
            row.figures.push_back({name, practice.*member, count(practices.then, practice.code, member),
                                   count(practices.last_year, practice.code, member)});
        }
        table.rows.push_back(std::move(row));
    }
    section.tables.push_back(std::move(table));
    return section;
}

void add_trend(const ReportFigures& f, ReportData& data) {
    struct Line {
        const char* figure;
        std::int64_t TrendPoint::*value;
        bool of_register;
    };
    constexpr std::array k_lines{Line{"register.groups", &TrendPoint::groups, true},
                                 Line{"register.added", &TrendPoint::added, true},
                                 Line{"programme.joined", &TrendPoint::joined, false},
                                 Line{"programme.joins", &TrendPoint::joins, false},
                                 Line{"contact.meetings_held", &TrendPoint::meetings_held, false}};
    for (const auto& point : f.trend) {
        data.trend_periods.push_back(point.period);
    }
    for (const auto& [name, value, of_register] : k_lines) {
        if (!of_register && !f.selection.all()) {
            continue;
        }
        TrendLine line{name, {}};
        for (const auto& point : f.trend) {
            line.values.push_back(point.known ? Number(point.*value) : NoNumber::unknown);
        }
        data.trend.push_back(std::move(line));
    }
}

} // namespace

FigureRow row_of(std::string_view list, std::string_view code, std::vector<Figure> figures) {
    return {std::string(code), std::string(word_of(list, code, true)),
            std::string(word_of(list, code, false)), std::move(figures)};
}

ReportData report_data(const ReportFigures& f) {
    ReportData data;
    data.offices.push_back({f.office_uuid, f.office.code, f.office.name, f.office.parent, f.office.place});
    data.regime = f.regime.code;
    data.period = f.period;
    data.previous = f.previous;
    data.year_before = f.year_before;
    data.made_on = f.made_on;
    data.open = f.made_on < f.period.days.end;
    if (f.number) {
        data.number = number_text(*f.number, f.office.code);
    }
    data.selection = f.selection;
    data.sections.push_back(register_section(f));
    if (f.selection.all()) {
        data.sections.push_back(programme_section(f));
        data.sections.push_back(contact_section(f));
        data.sections.push_back(plan_section(f));
        data.sections.push_back(practices_section(f));
        data.sections.push_back(protection_section(f));
        data.sections.push_back(tips_section(f));
    }
    add_trend(f, data);
    data.audit_size = f.audit_size;
    data.audit_head = f.audit_head;
    return data;
}

std::optional<std::string_view> find_figure_words(std::string_view path, bool vietnamese) {
    return find_word("figure", path, vietnamese);
}

} // namespace hnat
