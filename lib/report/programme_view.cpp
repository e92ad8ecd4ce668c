#include "report/programme_view.hpp"

#include "report/words.hpp"

#include <array>
#include <cmath>
#include <utility>

namespace hnat {

namespace {

using kainjow::mustache::data;
using kainjow::mustache::list;
using kainjow::mustache::object;

/// What happened in a period, by name.
constexpr std::array<std::pair<const char*, ShownCount ProtectionFigures::*>, 9> k_flows{{
    {"received", &ProtectionFigures::received},
    {"answered_in_term", &ProtectionFigures::answered_in_term},
    {"answered_late", &ProtectionFigures::answered_late},
    {"done_in_term", &ProtectionFigures::done_in_term},
    {"done_late", &ProtectionFigures::done_late},
    {"extended", &ProtectionFigures::extended},
    {"withdrawn", &ProtectionFigures::withdrawn},
    {"erased", &ProtectionFigures::erased},
    {"purged", &ProtectionFigures::purged},
}};

class ProgrammeView {
  public:
    ProgrammeView(const ReportFigures& figures, ViewObjects& objects)
        : m_figures(figures),
          m_objects(objects) {}

    data programme() {
        const auto& now = m_figures.programme.now;
        const ConsentFigures shown = m_figures.consents.value_or(ConsentFigures{});
        list consents;
        for (const auto& count : shown.purposes) {
            consents.push_back(m_objects.wrap(
                {{"name", word("purpose", name_of(count.purpose))}, {"members", number(count.members)}}));
        }
        return m_objects.wrap(
            {{"any", now.any()},
             {"shortlisted", programme_figure(&ProgrammeFigures::shortlisted)},
             {"approached", programme_figure(&ProgrammeFigures::approached)},
             {"joined", programme_figure(&ProgrammeFigures::joined)},
             {"resting", programme_figure(&ProgrammeFigures::resting)},
             {"left", programme_figure(&ProgrammeFigures::left)},
             {"approaches", programme_figure(&ProgrammeFigures::approaches)},
             {"declines", programme_figure(&ProgrammeFigures::declines)},
             {"joins", programme_figure(&ProgrammeFigures::joins)},
             {"leavings", programme_figure(&ProgrammeFigures::leavings)},
             {"consents_given", programme_figure(&ProgrammeFigures::consents_given)},
             {"has_coverage", now.groups > 0},
             {"coverage", now.groups > 0 ? wording().percent(now.joined, now.groups) : std::string()},
             {"consents_shown", m_figures.consents.has_value()},
             {"consents", consents},
             {"old_charter", number(shown.old_charter_groups)},
             {"any_old_charter", shown.old_charter_groups > 0}});
    }

    data contact() {
        const auto& now = m_figures.contact.now;
        const auto sum = now.meetings();
        list kinds;
        for (const auto& kind : now.by_kind) {
            if (kind.all() != 0) {
                kinds.push_back(meetings(word("meeting-kind", name_of(kind.kind)), kind));
            }
        }
        list overdue;
        for (const auto& name : now.overdue) {
            overdue.push_back(
                m_objects.wrap({{"number", number(static_cast<std::int64_t>(overdue.size()) + 1)},
                                {"name", ViewObjects::text(name)}}));
        }
        return m_objects.wrap({{"any", now.any()},
                               {"any_meeting", sum.all() != 0},
                               {"kinds", kinds},
                               {"all", meetings({}, sum)},
                               {"groups_met", contact_figure(&ContactFigures::groups_met)},
                               {"joined", number(now.joined)},
                               {"any_joined", now.joined > 0},
                               {"any_overdue", !now.overdue.empty()},
                               {"overdue_count", number(static_cast<std::int64_t>(now.overdue.size()))},
                               {"overdue", overdue},
                               {"any_quarters", !m_figures.quarters.empty()},
                               {"quarters", quarters()},
                               {"present", contact_figure(&ContactFigures::present)},
                               {"apologies", contact_figure(&ContactFigures::apologies)},
                               {"absent", contact_figure(&ContactFigures::absent)},
                               {"questions_asked", contact_figure(&ContactFigures::questions_asked)},
                               {"questions_answered", contact_figure(&ContactFigures::questions_answered)},
                               {"questions_open", number(now.questions_open)},
                               {"tasks_added", number(now.tasks_added)},
                               {"tasks_done", number(now.tasks_done)},
                               {"tasks_open", number(now.tasks_open)},
                               {"tasks_late", number(now.tasks_late)}});
    }

