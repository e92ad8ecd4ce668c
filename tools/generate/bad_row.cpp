#include "tools/generate/bad_row.hpp"

#include "tools/generate/vocabulary.hpp"

#include <fmt/format.h>

#include <array>

namespace hnat::generate {

namespace {

struct Fault {
    std::string_view reason;
    void (*make)(Row& row, Random& random);
};

template <std::size_t N>
std::string pick(Random& random, const std::array<std::string_view, N>& values) {
    return std::string(random.pick(values));
}

void personal_profile(Row& row, Random& random) {
    // Numbers of profiles and phones below are in ranges that nobody has.
    row.cells.url =
        fmt::format("https://www.facebook.com/profile.php?id=1000000000{:05}", random.below(100'000));
    row.cells.entity.clear();
}

void bare_vanity(Row& row, Random& random) {
    row.cells.url = fmt::format("https://www.facebook.com/tai.khoan.{}", 1000 + random.below(9000));
    row.cells.entity.clear();
}

void phone(Row& row, Random& random) {
    row.cells.url = fmt::format("https://zalo.me/0900000{:03}", random.below(1000));
    row.cells.entity.clear();
}

void no_name(Row& row, Random& /*random*/) {
    row.cells.name.clear();
}

void no_address(Row& row, Random& /*random*/) {
    row.cells.url.clear();
}

void bad_count(Row& row, Random& random) {
    constexpr std::array<std::string_view, 6> k_counts{"12.5",   "nhiều",       "-5",
                                                       "1.2345", "khoảng 3000", "10K+"};
    row.cells.members = pick(random, k_counts);
}

void bad_day(Row& row, Random& random) {
    constexpr std::array<std::string_view, 5> k_days{"31/02/2025", "2025-13-01", "hôm qua", "tháng 5/2025",
                                                     "5/6/25"};
    row.cells.members = "100";
    row.cells.members_on = pick(random, k_days);
}

void future_day(Row& row, Random& /*random*/) {
    row.cells.members = "100";
    row.cells.members_on = "2199-01-01";
}

void two_addresses(Row& row, Random& /*random*/) {
    row.cells.url += " https://zalo.me/g/abcdef123";
}

void unknown_topic(Row& row, Random& random) {
    constexpr std::array<std::string_view, 3> k_topics{"chưa phân loại", "linh tinh", "topic-17"};
    row.cells.topic = pick(random, k_topics);
}

void garbled(Row& row, Random& random) {
    row.cells.name = garbled_names()[random.below(garbled_names().size())];
}

void unclear_locality(Row& row, Random& random) {
    // Divided in 2025 (Cam Giá, Thượng Đình), two old units of one name (Hương Sơn, Sông Cầu), or none.
    constexpr std::array<std::string_view, 5> k_localities{"Cam Giá", "Thượng Đình", "Hương Sơn", "Sông Cầu",
                                                           "Xóm Mới xa"};
    row.cells.locality = pick(random, k_localities);
}

void no_group_address(Row& row, Random& random) {
    constexpr std::array<std::string_view, 3> k_addresses{"https://www.youtube.com/watch?v=AAAAAAAAAAA",
                                                          "https://www.facebook.com/", "chưa có"};
    row.cells.url = pick(random, k_addresses);
    row.cells.entity.clear();
}

void unknown_entity(Row& row, Random& /*random*/) {
    row.cells.entity = "fanclub";
}

void unknown_visibility(Row& row, Random& /*random*/) {
    row.cells.visibility = "tùy lúc";
}

void extra_cell(Row& row, Random& /*random*/) {
    row.extra_cell = true;
}

constexpr std::array<Fault, 16> k_faults{{{"personal profile", personal_profile},
                                          {"profile without entity", bare_vanity},
                                          {"phone number", phone},
                                          {"no name", no_name},
                                          {"no address", no_address},
                                          {"doubtful count", bad_count},
                                          {"no such day", bad_day},
                                          {"day in the future", future_day},
                                          {"two addresses", two_addresses},
                                          {"unknown topic", unknown_topic},
                                          {"garbled text", garbled},
                                          {"unclear locality", unclear_locality},
                                          {"not a group's address", no_group_address},
                                          {"unknown entity", unknown_entity},
                                          {"unknown visibility", unknown_visibility},
                                          {"one cell too many", extra_cell}}};

} // namespace

void spoil(Row& row, Random& random) {
    const auto& fault = random.pick(k_faults);
    fault.make(row, random);
    row.reason = fault.reason;
}

} // namespace hnat::generate
