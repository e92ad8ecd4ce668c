#include "enroll/figures_plan.hpp"
#include "enroll/plan.hpp"
#include "tests/enroll/programme_support.hpp"

#include <SQLiteCpp/Exception.h>

using namespace hnat;
using namespace hnat::test;

namespace {

PlanStep step(ProgrammeOffice& office, std::string_view reference) {
    return find_step(plan_steps(office.store(), office.today()), reference);
}

std::string state(ProgrammeOffice& office, std::string_view reference) {
    return std::string(name_of(step(office, reference).state));
}

void tick_all(ProgrammeOffice& office, std::string_view reference) {
    for (const std::string& item : open_items(step(office, reference))) {
        office.write([&](Transaction& transaction) { finish_plan_item(transaction, reference, item); });
    }
}

void finish(ProgrammeOffice& office, std::string_view reference) {
    office.write([reference](Transaction& transaction) { finish_step(transaction, reference); });
}

std::string refusal_to_finish(ProgrammeOffice& office, std::string_view reference) {
    return office.refused([reference](Transaction& transaction) { finish_step(transaction, reference); });
}

} // namespace

TEST_CASE("the plan has six steps, in days from the office's start") {
    ProgrammeOffice office;
    const auto steps = plan_steps(office.store(), office.today());
    REQUIRE(steps.size() == 6);
    CHECK(to_iso(steps[0].due) == "2026-10-15");
    CHECK(to_iso(steps[0].items.front().due) == "2026-09-29");
    CHECK(name_of(steps[0].items.front().state) == "late");
    CHECK(name_of(steps[0].state) == "due-soon");
    CHECK(step(office, "3").code == "charter");
    CHECK(step(office, "charter").number == 3);
    CHECK_THROWS_AS(step(office, "03"), Error);
}

TEST_CASE("a step is done only with what it needs and a closed checklist; what is missing is named") {
    ProgrammeOffice office;
    CHECK(refusal_to_finish(office, "2") ==
          "step 2 preparatory-meeting cannot be done yet: no preparatory meeting is on record; open items: "
          "invitations, concerns");
    office.hold_meeting("preparatory", "planned");
    office.hold_meeting("quarterly");
    tick_all(office, "2");
    CHECK(refusal_to_finish(office, "2") ==
          "step 2 preparatory-meeting cannot be done yet: no preparatory meeting is on record");
    office.hold_meeting("preparatory");
    CHECK(state(office, "2") == "ready");
    finish(office, "preparatory-meeting");
    CHECK(office.last_verb() == "plan-done");
    CHECK(state(office, "2") == "done");
    CHECK(step(office, "2").started_on.has_value());
    refusal_to_finish(office, "2");
}

TEST_CASE(
    "step 3 needs an adopted charter, step 4 its checklist, 5 and 6 their meetings and a group that joined") {
    ProgrammeOffice office;
    for (const char* reference : {"3", "5", "6"}) {
        tick_all(office, reference);
    }
    office.publish_charter_row();
    CHECK(step(office, "3").missing_en == "no charter is adopted");

    CHECK(step(office, "4").missing_en == "5 items of the checklist are open (hnat plan item done)");
    tick_all(office, "4");
    CHECK(state(office, "4") == "ready");

    office.hold_meeting("launch");
    CHECK(step(office, "5").missing_en == "no group has joined");
    office.add_member(1);
    office.let_group_join(1);
    CHECK(state(office, "5") == "ready");
    CHECK(step(office, "6").missing_en == "no quarterly meeting is on record");
    office.hold_meeting("quarterly");
    CHECK(state(office, "6") == "ready");

    office.run("UPDATE charter_version SET state = 'adopted', adopted_on = '2026-10-01'");
    CHECK(state(office, "3") == "ready");
}

TEST_CASE("a step that was done and has lost what it needs is open again") {
    ProgrammeOffice office;
    office.hold_meeting("preparatory");
    tick_all(office, "2");
    finish(office, "2");
    SUBCASE("the fact is gone") {
        office.run("UPDATE meeting SET state = 'cancelled'");
    }
    SUBCASE("an item was added") {
        office.write([](Transaction& transaction) { add_plan_item(transaction, "2", "Biên bản", {}, {}); });
    }
    CHECK(state(office, "2") == "open");
    refusal_to_finish(office, "2");
    office.set_today("2026-10-31");
    CHECK(state(office, "2") == "late");
}

TEST_CASE("a step that is ready stays ready past its due day") {
    ProgrammeOffice office;
    office.hold_meeting("preparatory");
    tick_all(office, "2");
    office.set_today("2026-12-31");
    CHECK(state(office, "2") == "ready");
}

TEST_CASE("a step is started once and can change hands") {
    ProgrammeOffice office;
    const auto start = [](const std::optional<std::string>& owner) {
        return [owner](Transaction& transaction) { start_step(transaction, "1", owner); };
    };
    office.write(start({}));
    office.refused(start({}));
    office.set_today("2026-10-06");
    office.write(start("lan"));
    CHECK(to_iso(step(office, "1").started_on.value()) == "2026-10-05");
    CHECK(step(office, "1").owner.value_or("") == "lan");
    CHECK(office.last_verb() == "plan-start");
    CHECK_THROWS_AS(office.write(start("nobody")), SQLite::Exception);
}

