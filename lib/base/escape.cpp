// Text of others on a terminal: what is invisible or would steer the terminal is made visible.
#include "base/code_points.hpp"
#include "base/text.hpp"

#include <fmt/format.h>

#include <iterator>

namespace hnat {

namespace {

using namespace code_points;

constexpr CodePoint k_zero_width_joiner = 0x200D;
constexpr CodePoint k_braille_blank = 0x2800; ///< a sign to Unicode, nothing to the eye

bool is_variation_selector(CodePoint code) {
    return (code >= 0xFE00 && code <= 0xFE0F) || (code >= 0xE0100 && code <= 0xE01EF);
}

/// Controls, line separators, and what Unicode calls default-ignorable (bidirectional controls, zero-width
/// characters, fillers, tags); interlinear annotation marks are as invisible, but not in that list.
bool is_hazard(CodePoint code) {
    if (code < 0xA0) {
        return code < 0x20 || code >= 0x7F;
    }
    const auto* property = utf8proc_get_property(code);
    return property->ignorable != 0 || property->category == UTF8PROC_CATEGORY_ZL ||
           property->category == UTF8PROC_CATEGORY_ZP || (code >= 0xFFF9 && code <= 0xFFFB) ||
           code == k_braille_blank;
}

bool is_pictographic(CodePoint code) {
    return code != k_ill_formed &&
           utf8proc_get_property(code)->boundclass == UTF8PROC_BOUNDCLASS_EXTENDED_PICTOGRAPHIC;
}

/// Where we are in the text, as far as it decides whether an invisible character has a visible effect.
struct Context {
    CodePoint before = k_ill_formed; ///< the character just before
    bool in_emoji = false;           ///< that is an emoji, perhaps with its selector or skin tone

    void move(CodePoint code) {
        in_emoji = is_pictographic(code) ||
                   (in_emoji && (is_variation_selector(code) || (code >= 0x1F3FB && code <= 0x1F3FF)));
        before = code;
    }
};

/// An invisible character that makes one picture of its neighbours: the joiner between two emoji, and one
/// variation selector directly after a visible character.
bool is_visible_effect(const Context& context, CodePoint code, std::string_view rest) {
    if (code == k_zero_width_joiner) {
        return context.in_emoji && !rest.empty() && is_pictographic(decode(rest, 0).code);
    }
    return is_variation_selector(code) && context.before != k_ill_formed && context.before != ' ' &&
           !is_hazard(context.before);
}

void append_escape(std::string& shown, CodePoint code) {
    auto out = std::back_inserter(shown);
    if (code == '\n') {
        shown += "\\n";
    } else if (code < 0x80) {
        fmt::format_to(out, "\\x{:02x}", code);
    } else if (code < 0x10000) {
        fmt::format_to(out, "\\u{:04x}", code);
    } else {
        fmt::format_to(out, "\\U{:08x}", code);
    }
}

} // namespace

std::string escape_controls(std::string_view text) {
    if (is_everyday(text)) {
        return std::string(text);
    }
    std::string shown;
    shown.reserve(text.size());
    Context context;
    for (std::size_t position = 0; position < text.size();) {
        const auto [code, size] = decode(text, position);
        const auto bytes = text.substr(position, size);
        position += size;
        if (code == k_ill_formed) {
            fmt::format_to(std::back_inserter(shown), "\\x{:02x}", static_cast<unsigned char>(bytes.front()));
        } else if (is_hazard(code) && !is_visible_effect(context, code, text.substr(position))) {
            append_escape(shown, code);
        } else {
            shown += bytes;
        }
        context.move(code);
    }
    return shown;
}

bool has_controls(std::string_view text) {
    return !is_everyday(text) && escape_controls(text) != text;
}

} // namespace hnat
