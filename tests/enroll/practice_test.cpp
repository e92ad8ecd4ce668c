#include "enroll/figures_practice.hpp"
#include "enroll/practice.hpp"
#include "tests/enroll/programme_support.hpp"

using namespace hnat;
using namespace hnat::test;

namespace {

/// Every practice answered: the first `no` of them with no, the others with yes.
PracticeAnswers answers_with(std::size_t no) {
    PracticeAnswers answers;
    for (std::size_t i = 0; i < practices().size(); ++i) {
        answers.emplace(practices()[i].code, i < no ? PracticeAnswer::no : PracticeAnswer::yes);
    }
    return answers;
}

std::vector<std::string> assess(ProgrammeOffice& office, std::int64_t group, const PracticeAnswers& answers,
                                bool partial = false) {
    return office.write(
        [&](Transaction& transaction) { return assess_group(transaction, group, answers, partial); });
}

std::string refused(ProgrammeOffice& office, std::int64_t group, const PracticeAnswers& answers,
                    ErrorKind kind = ErrorKind::usage) {
    return office.refused([&](Transaction& transaction) { assess_group(transaction, group, answers, false); },
                          kind);
}

template <typename Work>
std::string message_of(const Work& work) {
    try {
        work();
    } catch (const Error& error) {
        return error.what();
    }
    FAIL("it was taken");
    return {};
}

/// Groups 1 and 2 have joined, group 3 has not.
class Assessing : public ProgrammeOffice {
  public:
    Assessing() {
        publish_charter_row();
        for (const int group : {1, 2}) {
            add_member(group);
            let_group_join(group);
        }
        add_group(3);
    }
};

} // namespace

TEST_CASE("the practices have the codes that assessments name, and names in both languages") {
    std::vector<std::string> codes;
    for (const Practice& practice : practices()) {
        codes.push_back(practice.code);
        CHECK(practice.name_vi != practice.name_en);
    }
    CHECK(codes == std::vector<std::string>{"published-rules", "two-active-moderators", "two-factor",
                                            "join-questions", "scam-warning-pinned", "marketplace-rules",
                                            "knows-report-routes", "child-safety-rule", "impersonation-check",
                                            "recovery-contact"});
}

TEST_CASE("answers are CODE=yes, no or n-a, each once") {
    const auto answers = parse_answers({"two-factor=yes", "join-questions=no", "marketplace-rules=n-a"});
    CHECK(name_of(answers.at("two-factor")) == "yes");
    CHECK(name_of(answers.at("join-questions")) == "no");
    CHECK(name_of(answers.at("marketplace-rules")) == "not-applicable");
    CHECK(message_of([] { parse_answers({"two-facter=yes"}); }) ==
          "--answers: there is no practice 'two-facter'; did you mean 'two-factor'?");
    for (const char* odd : {"two-factor", "two-factor=", "two-factor=maybe"}) {
        CHECK(message_of([odd] { parse_answers({odd}); }) ==
              "--answers: two-factor is answered with yes, no or n-a");
    }
    CHECK(message_of([] {
              parse_answers({"two-factor=no", "two-factor=yes"});
          }) == "--answers: two-factor is answered twice; leave one out");
}

TEST_CASE("answers are read from a file, whose problems have a line") {
    const auto answers = parse_answers_file("two-factor = \"yes\"\njoin-questions = false\n", "a.toml");
    CHECK(name_of(answers.at("two-factor")) == "yes");
    CHECK(name_of(answers.at("join-questions")) == "no");
    for (const char* text : {"two-factor = 1", "two-factor = \"có\"", "opinion = \"yes\"", "two-factor"}) {
        CHECK(message_of([text] { parse_answers_file(text, "a.toml"); }).starts_with("a.toml:1: "));
    }
}

