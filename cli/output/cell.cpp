#include "cli/output/cell.hpp"

#include "base/text.hpp"
#include "list/rejects.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <cmath>
#include <iterator>

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

/// True for text that surely needs no escape: neither JSON's own nor one for terminals.
bool is_plain_json(std::string_view text) {
    bool ascii = true;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        // Whatever steers a terminal beyond ASCII begins with one of these bytes.
        const bool doubtful = byte == 0xC2 || byte == 0xD8 || byte == 0xE2 || byte == 0xEF;
        if (byte < 0x20 || byte == 0x7F || c == '"' || c == '\\' || doubtful) {
            return false;
        }
        ascii = ascii && byte < 0x80;
    }
    return ascii || is_utf8(text);
}

void append_number(std::string& out, std::int64_t number) {
    const fmt::format_int digits(number);
    out.append(digits.data(), digits.size());
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
    std::string cell;
    append_cell(cell, value);
    return cell;
}

void append_cell(std::string& out, const Value& value) {
    std::visit(Overloaded{[](std::monostate) {},
                          [&out](const std::string& text) {
                              if (begins_formula(text)) {
                                  out += '\'';
                              }
                              out += text;
                          },
                          [&out](std::int64_t number) { append_number(out, number); },
                          [&out](double number) { fmt::format_to(std::back_inserter(out), "{}", number); },
                          [&out](bool yes) { out += yes ? "true" : "false"; },
                          [&out](Day day) { out += to_iso(day); }},
               value);
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
    if (is_plain_json(text)) {
        return '"' + std::string(text) + '"';
    }
    return escape_for_terminal(
        nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace));
}

std::string to_json(const Value& value) {
    std::string json;
    append_json(json, value);
    return json;
}

void append_json(std::string& out, const Value& value) {
    std::visit(Overloaded{[&out](std::monostate) { out += "null"; },
                          [&out](const std::string& text) {
                              if (is_plain_json(text)) {
                                  out.append("\"").append(text) += '"';
                              } else {
                                  out += to_json(std::string_view(text));
                              }
                          },
                          [&out](std::int64_t number) { append_number(out, number); },
                          [&out](double number) {
                              // JSON has no NaN and no infinity (RFC 8259, section 6).
                              out += std::isfinite(number) ? fmt::format("{}", number) : "null";
                          },
                          [&out](bool yes) { out += yes ? "true" : "false"; },
                          [&out](Day day) { out.append("\"").append(to_iso(day)) += '"'; }},
               value);
}

} // namespace hnat::cli
