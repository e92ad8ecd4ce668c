#include "base/error.hpp"
#include "enroll/figures.hpp"
#include "tests/enroll/join_support.hpp"

using namespace hnat;
using namespace hnat::test;

namespace {

void with_all_purposes(Programme& programme) {
    ConsentGiven meetings = consent(Purpose::meetings, "2026-03-02");
    meetings.expires_on = day("2027-03-02");
    ConsentGiven recognition = consent(Purpose::recognition, "2026-03-02");
    recognition.expires_on = day("2029-03-02");
    programme.join(1, person(1), {consent(Purpose::contact, "2026-03-02"), meetings, recognition});
    programme.db().exec(
        "INSERT INTO recognition (uuid, member_id, day, reason, publish) VALUES (randomblob(16), 1,"
        " '2026-03-02', 'quick-warning', 0)");
}

} // namespace

TEST_CASE("P2: a card shows what the consents in force cover, and nothing more") {
    Programme programme;
    with_all_purposes(programme);
    CHECK(programme.card(1).name == "Thành viên A");
    CHECK(programme.card(1).contact == "phone:+84900000001");
    CHECK(programme.card(1).recognitions.size() == 1);
    programme.set_today("2028-03-01");
    CHECK(programme.card(1).contact.has_value());
    programme.set_today("2028-03-02");
    CHECK(!programme.card(1).contact);
    CHECK(programme.card(1).name.has_value());
    programme.set_today("2029-03-02");
    CHECK(!programme.card(1).name);
    CHECK(programme.card(1).recognitions.empty());
    CHECK(programme.card(1).consents.back().state == ConsentState::expired);
    error_of(ErrorKind::not_found, [&] { programme.card(2); });
}

TEST_CASE("P2: a person who withdrew or asked for restriction is not shown, and is in no list") {
    Programme programme;
    with_all_purposes(programme);
    programme.db().exec("UPDATE member SET restricted_on = '2026-03-02'");
    CHECK(!programme.card(1).contact);
    CHECK(programme.card(1).name.has_value());
    const auto restricted = list_members(programme.store(), {}, programme.today());
    REQUIRE(restricted.size() == 1);
    CHECK(!restricted[0].name);
    MemberFilter to_be_contacted;
    to_be_contacted.purpose = Purpose::contact;
    CHECK(list_members(programme.store(), to_be_contacted, programme.today()).empty());
    programme.db().exec(
        "UPDATE member SET restricted_on = NULL, withdrawn_on = '2026-03-02', expires_on = '2026-03-22'");
    const MemberCard card = programme.card(1);
    CHECK(!card.name);
    CHECK(!card.contact);
    CHECK(card.recognitions.empty());
    CHECK(card.withdrawn_on == day("2026-03-02"));
    CHECK(list_members(programme.store(), {}, programme.today()).empty());
}

TEST_CASE("a list filters by group, purpose, expiry and charter as of the day") {
    Programme programme;
    with_all_purposes(programme);
    programme.join(2, 2);
    const auto numbers = [&](const MemberFilter& filter) {
        std::vector<std::int64_t> all;
        for (const MemberLine& line : list_members(programme.store(), filter, programme.today())) {
            all.push_back(line.id);
        }
        return all;
    };
    using Numbers = std::vector<std::int64_t>;
    MemberFilter by_group;
    by_group.group = 2;
    CHECK(numbers(by_group) == Numbers{2});
    MemberFilter by_purpose;
    by_purpose.purpose = Purpose::meetings;
    CHECK(numbers(by_purpose) == Numbers{1});
    MemberFilter expiring;
    expiring.expiring_days = 364;
    CHECK(numbers(expiring).empty());
    expiring.expiring_days = 365;
    CHECK(numbers(expiring) == Numbers{1});
    MemberFilter old_charter;
    old_charter.old_charter = true;
    CHECK(numbers(old_charter).empty());

    programme.db().exec("UPDATE charter_version SET state = 'replaced', replaced_on = '2026-03-02'");
    programme.add_charter(2, "adopted", "2026-03-02");
    CHECK(numbers(old_charter) == Numbers{1, 2});
    programme.write([](Transaction& transaction) {
        give_consents(transaction, 2, {consent(Purpose::contact, "2026-03-02")});
    });
    CHECK(numbers(old_charter) == Numbers{1});

    programme.set_today("2027-03-02");
    CHECK(numbers(by_purpose).empty());
    const auto lines = list_members(programme.store(), {}, day("2030-01-01"));
    REQUIRE(lines.size() == 2);
    CHECK(!lines.front().name);
    CHECK(lines.front().purposes.empty());
}

TEST_CASE("the figures have stocks at the end of a period and flows within it") {
    Programme programme;
    const DayRange march{day("2026-03-01"), day("2026-04-01")};
    const DayRange april{day("2026-04-01"), day("2026-05-01")};
    programme.add("ccccc", "C");
    with_all_purposes(programme);
    programme.write([](Transaction& transaction) { decline_group(transaction, 2, 60); });
    programme.set_today("2026-04-10");
    programme.write([](Transaction& transaction) {
        shortlist_group(transaction, 3);
        leave_group(transaction, 1, transaction.today());
    });

    const ProgrammeFigures then = programme_figures(programme.store(), march);
    CHECK(then.groups == 3);
    CHECK(then.joined == 1);
    CHECK(then.resting == 1);
    CHECK(then.shortlisted == 0);
    CHECK(then.left == 0);
    CHECK(then.coverage == doctest::Approx(1.0 / 3));
    CHECK(then.approaches == 2);
    CHECK(then.declines == 1);
    CHECK(then.joins == 1);
    CHECK(then.consents_given == 3);
    const ConsentFigures consents = consent_figures(programme.store(), march.end);
    REQUIRE(consents.purposes.size() == 5);
    CHECK(consents.purposes[0].members == 1);
    CHECK(consents.purposes[4].members == 0);

    const ProgrammeFigures now = programme_figures(programme.store(), april);
    CHECK(now.joined == 0);
    CHECK(now.left == 1);
    CHECK(now.shortlisted == 1);
    CHECK(now.resting == 1);
    CHECK(now.leavings == 1);
    CHECK(now.joins == 0);
    CHECK(programme_figures(programme.store(), {day("2026-05-01"), day("2026-06-01")}).resting == 0);
    CHECK(consent_figures(programme.store(), day("2027-03-03")).purposes[1].members == 0);
    CHECK(programme_figures(programme.store(), {day("2026-01-01"), day("2026-02-01")}).groups == 0);
}

TEST_CASE("the figures count the joined groups whose consent is to an older charter than the adopted one") {
    Programme programme;
    programme.join(1, 1);
    programme.join(2, 2);
    const DayRange march{day("2026-03-01"), day("2026-04-01")};
    CHECK(consent_figures(programme.store(), march.end).old_charter_groups == 0);
    programme.set_today("2026-03-20");
    programme.db().exec("UPDATE charter_version SET state = 'replaced', replaced_on = '2026-03-20'");
    programme.add_charter(2, "adopted", "2026-03-20");
    CHECK(consent_figures(programme.store(), march.end).old_charter_groups == 2);
    programme.write([](Transaction& transaction) {
        give_consents(transaction, 1, {consent(Purpose::contact, "2026-03-20")});
    });
    CHECK(consent_figures(programme.store(), march.end).old_charter_groups == 1);
    CHECK(consent_figures(programme.store(), day("2026-03-20")).old_charter_groups == 0);
}
