#include "base/text.hpp"

#include "base/code_points.hpp"
#include "base/error.hpp"
#include "base/message.hpp"

#include <algorithm>
#include <array>
#include <vector>

namespace hnat {

namespace {

using namespace code_points;

enum class Blank : unsigned char { no, space, doubtful };

/// By byte. All white space beyond ASCII begins with one of the doubtful bytes: U+0085, U+00A0; U+1680;
/// U+2000…; U+3000.
constexpr std::array<Blank, 256> k_blanks = [] {
    std::array<Blank, 256> blanks{};
    for (std::size_t byte = 0; byte < ' '; ++byte) {
        blanks[byte] = Blank::doubtful;
    }
    for (const std::size_t byte : {0x9AU, 0xC2U, 0xE2U, 0xE3U}) {
        blanks[byte] = Blank::doubtful;
    }
    blanks[' '] = Blank::space;
    return blanks;
}();

} // namespace

/// Single spaces between other ASCII or Vietnamese characters.
bool is_squeezed(std::string_view text) {
    const std::size_t visible = visible_ascii_prefix(text); // all of an address or a day
    Blank before = visible == 0 ? Blank::space : Blank::no; // also where the text begins
    for (const char c : text.substr(visible)) {
        const Blank blank = k_blanks[static_cast<unsigned char>(c)];
        if (blank != Blank::no && (blank == Blank::doubtful || before == Blank::space)) {
            return false;
        }
        before = blank;
    }
    return before != Blank::space || text.empty();
}

bool is_ascii(std::string_view text) {
    return ascii_prefix(text) == text.size();
}

bool is_utf8(std::string_view bytes) {
    return !first_invalid_utf8(bytes);
}

std::size_t count_code_points(std::string_view text) {
    return static_cast<std::size_t>(
        std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

std::optional<std::size_t> first_invalid_utf8(std::string_view bytes) {
    return look_at(bytes).ill_formed_at;
}

std::string nfc(std::string_view text) {
    const Look look = look_at(text);
    if (look.ill_formed_at) {
        throw Error(ErrorKind::failed,
                    say("byte {} of a text is not UTF-8; convert it before it is normalised",
                        *look.ill_formed_at + 1));
    }
    if (look.settled) {
        return std::string(text);
    }
    CodePoints points;
    points.reserve(text.size());
    for (std::size_t position = 0; position < text.size();) {
        const auto [code, size] = decode(text, position);
        append_decomposed(points, code, Decomposition::canonical);
        position += size;
    }
    order_marks(points);
    compose(points);
    return to_utf8(points);
}

std::string squeeze(std::string_view text) {
    if (is_squeezed(text)) {
        return std::string(text);
    }
    std::string squeezed;
    squeezed.reserve(text.size());
    bool pending = false;
    for (std::size_t position = 0; position < text.size();) {
        const auto [code, size] = decode(text, position);
        if (code != k_ill_formed && is_white_space(code)) {
            pending = !squeezed.empty();
        } else {
            if (pending) {
                squeezed += ' ';
                pending = false;
            }
            squeezed.append(text, position, size);
        }
        position += size;
    }
    return squeezed;
}

std::optional<std::size_t> first_invalid_utf8(std::string_view bytes, bool& surely_nfc) {
    const Look look = look_at(bytes);
    surely_nfc = look.settled && !look.ill_formed_at;
    return look.ill_formed_at;
}

std::size_t edit_distance(std::string_view left, std::string_view right) {
    std::vector<std::size_t> before(right.size() + 1); // row i - 2
    std::vector<std::size_t> above(right.size() + 1);  // row i - 1
    std::vector<std::size_t> row(right.size() + 1);
    for (std::size_t j = 0; j <= right.size(); ++j) {
        above[j] = j;
    }
    for (std::size_t i = 1; i <= left.size(); ++i) {
        row[0] = i;
        for (std::size_t j = 1; j <= right.size(); ++j) {
            const std::size_t replaced = above[j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1);
            row[j] = std::min({above[j] + 1, row[j - 1] + 1, replaced});
            if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1]) {
                row[j] = std::min(row[j], before[j - 2] + 1);
            }
        }
        before.swap(above);
        above.swap(row);
    }
    return above[right.size()];
}

} // namespace hnat
