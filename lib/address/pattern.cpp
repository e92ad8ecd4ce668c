#include "address/pattern.hpp"

#include "address/text.hpp"

#include <algorithm>
#include <stdexcept>

namespace hnat::address {

namespace {

[[noreturn]] void reject(const std::string& what) {
    throw std::invalid_argument(what);
}

/// `{name:class}` at `open`; gives name and class, and moves `open` behind the brace.
std::pair<std::string, std::string> read_capture(std::string_view text, std::size_t& open) {
    const std::size_t close = text.find('}', open);
    if (close == std::string_view::npos) {
        reject("'{' without '}'");
    }
    const std::string_view inner = text.substr(open + 1, close - open - 1);
    const std::size_t colon = inner.find(':');
    std::pair<std::string, std::string> capture{inner.substr(0, colon), ""};
    if (colon != std::string_view::npos) {
        capture.second = inner.substr(colon + 1);
    }
    if (capture.first.empty()) {
        reject("'{}' has no name; write {name:class}, or {_} for what is not kept");
    }
    open = close + 1;
    return capture;
}

bool is_folder_name(std::string_view segment) {
    return std::all_of(segment.begin(), segment.end(), [](char c) {
        return is_digit(c) || is_letter(c) || c == '.' || c == '_' || c == '~' || c == '-';
    });
}

} // namespace

std::optional<std::string> CharClass::value_of(std::string_view text, bool fold_case) const {
    if (anything) {
        return text.empty() ? std::nullopt : std::optional<std::string>(text);
    }
    // At the end of a cell a dot is a sentence's; so it is none of the name's in the middle of an address
    // either.
    text = text.substr(0, text.find_last_not_of('.') + 1);
    std::string value;
    value.reserve(text.size());
    bool letter = false;
    bool ascii = true;
    for (const char written : text) {
        const char c = fold_case ? lower(written) : written;
        if (is_ascii(c) && drop[static_cast<unsigned char>(c)]) {
            continue;
        }
        if (!allows(written) && !allows(c)) {
            return std::nullopt;
        }
        ascii = ascii && is_ascii(c);
        letter = letter || !is_digit(c);
        value += c;
    }
    if (!ascii) {
        if (!is_wordlike(value)) {
            return std::nullopt;
        }
        if (fold_case) {
            value = fold(value);
        }
    }
    if (value.size() < min || value.size() > max || (needs_letter && !letter) ||
        (!first.empty() && first.find(value.front()) == std::string::npos)) {
        return std::nullopt;
    }
    if (!among.empty() && !std::binary_search(among.begin(), among.end(), fold(value))) {
        return std::nullopt;
    }
    if (except != nullptr && std::binary_search(except->among.begin(), except->among.end(), fold(value))) {
        return std::nullopt;
    }
    return value;
}

std::string_view Captures::get(std::string_view name) const {
    const auto found = std::find_if(m_values.begin(), m_values.end(),
                                    [name](const auto& value) { return value.first == name; });
    return found == m_values.end() ? std::string_view() : std::string_view(found->second);
}

TextPattern::Parts TextPattern::split(std::string_view text) {
    Parts parts;
    parts.literals.emplace_back();
    for (std::size_t i = 0; i < text.size();) {
        if (text[i] == '{') {
            parts.captures.push_back(read_capture(text, i));
            parts.literals.emplace_back();
        } else if (text[i] == '}' || text[i] == '*' || !is_ascii(text[i])) {
            reject("'}', '*' and characters beyond ASCII cannot stand in a pattern by themselves");
        } else {
            parts.literals.back() += text[i++];
        }
    }
    if (parts.captures.size() > 2) {
        reject("more than two captures in one part");
    }
    if (parts.captures.size() == 2 && parts.literals[1].empty()) {
        reject("two captures side by side; a character has to separate them");
    }
    return parts;
}

bool TextPattern::match(std::string_view text, bool fold, Captures& captures) const {
    if (m_captures.empty()) {
        return equal_ignoring_case(text, m_literals.front());
    }
    const std::size_t before = captures.size();
    const std::string& head = m_literals.front();
    const std::string& tail = m_literals.back();
    if (text.size() < head.size() + tail.size() || !starts_with_ignoring_case(text, head) ||
        !equal_ignoring_case(text.substr(text.size() - tail.size()), tail)) {
        return false;
    }
    text = text.substr(head.size(), text.size() - head.size() - tail.size());
    if (m_captures.size() == 1) {
        return take(0, text, fold, captures);
    }
    const auto split_at = [&](std::size_t at) {
        return at != std::string_view::npos &&
               take(1, text.substr(at + m_literals[1].size()), fold, captures) &&
               take(0, text.substr(0, at), fold, captures);
    };
    const std::size_t last = text.rfind(m_literals[1]);
    const std::size_t first = text.find(m_literals[1]);
    if (split_at(last)) {
        return true;
    }
    captures.clear_to(before);
    return first != last && split_at(first);
}

bool TextPattern::take(std::size_t index, std::string_view text, bool fold, Captures& captures) const {
    const Capture& capture = m_captures[index];
    auto value = capture.of->value_of(text, fold);
    if (value && capture.name != "_") {
        captures.add(capture.name, std::move(*value));
    }
    return value.has_value();
}

PathPattern::Parts PathPattern::split(std::string_view text) {
    if (text.empty() || text.front() != '/') {
        reject("a path begins with '/'");
    }
    Parts parts;
    text.remove_prefix(1);
    while (!text.empty()) {
        const std::size_t slash = text.find('/');
        parts.segments.push_back(text.substr(0, slash));
        text.remove_prefix(slash == std::string_view::npos ? text.size() : slash + 1);
    }
    if (!parts.segments.empty() && parts.segments.back() == "**") {
        parts.any_after = true;
        parts.segments.pop_back();
    }
    if (!parts.segments.empty() && parts.segments.front() == "**") {
        parts.any_before = true;
        parts.segments.erase(parts.segments.begin());
    }
    return parts;
}

bool PathPattern::match(const std::vector<std::string>& segments, bool fold, Captures& captures) const {
    if (!m_any_before) {
        return match_from(segments, 0, fold, captures);
    }
    std::string path;
    for (std::size_t from = 0; from <= std::min(segments.size(), k_most_folders); ++from) {
        if (from > 0) {
            if (!is_folder_name(segments[from - 1])) {
                return false;
            }
            path.append("/").append(segments[from - 1]);
        }
        captures.clear();
        if (match_from(segments, from, fold, captures)) {
            captures.add("path", std::move(path));
            return true;
        }
    }
    return false;
}

bool PathPattern::match_from(const std::vector<std::string>& segments, std::size_t from, bool fold,
                             Captures& captures) const {
    const std::size_t left = segments.size() - from;
    if (left < m_segments.size() || (left > m_segments.size() && !m_any_after)) {
        return false;
    }
    for (std::size_t i = 0; i < m_segments.size(); ++i) {
        if (!m_segments[i].match(segments[from + i], fold, captures)) {
            return false;
        }
    }
    return true;
}

bool PathPattern::captures(std::string_view name) const {
    if (m_any_before && name == "path") {
        return true;
    }
    return std::any_of(m_segments.begin(), m_segments.end(), [name](const TextPattern& segment) {
        return std::any_of(segment.captures().begin(), segment.captures().end(),
                           [name](const auto& capture) { return capture.name == name; });
    });
}

Template Template::compile(std::string_view text) {
    Template result;
    result.m_pieces.emplace_back();
    for (std::size_t i = 0; i < text.size();) {
        if (text[i] == '{') {
            auto [name, class_name] = read_capture(text, i);
            if (!class_name.empty()) {
                reject("a capture is used by its name alone, without a class");
            }
            result.m_pieces.back().capture = std::move(name);
            result.m_pieces.emplace_back();
        } else {
            result.m_pieces.back().literal += text[i++];
        }
    }
    return result;
}

std::string Template::expand(const Captures& captures, Encode encode) const {
    std::string text;
    text.reserve(64);
    for (const Piece& piece : m_pieces) {
        text += piece.literal;
        if (!piece.capture.empty()) {
            const std::string_view value = captures.get(piece.capture);
            if (encode == Encode::percent) {
                append_percent_encoded(text, value);
            } else {
                text += value;
            }
        }
    }
    return text;
}

std::vector<std::string> Template::names() const {
    std::vector<std::string> names;
    for (const Piece& piece : m_pieces) {
        if (!piece.capture.empty()) {
            names.push_back(piece.capture);
        }
    }
    return names;
}

} // namespace hnat::address
