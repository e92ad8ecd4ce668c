#include "meeting/due.hpp"
#include "tests/meeting/meeting_support.hpp"

using namespace hnat;
using namespace hnat::test;

namespace {

/// "name: reason; reason" for each line of the list.
std::vector<std::string> lines(Programme& programme, const char* as_of, const char* regime = "calendar") {
    std::vector<std::string> all;
    for (const auto& group : due_contacts(programme.store(), find_regime(regime), day(as_of)).groups) {
        std::string line = group.name + ":";
        for (const auto& reason : group.why) {
            line += " " + in_words(reason, false) + ";";
        }
        all.push_back(line);
    }
    return all;
}

using Lines = std::vector<std::string>;

} // namespace

TEST_CASE(
    "each group on the list has its reasons, and only groups without a contact in the quarter are on it") {
    Programme programme("2026-05-20");
    const auto met = programme.add_joined("Đã gặp");
    const auto before = programme.add_joined("Gặp quý trước");
    const auto never = programme.add_joined("Chưa gặp", "2026-02-03");
    const auto apologies = programme.add_joined("Báo vắng");
    const auto absent = programme.add_joined("Vắng");
    const auto silent = programme.add_joined("Không rõ");
    programme.add_group("Chưa tham gia", "approached");
    programme.hold(programme.plan("2026-02-10 14:00", {before, apologies, absent}), {before}, {apologies},
                   {absent});
    programme.hold(programme.plan("2026-05-12 14:00", {met, apologies, absent, silent}), {met}, {apologies},
                   {absent});
    programme.plan("2026-05-15 08:00", {never});
    programme.plan("2026-06-10 08:00", {before});
    programme.cancel(programme.plan("2026-06-11 08:00", {before}));
    CHECK(lines(programme, "2026-05-20") ==
          Lines{"Báo vắng: never met since it joined on 2026-01-01; sent apologies for the meeting on "
                "2026-05-12;",
                "Chưa gặp: never met since it joined on 2026-02-03; the meeting of 2026-05-15 is not on "
                "record as held;",
                "Không rõ: never met since it joined on 2026-01-01; whether it came to the meeting on "
                "2026-05-12 is not "
                "recorded;",
                "Vắng: never met since it joined on 2026-01-01; missed the meeting on 2026-05-12;",
                "Gặp quý trước: last met on 2026-02-10, before this quarter; the meeting planned on "
                "2026-06-10 is not "
                "held yet;"});
    const auto list = due_contacts(programme.store(), find_regime("calendar"), day("2026-05-20"));
    CHECK(list.quarter.code() == "2026Q2");
    CHECK(list.days_left == 41);
    CHECK(list.groups.back().last_contact == day("2026-02-10"));
}

TEST_CASE("the quarter is that of the regime") {
    Programme programme("2026-06-20");
    const auto one = programme.add_joined("An");
    programme.hold(programme.plan("2026-06-14 14:00", {one}), {one});
    // nd09: the third quarter runs from 15 June.
    CHECK(lines(programme, "2026-06-20", "nd09") ==
          Lines{"An: last met on 2026-06-14, before this quarter;"});
    CHECK(lines(programme, "2026-06-20", "calendar").empty());
    CHECK(lines(programme, "2026-06-14", "nd09").empty());
    const auto last_day = due_contacts(programme.store(), find_regime("nd09"), day("2026-06-14"));
    CHECK(last_day.days_left == 0);
}

TEST_CASE("a group that joined yesterday is on the list, with its reason; one that joins tomorrow is not") {
    Programme programme;
    programme.add_joined("Mới", "2026-10-04");
    CHECK(lines(programme, "2026-10-05") == Lines{"Mới: never met since it joined on 2026-10-04;"});
    CHECK(lines(programme, "2026-10-03").empty());
}

TEST_CASE("a contact counts from the day of the meeting on") {
    Programme programme("2026-05-20");
    const auto one = programme.add_joined("An");
    programme.hold(programme.plan("2026-05-12 14:00", {one}), {one});
    CHECK(lines(programme, "2026-05-11") == Lines{"An: never met since it joined on 2026-01-01; the meeting "
                                                  "planned on 2026-05-12 is not held yet;"});
    CHECK(lines(programme, "2026-05-12").empty());
    CHECK(lines(programme, "2026-06-30").empty());
    CHECK(lines(programme, "2026-07-01") == Lines{"An: last met on 2026-05-12, before this quarter;"});
}

TEST_CASE("being present at a meeting that is not on record as held is no contact") {
    Programme programme("2026-05-20");
    const auto one = programme.add_joined("An");
    const auto id = programme.plan("2026-05-12 14:00", {one});
    programme.write([&](Transaction& transaction) {
        record_attendance(transaction, programme.meeting(id), {{one}, {}, {}});
    });
    CHECK(lines(programme, "2026-05-20").size() == 1);
}

TEST_CASE("a group that has left is owed no contact, but was before it left") {
    Programme programme("2026-05-20");
    const auto one = programme.add_joined("An");
    programme.write([&](Transaction& transaction) {
        SQLite::Database& db = transaction.db();
        sql::run_once(
            db,
            "INSERT INTO survey_event (group_id, day, kind, detail) VALUES (?, '2026-01-01', 'state', "
            "'joined'), (?1, '2026-05-10', 'state', 'left')",
            one);
        sql::run_once(
            db,
            "UPDATE survey_group SET state = 'left', state_on = '2026-05-10', expires_on = '2027-05-10' "
            "WHERE id = ?",
            one);
    });
    CHECK(lines(programme, "2026-05-20").empty());
    CHECK(lines(programme, "2026-05-10").empty());
    CHECK(lines(programme, "2026-05-09") == Lines{"An: never met since it joined on 2026-01-01;"});
}

TEST_CASE("every reason has words in both languages") {
    for (const auto cause :
         {DueCause::never_met, DueCause::met_before, DueCause::still_planned, DueCause::not_held,
          DueCause::apologies, DueCause::absent, DueCause::not_recorded}) {
        CHECK(in_words({cause, day("2026-01-05")}, false).find("2026-01-05") != std::string::npos);
        CHECK(in_words({cause, day("2026-01-05")}, true).find("05/01/2026") != std::string::npos);
    }
}
