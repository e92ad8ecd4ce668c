/// A group of the register: a fact about a group, never about a person (P1).
#pragma once

#include "address/group_address.hpp"
#include "base/date.hpp"
#include "base/enum_names.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>

namespace hnat {

enum class Visibility { open, closed };
template <>
inline constexpr std::array k_enum_names<Visibility>{EnumName{Visibility::open, "public"},
                                                     EnumName{Visibility::closed, "private"}};

/// `expired` is not stored: a group that did not join is expired from its expiry day until retention purges
/// it.
enum class GroupState { surveyed, shortlisted, approached, joined, left, resting, expired };
template <>
inline constexpr std::array k_enum_names<GroupState>{EnumName{GroupState::surveyed, "surveyed"},
                                                     EnumName{GroupState::shortlisted, "shortlisted"},
                                                     EnumName{GroupState::approached, "approached"},
                                                     EnumName{GroupState::joined, "joined"},
                                                     EnumName{GroupState::left, "left"},
                                                     EnumName{GroupState::resting, "resting"},
                                                     EnumName{GroupState::expired, "expired"}};

/// Months after the survey at the end of which a group that did not join leaves the register (P7). Not a
/// setting.
inline constexpr int k_group_expiry_months = 12;

/// What a list says of a group. An absent value says nothing: it never overwrites.
struct GroupFacts {
    std::string name; ///< NFC, squeezed, as written
    std::optional<std::int64_t> members;
    std::optional<Day> members_on;
    std::optional<std::string> topic;    ///< code of data/topics.toml
    std::optional<std::string> locality; ///< code of a present unit
    std::optional<Visibility> visibility;
    std::optional<std::string> language; ///< ISO 639 code, lower case
    std::optional<std::string> source;
    friend bool operator==(const GroupFacts&, const GroupFacts&) = default;
};

/// A group as the register holds it.
struct Group {
    std::int64_t id = 0;
    GroupAddress address;
    GroupFacts facts;
    GroupState state = GroupState::surveyed; ///< as of the day that was asked for: may be expired
    Day state_on;
    std::optional<Day> rest_until;
    Day surveyed_on;
    std::optional<Day> expires_on; ///< empty only while joined
    std::optional<std::string> liaison;
    std::optional<std::int64_t> first_batch;
    std::optional<std::int64_t> last_batch;
};

} // namespace hnat