TEST_CASE("the office's own items are numbered, owned, and due with the step unless said otherwise") {
    ProgrammeOffice office;
    const auto add = [&office](std::optional<Day> due) {
        return office.write([due](Transaction& transaction) {
            return add_plan_item(transaction, "4", "Loa  đài", "lan", due);
        });
    };
    for (int number = 1; number <= 11; ++number) {
        CHECK(add({}) == fmt::format("own-{}", number));
    }
    CHECK(add(day("2026-10-01")) == "own-12");
    const PlanStep preparation = step(office, "4");
    REQUIRE(preparation.items.size() == 5 + 12);
    for (int number = 1; number <= 12; ++number) {
        CHECK(preparation.items[4 + static_cast<std::size_t>(number)].code == fmt::format("own-{}", number));
    }
    const PlanItem& own = preparation.items[5];
    CHECK(own.name_vi == "Loa đài");
    CHECK(to_iso(own.due) == to_iso(preparation.due));
    CHECK(own.owner.value_or("") == "lan");
    CHECK(name_of(preparation.items.back().state) == "late");
    CHECK(step(office, "3").items.size() == 3);
}

TEST_CASE("an item that is done stays as it is; an open one gets an owner, a due day, or both") {
    ProgrammeOffice office;
    office.write([](Transaction& transaction) { finish_plan_item(transaction, "1", "shortlist"); });
    office.refused([](Transaction& transaction) { finish_plan_item(transaction, "1", "shortlist"); });
    office.refused(
        [](Transaction& transaction) { assign_plan_item(transaction, "1", "shortlist", "lan", {}); });
    office.refused([](Transaction& transaction) { finish_plan_item(transaction, "1", "own-1"); },
                   ErrorKind::not_found);
    office.refused([](Transaction& transaction) { assign_plan_item(transaction, "1", "liaisons", {}, {}); });
    office.write([](Transaction& transaction) {
        assign_plan_item(transaction, "1", "liaisons", {}, day("2026-10-20"));
        assign_plan_item(transaction, "1", "liaisons", "lan", {});
    });
    const PlanItem item = step(office, "1").items.back();
    CHECK(to_iso(item.due) == "2026-10-20");
    CHECK(item.owner.value_or("") == "lan");
}

TEST_CASE("P1: no contact of a person in items, notes and reviews") {
    ProgrammeOffice office;
    office.refused([](Transaction& transaction) { add_plan_item(transaction, "1", "0912345678", {}, {}); });
    office.refused([](Transaction& transaction) { add_plan_note(transaction, "1", "a@example.org"); });
    office.refused([](Transaction& transaction) { review_plan(transaction, "2026-10", "+84 912 345 678"); });
}

TEST_CASE("notes say who left them and when") {
    ProgrammeOffice office;
    office.write([](Transaction& transaction) { add_plan_note(transaction, "2", "Chỉ còn buổi chiều"); });
    const auto notes = step(office, "2").notes;
    REQUIRE(notes.size() == 1);
    CHECK(notes.front().staff == "office");
    CHECK(to_iso(notes.front().day) == "2026-10-05");
}

TEST_CASE("a review keeps what it found, once for each month") {
    ProgrammeOffice office;
    const auto review = [&office](const char* month, const char* text) {
        return office.write([&](Transaction& transaction) { return review_plan(transaction, month, text); });
    };
    CHECK(review("2026-09", "").items_late == 2);
    office.set_today("2026-11-02");
    CHECK(review("2026-10", "Chậm").steps_late == 2);
    CHECK(to_iso(find_review(office.store(), "2026-09").value().day) == "2026-10-05");
    CHECK(find_review(office.store(), "2026-09").value().steps_late == 0);
    CHECK(!find_review(office.store(), "2026-08").has_value());
    review("2026-09", "Lại");
    REQUIRE(list_reviews(office.store()).size() == 2);
    CHECK(list_reviews(office.store()).front().text == "Lại");
}

TEST_CASE("a review is of a month that has begun") {
    const Day today = day("2026-11-02");
    CHECK(review_month({}, today) == "2026-11");
    CHECK(review_month("2026-11", today) == "2026-11");
    for (const char* bad : {"2026-12", "2026-13", "2026-1", "11/2026", "2026-0a", ""}) {
        CHECK_THROWS_AS(review_month(bad, today), Error);
    }
}

TEST_CASE("the figures of a day stay the same when work goes on") {
    ProgrammeOffice office;
    const auto on_5_october = [&office] { return plan_figures(office.store(), day("2026-10-05")); };
    CHECK(on_5_october().steps == 6);
    CHECK(on_5_october().steps_late == 0);
    CHECK(on_5_october().items_late == 2);
    CHECK(on_5_october().items == on_5_october().items_open);
    office.hold_meeting("preparatory");
    office.set_today("2026-11-02");
    tick_all(office, "2");
    finish(office, "2");
    office.write([](Transaction& transaction) { review_plan(transaction, "2026-10", ""); });
    CHECK(on_5_october().steps_done == 0);
    CHECK(on_5_october().items_done == 0);
    CHECK(!on_5_october().last_review.has_value());
    const PlanFigures now = plan_figures(office.store(), office.today());
    CHECK(now.steps_done == 1);
    CHECK(now.steps_started == 1);
    CHECK(now.items_done == 2);
    REQUIRE(now.late.size() == 1);
    CHECK(now.late.front().number == 1);
    CHECK(now.last_review.value_or("") == "2026-10");
}
