/// Closed lists: the one place where an enum and its names in files, flags and the database meet.
#pragma once

#include <array>
#include <optional>
#include <string_view>
#include <vector>

namespace hnat {

/// One entry of a closed list.
template <typename Enum>
struct EnumName {
    Enum value;
    std::string_view name;
};

/// Clang before 17 does not deduce the arguments of an aggregate by itself.
template <typename Enum>
EnumName(Enum, std::string_view) -> EnumName<Enum>;

/// Specialise as `template <> inline constexpr std::array k_enum_names<Visibility>{EnumName{…}, …};`
/// with every value of the enum.
template <typename Enum>
inline constexpr std::array<EnumName<Enum>, 0> k_enum_names{};

/// Stops the build when a list was forgotten or its header not included: the empty list would answer every
/// question.
template <typename Enum>
concept Named = !k_enum_names<Enum>.empty();

/// The name of a value.
template <Named Enum>
constexpr std::string_view name_of(Enum value) {
    for (const auto& entry : k_enum_names<Enum>) {
        if (entry.value == value) {
            return entry.name;
        }
    }
    return {};
}

/// The value of a name, exactly as written in the list; nullopt otherwise.
template <Named Enum>
constexpr std::optional<Enum> enum_from(std::string_view name) {
    for (const auto& entry : k_enum_names<Enum>) {
        if (entry.name == name) {
            return entry.value;
        }
    }
    return std::nullopt;
}

/// All names, in the order of the list: for help, completion and messages.
template <Named Enum>
std::vector<std::string_view> names_of() {
    std::vector<std::string_view> names;
    names.reserve(k_enum_names<Enum>.size());
    for (const auto& entry : k_enum_names<Enum>) {
        names.push_back(entry.name);
    }
    return names;
}

} // namespace hnat
