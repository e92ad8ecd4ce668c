/// The key of a group's address on its way into the register. Internal to lib/survey.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <utility>

namespace hnat {

/// With its hash, which several tables of an import ask for: worked out once, beside the reading.
struct GroupKey {
    std::string text; ///< see GroupAddress::key
    std::size_t hash = 0;

    GroupKey() = default;
    explicit GroupKey(std::string key) : text(std::move(key)), hash(std::hash<std::string_view>()(text)) {}

    friend bool operator==(const GroupKey& left, const GroupKey& right) {
        return left.hash == right.hash && left.text == right.text;
    }
};

} // namespace hnat
