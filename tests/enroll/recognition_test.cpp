#include "enroll/programme_count.hpp"
#include "enroll/recognition.hpp"
#include "tests/enroll/programme_support.hpp"

using namespace hnat;
using namespace hnat::test;

namespace {

/// An office with member 1, who consented to be contacted.
class Recognising : public ProgrammeOffice {
  public:
    Recognising() {
        publish_charter_row();
        add_member(1);
        consent(1, "contact");
    }
    std::string refusal(bool publish = false, ErrorKind kind = ErrorKind::usage) {
        return refused(
            [publish](Transaction& transaction) {
                recognise_member(transaction, 1, RecognitionReason::quick_warning, publish);
            },
            kind);
    }
    std::int64_t recognise(bool publish = false) {
        return write([publish](Transaction& transaction) {
            return recognise_member(transaction, 1, RecognitionReason::quick_warning, publish);
        });
    }
    /// Empty: the name is not told.
    std::string name_told() {
        return list_recognitions(store(), std::nullopt, today()).back().name.value_or("");
    }
};

bool holds(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

} // namespace

TEST_CASE("P2: a member is recognised with a consent to that purpose, and to no other") {
    Recognising office;
    office.consent(1, "meetings");
    office.consent(1, "publication");
    CHECK(office.refusal() ==
          "member 1: consent to 'recognition' was never given; a consent to another purpose does "
          "not stand in for it (P2)");
    office.consent(1, "recognition");
    CHECK(office.recognise() == 1);
    CHECK(office.last_verb() == "member-recognise");
    CHECK(programme_count(office.store(), ProgrammeEvent::recognised,
                          {day("2026-10-05"), day("2026-10-06")}) == 1);
}

TEST_CASE("P2: an expired, a withdrawn and a future consent to recognition do not count") {
    Recognising office;
    SUBCASE("expired today") {
        office.consent(1, "recognition", 1, "2026-09-20", "2026-10-05");
        CHECK(holds(office.refusal(), "expired on 2026-10-05"));
    }
    SUBCASE("valid for one day more") {
        office.consent(1, "recognition", 1, "2026-09-20", "2026-10-06");
        CHECK(office.recognise() == 1);
    }
    SUBCASE("withdrawn") {
        office.withdraw(office.consent(1, "recognition"));
        CHECK(holds(office.refusal(), "was withdrawn on 2026-10-05"));
    }
    SUBCASE("withdrawn, and given anew") {
        office.withdraw(office.consent(1, "recognition"));
        office.consent(1, "recognition", 1, "2026-10-05");
        CHECK(office.recognise() == 1);
    }
    SUBCASE("of a later day") {
        office.consent(1, "recognition", 1, "2026-10-06");
        CHECK(holds(office.refusal(), "was given on 2026-10-06, after this day"));
    }
}

TEST_CASE("P2: recognition in public needs the consent to publication too, and says that it is this one") {
    Recognising office;
    office.consent(1, "recognition");
    CHECK(office.refusal(true).starts_with("member 1: consent to 'publication' was never given;"));
    const auto publication = office.consent(1, "publication");
    CHECK(office.recognise(true) == 1);
    CHECK(office.name_told() == "Thành viên 1");
    office.withdraw(publication);
    CHECK(office.name_told().empty());
}

TEST_CASE("P2: a name is told only where that was asked for, and while both consents last") {
    Recognising office;
    const auto recognition = office.consent(1, "recognition");
    office.consent(1, "publication", 1, "2026-10-01", "2026-12-01");
    office.recognise(false);
    CHECK(office.name_told().empty());
    office.recognise(true);
    CHECK(office.name_told() == "Thành viên 1");
    SUBCASE("publication expired") {
        office.set_today("2026-12-01");
    }
    SUBCASE("recognition withdrawn") {
        office.withdraw(recognition);
    }
    SUBCASE("processing restricted") {
        office.run("UPDATE member SET restricted_on = '2026-10-05'");
    }
    SUBCASE("member withdrew") {
        office.run("UPDATE member SET withdrawn_on = '2026-10-05'");
    }
    CHECK(office.name_told().empty());
}

TEST_CASE("P3: a member who withdrew, restricted processing or was erased is not recognised") {
    Recognising office;
    office.consent(1, "recognition");
    SUBCASE("withdrew") {
        office.run("UPDATE member SET withdrawn_on = '2026-10-04'");
        CHECK(holds(office.refusal(), "withdrew on 2026-10-04"));
    }
    SUBCASE("restricted") {
        office.run("UPDATE member SET restricted_on = '2026-10-04'");
        CHECK(holds(office.refusal(), "asked on 2026-10-04 that processing be restricted"));
    }
    SUBCASE("erased") {
        office.run("DELETE FROM member");
        office.refusal(false, ErrorKind::not_found);
    }
}

TEST_CASE("recognitions are listed from a day on, with reasons in both languages") {
    Recognising office;
    office.consent(1, "recognition");
    office.recognise();
    office.set_today("2026-11-02");
    office.recognise();
    CHECK(list_recognitions(office.store(), std::nullopt, office.today()).size() == 2);
    CHECK(list_recognitions(office.store(), day("2026-10-06"), office.today()).front().number == 2);
    for (const auto& entry : k_enum_names<RecognitionReason>) {
        CHECK(reason_name(entry.value, "vi") != reason_name(entry.value, "en"));
    }
}

TEST_CASE("the reasons of a recognition are those that the schema takes") {
    Recognising office;
    for (const auto& entry : k_enum_names<RecognitionReason>) {
        CHECK_NOTHROW(office.run(fmt::format("INSERT INTO recognition (uuid, member_id, day, reason, publish)"
                                             " VALUES (randomblob(16), 1, '2026-10-05', '{}', 0)",
                                             entry.name)));
    }
}
