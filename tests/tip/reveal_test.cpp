#include "base/error.hpp"
#include "tests/tip/sealed_support.hpp"

using namespace hnat;
using namespace hnat::test;

namespace {

/// "1 refused, 2 done": the requests in their order.
std::string requests(TipOffice& office) {
    std::string text;
    for (const RevealRequest& request : list_reveals(office.store())) {
        text += fmt::format("{} {}; ", request.tip ? std::to_string(*request.tip) : "gone",
                            name_of(request.outcome));
    }
    return text;
}

} // namespace

TEST_CASE("P6: every request to open a source is kept, done or refused, before anything is shown") {
    TipOffice office;
    const auto number = office.add(Harm::frd, "2026-10-05", "x", "chị Mẫu").number;
    CHECK(office.reveal(number).text() == "chị Mẫu");
    CHECK(error_of([&] { office.reveal(number, "not the passphrase at all"); }).kind() == ErrorKind::key);
    // The office's passphrase is no help.
    CHECK(error_of([&] { office.reveal(number, KeyOffice::k_office); }).kind() == ErrorKind::key);
    // Nor is its key file.
    std::optional<std::filesystem::path> office_key;
    for (const auto& name : office.office().files()) {
        if (holds(name, "office") && holds(name, ".key")) {
            office_key = office.ring().folder() / name;
        }
    }
    REQUIRE(office_key.has_value());
    CHECK(error_of([&] {
              reveal_source(
                  office.store(), {k_unnamed_staff, day("2026-10-05")}, office.ring(), number,
                  secret("lý do"), [] { return secret(KeyOffice::k_office); }, office_key);
          }).kind() == ErrorKind::key);
    // A key file that is not there, and a passphrase that is not given.
    CHECK_THROWS(reveal_source(
        office.store(), {k_unnamed_staff, day("2026-10-05")}, office.ring(), number, secret("lý do"),
        [] { return secret(KeyOffice::k_custodian); }, "/nowhere/custodian.key"));
    CHECK_THROWS(reveal_source(
        office.store(), {k_unnamed_staff, day("2026-10-05")}, office.ring(), number, secret("lý do"),
        []() -> Secret { throw Error(ErrorKind::usage, "no terminal"); }, std::nullopt));
    CHECK_EQ(requests(office), "1 done; 1 refused; 1 refused; 1 refused; 1 refused; 1 refused; ");
    const auto history = tip_history(office.store(), office.tip(number));
    CHECK_EQ(history.size(), 7);
    CHECK_EQ(history[1].verb + " " + history[1].outcome, "tip-reveal done");
    CHECK_EQ(history[2].verb + " " + history[2].outcome, "tip-reveal refused");
    CHECK_EQ(
        office.office().count("SELECT count FROM tip_count WHERE regime = 'nd09' AND event = 'revealed'"), 1);
    CHECK_EQ(office.office().count(
                 "SELECT count FROM tip_count WHERE regime = 'nd09' AND event = 'reveal-refused'"),
             5);
    CHECK(verify_audit(office.store()).empty());
}

TEST_CASE("P6: a tip without a source answers as one that has one, until the custodian has opened it") {
    TipOffice office;
    const auto with = office.add(Harm::frd, "2026-10-05", "x", "chị Mẫu").number;
    const auto without = office.add(Harm::frd, "2026-10-05", "x").number;
    const auto refused = [&](std::int64_t number) {
        return std::string(error_of([&] { office.reveal(number, "not the passphrase at all"); }).what());
    };
    const std::string answer = refused(with);
    CHECK_EQ(refused(without), answer);
    CHECK(office.reveal(without).empty());
    CHECK_EQ(requests(office), "1 refused; 2 refused; 2 done; ");
}

TEST_CASE("P6: no reason, no opening; the reason is sealed to the custodian") {
    TipOffice office;
    const auto number = office.add(Harm::frd, "2026-10-05", "x", "chị Mẫu").number;
    CHECK_THROWS_WITH(office.reveal(number, KeyOffice::k_custodian, "  "),
                      doctest::Contains("the reason is empty"));
    CHECK_THROWS_WITH(office.reveal(number, KeyOffice::k_custodian, std::string(901, 'r')),
                      doctest::Contains("the reason has 901 bytes and may have 900"));
    CHECK_EQ(requests(office), "");
    office.reveal(number, KeyOffice::k_custodian, "quyết định số 12");
    CHECK(reveal_reason(office.store(), office.ring(), 1, secret(KeyOffice::k_custodian), std::nullopt)
              .text() == "quyết định số 12");
    CHECK(error_of([&] {
              reveal_reason(office.store(), office.ring(), 1, secret(KeyOffice::k_office), std::nullopt);
          }).kind() == ErrorKind::key);
    CHECK(error_of([&] {
              reveal_reason(office.store(), office.ring(), 2, secret(KeyOffice::k_custodian), std::nullopt);
          }).kind() == ErrorKind::not_found);
}

TEST_CASE("P6: a source whose quarter is destroyed stays closed, and the request is kept all the same") {
    TipOffice office;
    const auto number = office.add(Harm::frd, "2026-10-05", "x", "chị Mẫu").number;
    office.office().write([&](Transaction& transaction) {
        for (KeyEpoch& epoch : list_epochs(transaction.db())) {
            destroy_epoch(transaction, epoch);
        }
    });
    CHECK(error_of([&] { office.reveal(number); }).kind() == ErrorKind::key);
    CHECK_EQ(requests(office), "1 refused; ");
    CHECK_EQ(office.office().count("SELECT count(*) FROM tip_reveal WHERE reason IS NULL"), 1);
}

TEST_CASE("P5: the office reads a body with its own key only, and the reading is on record") {
    TipOffice office;
    const auto number = office.add(Harm::frd, "2026-10-05", "văn bản").number;
    CHECK(error_of([&] { office.open(number, KeyOffice::k_custodian); }).kind() == ErrorKind::key);
    const OpenedBody body = office.open(number);
    office.office().write([&](Transaction& transaction) { record_reading(transaction, body); });
    CHECK_EQ(tip_history(office.store(), office.tip(number)).back().verb, "tip-read");
}

TEST_CASE("a scrubbed body takes the place of the original, which is nowhere any more") {
    TipOffice office;
    const auto number = office.add(Harm::frd, "2026-10-05", "tôi là hàng xóm của người bán").number;
    const std::string before = office.store().db().execAndGet("SELECT hex(body) FROM tip").getString();
    office.office().write([&](Transaction& transaction) {
        scrub_tip(transaction, office.ring(), office.open(number),
                  secret("người bán nhận tiền rồi chặn liên lạc\r\n"));
    });
    const OpenedBody body = office.open(number);
    CHECK(body.scrubbed());
    CHECK(body.text().text() == "người bán nhận tiền rồi chặn liên lạc");
    CHECK(office.store().db().execAndGet("SELECT hex(body) FROM tip").getString() != before);
    // Once more, for what was overlooked.
    office.office().write([&](Transaction& transaction) {
        scrub_tip(transaction, office.ring(), body, secret("nhận tiền rồi chặn liên lạc"));
    });
    CHECK(office.open(number).text().text() == "nhận tiền rồi chặn liên lạc");
    CHECK_THROWS_WITH(office.office().write([&](Transaction& transaction) {
        scrub_tip(transaction, office.ring(), body, secret(""));
    }),
                      doctest::Contains("the body is empty"));
}
