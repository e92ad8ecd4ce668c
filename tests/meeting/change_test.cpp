#include "meeting/due.hpp"
#include "tests/meeting/meeting_support.hpp"

using namespace hnat;
using namespace hnat::test;

TEST_CASE("a planned meeting is on record with its groups, its materials and an audit row") {
    Programme programme;
    const auto one = programme.add_joined("Mua bán Đồng Hỷ");
    MeetingPlan plan;
    plan.kind = MeetingKind::charter;
    plan.at = moment("2026-10-15 14:00");
    plan.place = " Nhà văn hóa  phường ";
    plan.agenda = "Góp ý dự thảo\n\n\nHỏi đáp";
    plan.materials = {{"Dự thảo", "https://example.org/a=b"}};
    plan.groups = {one, one};
    const auto id =
        programme.write([&](Transaction& transaction) { return plan_meeting(transaction, plan); });
    const MeetingCard card = programme.card(id);
    CHECK(card.meeting.kind == MeetingKind::charter);
    CHECK(card.meeting.state == MeetingState::planned);
    CHECK(card.meeting.place == "Nhà văn hóa phường");
    CHECK(card.meeting.agenda == "Góp ý dự thảo\n\nHỏi đáp");
    CHECK(card.meeting.minutes == 90);
    CHECK(card.meeting.sequence == 0);
    REQUIRE(card.groups.size() == 1);
    CHECK(card.groups.front().name == "Mua bán Đồng Hỷ");
    CHECK_FALSE(card.groups.front().attendance.has_value());
    REQUIRE(card.materials.size() == 1);
    CHECK(card.materials.front().reference == "https://example.org/a=b");
    CHECK(programme.last_verb() == "meeting-plan");
}

TEST_CASE("whom a kind of meeting is for") {
    Programme programme;
    const auto joined = programme.add_joined("Đã tham gia");
    const auto chosen = programme.add_group("Được chọn", "shortlisted");
    const auto approached = programme.add_group("Đã liên hệ", "approached");
    programme.add_group("Mới khảo sát");
    programme.add_group("Đang nghỉ", "resting");
    programme.add_group("Hết hạn", "shortlisted", "2025-01-01", "2026-10-05");
    const auto numbers = [&](MeetingKind kind) {
        return groups_for(programme.store(), kind, programme.today());
    };
    using Numbers = std::vector<std::int64_t>;
    CHECK(numbers(MeetingKind::quarterly) == Numbers{joined});
    CHECK(numbers(MeetingKind::charter) == Numbers{joined});
    CHECK(numbers(MeetingKind::launch) == Numbers{joined});
    CHECK(numbers(MeetingKind::preparatory) == Numbers{chosen, approached});
    CHECK(numbers(MeetingKind::ad_hoc).empty());
}

TEST_CASE("P2: a group that declined, left or expired is not invited") {
    Programme programme;
    const auto fine = programme.add_group("Được chọn", "shortlisted");
    const std::vector<std::pair<std::int64_t, std::string>> refused{
        {programme.add_group("Đang nghỉ", "resting"), "it declined and rests until 2026-12-31"},
        {programme.add_group("Đã rời", "left", "2026-09-01"), "it left the programme on 2026-09-01"},
        {programme.add_group("Hết hạn", "surveyed", "2025-01-01", "2026-10-05"), "it expired on 2026-10-05"}};
    const auto id = programme.plan("2026-10-15 14:00", {fine});
    for (const auto& group : refused) {
        const auto plan = refusal(programme, ErrorKind::usage, [&] {
            programme.plan("2026-10-15 14:00", {fine, group.first});
        });
        CHECK(plan.find(group.second) != std::string::npos);
        const auto invite = refusal(programme, ErrorKind::usage, [&] {
            programme.write([&](Transaction& transaction) {
                invite_to_meeting(transaction, programme.meeting(id), {group.first});
            });
        });
        CHECK(invite == plan);
    }
    refusal(programme, ErrorKind::not_found, [&] { programme.plan("2026-10-15 14:00", {99}); });
    refusal(programme, ErrorKind::usage, [&] { programme.plan("2026-10-15 14:00", {}); });
    CHECK(programme.card(id).groups.size() == 1);
}

