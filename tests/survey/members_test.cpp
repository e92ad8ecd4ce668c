#include "survey/row.hpp"
#include "tests/seed.hpp"
#include "tests/support.hpp"

#include <random>

using namespace hnat;

TEST_CASE("member counts are read as lists write them") {
    const std::pair<const char*, std::int64_t> cases[] = {
        {"0", 0},
        {"7", 7},
        {"12500", 12'500},
        {"12.500", 12'500},
        {"12,500", 12'500},
        {"12 500", 12'500},
        {"12\u00a0500", 12'500},
        {"1.234.567", 1'234'567},
        {"12,5K", 12'500},
        {"12.5K", 12'500},
        {"12.5k", 12'500},
        {"12,55 K", 12'550},
        {"3K", 3'000},
        {"1,2 triệu", 1'200'000},
        {"1,2tr", 1'200'000},
        {"1.25M", 1'250'000},
        {"12 nghìn", 12'000},
        {"12 NGÀN", 12'000},
        {"0,5K", 500},
        {"12,5K thành viên", 12'500},
        {"12.500 thành viên", 12'500},
        {"1,234 members", 1'234},
        {"10000000000", 10'000'000'000},
    };
    for (const auto& entry : cases) { // clang 14 cannot capture structured bindings
        CAPTURE(std::string(entry.first));
        CHECK(parse_members(entry.first) == entry.second);
    }
}

TEST_CASE("a member count that can be read in two ways is not read") {
    for (const char* text : {"",
                             "12.5",
                             "1.2345",
                             "12.50",
                             "-5",
                             "0125",
                             "0.500",
                             "12.500K",
                             "1,234M",
                             "1.234,567",
                             "12 5",
                             "1 2345",
                             "12.500+",
                             "10K+",
                             "12K5",
                             "1tr2",
                             "K",
                             "nghìn",
                             "NaN",
                             "inf",
                             "khoảng 5",
                             "~12500",
                             "1e5",
                             "12,5,5K",
                             "10000000001",
                             "99999999999",
                             "1.234.56",
                             ".500",
                             "12..500",
                             "0912345678",
                             "12 nghìn rưỡi",
                             "5 tỷ",
                             "１２５００",
                             "12/500",
                             "3K 500"}) {
        CAPTURE(std::string(text));
        CHECK(parse_members(text) == std::nullopt);
    }
}

TEST_CASE("every count survives being written with any grouping") {
    const auto seed = test::seed();
    INFO("seed " << seed);
    std::mt19937_64 random(seed);
    for (int round = 0; round < 2'000; ++round) {
        const std::int64_t value = std::uniform_int_distribution<std::int64_t>(0, 9'999'999'999)(random) >>
                                   std::uniform_int_distribution<int>(0, 33)(random);
        const std::string digits = std::to_string(value);
        for (const char separator : {'.', ',', ' '}) {
            std::string grouped = digits;
            for (auto at = static_cast<std::ptrdiff_t>(digits.size()) - 3; at > 0; at -= 3) {
                grouped.insert(static_cast<std::size_t>(at), 1, separator);
            }
            CAPTURE(grouped);
            CHECK(parse_members(grouped) == value);
        }
    }
}
