#include "locality_support.hpp"

#include <algorithm>
#include <set>

using namespace hnat;
using namespace hnat::test;

namespace {

using Names = std::vector<std::string>;

/// What a text means for an office of Thái Nguyên. The store is made once: these tests only read.
std::variant<LocalityUnit, LocalityRefusal> match(std::string_view text) {
    static SeededStore seeded;
    static const auto index = LocalityIndex::load(seeded.store());
    return index.match(text, "19");
}

} // namespace

TEST_CASE("the binary ships the 92 units of Thái Nguyên and the 280 that they were made from") {
    SeededStore seeded;
    const auto present = list_localities(seeded.store(), "19", false);
    CHECK(present.size() == 92);
    CHECK(std::ranges::count(present, "xã", &LocalityUnit::kind) == 77);
    CHECK(std::ranges::count(present, "phường", &LocalityUnit::kind) == 15);
    const auto old = list_localities(seeded.store(), "19", true);
    CHECK(old.size() == 280);
    CHECK(list_localities(seeded.store(), "06", true).size() == 108);
    CHECK(list_localities(seeded.store(), "", false).size() == 92);
    CHECK(list_localities(seeded.store(), "01", false).empty());
}

TEST_CASE("localities are listed in Vietnamese order") {
    SeededStore seeded;
    const auto units = list_localities(seeded.store(), "19", false);
    Names first;
    for (std::size_t i = 0; i < 5; ++i) {
        first.push_back(units[i].name);
    }
    CHECK(first == Names{"An Khánh", "Ba Bể", "Bá Xuyên", "Bách Quang", "Bạch Thông"});
    CHECK(units.back().name == "Yên Trạch");
}

TEST_CASE("seeding twice changes nothing") {
    SeededStore seeded;
    Transaction transaction(seeded.store(), SeededStore::actor());
    seed_localities(transaction);
    transaction.commit();
    CHECK(list_localities(seeded.store(), "19", true).size() == 280);
}

TEST_CASE("a present unit is found by name, with its kind or without, however it is spelled") {
    for (const char* text :
         {"Đồng Hỷ", "xã Đồng Hỷ", "Xã Đồng Hỷ", "X. Đồng Hỷ", "X.Đồng Hỷ", "ĐỒNG HỶ", " đồng  hỷ ",
          "Đồng Hỷ, Thái Nguyên", "xã Đồng Hỷ, tỉnh Thái Nguyên", "Đồng Hỷ - Thái Nguyên, Việt Nam",
          "xã Đồng Hỷ (Thái Nguyên)", "xã Đồng Hỷ tỉnh Thái Nguyên", "05692", "5692"}) {
        CAPTURE(std::string(text));
        CHECK(outcome(match(text)) == "xã Đồng Hỷ (05692)");
    }
    CHECK(outcome(match("P. Gia Sàng")) == "phường Gia Sàng (05467)");
    CHECK(outcome(match("phường Gia Sàng")) == "phường Gia Sàng (05467)");
    CHECK(outcome(match("Sông Công")) == "phường Sông Công (05518)");
}

TEST_CASE("the place of the tone mark and the normal form do not matter") {
    for (const char* text : {"Định Hoá", "Định Hóa", "xã ĐỊNH HÓA", "\u0110i\u0323nh Ho\u0301a"}) {
        CAPTURE(std::string(text));
        CHECK(outcome(match(text)) == "xã Định Hoá (05569)");
    }
    CHECK(outcome(match("Điềm Thụy")) == outcome(match("Điềm Thuỵ")));
    CHECK(outcome(match("Nam Hòa")) == "xã Nam Hoà (05707)");
}

TEST_CASE("an old name goes to its new unit when the old unit went whole") {
    CHECK(outcome(match("Mỏ Chè, TP Sông Công")) == "phường Bá Xuyên (05533)");
    CHECK(outcome(match("Mỏ Chè")) == "phường Bá Xuyên (05533)");
    CHECK(outcome(match("P.Mỏ Chè - TP.Sông Công - Thái Nguyên")) == "phường Bá Xuyên (05533)");
    CHECK(outcome(match("xã Vô Tranh - huyện Phú Lương - Thái Nguyên")) == "xã Vô Tranh (05641)");
    CHECK(outcome(match("xã Vô Tranh huyện Phú Lương tỉnh Thái Nguyên")) == "xã Vô Tranh (05641)");
    CHECK(outcome(match("thị trấn Hóa Thượng, H. Đồng Hỷ")) == "xã Đồng Hỷ (05692)");
    CHECK(outcome(match("Bộc Bố, Pác Nặm, Bắc Kạn")) == "xã Bằng Thành (01864)");
    CHECK(outcome(match("Yến Lạc, Na Rì")) == "xã Na Rì (02155)");
}

