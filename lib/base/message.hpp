/// What people read, in the language that was chosen. The English text in the source is the key (GNU gettext:
/// scripts/messages collects the keys, po/vi.po translates them, the compiled catalogue is part of the
/// binary, so that it works under LC_ALL=C and without a file).
///
/// Never for what programs read: codes of closed lists, column keys of CSV and JSON, file contents, audit
/// rows.
#pragma once

#include <fmt/format.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>

namespace hnat {

/// Chooses the language of every message from now on, for the whole process: "vi"; any other means English,
/// the source. Called by the command line before anything else runs.
void choose_message_language(std::string_view lang);

/// The text in the chosen language; the key itself where there is no translation. Lives as long as the
/// process, as the key does.
[[nodiscard]] std::string_view tr(std::string_view key) noexcept;

/// Marks the text of a table that is read later through tr(): scripts/messages finds it.
constexpr std::string_view mark_message(std::string_view key) {
    return key;
}

namespace detail {
/// The plural form for `count`; keys and forms as in the catalogue (Vietnamese has one form, English two).
[[nodiscard]] std::string_view tr_plural(std::string_view one, std::string_view many, std::int64_t count);
} // namespace detail

/// A translated message with its values in place of {}. A translation may order them with {1} {0}. The key is
/// checked against the values when it is compiled; a translation, by scripts/messages.
template <typename... Values>
[[nodiscard]] std::string say(fmt::format_string<Values...> key, Values&&... values) {
    const fmt::string_view text = key;
    const std::string_view translated = tr({text.data(), text.size()});
    return fmt::vformat(fmt::string_view(translated.data(), translated.size()),
                        fmt::make_format_args(values...));
}

/// The same in the plural form for `count`, which is not put into the text unless it is among the values:
/// `say_plural("{} group", "{} groups", count, count)`.
template <typename... Values>
[[nodiscard]] std::string say_plural(fmt::format_string<Values...> one, fmt::format_string<Values...> many,
                                     std::int64_t count, Values&&... values) {
    const fmt::string_view first = one;
    const fmt::string_view second = many;
    const std::string_view translated =
        detail::tr_plural({first.data(), first.size()}, {second.data(), second.size()}, count);
    return fmt::vformat(fmt::string_view(translated.data(), translated.size()),
                        fmt::make_format_args(values...));
}

} // namespace hnat
