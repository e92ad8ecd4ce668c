#include "base/period.hpp"
#include "meeting/figures.hpp"
#include "tests/meeting/meeting_support.hpp"
#include "tests/seed.hpp"

#include <random>

using namespace hnat;
using namespace hnat::test;

namespace {

MeetingCount of_kind(const ContactFigures& figures, MeetingKind kind) {
    for (const auto& count : figures.by_kind) {
        if (count.kind == kind) {
            return count;
        }
    }
    return {};
}

/// Everything in one text, so that two can be compared.
std::string all(const ContactFigures& figures) {
    std::string text;
    for (const auto& count : figures.by_kind) {
        for (const auto number : {count.planned, count.moved, count.held, count.cancelled, count.missed}) {
            text += std::to_string(number) + ' ';
        }
    }
    for (const auto number :
         {figures.present, figures.apologies, figures.absent, figures.not_recorded, figures.groups_met,
          figures.joined, figures.questions_asked, figures.questions_answered, figures.questions_open,
          figures.tasks_added, figures.tasks_done, figures.tasks_open, figures.tasks_late}) {
        text += std::to_string(number) + ' ';
    }
    for (const auto& name : figures.overdue) {
        text += name + ' ';
    }
    return text;
}

DayRange second_quarter() {
    return {day("2026-04-01"), day("2026-07-01")};
}

/// A programme in which somebody works at random for some months, each day what can be done on that day.
class RandomOffice {
  public:
    RandomOffice(unsigned seed, const char* from) : m_random(seed), m_programme(from) {
        for (int i = 0; i < 6; ++i) {
            m_groups.push_back(m_programme.add_joined("Nhóm " + std::to_string(i)));
        }
    }

    void work_until(const char* until) {
        for (Day today = m_programme.today(); today < day(until); today += std::chrono::days{1}) {
            m_programme.set_today(to_iso(today).c_str());
            for (int i = below(3); i > 0; --i) {
                do_something();
            }
        }
    }
    Programme& programme() { return m_programme; }

  private:
    int below(int limit) { return static_cast<int>(m_random() % static_cast<unsigned>(limit)); }
    std::int64_t some_group() {
        return m_groups[static_cast<std::size_t>(below(static_cast<int>(m_groups.size())))];
    }
    std::int64_t some(const char* table) {
        return m_programme.count(
            (std::string("SELECT id FROM ") + table + " ORDER BY random() LIMIT 1").c_str());
    }
    std::string coming() { return to_iso(m_programme.today() + std::chrono::days{below(40)}) + " 14:00"; }

    /// What is refused (a meeting that was held can't be moved) is simply not done.
    void do_something() {
        const auto meeting = some("meeting");
        try {
            switch (below(9)) {
            case 0:
            case 1:
                m_programme.plan(coming().c_str(), {some_group(), some_group()},
                                 k_enum_names<MeetingKind>.at(static_cast<std::size_t>(below(5))).value);
                break;
            case 2:
                m_programme.move(meeting, coming().c_str());
                break;
            case 3:
                m_programme.cancel(meeting);
                break;
            case 4:
            case 5:
                // On its day: what is entered late counts on its own day, and changes the past on purpose.
                if (m_programme.meeting(meeting).at.day == m_programme.today()) {
                    m_programme.hold(meeting, {some_group()});
                }
                break;
            case 6:
                m_programme.ask(meeting, "Vì sao?");
                m_programme.answer(some("meeting_question"));
                break;
            case 7:
                m_programme.agree(meeting, to_iso(m_programme.today() + std::chrono::days{60}).c_str());
                break;
            default:
                m_programme.finish(some("meeting_action"));
            }
        } catch (const Error&) {
        }
    }

    std::mt19937 m_random;
    Programme m_programme;
    std::vector<std::int64_t> m_groups;
};

} // namespace

TEST_CASE("the figures of a quarter") {
    Programme programme("2026-04-10");
    const auto one = programme.add_joined("An");
    const auto two = programme.add_joined("Bình");
    const auto three = programme.add_joined("Châu");
    const auto held = programme.plan("2026-04-10 14:00", {one, two});
    programme.hold(held, {one}, {two});
    const auto first = programme.ask(held, "Câu thứ nhất?", one);
    programme.ask(held, "Câu thứ hai?");
    const auto task = programme.agree(held, "2026-04-20");
    programme.agree(held, "2026-06-30");
    programme.agree(held, "2026-07-01");
    programme.cancel(programme.plan("2026-05-01 14:00", {one}));
    programme.plan("2026-05-02 14:00", {one});
    programme.plan("2026-06-02 14:00", {two}, MeetingKind::ad_hoc);
    programme.set_today("2026-05-15");
    programme.answer(first);
    programme.hold(programme.plan("2026-05-15 14:00", {one}), {one}, {}, {});
    programme.finish(task);

    const auto open = contact_figures(programme.store(), second_quarter(), day("2026-05-15"));
    CHECK(of_kind(open, MeetingKind::quarterly) == MeetingCount{MeetingKind::quarterly, 0, 0, 2, 1, 1});
    CHECK(of_kind(open, MeetingKind::ad_hoc) == MeetingCount{MeetingKind::ad_hoc, 1, 0, 0, 0, 0});
    CHECK(open.present == 2);
    CHECK(open.apologies == 1);
    CHECK(open.absent == 0);
    CHECK(open.groups_met == 1);
    CHECK(open.joined == 3);
    CHECK(open.overdue == std::vector<std::string>{"Bình", "Châu"});
    CHECK(open.questions_asked == 2);
    CHECK(open.questions_answered == 1);
    CHECK(open.questions_open == 1);
    CHECK(open.tasks_added == 3);
    CHECK(open.tasks_done == 1);
    CHECK(open.tasks_open == 2);
    CHECK(open.tasks_late == 0);

    const auto closed = contact_figures(programme.store(), second_quarter(), day("2026-08-01"));
    CHECK(of_kind(closed, MeetingKind::ad_hoc) == MeetingCount{MeetingKind::ad_hoc, 0, 0, 0, 0, 1});
    CHECK(closed.tasks_late == 1);
    static_cast<void>(three);
}