TEST_CASE("a kind that changed before 2025 does not stop a name that can mean one unit only") {
    CHECK(outcome(match("TT Chùa Hang")) == "phường Linh Sơn (05710)");
    CHECK(outcome(match("xã Gia Sàng")).find("can mean phường Gia Sàng (05467) or") != std::string::npos);
}

TEST_CASE("a present name stands for the present unit although an old unit of that name was divided") {
    CHECK(outcome(match("Gia Sàng")) == "phường Gia Sàng (05467)");
    CHECK(outcome(match("Gia Sàng, Thái Nguyên")) == "phường Gia Sàng (05467)");
    CHECK(outcome(match("Trung Thành")) == "phường Trung Thành (05899)");
}

TEST_CASE("a district in the text asks for the old unit") {
    const auto divided = match("phường Gia Sàng, TP Thái Nguyên");
    CHECK(outcome(divided) == "'phường Gia Sàng, TP Thái Nguyên' was divided on 1 July 2025; write which of "
                              "its parts: phường Gia Sàng (05467), phường Phan Đình Phùng (05443)");
    CHECK(candidates(divided) == Names{"Gia Sàng", "Phan Đình Phùng"});
    CHECK(outcome(match("Trung Thành, TP Thái Nguyên")) == "phường Tích Lương (05500)");
    CHECK(outcome(match("Trung Thành, Phổ Yên")) == "phường Trung Thành (05899)");
    CHECK(outcome(match("Tân Thành, thành phố Thái Nguyên")) == "phường Tích Lương (05500)");
}

TEST_CASE("an old unit that was divided is refused with its parts") {
    CHECK(candidates(match("Cam Giá")) == Names{"Gia Sàng", "Tích Lương"});
    CHECK(candidates(match("xã Thượng Đình, huyện Phú Bình")) == Names{"Điềm Thuỵ", "Phú Bình"});
    CHECK(candidates(match("05461")) == Names{"Gia Sàng", "Phan Đình Phùng"});
}

TEST_CASE("an old name of two districts is refused unless kind or district tells them apart") {
    const auto both = match("Sông Cầu");
    CHECK(candidates(both) == Names{"Bắc Kạn", "Đồng Hỷ"});
    CHECK(outcome(both) ==
          "'Sông Cầu' can mean phường Sông Cầu, Bắc Kạn (now phường Bắc Kạn (01843)) or thị trấn Sông Cầu, "
          "Đồng Hỷ (now xã Đồng Hỷ (05692)): write the present name, or the old one with its district");
    CHECK(outcome(match("thị trấn Sông Cầu")) == "xã Đồng Hỷ (05692)");
    CHECK(outcome(match("Sông Cầu, TP Bắc Kạn")) == "phường Bắc Kạn (01843)");
    CHECK(candidates(match("Tân Lập")) == Names{"Quảng Bạch", "Tích Lương"});
    CHECK(outcome(match("xã Tân Lập")) == "xã Quảng Bạch (02038)");
    CHECK(outcome(match("Tân Lập, Chợ Đồn")) == "xã Quảng Bạch (02038)");
    CHECK(outcome(match("Tân Lập, TP Thái Nguyên")) == "phường Tích Lương (05500)");
}

TEST_CASE("accents decide: Văn Lang and Văn Lăng are two communes") {
    CHECK(outcome(match("Văn Lang")) == "xã Văn Lang (02143)");
    CHECK(outcome(match("Văn Lăng")) == "xã Văn Lăng (05665)");
    CHECK(outcome(match("Van Lang")) ==
          "'Van Lang' is no commune or ward of Thái Nguyên as it is written, and accents decide; write one "
          "of xã Văn Lang (02143), xã Văn Lăng (05665), or its code");
    CHECK(candidates(match("xa Van Lang")) == Names{"Văn Lang", "Văn Lăng"});
    CHECK(candidates(match("Dong Hy")) == Names{"Đồng Hỷ"});
}

TEST_CASE("a district alone is no locality") {
    const auto city = match("TP Sông Công");
    CHECK(outcome(city).starts_with(
        "'TP Sông Công' was a district, and since 1 July 2025 there are none; write the commune or ward: "));
    CHECK(candidates(city) == Names{"Bá Xuyên", "Bách Quang", "Sông Công", "Tân Cương"});
    CHECK(candidates(match("huyện Đồng Hỷ")).size() > 3);
    CHECK(candidates(match("Pác Nặm")).size() > 2);
    CHECK(candidates(match("165")) == candidates(city));
    CHECK(outcome(match("Thái Nguyên")).starts_with("'Thái Nguyên' was a district"));
    CHECK(outcome(match("tỉnh Bắc Kạn")) == "'tỉnh Bắc Kạn' is a province; write the commune or ward");
    CHECK(outcome(match("19")) == "'19' is a province; write the commune or ward");
}

