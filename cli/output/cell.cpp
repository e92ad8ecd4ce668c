#include "cli/output/cell.hpp"

#include "list/rejects.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <cmath>

namespace hnat::cli {

namespace {

template <class... Visitors>
struct Overloaded : Visitors... {
    using Visitors::operator()...;
};
template <class... Visitors>
Overloaded(Visitors...) -> Overloaded<Visitors...>;

/// The code point of the two- or three-byte UTF-8 sequence at the start of `text`; 0 for anything else.
unsigned code_point(std::string_view text) {
    const auto byte = [text](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    if (text.size() >= 2 && (byte(0) & 0xe0U) == 0xc0U) {
        return (byte(0) & 0x1fU) << 6U | (byte(1) & 0x3fU);
    }
    if (text.size() >= 3 && (byte(0) & 0xf0U) == 0xe0U) {
        return (byte(0) & 0x0fU) << 12U | (byte(1) & 0x3fU) << 6U | (byte(2) & 0x3fU);
    }
    return 0;
}

/// C1 controls, zero-width and bidirectional controls, line separators, the byte order mark.
bool steers_a_terminal(unsigned code) {
    return (code >= 0x80 && code <= 0x9f) || (code >= 0x200b && code <= 0x200f) ||
           (code >= 0x2028 && code <= 0x202e) || (code >= 0x2060 && code <= 0x206f) || code == 0x061c ||
           code == 0xfeff;
}

} // namespace

std::string to_text(const Value& value, bool vietnamese_days) {
    return std::visit(Overloaded{[](std::monostate) { return std::string(); },
                                 [](const std::string& text) { return text; },
                                 [](std::int64_t number) { return fmt::format("{}", number); },
                                 [](double number) { return fmt::format("{}", number); },
                                 [](bool yes) { return std::string(yes ? "yes" : "no"); },
                                 [=](Day day) { return vietnamese_days ? to_vietnamese(day) : to_iso(day); }},
                      value);
}

std::string to_cell(const Value& value) {
    if (const auto* text = std::get_if<std::string>(&value)) {
        return with_formula_guard(*text);
    }
    if (const auto* yes = std::get_if<bool>(&value)) {
        return *yes ? "true" : "false";
    }
    return to_text(value);
}

std::string escape_for_terminal(std::string_view json) {
    std::string out;
    out.reserve(json.size());
    for (std::size_t at = 0; at < json.size();) {
        const unsigned code = code_point(json.substr(at));
        if (json[at] == '\x7f') {
            out += "\\u007f";
            ++at;
        } else if (code != 0 && steers_a_terminal(code)) {
            out += fmt::format("\\u{:04x}", code);
            at += code < 0x800 ? 2 : 3;
        } else {
            out += json[at++];
        }
    }
    return out;
}

std::string to_json(std::string_view text) {
    return escape_for_terminal(
        nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace));
}

std::string to_json(const Value& value) {
    return std::visit(
        Overloaded{[](std::monostate) { return std::string("null"); },
                   [](const std::string& text) { return to_json(std::string_view(text)); },
                   [](std::int64_t number) { return fmt::format("{}", number); },
                   // JSON has no NaN and no infinity (RFC 8259, section 6).
                   [](double number) { return std::isfinite(number) ? fmt::format("{}", number) : "null"; },
                   [](bool yes) { return std::string(yes ? "true" : "false"); },
                   [](Day day) { return '"' + to_iso(day) + '"'; }},
        value);
}

} // namespace hnat::cli
