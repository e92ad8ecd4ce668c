#include "base/error.hpp"
#include "tests/tip/sealed_support.hpp"
#include "tip/receipt.hpp"
#include "tip/tip_count.hpp"
#include "tip/tip_text.hpp"

#include <set>

using namespace hnat;
using namespace hnat::test;

TEST_CASE("a tip is stored sealed, and its receipt leads to its state") {
    TipOffice office;
    const AddedTip added =
        office.add(Harm::frd, "2026-10-04", "tài khoản lừa đảo trong nhóm", "chị Mẫu, 0900 000 001");
    const Tip tip = office.tip(added.number);
    CHECK(tip.harm == Harm::frd);
    CHECK(tip.level == TipLevel::p2);
    CHECK(tip.state == TipState::received);
    CHECK(tip.received_on == day("2026-10-04"));
    CHECK(tip.expires_on == day("2026-10-04") + std::chrono::days{180});
    const auto status =
        tip_status(office.store(), parse_receipt(format_receipt(added.receipt)), day("2026-10-05"));
    REQUIRE(status.has_value());
    CHECK(status->state == TipState::received);
    const OpenedBody body = office.open(added.number);
    CHECK(body.text().text() == "tài khoản lừa đảo trong nhóm");
    CHECK_FALSE(body.scrubbed());
    CHECK(office.reveal(added.number).text() == "chị Mẫu, 0900 000 001");
    CHECK(verify_audit(office.store()).empty());
}

TEST_CASE("P5, P6: neither what a tip says nor who gave it is in the file, whatever is done with it") {
    TipOffice office;
    const std::string body = "CANARY-body-7d1f";
    const std::string source = "CANARY-source-91ab";
    const std::string reason = "CANARY-reason-c3d4";
    const std::string scrubbed = "CANARY-scrubbed-e5f6";
    const AddedTip added = office.add(Harm::frd, "2026-10-05", body, source);
    office.reveal(added.number, KeyOffice::k_custodian, reason);
    CHECK_THROWS(office.reveal(added.number, "a passphrase that is none", reason));
    office.office().write(
        [&](Transaction& transaction) { record_reading(transaction, office.open(added.number)); });
    office.office().write([&](Transaction& transaction) {
        scrub_tip(transaction, office.ring(), office.open(added.number), secret(scrubbed));
    });
    for (const auto& entry : std::filesystem::recursive_directory_iterator(office.database().parent_path())) {
        if (entry.is_regular_file()) {
            CAPTURE(entry.path().string());
            const std::string bytes = bytes_of(entry.path());
            CHECK_FALSE(holds(bytes, "CANARY"));
            CHECK_FALSE(holds(bytes, added.receipt));
            CHECK_FALSE(holds(bytes, KeyOffice::k_office));
            CHECK_FALSE(holds(bytes, KeyOffice::k_custodian));
        }
    }
    for (const auto& name : office.office().files()) {
        CHECK_FALSE(holds(bytes_of(office.ring().folder() / name), "CANARY"));
    }
}

TEST_CASE(
    "P6: the box of a source has one size, from none to the longest, and nothing tells which is empty") {
    TipOffice office;
    std::set<std::size_t> sizes;
    for (const std::size_t length :
         {std::size_t{0}, std::size_t{1}, std::size_t{255}, std::size_t{256}, k_longest_source}) {
        office.add(Harm::phi, "2026-10-05", "trang giả mạo", std::string(length, 'x'));
    }
    SQLite::Statement rows(office.store().db(), "SELECT length(source), length(body), source FROM tip");
    std::set<std::string> boxes;
    while (rows.executeStep()) {
        sizes.insert(static_cast<std::size_t>(rows.getColumn(0).getInt64()));
        CHECK_EQ(rows.getColumn(1).getInt64(), 1081);
        boxes.insert(rows.getColumn(2).getString());
    }
    CHECK(sizes == std::set<std::size_t>{k_sealed_source_size});
    CHECK_EQ(boxes.size(), 5);
}

TEST_CASE("P5, P6: boxes that were exchanged between tips open as nothing") {
    TipOffice office;
    const auto one = office.add(Harm::frd, "2026-10-05", "một", "người một").number;
    const auto other = office.add(Harm::frd, "2026-10-05", "hai", "người hai").number;
    SQLite::Database& db = office.store().db();
    const std::string body = db.execAndGet("SELECT hex(body) FROM tip WHERE id = 1").getString();
    db.exec("UPDATE tip SET body = x'" + body + "' WHERE id = 2");
    CHECK(office.open(one).text().text() == "một");
    CHECK(error_of([&] { office.open(other); }).kind() == ErrorKind::key);
}

TEST_CASE("without keys nothing is stored, and the message says how to make them") {
    KeyOffice office;
    const NewTip tip = new_tip(Harm::frd, "2026-10-05", "văn bản");
    const Error error =
        error_of([&] { require_can_add(office.store(), office.ring(), tip, day("2026-10-05")); });
    CHECK(error.kind() == ErrorKind::key);
    CHECK(holds(error.what(), "hnat key init"));
    CHECK_THROWS_AS(office.write([&](Transaction& transaction) {
        add_tip(transaction, office.ring(), new_tip(Harm::frd, "2026-10-05", "văn bản"));
    }),
                    Error);
    CHECK_EQ(office.count("SELECT count(*) FROM tip"), 0);
    CHECK_EQ(office.count("SELECT count(*) FROM tip_count"), 0);
}

