#include "render/template_text.hpp"

#include "base/error.hpp"
#include "base/message.hpp"
#include "base/text.hpp"

#include <algorithm>
#include <sstream>
#include <string_view>

namespace hnat {

namespace {

/// Drops a byte order mark and the \r of editors on Windows.
std::string plain_lines(std::string text) {
    if (text.starts_with("\xEF\xBB\xBF")) {
        text.erase(0, 3);
    }
    std::erase(text, '\r');
    return text;
}

/// UTF-8 without control characters but newline and tab: what a template holds goes to terminals as it is.
void require_plain_text(const TemplateFile& file) {
    std::istringstream lines(file.text);
    std::string line;
    for (std::size_t number = 1; std::getline(lines, line); ++number) {
        std::ranges::replace(line, '\t', ' ');
        if (!is_utf8(line)) {
            throw Error(ErrorKind::failed,
                        say("{}:{}: is not UTF-8; save the template as UTF-8", file.path, number));
        }
        if (const auto shown = escape_controls(line); shown != line) {
            throw Error(ErrorKind::failed,
                        say("{}:{}: control characters are not allowed in a template: '{}'", file.path,
                            number, truncate_to_width(shown, 60)));
        }
    }
}

} // namespace

TemplateFile template_text(std::string path, std::string bytes) {
    TemplateFile file{std::move(path), plain_lines(std::move(bytes))};
    require_plain_text(file);
    return file;
}

} // namespace hnat
