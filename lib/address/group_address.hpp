/// What makes two rows the same group.
#pragma once

#include "base/enum_names.hpp"

#include <array>
#include <string>

namespace hnat {

enum class Entity { group, page, channel };
template <>
inline constexpr std::array k_enum_names<Entity>{
    EnumName{Entity::group, "group"}, EnumName{Entity::page, "page"}, EnumName{Entity::channel, "channel"}};

/// Platform + entity + id, and how the address is written.
struct GroupAddress {
    std::string platform; ///< code in data/platforms.toml, e.g. "facebook"
    Entity entity = Entity::group;
    std::string id;       ///< as folded by the platform's rule
    std::string url;      ///< canonical
    bool resolved = true; ///< false: a share or short link that a person has to open

    /// The register's key, e.g. "facebook:group:muabandonghy"; an unresolved one has "~" before the id.
    [[nodiscard]] std::string key() const;
    friend bool operator==(const GroupAddress&, const GroupAddress&) = default;
};

} // namespace hnat