TEST_CASE("what is no text, too long or empty is refused in words that do not repeat it") {
    TipOffice office;
    const std::string limit(k_longest_body, 'b');
    CHECK_NOTHROW(office.add(Harm::frd, "2026-10-05", limit + "\r\n\r\n"));
    const std::vector<std::pair<std::string, const char*>> bodies{
        {limit + "b",
         "the body has 32769 bytes and may have 32768; it is never cut: shorten it, or give a second tip; "
         "nothing was stored"},
        {" \n\t\n", "the body is empty; nothing was stored"},
        {"", "the body is empty; nothing was stored"},
        {"\xff\xfe",
         "the body is no text in UTF-8; a tip holds words, and no picture or file; nothing was stored"},
        {std::string("\x89PNG") + '\0',
         "the body is no text in UTF-8; a tip holds words, and no picture or file; nothing "
         "was stored"},
        {std::string("a\0b", 3),
         "the body has a control character; a tip holds words, and no picture or file; nothing "
         "was stored"}};
    for (const auto& [body, message] : bodies) {
        const Error error = error_of([&, &text = body] { office.add(Harm::frd, "2026-10-05", text); });
        CHECK_EQ(std::string(error.what()), message);
        CHECK(error.kind() == ErrorKind::usage);
    }
    CHECK_THROWS_WITH(office.add(Harm::frd, "2026-10-05", "văn bản", std::string(k_longest_source + 1, 's')),
                      doctest::Contains("the source has 901 bytes and may have 900"));
    CHECK_EQ(office.office().count("SELECT count(*) FROM tip"), 1);
}

TEST_CASE("P4: a CSM tip takes no picture and no hash in any form, and any code within an address") {
    const auto takes = [](std::string_view text) {
        try {
            require_locator_only(secret(text));
            return true;
        } catch (const Error&) {
            return false;
        }
    };
    const std::string md5 = "d41d8cd98f00b204e9800998ecf8427e";
    CHECK_FALSE(takes("tệp " + md5));
    CHECK_FALSE(takes("d4:1d:8c:d9:8f:00:b2:04:e9:80:09:98:ec:f8:42:7e"));
    CHECK_FALSE(takes("d4 1d 8c d9 8f 00 b2 04 e9 80 09 98 ec f8 42 7e"));
    CHECK_FALSE(takes("47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="));
    CHECK_FALSE(takes("data:image/jpeg;base64,/9j/4AAQSkZJRg=="));
    CHECK(takes("https://cdn.example.com/v/" + md5 + ".mp4"));
    CHECK(takes("cdn.example.com/v/" + md5 +
                ".mp4, từ 0900 000 001, 0900 000 002, 0900 000 003, 0900 000 004"));
}

TEST_CASE("P4: a CSM tip says where the material is, and takes no hash of it") {
    TipOffice office;
    CHECK_NOTHROW(office.add(Harm::csm, "2026-10-05", "https://example.org/a/0123456789abcdef"));
    const Error error =
        error_of([&] { office.add(Harm::csm, "2026-10-05", "md5 d41d8cd98f00b204e9800998ecf8427e"); });
    CHECK(error.kind() == ErrorKind::usage);
    CHECK_FALSE(holds(error.what(), "d41d8"));
    CHECK_NOTHROW(office.add(Harm::mal, "2026-10-05", "md5 d41d8cd98f00b204e9800998ecf8427e"));
}

TEST_CASE(
    "P8: a tip is entered within 31 days of its receipt, and counted in the month in which it is entered") {
    TipOffice office;
    CHECK_THROWS_WITH(office.add(Harm::frd, "2026-10-06", "x"),
                      "2026-10-06 is in the future; today is 2026-10-05");
    CHECK_THROWS_WITH(office.add(Harm::frd, "2026-09-03", "x"),
                      "2026-09-03 is more than 31 days back; a tip is entered within that time");
    office.add(Harm::frd, "2026-09-04", "x");
    CHECK_EQ(
        office.office().count("SELECT count FROM tip_count WHERE regime = 'nd09' AND month = '2026-10' AND "
                              "event = 'received' AND detail = 'FRD'"),
        1);
    // The quarter of receipt has its own keys.
    CHECK_EQ(office.office().count("SELECT count(*) FROM key_epoch WHERE quarter = '2026Q3'"), 2);
}

TEST_CASE("P6: an unknown receipt and one of a tip that has expired are answered alike") {
    TipOffice office;
    const AddedTip added = office.add(Harm::frd, "2026-10-05", "x");
    CHECK(tip_status(office.store(), added.receipt, day("2027-04-02")).has_value());
    CHECK_FALSE(tip_status(office.store(), added.receipt, day("2027-04-03")).has_value());
    CHECK_FALSE(tip_status(office.store(), make_receipt(), day("2026-10-05")).has_value());
}

TEST_CASE(
    "P5: a tip has the columns of the design and no other, and no index but by number, receipt and expiry") {
    TipOffice office;
    SQLite::Database& db = office.store().db();
    CHECK_EQ(db.execAndGet("SELECT group_concat(name, ' ') FROM pragma_table_info('tip')").getString(),
             "id uuid code level received_on channel platform state state_on route disposition expires_on "
             "receipt body "
             "source");
    CHECK_EQ(
        db.execAndGet(
              "SELECT group_concat(name, ' ') FROM (SELECT info.name FROM pragma_index_list('tip') AS list, "
              "pragma_index_info(list.name) AS info ORDER BY 1)")
            .getString(),
        "expires_on receipt uuid");
    CHECK_EQ(db.execAndGet("SELECT count(*) FROM pragma_foreign_key_list('tip')").getInt(), 0);
}
