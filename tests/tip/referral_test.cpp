#include "base/error.hpp"
#include "base/file.hpp"
#include "tests/tip/sealed_support.hpp"
#include "tip/referral.hpp"
#include "tip/tip_change.hpp"

#include <cstdlib>

using namespace hnat;
using namespace hnat::test;

namespace {

const Office k_test_office{"Văn phòng Hội nhóm an toàn", "VP", "Sở Văn hóa", "19", "Thái Nguyên", Day{}};

std::string render(const OpenedBody& body, Route route, std::string_view language = "en",
                   DocumentFormat format = DocumentFormat::txt) {
    return render_referral(k_test_office, body, route_entry(route), day("2026-10-06"), language, format,
                           std::nullopt);
}

void scrub(TipOffice& office, std::int64_t number, std::string_view text) {
    office.office().write([&](Transaction& transaction) {
        scrub_tip(transaction, office.ring(), office.open(number), secret(text));
    });
}

void triage(TipOffice& office, std::int64_t number) {
    office.office().write([&](Transaction& transaction) {
        acknowledge_tip(transaction, number, {});
        triage_tip(transaction, number);
    });
}

} // namespace

TEST_CASE("P6: every referral, of every harm by every route, names the harm in the words of others and never "
          "the source") {
    TipOffice office;
    std::size_t documents = 0;
    for (const HarmEntry& harm : harms()) {
        NewTip tip = new_tip(harm.harm, "2026-10-05", "NỘI DUNG GỐC", "NGUỒN TIN");
        tip.channel = TipChannel::in_person;
        tip.platform = "zalo";
        tip.money_moved = harm.harm == Harm::frd;
        const auto number = office.office()
                                .write([&](Transaction& transaction) {
                                    return add_tip(transaction, office.ring(), std::move(tip));
                                })
                                .number;
        triage(office, number);
        scrub(office, number, "dòng một | bảng\n\n*dòng hai*");
        const OpenedBody body = office.open(number);
        for (const Route route : harm_routes(harm.harm, body.tip().level)) {
            for (const char* language : {"vi", "en"}) {
                for (const auto format : {DocumentFormat::txt, DocumentFormat::md}) {
                    const std::string text = render(body, route, language, format);
                    CAPTURE(text);
                    CHECK_FALSE(holds(text, "NGUỒN TIN"));
                    CHECK_FALSE(holds(text, "NỘI DUNG GỐC"));
                    CHECK_FALSE(holds(text, "in-person"));
                    CHECK(holds(text, name_of(harm.harm)));
                    CHECK(holds(text, harm.name(language == std::string_view("vi"))));
                    CHECK(holds(text, "zalo"));
                    CHECK(holds(text, harm.mapping.front().scheme));
                    CHECK(holds(text, "dòng hai"));
                    CHECK(holds(text, tip_reference(body.tip())));
                    CHECK(holds(text, route_entry(route).addressee(language == std::string_view("vi"))));
                    ++documents;
                }
            }
        }
    }
    MESSAGE(documents << " referrals");
    CHECK(documents > 100);
}

TEST_CASE("a body that was not scrubbed goes nowhere but to an emergency, and says so there") {
    TipOffice office;
    const auto scam = office.add(Harm::frd, "2026-10-05", "x").number;
    triage(office, scam);
    CHECK_THROWS_WITH(
        render(office.open(scam), Route::police),
        "tip 1 is not scrubbed: what it says may tell who gave it. `hnat tip read 1` shows it, `hnat tip "
        "scrub 1` puts a text without that in its place");
    const auto self = office.add(Harm::slf, "2026-10-05", "ở cầu Gia Bảy", "mẹ").number;
    const std::string urgent = render(office.open(self), Route::emergency);
    CHECK(holds(urgent, "ở cầu Gia Bảy"));
    CHECK(holds(urgent, "For urgency this is as it came"));
    CHECK_FALSE(holds(urgent, "mẹ"));
    const auto child = office.add(Harm::cgr, "2026-10-05", "x").number;
    CHECK_NOTHROW(render(office.open(child), Route::child_line));
    CHECK_THROWS_WITH(render(office.open(child), Route::police), doctest::Contains("is not scrubbed"));
    scrub(office, self, "ở cầu");
    CHECK_FALSE(holds(render(office.open(self), Route::emergency), "For urgency this is as it came"));
}

TEST_CASE("a route that the harm does not have, and a tip that can't be referred yet, are refused before "
          "anything is shown") {
    TipOffice office;
    const auto scam = office.add(Harm::frd, "2026-10-05", "x").number;
    CHECK_THROWS_WITH(render(office.open(scam), Route::police),
                      "tip 1 (P2) is received and can't become referred; it can become acknowledged");
    triage(office, scam);
    CHECK_THROWS_WITH(render(office.open(scam), Route::emergency),
                      "tip 1 is FRD, which is referred to police, platform, bank, not to emergency");
}

TEST_CASE("a referral reads as its golden file, by the kind of its route") {
    TipOffice office;
    NewTip tip = new_tip(Harm::frd, "2026-10-05", "x");
    tip.money_moved = true;
    tip.platform = "facebook";
    const auto number = office.office()
                            .write([&](Transaction& transaction) {
                                return add_tip(transaction, office.ring(), std::move(tip));
                            })
                            .number;
    triage(office, number);
    scrub(office, number,
          "Tài khoản 0000 tại ngân hàng A nhận 5 triệu cho hàng không có.\nLiên kết: https://example.org/x");
    const OpenedBody body = office.open(number);
    for (const Route route : {Route::bank, Route::police, Route::platform}) {
        for (const char* language : {"vi", "en"}) {
            for (const auto format : {DocumentFormat::txt, DocumentFormat::md}) {
                const auto path = std::filesystem::path(HNAT_SOURCE_DIR) / "tests/tip/golden" /
                                  fmt::format("referral-{}-{}.{}", name_of(route), language, name_of(format));
                std::string text = render(body, route, language, format);
                text.replace(text.find(tip_reference(body.tip())), 8, "1234ABCD"); // drawn by lot
                if (std::getenv("HNAT_UPDATE_GOLDEN") !=
                    nullptr) { // NOLINT(concurrency-mt-unsafe): one thread
                    std::ofstream(path, std::ios::binary) << text;
                }
                CHECK_EQ(read_file(path), text);
            }
        }
    }
}
