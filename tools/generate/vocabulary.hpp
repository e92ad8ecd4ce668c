/// Words that group names and localities are made of. Places of Thái Nguyên are facts; names of groups are
/// made up and no person is named.
#pragma once

#include <array>
#include <span>
#include <string_view>

namespace hnat::generate {

/// A commune or ward.
struct Place {
    std::string_view kind; ///< xã, phường, thị trấn
    std::string_view name;
    std::string_view district; ///< of a unit of before 1 July 2025; empty: of today
};

/// Units of today, and old ones that went whole into one of today and whose name no other unit of the
/// province has.
std::span<const Place> places();

struct Topic {
    std::string_view code;
    std::string_view name_vi;
    std::span<const std::string_view> names; ///< of groups; {} is the place
};
std::span<const Topic> topics();

/// Names that were written as TCVN3 or VNI and read as CP1252.
std::span<const std::string_view> garbled_names();

} // namespace hnat::generate