TEST_CASE("P2: a group whose consent to contact has ended is not invited, and the list of contacts says so") {
    Programme programme("2026-12-20");
    const auto id = programme.add_joined("Đã tham gia"); // consents until 2027-01-01
    programme.set_today("2027-01-01");
    CHECK(refusal(programme, ErrorKind::usage, [&] {
              programme.plan("2027-01-15 14:00", {id});
          }).find("the consent to contact of its moderators ended on 2027-01-01") != std::string::npos);
    const auto due = due_contacts(programme.store(), find_regime("calendar"), day("2027-01-01"));
    REQUIRE(due.groups.size() == 1);
    CHECK(in_words(due.groups[0].why.back(), false) ==
          "the consent to contact ended on 2027-01-01: it is not contacted without a new one");
    CHECK(due_contacts(programme.store(), find_regime("calendar"), day("2026-12-31")).groups[0].why.size() ==
          1);
}

TEST_CASE("P2: a group that declines after it was invited gets no invitation any more") {
    Programme programme;
    const auto group = programme.add_group("Được chọn", "shortlisted");
    const auto id = programme.plan("2026-10-15 14:00", {group});
    CHECK(programme.card(id).groups.front().may_be_invited);
    programme.db().exec("UPDATE survey_group SET state = 'resting', rest_until = '2027-01-01'");
    CHECK_FALSE(programme.card(id).groups.front().may_be_invited);
}

TEST_CASE("a year that slipped is refused, a meeting entered late is not") {
    Programme programme;
    const auto one = programme.add_joined("Mua bán");
    const auto late = programme.plan("2026-09-01 14:00", {one});
    CHECK(programme.meeting(late).state == MeetingState::missed);
    CHECK(refusal(programme, ErrorKind::usage, [&] {
              programme.plan("2025-10-04 14:00", {one});
          }).find("over a year ago") != std::string::npos);
    CHECK(refusal(programme, ErrorKind::usage, [&] {
              programme.plan("2028-10-06 14:00", {one});
          }).find("over two years ahead") != std::string::npos);
}

TEST_CASE("a meeting reads as missed from the day after its own") {
    Programme programme;
    const auto id = programme.plan("2026-10-05 08:00", {programme.add_joined("Mua bán")});
    CHECK(programme.meeting(id).state == MeetingState::planned);
    programme.set_today("2026-10-06");
    CHECK(programme.meeting(id).state == MeetingState::missed);
    MeetingFilter filter;
    filter.state = MeetingState::missed;
    CHECK(list_meetings(programme.store(), filter, programme.today()).size() == 1);
    filter.state = MeetingState::planned;
    CHECK(list_meetings(programme.store(), filter, programme.today()).empty());
}

TEST_CASE("moving and cancelling raise the sequence, holding on its day does not") {
    Programme programme;
    const auto one = programme.add_joined("Mua bán");
    const auto id = programme.plan("2026-10-15 14:00", {one});
    programme.move(id, "2026-10-16 09:30");
    CHECK(programme.meeting(id).state == MeetingState::moved);
    CHECK(programme.meeting(id).sequence == 1);
    CHECK(to_text(programme.meeting(id).at) == "2026-10-16 09:30");
    programme.write([&](Transaction& transaction) {
        move_meeting(transaction, programme.meeting(id), {}, "Trực tuyến");
    });
    CHECK(programme.meeting(id).sequence == 2);
    CHECK(programme.meeting(id).place == "Trực tuyến");
    CHECK(programme.last_verb() == "meeting-move");
    const auto other = programme.plan("2026-10-20 14:00", {one});
    programme.cancel(other);
    CHECK(programme.meeting(other).state == MeetingState::cancelled);
    CHECK(programme.meeting(other).sequence == 1);
    CHECK(programme.last_verb() == "meeting-cancel");
    programme.set_today("2026-10-17");
    programme.hold(id, {});
    CHECK(programme.meeting(id).state == MeetingState::held);
    CHECK(programme.meeting(id).sequence == 2);
    CHECK(programme.meeting(id).closed_on == day("2026-10-16"));
    CHECK(programme.last_verb() == "meeting-hold");
}

