#include "base/error.hpp"
#include "base/message.hpp"
#include "base/text.hpp"
#include "enroll/charter.hpp"

#include <algorithm>

namespace hnat {

namespace {

constexpr std::string_view k_byte_order_mark = "\xEF\xBB\xBF";
constexpr std::size_t k_title_width = 120;

[[noreturn]] void refuse(const std::string& message) {
    throw Error(ErrorKind::usage, message);
}

std::size_t line_of(std::string_view text, std::size_t offset) {
    return 1 + static_cast<std::size_t>(std::ranges::count(text.substr(0, offset), '\n'));
}

void check_bytes(std::string_view text) {
    if (text.size() > k_largest_charter) {
        refuse(say("the charter's text has {} bytes; at most {} are taken", text.size(), k_largest_charter));
    }
    if (const auto bad = first_invalid_utf8(text)) {
        refuse(say("the charter's text is not UTF-8 (line {}); save it as a text file in UTF-8",
                   line_of(text, *bad)));
    }
    const auto* const control = std::ranges::find_if(text, [](char c) {
        return (static_cast<unsigned char>(c) < 0x20 && c != '\t' && c != '\n' && c != '\r') || c == '\x7f';
    });
    if (control != text.end()) {
        refuse(say(
            "the charter's text holds a control character (line {}); it is to be plain text or Markdown, not "
            "the file of a word processor",
            line_of(text, static_cast<std::size_t>(control - text.begin()))));
    }
    if (const auto encoding = looks_like_legacy_encoding(text)) {
        refuse(say("the charter's text looks like {} that was read as another encoding; save it from its "
                   "program as UTF-8",
                   *encoding));
    }
}

std::string with_line_feeds(std::string_view text) {
    std::string out;
    out.reserve(text.size() + 1);
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool pair = text[i] == '\r' && i + 1 < text.size() && text[i + 1] == '\n';
        if (!pair) {
            out += text[i] == '\r' ? '\n' : text[i];
        }
    }
    out.erase(out.find_last_not_of('\n') + 1);
    return out + '\n';
}

} // namespace

std::string charter_text(std::string_view bytes) {
    if (bytes.starts_with(k_byte_order_mark)) {
        bytes.remove_prefix(k_byte_order_mark.size());
    }
    check_bytes(bytes);
    std::string text = with_line_feeds(nfc(bytes));
    if (squeeze(text).empty()) {
        refuse(say("the charter's text is empty"));
    }
    return text;
}

std::string charter_title(std::string_view text) {
    std::string first;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        const std::string line = squeeze(text.substr(at, end - at));
        at = end + 1;
        const auto words = line.find_first_not_of('#');
        if (line.starts_with('#') && words != std::string::npos && line[words] == ' ') {
            const auto last = line.find_last_not_of("# ");
            return last < words
                       ? first
                       : truncate_to_width(squeeze(line.substr(words, last + 1 - words)), k_title_width);
        }
        if (first.empty()) {
            first = truncate_to_width(line, k_title_width);
        }
    }
    return first;
}

} // namespace hnat