    /// How the duty was met in each quarter of a longer period.
    list quarters() {
        list rows;
        for (const auto& quarter : m_figures.quarters) {
            rows.push_back(m_objects.wrap({{"number", std::to_string(quarter.period.number)},
                                           {"roman", roman(quarter.period.number)},
                                           {"year", std::to_string(quarter.period.year)},
                                           {"joined", number(quarter.joined)},
                                           {"met", number(quarter.joined - quarter.overdue)},
                                           {"overdue_count", number(quarter.overdue)}}));
        }
        return rows;
    }

    data plan() {
        const auto& f = m_figures.plan.now;
        list late;
        for (const auto& step : f.late) {
            late.push_back(
                m_objects.wrap({{"letter", wording().point(late.size())},
                                {"last", late.size() + 1 == f.late.size()},
                                {"number", std::to_string(step.number)},
                                {"name", std::string(m_objects.choose(step.name_vi, step.name_en))},
                                {"due", wording().day(step.due)}}));
        }
        return m_objects.wrap({{"steps", number(f.steps)},
                               {"steps_started", number(f.steps_started)},
                               {"steps_done", number(f.steps_done)},
                               {"steps_late", number(f.steps_late)},
                               {"items", number(f.items)},
                               {"items_done", number(f.items_done)},
                               {"items_open", number(f.items_open)},
                               {"items_late", number(f.items_late)},
                               {"any_late", !f.late.empty()},
                               {"late", late},
                               {"previous", plan_before(m_figures.plan.then, m_figures.previous)},
                               {"last_year", plan_before(m_figures.plan.last_year, m_figures.year_before)},
                               {"reviewed", f.last_review.has_value()},
                               {"last_review", f.last_review ? month(*f.last_review) : std::string()}});
    }

    /// `9/2026`, `September 2026` for "2026-09".
    [[nodiscard]] std::string month(std::string_view code) const {
        const std::string number(code.substr(code[5] == '0' ? 6 : 5));
        return word("month", number) + (wording().vietnamese() ? "/" : " ") + std::string(code.substr(0, 4));
    }

    /// How far the plan was at the end of an earlier period, if the programme had begun.
    data plan_before(const PlanFigures& f, const Period& period) {
        return m_objects.wrap({{"known", m_figures.office.start < period.days.end},
                               {"steps_done", number(f.steps_done)},
                               {"items_done", number(f.items_done)}});
    }

    data practices() {
        const auto& now = m_figures.practices.now;
        list rows;
        for (const auto& practice : now.practices) {
            const auto asked = practice.yes + practice.no;
            rows.push_back(m_objects.wrap(
                {{"name", std::string(m_objects.choose(practice.name_vi, practice.name_en))},
                 {"yes", number(practice.yes)},
                 {"no", number(practice.no)},
                 {"not_applicable", number(practice.not_applicable)},
                 {"share", asked == 0 ? std::string("–") : wording().percent(practice.yes, asked)}}));
        }
        const auto& programme = m_figures.programme.now;
        return m_objects.wrap(
            {{"any", now.groups > 0},
             {"groups", number(now.groups)},
             {"scored", now.mean_score.has_value()},
             {"score", score(now.mean_score)},
             {"score_before_known", m_figures.practices.then.mean_score.has_value()},
             {"score_before", score(m_figures.practices.then.mean_score)},
             {"score_last_year_known", m_figures.practices.last_year.mean_score.has_value()},
             {"score_last_year", score(m_figures.practices.last_year.mean_score)},
             {"rows", rows},
             {"any_recognised", programme.recognised > 0},
             {"recognised", programme_figure(&ProgrammeFigures::recognised)}});
    }

