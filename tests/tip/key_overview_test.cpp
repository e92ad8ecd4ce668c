#include "tip/key_overview.hpp"

#include "key_support.hpp"

using namespace hnat;
using namespace hnat::test;

TEST_CASE("the overview says where each key is, and what the folder has that nobody knows") {
    KeyOffice office;
    office.make_keys();
    office.epoch_key("2026-07-01");
    office.epoch_key("2026-10-05");
    const auto overview = [&] { return key_overview(office.store(), office.ring(), day("2026-10-05")); };
    KeyOverview all = overview();
    REQUIRE(all.keys.size() == 2);
    REQUIRE(all.epochs.size() == 2);
    CHECK(all.strangers.empty());
    CHECK(all.keys[0].file == office.ring().key_path(KeyRole::office, all.keys[0].recipient.public_key));
    CHECK(all.keys[0].drill_due);

    std::filesystem::rename(*all.keys[1].file, office.path("stick.key"));
    std::filesystem::remove(*all.epochs[0].file);
    const auto stranger = office.ring().folder() / "office-0123456789abcdef.key";
    std::ofstream(stranger) << "x";
    std::ofstream(office.ring().folder() / "notes.txt") << "x";

    all = overview();
    CHECK(!all.keys[1].file);
    CHECK(!all.epochs[0].file);
    CHECK(all.epochs[1].file);
    CHECK(all.strangers == std::vector{stranger});
}

TEST_CASE("an office without keys and without a folder has an empty overview") {
    KeyOffice office;
    const KeyOverview all = key_overview(office.store(), office.ring(), day("2026-10-05"));
    CHECK(all.keys.empty());
    CHECK(all.epochs.empty());
    CHECK(all.strangers.empty());
}
