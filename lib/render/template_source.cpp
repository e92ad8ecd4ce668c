#include "render/template.hpp"

#include "base/error.hpp"
#include "base/file.hpp"
#include "base/resource.hpp"
#include "base/text.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <sstream>
#include <system_error>

namespace hnat {

namespace {

constexpr std::uintmax_t k_most_bytes = std::uintmax_t{256} * 1024;

/// Errors: usage (not there), failed (a link, or something that is no file).
void require_regular(const std::filesystem::path& path, bool folder) {
    std::error_code ignored;
    const auto status = std::filesystem::symlink_status(path, ignored);
    if (status.type() == std::filesystem::file_type::not_found) {
        throw Error(ErrorKind::usage,
                    fmt::format("{}: there is no such {}; copy the folder templates/ of hnat and change that",
                                path.string(), folder ? "template folder" : "template"));
    }
    if (status.type() == std::filesystem::file_type::symlink) {
        throw Error(ErrorKind::failed,
                    fmt::format("{}: is a symbolic link; a template must lie in the template folder itself",
                                path.string()));
    }
    if (folder ? !std::filesystem::is_directory(status) : !std::filesystem::is_regular_file(status)) {
        throw Error(ErrorKind::failed,
                    fmt::format("{}: is not a {}", path.string(), folder ? "folder" : "regular file"));
    }
}

std::string read_from_folder(const std::filesystem::path& folder, const std::filesystem::path& relative) {
    std::error_code error;
    if (!std::filesystem::is_directory(folder, error)) {
        throw Error(ErrorKind::usage, fmt::format("{}: there is no such template folder", folder.string()));
    }
    require_regular(folder / relative.parent_path(), true);
    const auto path = folder / relative;
    require_regular(path, false);
    if (std::filesystem::file_size(path, error) > k_most_bytes || error) {
        throw Error(ErrorKind::failed,
                    fmt::format("{}: is over 256 KiB; a report template is a few pages", path.string()));
    }
    return read_file(path);
}

std::string read_embedded(const std::string& path) {
    const auto all = resources();
    const auto found = std::ranges::find(all, std::string_view(path), &Resource::path);
    if (found == all.end()) {
        throw Error(ErrorKind::usage, fmt::format("{}: hnat has no such template", path));
    }
    return std::string(found->text);
}

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
                        fmt::format("{}:{}: is not UTF-8; save the template as UTF-8", file.path, number));
        }
        if (const auto shown = escape_controls(line); shown != line) {
            throw Error(ErrorKind::failed,
                        fmt::format("{}:{}: control characters are not allowed in a template: '{}'",
                                    file.path, number, truncate_to_width(shown, 60)));
        }
    }
}

} // namespace

TemplateFile TemplateSource::read(std::string_view language, std::string_view name,
                                  std::string_view format) const {
    const auto relative = fmt::format("{}/{}.{}.mustache", language, name, format);
    TemplateFile file;
    file.path = m_folder ? (*m_folder / relative).string() : "templates/" + relative;
    file.text = plain_lines(m_folder ? read_from_folder(*m_folder, relative) : read_embedded(file.path));
    require_plain_text(file);
    return file;
}

} // namespace hnat