TEST_CASE("a code that was given out again means the unit that has it now") {
    CHECK(outcome(match("05467")) == "phường Gia Sàng (05467)"); // was Cam Giá
    CHECK(outcome(match("05569")) == "xã Định Hoá (05569)");     // was Chợ Chu
    CHECK(outcome(match("01837")) == "phường Bắc Kạn (01843)");  // was Sông Cầu, given to nobody
    CHECK(outcome(match("99999")) ==
          "'99999' is no code of a commune or ward; write its five digits or its name");
}

TEST_CASE("a present name goes with the district that it was made from, and with no other") {
    CHECK(outcome(match("xã Đồng Hỷ, huyện Đồng Hỷ")) == "xã Đồng Hỷ (05692)");
    CHECK(
        outcome(match("Đồng Hỷ, huyện Đại Từ")) ==
        "'Đồng Hỷ, huyện Đại Từ' is not where it is said to be; in Thái Nguyên there is xã Đồng Hỷ (05692)");
    CHECK(outcome(match("Vô Tranh, Bắc Kạn")) ==
          "'Vô Tranh, Bắc Kạn' is not where it is said to be; in Thái Nguyên there is xã Vô Tranh (05641)");
}

TEST_CASE("what is no name at all is refused with a way on") {
    CHECK(outcome(match("Đồng Hỷy")) ==
          "'Đồng Hỷy' is no commune or ward of Thái Nguyên; near it is xã Đồng Hỷ (05692)");
    CHECK(
        outcome(match("Atlantis")) ==
        "'Atlantis' is no commune or ward of Thái Nguyên, old or new; look it up with `hnat locality find`");
    CHECK(outcome(match("Đồng Hỷ, Atlantis"))
              .starts_with("'Đồng Hỷ, Atlantis' names 'Atlantis', which is no district"));
    for (const char* text : {"-", ",", "...", "xã", "P.", "( )", "\xF0\x9F\x8F\xA0"}) {
        CAPTURE(std::string(text));
        CHECK(std::holds_alternative<LocalityRefusal>(match(text)));
    }
}

TEST_CASE("every unit of the seed is found by its own name, every old one leads where the file says") {
    SeededStore seeded;
    const auto index = LocalityIndex::load(seeded.store());
    for (const auto& unit : list_localities(seeded.store(), "19", false)) {
        CHECK(outcome(index.match(unit.name, "19")) == unit.kind + " " + unit.name + " (" + unit.code + ")");
        CHECK(index.by_code(unit.code)->name == unit.name);
    }
    std::set<std::string> divided;
    for (const auto& unit : list_localities(seeded.store(), "19", true)) {
        const auto result = index.match(unit.kind + " " + unit.name + ", " + unit.district_name, "19");
        if (std::holds_alternative<LocalityRefusal>(result)) {
            divided.insert(unit.name);
        }
    }
    CHECK(divided ==
          std::set<std::string>{"Cam Giá", "Thượng Đình"}); // "Gia Sàng, Thái Nguyên" can be the province
}

TEST_CASE("localities are found without accents, old ones with where they went") {
    SeededStore seeded;
    const auto hits = find_localities(seeded.store(), "van lang");
    REQUIRE(hits.size() >= 2);
    CHECK(hits[0].unit.name == "Văn Lang");
    CHECK(hits[1].unit.name == "Văn Lăng");
    CHECK(hits[0].successors.empty());
    const auto old = find_localities(seeded.store(), "MỎ CHÈ");
    REQUIRE(old.size() == 1);
    CHECK(old[0].unit.valid_to == two_tier_start());
    REQUIRE(old[0].successors.size() == 1);
    CHECK(old[0].successors[0].name == "Bá Xuyên");
    const auto prefix =
        find_localities(seeded.store(), "cam gia"); // the last word may be a beginning: Cẩm Giàng
    REQUIRE(prefix.size() == 3);
    CHECK(prefix[0].unit.name == "Cẩm Giàng");
    CHECK(prefix[1].unit.name == "Cam Giá");
    CHECK(prefix[1].successors.size() == 2);
    CHECK(find_localities(seeded.store(), "phuong gia s").size() == 2); // the present one and the old one
    CHECK(find_localities(seeded.store(), "").empty());
    CHECK(find_localities(seeded.store(), "ang lang").empty());
}
