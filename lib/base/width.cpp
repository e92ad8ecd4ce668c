// Columns of a terminal, and cutting between grapheme clusters (UAX #29).
#include "base/code_points.hpp"
#include "base/text.hpp"

namespace hnat {

namespace {

using namespace code_points;

constexpr CodePoint k_emoji_presentation = 0xFE0F; // variation selector 16
constexpr std::string_view k_ellipsis = "…";

bool is_pictographic(CodePoint code) {
    return utf8proc_get_property(code)->boundclass == UTF8PROC_BOUNDCLASS_EXTENDED_PICTOGRAPHIC;
}

/// utf8proc gives a width to the later parts of a decomposed Hangul syllable and to a few combining marks;
/// terminals draw both on top of what is before.
std::size_t columns_of(CodePoint code) {
    if (code == k_ill_formed) {
        return 1;
    }
    const bool medial_or_final = (code >= 0x1160 && code <= 0x11FF) || (code >= 0xD7B0 && code <= 0xD7FF);
    return medial_or_final || is_combining(code) ? 0 : static_cast<std::size_t>(utf8proc_charwidth(code));
}

struct Cluster {
    std::size_t size = 0;  ///< bytes
    std::size_t width = 0; ///< columns
};

/// The grapheme cluster at `start`. An emoji with its selectors, skin tone and joined emoji is one picture of
/// two columns; in other clusters the widths add up (marks have none).
Cluster cluster_at(std::string_view text, std::size_t start) {
    const auto [first, first_size] = decode(text, start);
    const bool picture = first != k_ill_formed && is_pictographic(first);
    Cluster cluster{first_size, columns_of(first)};
    CodePoint before = first;
    utf8proc_int32_t state = 0;
    while (start + cluster.size < text.size()) {
        const auto [code, size] = decode(text, start + cluster.size);
        if (before == k_ill_formed || code == k_ill_formed ||
            utf8proc_grapheme_break_stateful(before, code, &state)) {
            break;
        }
        cluster.size += size;
        if (code == k_emoji_presentation && cluster.width > 0) {
            cluster.width = 2;
        } else if (picture) {
            cluster.width = std::max(cluster.width, columns_of(code));
        } else {
            cluster.width += columns_of(code);
        }
        before = code;
    }
    return cluster;
}

} // namespace

std::size_t display_width(std::string_view text) {
    std::size_t width = 0;
    for (std::size_t position = 0; position < text.size();) {
        const Cluster cluster = cluster_at(text, position);
        width += cluster.width;
        position += cluster.size;
    }
    return width;
}

std::string truncate_to_width(std::string_view text, std::size_t width) {
    std::size_t used = 0;
    std::size_t keep = 0; // bytes that fit beside the ellipsis
    for (std::size_t position = 0; position < text.size();) {
        const Cluster cluster = cluster_at(text, position);
        used += cluster.width;
        position += cluster.size;
        if (used > width) {
            return width == 0 ? std::string() : std::string(text.substr(0, keep)).append(k_ellipsis);
        }
        if (used < width) {
            keep = position;
        }
    }
    return std::string(text);
}

} // namespace hnat
