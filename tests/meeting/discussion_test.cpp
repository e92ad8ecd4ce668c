#include "tests/meeting/meeting_support.hpp"

using namespace hnat;
using namespace hnat::test;

TEST_CASE("questions are asked by groups and answered once") {
    Programme programme;
    const auto one = programme.add_joined("An");
    const auto id = programme.plan("2026-10-05 14:00", {one});
    const auto first = programme.ask(id, "Ai đọc tin báo?", one);
    CHECK(programme.last_verb() == "meeting-question");
    const auto second = programme.ask(id, "Khi nào có quy chế?");
    programme.answer(first, "Cán bộ đầu mối.");
    CHECK(programme.last_verb() == "meeting-answer");
    const auto questions = programme.card(id).questions;
    REQUIRE(questions.size() == 2);
    CHECK(questions[0].group_name == "An");
    CHECK(questions[0].answer == "Cán bộ đầu mối.");
    CHECK(questions[1].id == second);
    CHECK_FALSE(questions[1].answer.has_value());
    CHECK(refusal(programme, ErrorKind::usage, [&] { programme.answer(first); }) ==
          "question 1 was answered on 2026-10-05");
    refusal(programme, ErrorKind::not_found, [&] { programme.answer(99); });
}

TEST_CASE("what is agreed has an owner and a due day that is not before the meeting") {
    Programme programme;
    const auto id = programme.plan("2026-10-05 14:00", {programme.add_joined("An")});
    CHECK(refusal(programme, ErrorKind::usage, [&] {
              programme.agree(id, "2026-10-04");
          }).find("before the meeting") != std::string::npos);
    const auto task = programme.agree(id, "2026-10-05");
    CHECK(programme.last_verb() == "meeting-action");
    CHECK(programme.card(id).tasks.front().owner_name == "Cán bộ đầu mối");
    programme.finish(task);
    CHECK(programme.last_verb() == "meeting-action-done");
    CHECK(programme.card(id).tasks.front().done_on == programme.today());
    CHECK(refusal(programme, ErrorKind::usage, [&] { programme.finish(task); }) ==
          "action 1 was done on 2026-10-05");
    refusal(programme, ErrorKind::not_found, [&] { programme.finish(99); });
}

TEST_CASE("P7: a group that leaves the register leaves its line in the meeting, without a name") {
    Programme programme;
    const auto one = programme.add_group("Hội nhóm sẽ hết hạn", "shortlisted");
    const auto id = programme.plan("2026-10-05 08:00", {one}, MeetingKind::preparatory);
    programme.hold(id, {one});
    programme.ask(id, "Vì sao?", one);
    programme.purge(one);
    const auto card = programme.card(id);
    REQUIRE(card.groups.size() == 1);
    CHECK_FALSE(card.groups.front().group.has_value());
    CHECK(card.groups.front().name.empty());
    CHECK(card.groups.front().attendance == Attendance::present);
    CHECK_FALSE(card.groups.front().may_be_invited);
    REQUIRE(card.questions.size() == 1);
    CHECK_FALSE(card.questions.front().group.has_value());
}

TEST_CASE("a merge keeps the better attendance, and moves lines and questions") {
    using Optional = std::optional<Attendance>;
    const Optional values[] = {Attendance::present, Attendance::apologies, Attendance::absent, {}};
    for (int into_rank = 0; into_rank < 4; ++into_rank) {
        for (int from_rank = 0; from_rank < 4; ++from_rank) {
            CAPTURE(into_rank);
            CAPTURE(from_rank);
            Programme programme;
            const auto into = programme.add_joined("Một");
            const auto from = programme.add_group("Một, địa chỉ khác", "shortlisted");
            const auto both = programme.plan("2026-10-05 08:00", {into, from});
            const auto other = programme.plan("2026-10-05 10:00", {from});
            const auto record = [&](std::int64_t group, int rank) {
                AttendanceLists lists;
                std::vector<std::int64_t>* all[] = {&lists.present, &lists.apologies, &lists.absent};
                if (rank < 3) {
                    all[rank]->push_back(group);
                    programme.write([&](Transaction& transaction) {
                        record_attendance(transaction, programme.meeting(both), lists);
                    });
                }
            };
            record(into, into_rank);
            record(from, from_rank);
            programme.ask(both, "Vì sao?", from);
            programme.write([&](Transaction& transaction) { move_meeting_records(transaction, from, into); });
            programme.purge(from);
            const auto groups = programme.card(both).groups;
            REQUIRE(groups.size() == 1);
            CHECK(groups.front().group == into);
            CHECK(groups.front().attendance == values[std::min(into_rank, from_rank)]);
            CHECK(programme.card(other).groups.front().group == into);
            CHECK(programme.card(both).questions.front().group == into);
            CHECK(programme.count("SELECT count(DISTINCT group_uuid) FROM meeting_group") == 1);
        }
    }
}