    data protection() {
        const auto& now = m_figures.protection.now;
        const ProtectionFigures f = now.value_or(ProtectionFigures{});
        list kinds;
        for (const auto& kind : f.kinds) {
            if (kind.received != 0) {
                kinds.push_back(m_objects.wrap({{"name", word("request-kind", name_of(kind.kind))},
                                                {"received", shown(kind.received)}}));
            }
        }
        object fields{{"shown", now.has_value()},
                      {"monthly", m_figures.period.kind == PeriodKind::month},
                      {"in_another_calendar", m_figures.in_another_calendar},
                      {"any", !kinds.empty()},
                      {"kinds", kinds},
                      {"open", shown(f.open)},
                      {"late", shown(f.late)},
                      {"threshold", number(k_smallest_count)}};
        const auto before = [&](const std::optional<ProtectionFigures>& figures, const auto& member,
                                const ProgrammeFigures& programme) {
            return earlier(figures ? (*figures).*member : std::nullopt, programme);
        };
        object over_time;
        for (const auto& [name, member] : k_flows) {
            fields[name] = shown(f.*member);
            over_time[name] = m_objects.wrap(
                {{"now", shown(f.*member)},
                 {"previous", before(m_figures.protection.then, member, m_figures.programme.then)},
                 {"last_year",
                  before(m_figures.protection.last_year, member, m_figures.programme.last_year)}});
        }
        fields["over_time"] = m_objects.wrap(over_time);
        return m_objects.wrap(fields);
    }

  private:
    [[nodiscard]] const Wording& wording() const { return m_objects.wording(); }
    [[nodiscard]] std::string number(std::int64_t value) const { return wording().number(value); }
    [[nodiscard]] std::string word(std::string_view list_name, std::string_view code) const {
        return std::string(word_of(list_name, code, wording().vietnamese()));
    }

    /// P8: a hidden count.
    [[nodiscard]] std::string shown(const ShownCount& count) const { return count ? number(*count) : "*"; }

    /// A hidden count of an earlier period, or that there was nothing yet.
    [[nodiscard]] std::string earlier(const ShownCount& count, const ProgrammeFigures& programme) const {
        return programme.any() ? shown(count) : "–";
    }

    /// A mean of scores in per cent, rounded half up to a whole number.
    [[nodiscard]] static std::string score(const std::optional<double>& mean) {
        return mean ? std::to_string(std::lround(*mean)) + "%" : std::string();
    }

    data programme_figure(std::int64_t ProgrammeFigures::*member) {
        return figure(m_figures.programme, member);
    }
    data contact_figure(std::int64_t ContactFigures::*member) { return figure(m_figures.contact, member); }

    template <typename Figures>
    data figure(const OverTime<Figures>& figures, std::int64_t Figures::*member) {
        const auto known = [member](const Figures& earlier) {
            return earlier.any() ? std::optional(earlier.*member) : std::nullopt;
        };
        return m_objects.figure(figures.now.*member, known(figures.then), known(figures.last_year));
    }

    data meetings(std::string name, const MeetingCount& count) {
        return m_objects.wrap({{"name", std::move(name)},
                               {"planned", number(count.planned + count.moved)},
                               {"held", number(count.held)},
                               {"cancelled", number(count.cancelled)},
                               {"missed", number(count.missed)},
                               {"count", number(count.all())}});
    }

    const ReportFigures& m_figures;
    ViewObjects& m_objects;
};

} // namespace

void add_programme_sections(object& root, const ReportFigures& figures, ViewObjects& objects) {
    ProgrammeView view(figures, objects);
    root["programme"] = view.programme();
    root["contact"] = view.contact();
    root["plan"] = view.plan();
    root["practices"] = view.practices();
    root["protection"] = view.protection();
}

} // namespace hnat
