/// Values of flags that need the register's closed lists and localities. What does not fit is an Error{usage}
/// that names the flag, what was found, what was expected, and the nearest fit.
#pragma once

#include "base/enum_names.hpp"
#include "cli/options.hpp"
#include "store/store.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace hnat::cli {

/// A value of a closed list, as it is written there.
std::string closed_value(std::string_view flag, std::string_view value,
                         const std::vector<std::string>& allowed);

template <typename Enum>
Enum enum_argument(std::string_view flag, std::string_view value) {
    if (const auto found = enum_from<Enum>(value)) {
        return *found;
    }
    refuse_choice(flag, value, names_of<Enum>());
}

/// A topic's code, from its code or name.
std::string topic_argument(std::string_view value);

/// The code of the one present unit that a text means in the office's province.
std::string locality_argument(const Store& store, std::string_view value);

} // namespace hnat::cli
