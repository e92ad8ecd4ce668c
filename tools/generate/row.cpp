#include "tools/generate/row.hpp"

#include "tools/generate/address.hpp"
#include "tools/generate/bad_row.hpp"
#include "tools/generate/random.hpp"
#include "tools/generate/spelling.hpp"
#include "tools/generate/vocabulary.hpp"

#include <fmt/format.h>

namespace hnat::generate {

namespace {

/// What a row's random numbers are for; each purpose has its own sequence.
enum Purpose : std::uint64_t { for_kind = 1, for_group = 2, for_spelling = 3 };

/// Shares of a list, of a hundred.
constexpr std::size_t k_duplicates = 12;
constexpr std::size_t k_near_misses = 3;
constexpr std::size_t k_bad = 4;

RowKind kind_of(const ListOptions& options, std::uint64_t index) {
    if (index == 0) {
        return RowKind::original;
    }
    const auto draw = Random(options.seed, index, for_kind).below(100);
    if (draw < k_duplicates) {
        return RowKind::duplicate;
    }
    if (draw < k_duplicates + k_near_misses) {
        return RowKind::near_miss;
    }
    return !options.clean && draw < k_duplicates + k_near_misses + k_bad ? RowKind::bad : RowKind::original;
}

/// A group as it is, before somebody writes it into a list.
struct Group {
    std::string name;
    Address address;
    Place place;
    Topic topic;
    std::int64_t members = 0;
    Day members_on;
};

std::string name_of_group(const Topic& topic, const Place& place, Random& random) {
    const auto pattern = topic.names[random.below(topic.names.size())];
    return fmt::format(fmt::runtime(pattern), place.name);
}

Group group_at(const ListOptions& options, std::uint64_t index) {
    Random random(options.seed, index, for_group);
    Group group;
    group.place = places()[random.below(places().size())];
    group.topic = topics()[random.below(topics().size())];
    group.name = name_of_group(group.topic, group.place, random);
    group.address = make_address(random, options.seed, index, ascii_words(group.name));
    group.members = member_count(random);
    group.members_on = list_day(random);
    return group;
}

std::string spelled_locality(const Place& place, Random& random) {
    switch (random.below(5)) {
    case 0:
        return fmt::format("{} {}", place.kind, place.name);
    case 1:
        return capitals(place.name);
    case 2:
        return with_new_tone_position(place.name);
    case 3:
        return place.district.empty() ? std::string(place.name)
                                      : fmt::format("{}, {}", place.name, place.district);
    default:
        return std::string(place.name);
    }
}

std::string spelled_entity(std::string_view entity, Random& random) {
    constexpr std::array<std::string_view, 3> k_group{"", "nhóm", "group"};
    constexpr std::array<std::string_view, 2> k_page{"trang", "page"};
    constexpr std::array<std::string_view, 2> k_channel{"kênh", "channel"};
    return std::string(entity == "page"      ? random.pick(k_page)
                       : entity == "channel" ? random.pick(k_channel)
                                             : random.pick(k_group));
}

/// A row of the list about a group: some cells stay empty, as in real lists.
Cells written(const Group& group, Random& random) {
    constexpr std::array<std::string_view, 4> k_visibility{"công khai", "riêng tư", "public", ""};
    constexpr std::array<std::string_view, 3> k_sources{"khảo sát xã, phường 2025", "danh sách tự kê khai",
                                                        ""};
    Cells cells;
    cells.name = group.name;
    cells.url = plain(group.address);
    cells.entity = spelled_entity(entity_of(group.address.kind), random);
    if (random.chance(85)) {
        cells.members = spelled_count(group.members, random);
        cells.members_on = spelled_day(group.members_on, random);
    }
    if (random.chance(90)) {
        cells.topic = random.chance(50) ? group.topic.name_vi : group.topic.code;
    }
    if (random.chance(90)) {
        cells.locality = spelled_locality(group.place, random);
    }
    cells.visibility = random.pick(k_visibility);
    cells.language = random.chance(80) ? "vi" : "";
    cells.source = random.pick(k_sources);
    return cells;
}

std::uint64_t group_number(std::uint64_t index) {
    return index + 1;
}

/// The nearest original row before `index` (row 0 is one).
std::uint64_t original_before(const ListOptions& options, std::uint64_t index) {
    do {
        --index;
    } while (kind_of(options, index) != RowKind::original);
    return index;
}

Row duplicate_row(const ListOptions& options, std::uint64_t index) {
    Random random(options.seed, index, for_spelling);
    const auto original = original_before(options, 1 + random.next() % index);
    const auto group = group_at(options, original);
    Row row{written(group, random), RowKind::duplicate, group_number(original), "", false};
    row.cells.name = respelled_name(group.name, random);
    if (random.chance(80)) {
        row.cells.url = respelled(group.address, random);
        row.reason = "address written another way";
    } else {
        row.reason = "same address";
    }
    row.reason += row.cells.name == group.name ? ", same name" : ", name written another way";
    return row;
}

/// A row whose address differs from an earlier one in one digit or in the case of one letter. Only rows in
/// reach ask for the same earlier row, each with a `step` of its own, so that no two of them get the same
/// address.
std::optional<Row> near_address_row(const ListOptions& options, std::uint64_t index) {
    constexpr std::uint64_t k_reach = 7;
    for (unsigned step = 1; step <= k_reach && step <= index; ++step) {
        if (kind_of(options, index - step) != RowKind::original) {
            continue;
        }
        auto group = group_at(options, index - step);
        if (has_near_addresses(group.address.kind)) {
            const bool digit = group.address.kind == AddressKind::facebook_number;
            group.address = nearly(group.address, step);
            Random random(options.seed, index, for_spelling);
            return Row{written(group, random), RowKind::near_miss, group_number(index),
                       digit ? "another digit in the address" : "invite differs in capitals only", false};
        }
    }
    return std::nullopt;
}

/// The name of an earlier row with an address of its own: elsewhere, on another platform, or Văn Lang and Văn
/// Lăng.
Row near_name_row(const ListOptions& options, std::uint64_t index, bool two_communes) {
    Random random(options.seed, index, for_spelling);
    auto group = group_at(options, index);
    if (two_communes) {
        const std::string_view commune = random.chance(50) ? "Văn Lang" : "Văn Lăng";
        group.place = {"xã", commune, ""};
        group.name = fmt::format("Chợ quê {}", commune);
        return {written(group, random), RowKind::near_miss, group_number(index),
                "Văn Lang and Văn Lăng are two communes", false};
    }
    group.name = group_at(options, original_before(options, index)).name;
    return {written(group, random), RowKind::near_miss, group_number(index), "same name, another address",
            false};
}

Row near_miss_row(const ListOptions& options, std::uint64_t index) {
    const auto draw = Random(options.seed, index, for_kind).next() >> 32U;
    if (draw % 2 == 0) {
        if (auto row = near_address_row(options, index)) {
            return *row;
        }
    }
    return near_name_row(options, index, draw % 5 == 0);
}

Row spoiled_row(const ListOptions& options, std::uint64_t index) {
    Random random(options.seed, index, for_spelling);
    Row row{written(group_at(options, index), random), RowKind::bad, 0, "", false};
    spoil(row, random);
    return row;
}

} // namespace

Row row_at(const ListOptions& options, std::uint64_t index) {
    switch (kind_of(options, index)) {
    case RowKind::duplicate:
        return duplicate_row(options, index);
    case RowKind::near_miss:
        return near_miss_row(options, index);
    case RowKind::bad:
        return spoiled_row(options, index);
    case RowKind::original:
        break;
    }
    Random random(options.seed, index, for_spelling);
    return {written(group_at(options, index), random), RowKind::original, group_number(index), "", false};
}

} // namespace hnat::generate