TEST_CASE("a meeting of today is not missed and an action due today not late, before the day is over") {
    Programme programme("2026-05-15");
    const auto id = programme.plan("2026-05-15 08:00", {programme.add_joined("An")});
    programme.agree(id, "2026-05-15");
    const auto today = contact_figures(programme.store(), second_quarter(), day("2026-05-15"));
    CHECK(of_kind(today, MeetingKind::quarterly).planned == 1);
    CHECK(today.tasks_late == 0);
    const auto tomorrow = contact_figures(programme.store(), second_quarter(), day("2026-05-16"));
    CHECK(of_kind(tomorrow, MeetingKind::quarterly).missed == 1);
    CHECK(tomorrow.tasks_late == 1);
}

TEST_CASE("P7: a group that leaves the register is still counted once in a period that is over") {
    Programme programme("2026-04-10");
    const auto one = programme.add_group("Sẽ hết hạn", "shortlisted");
    const auto two = programme.add_group("Ở lại", "shortlisted");
    programme.hold(programme.plan("2026-04-09 14:00", {one, two}, MeetingKind::preparatory), {one, two});
    programme.hold(programme.plan("2026-04-10 14:00", {one}, MeetingKind::preparatory), {one});
    const auto before = all(contact_figures(programme.store(), second_quarter(), day("2026-08-01")));
    CHECK(contact_figures(programme.store(), second_quarter(), day("2026-08-01")).groups_met == 2);
    programme.purge(one);
    CHECK(all(contact_figures(programme.store(), second_quarter(), day("2026-08-01"))) == before);
}

TEST_CASE("property: months add up to their quarter, and a period that is over never changes") {
    const unsigned first = test::seed();
    for (unsigned seed = first; seed < first + 8; ++seed) {
        CAPTURE(seed);
        RandomOffice office(seed, "2026-03-01");
        office.work_until("2026-07-01");
        Programme& programme = office.programme();
        const Regime& regime = find_regime("calendar");
        const Period quarter = regime.period(PeriodKind::quarter, 2026, 2);
        programme.set_today("2026-07-01");
        const auto whole = contact_figures(programme.store(), quarter.days, programme.today());

        ContactFigures sum;
        sum.by_kind =
            contact_figures(programme.store(), {quarter.days.start, quarter.days.start}, programme.today())
                .by_kind;
        for (int month = 4; month <= 6; ++month) {
            const auto part = contact_figures(
                programme.store(), regime.period(PeriodKind::month, 2026, month).days, programme.today());
            for (std::size_t i = 0; i < sum.by_kind.size(); ++i) {
                sum.by_kind[i].planned += part.by_kind[i].planned;
                sum.by_kind[i].moved += part.by_kind[i].moved;
                sum.by_kind[i].held += part.by_kind[i].held;
                sum.by_kind[i].cancelled += part.by_kind[i].cancelled;
                sum.by_kind[i].missed += part.by_kind[i].missed;
            }
            sum.present += part.present;
            sum.not_recorded += part.not_recorded;
            sum.questions_asked += part.questions_asked;
            sum.questions_answered += part.questions_answered;
            sum.tasks_added += part.tasks_added;
            sum.tasks_done += part.tasks_done;
            CHECK(part.groups_met <= whole.groups_met);
            CHECK(part.overdue.size() >= whole.overdue.size());
        }
        CHECK(sum.by_kind == whole.by_kind);
        CHECK(sum.present == whole.present);
        CHECK(sum.not_recorded == whole.not_recorded);
        CHECK(sum.questions_asked == whole.questions_asked);
        CHECK(sum.questions_answered == whole.questions_answered);
        CHECK(sum.tasks_added == whole.tasks_added);
        CHECK(sum.tasks_done == whole.tasks_done);
        CHECK(whole.joined == 6);

        office.work_until("2026-10-01");
        CHECK(all(contact_figures(programme.store(), quarter.days, programme.today())) == all(whole));
    }
}