TEST_CASE("a meeting that was held on a later day than planned has that day") {
    Programme programme("2026-10-20");
    const auto one = programme.add_joined("Mua bán");
    const auto id = programme.plan("2026-10-15 14:00", {one});
    const auto hold = [&](const char* on) {
        programme.write(
            [&](Transaction& transaction) { hold_meeting(transaction, programme.meeting(id), day(on)); });
    };
    CHECK(refusal(programme, ErrorKind::usage, [&] { hold("2026-10-14"); }).find("before its day") !=
          std::string::npos);
    CHECK(refusal(programme, ErrorKind::usage, [&] { hold("2026-10-21"); }).find("today is 2026-10-20") !=
          std::string::npos);
    hold("2026-10-17");
    CHECK(to_text(programme.meeting(id).at) == "2026-10-17 14:00");
    CHECK(programme.meeting(id).sequence == 1);
}

TEST_CASE("each state refuses what it can't become") {
    Programme programme;
    const auto one = programme.add_joined("Mua bán");
    const auto held = programme.plan("2026-10-05 08:00", {one});
    programme.hold(held, {one});
    const auto cancelled = programme.plan("2026-10-05 09:00", {one});
    programme.cancel(cancelled);
    const auto missed = programme.plan("2026-10-01 09:00", {one});
    const auto coming = programme.plan("2026-10-06 09:00", {one});

    const auto refused = [&](const auto& work) { return refusal(programme, ErrorKind::usage, work); };
    const auto invite = [&](std::int64_t id) {
        programme.write(
            [&](Transaction& transaction) { invite_to_meeting(transaction, programme.meeting(id), {}); });
    };
    const auto attend = [&](std::int64_t id) {
        programme.write([&](Transaction& transaction) {
            record_attendance(transaction, programme.meeting(id), {{one}, {}, {}});
        });
    };
    for (const auto id : {held, cancelled, missed}) {
        CAPTURE(id);
        refused([&] { programme.move(id, "2026-10-16 14:00"); });
        refused([&] { programme.cancel(id); });
        refused([&] { invite(id); });
    }
    CHECK(refused([&] { programme.hold(cancelled, {}); }).find("was cancelled") != std::string::npos);
    CHECK(refused([&] { programme.hold(held, {}); }).find("held already") != std::string::npos);
    CHECK(refused([&] { programme.hold(coming, {}); }).find("still to come") != std::string::npos);
    CHECK(refused([&] { attend(coming); }).find("from its day on") != std::string::npos);
    CHECK(refused([&] { attend(cancelled); }).find("was cancelled") != std::string::npos);
    CHECK(refused([&] { programme.move(coming, "2026-10-04 14:00"); }).find("in the past") !=
          std::string::npos);
    CHECK(refused([&] { programme.move(coming, "2026-10-06 09:00"); }).find("nothing to move") !=
          std::string::npos);
    refused([&] { programme.ask(cancelled, "Vì sao?"); });
    refused([&] { programme.agree(cancelled, "2026-12-01"); });
    attend(missed);
    CHECK(programme.meeting(missed).state == MeetingState::missed);
}