TEST_CASE("a score is yes among yes and no") {
    CHECK(practice_score(10, 0).value_or(-1) == 100);
    CHECK(practice_score(0, 3).value_or(-1) == 0);
    CHECK(practice_score(2, 1).value_or(-1) == 67);
    CHECK(practice_score(1, 2).value_or(-1) == 33);
    CHECK(practice_score(1, 7).value_or(-1) == 13);
    CHECK(!practice_score(0, 0).has_value());
}

TEST_CASE("P2: only a group that has joined assesses itself") {
    Assessing office;
    CHECK(refused(office, 3, answers_with(0)) ==
          "group 3 is surveyed; only a group that has joined assesses itself");
    refused(office, 9, answers_with(0), ErrorKind::not_found);
    assess(office, 1, answers_with(0));
    CHECK(office.last_verb() == "group-assess");
}

TEST_CASE("an assessment is whole, unless it is said to be partial") {
    Assessing office;
    auto answers = answers_with(0);
    answers.erase("two-factor");
    CHECK(refused(office, 1, answers) ==
          "no answer to: two-factor; answer them (n-a for what does not fit the group), or give --partial");
    refused(office, 1, {});
    CHECK(assess(office, 1, answers, true) == std::vector<std::string>{"two-factor"});
    const auto all = list_assessments(office.store(), find_regime("nd09"), 1, std::nullopt);
    REQUIRE(all.size() == 1);
    CHECK(all.front().missing == 1);
    CHECK(all.front().score.value_or(-1) == 100);
}

TEST_CASE("the latest assessment of a quarter counts, by the regime's quarters") {
    Assessing office;
    office.set_today("2026-12-13");
    assess(office, 1, answers_with(5));
    assess(office, 1, answers_with(2)); // the same day: the later one
    assess(office, 2, answers_with(10));
    office.set_today("2026-12-20"); // the next quarter in nd09, not in the calendar
    assess(office, 1, answers_with(0));
    const auto& nd09 = find_regime("nd09");
    const auto all = list_assessments(office.store(), nd09, std::nullopt, std::nullopt);
    REQUIRE(all.size() == 3);
    CHECK(all[0].quarter.code() == "2027Q1");
    CHECK(all[0].score.value_or(-1) == 100);
    CHECK(all[1].quarter.code() == "2026Q4");
    CHECK(all[1].group == 1);
    CHECK(all[1].score.value_or(-1) == 80);
    CHECK(all[2].score.value_or(-1) == 0);
    CHECK(list_assessments(office.store(), nd09, 2, std::nullopt).size() == 1);
    CHECK(list_assessments(office.store(), nd09, {}, nd09.period(PeriodKind::quarter, 2026, 4)).size() == 2);
    const auto calendar = list_assessments(office.store(), find_regime("calendar"), 1, std::nullopt);
    REQUIRE(calendar.size() == 1);
    CHECK(to_iso(calendar.front().day) == "2026-12-20");
}

TEST_CASE("the figures of practices count each group once, and stay when it leaves the register") {
    Assessing office;
    const DayRange period{day("2026-10-01"), day("2026-12-31")};
    CHECK(practice_figures(office.store(), period).groups == 0);
    CHECK(!practice_figures(office.store(), period).mean_score.has_value());
    CHECK(practice_figures(office.store(), period).practices.size() == practices().size());
    assess(office, 1, answers_with(10));
    office.set_today("2026-10-06");
    assess(office, 1, answers_with(5));
    assess(office, 2, answers_with(0));
    const auto check = [&office, period] {
        const PracticeFigures figures = practice_figures(office.store(), period);
        CHECK(figures.groups == 2);
        CHECK(figures.mean_score.value_or(-1) == doctest::Approx(75.0));
        CHECK(figures.practices.front().no == 1);
        CHECK(figures.practices.front().yes == 1);
        CHECK(figures.practices.back().yes == 2);
    };
    check();
    office.run("DELETE FROM survey_group WHERE id = 2");
    check();
    const auto first_day = practice_figures(office.store(), {day("2026-10-05"), day("2026-10-06")});
    CHECK(first_day.mean_score.value_or(-1) == doctest::Approx(0.0));
}