TEST_CASE("attendance can be corrected, and groups that came uninvited are added") {
    Programme programme;
    const auto one = programme.add_joined("An");
    const auto two = programme.add_joined("Bình");
    const auto guest = programme.add_group("Khách");
    const auto id = programme.plan("2026-10-05 08:00", {one, two});
    programme.hold(id, {one, guest}, {}, {two});
    programme.write([&](Transaction& transaction) {
        record_attendance(transaction, programme.meeting(id), {{}, {two}, {}});
    });
    const auto groups = programme.card(id).groups;
    REQUIRE(groups.size() == 3);
    CHECK(groups[0].attendance == Attendance::present);
    CHECK(groups[1].attendance == Attendance::apologies);
    CHECK(groups[2].name == "Khách");
    CHECK(groups[2].attendance == Attendance::present);
    const auto attend = [&](const AttendanceLists& lists) {
        return refusal(programme, ErrorKind::usage, [&] {
            programme.write([&](Transaction& transaction) {
                record_attendance(transaction, programme.meeting(id), lists);
            });
        });
    };
    CHECK(attend({{one}, {}, {one}}).find("two of the lists") != std::string::npos);
    CHECK(attend({}).find("at least one group") != std::string::npos);
    refusal(programme, ErrorKind::not_found, [&] {
        programme.write([&](Transaction& transaction) {
            record_attendance(transaction, programme.meeting(id), {{one, 99}, {}, {}});
        });
    });
    refusal(programme, ErrorKind::not_found, [&] { programme.ask(id, "Vì sao?", 99); });
}

TEST_CASE("a meeting is found by its number, or by its day when it is the only one") {
    Programme programme;
    const auto one = programme.add_joined("An");
    const auto first = programme.plan("2026-10-15 14:00", {one});
    programme.plan("2026-10-20 08:00", {one});
    programme.plan("2026-10-20 14:00", {one});
    const auto find = [&](const char* reference) {
        return find_meeting(programme.store(), reference, programme.today()).id;
    };
    CHECK(find("2026-10-15") == first);
    CHECK(find("15/10/2026") == first);
    CHECK(refusal(programme, ErrorKind::usage, [&] { find("2026-10-20"); }) ==
          "2 meetings are on 2026-10-20: 2 at 08:00, 3 at 14:00; write the number");
    refusal(programme, ErrorKind::not_found, [&] { find("2026-10-21"); });
    refusal(programme, ErrorKind::not_found, [&] { find("9"); });
    refusal(programme, ErrorKind::usage, [&] { find("the next one"); });
}

TEST_CASE("P1: no text of a meeting takes a contact") {
    Programme programme;
    const auto one = programme.add_joined("An");
    const auto id = programme.plan("2026-10-05 14:00", {one});
    const auto question = programme.ask(id, "Vì sao?");
    const char* const contact = "hỏi +84 900 000 001";
    const auto p1 = [&](const auto& work) {
        const auto message = refusal(programme, ErrorKind::usage, work);
        CHECK(message.find("P1") != std::string::npos);
        CHECK(message.find("900") == std::string::npos);
    };
    const auto planned = [&](auto change) {
        MeetingPlan plan{MeetingKind::ad_hoc, moment("2026-10-15 14:00"), 90, "Nhà văn hóa", "", {}, {one}};
        change(plan);
        programme.write([&](Transaction& transaction) { plan_meeting(transaction, plan); });
    };
    p1([&] { planned([&](MeetingPlan& plan) { plan.place = contact; }); });
    p1([&] { planned([&](MeetingPlan& plan) { plan.agenda = contact; }); });
    p1([&] { planned([&](MeetingPlan& plan) { plan.materials = {{contact, "x"}}; }); });
    p1([&] { planned([&](MeetingPlan& plan) { plan.materials = {{"x", "m@example.org"}}; }); });
    p1([&] {
        programme.write(
            [&](Transaction& transaction) { move_meeting(transaction, programme.meeting(id), {}, contact); });
    });
    p1([&] { programme.ask(id, contact); });
    p1([&] { programme.answer(question, contact); });
    p1([&] { programme.agree(id, "2026-12-01", contact); });
}
