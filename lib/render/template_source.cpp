#include "base/message.hpp"
#include "render/template.hpp"

#include "base/error.hpp"
#include "base/file.hpp"
#include "base/resource.hpp"
#include "render/template_text.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <system_error>

namespace hnat {

namespace {

constexpr std::string_view k_common = "common";
constexpr std::uintmax_t k_most_bytes = std::uintmax_t{256} * 1024;

/// Errors: usage (not there), failed (a link, or something that is no file).
void require_regular(const std::filesystem::path& path, bool folder) {
    std::error_code ignored;
    const auto status = std::filesystem::symlink_status(path, ignored);
    if (status.type() == std::filesystem::file_type::not_found) {
        throw Error(ErrorKind::usage,
                    folder
                        ? say("{}: there is no such template folder; copy the folder templates/ of hnat and "
                              "change that",
                              path.string())
                        : say("{}: there is no such template; copy the folder templates/ of hnat and change "
                              "that",
                              path.string()));
    }
    if (status.type() == std::filesystem::file_type::symlink) {
        throw Error(
            ErrorKind::failed,
            say("{}: is a symbolic link; a template must lie in the template folder itself", path.string()));
    }
    if (folder ? !std::filesystem::is_directory(status) : !std::filesystem::is_regular_file(status)) {
        throw Error(ErrorKind::failed, folder ? say("{}: is not a folder", path.string())
                                              : say("{}: is not a regular file", path.string()));
    }
}

std::string read_from_folder(const std::filesystem::path& folder, const std::filesystem::path& relative) {
    std::error_code error;
    if (!std::filesystem::is_directory(folder, error)) {
        throw Error(ErrorKind::usage, say("{}: there is no such template folder", folder.string()));
    }
    require_regular(folder / relative.parent_path(), true);
    const auto path = folder / relative;
    require_regular(path, false);
    if (std::filesystem::file_size(path, error) > k_most_bytes || error) {
        throw Error(ErrorKind::failed,
                    say("{}: is over 256 KiB; a report template is a few pages", path.string()));
    }
    return read_file(path);
}

std::string relative_path(std::string_view folder, std::string_view name, std::string_view format) {
    return fmt::format("{}/{}.{}.mustache", folder, name, format);
}

std::string read_embedded(const std::string& path) {
    const auto all = resources();
    const auto found = std::ranges::find(all, std::string_view(path), &Resource::path);
    if (found == all.end()) {
        throw Error(ErrorKind::usage, say("{}: hnat has no such template", path));
    }
    return std::string(found->text);
}

} // namespace

TemplateFile TemplateSource::read(std::string_view language, std::string_view name,
                                  std::string_view format) const {
    const auto relative = relative_path(language, name, format);
    const auto path = m_folder ? (*m_folder / relative).string() : "templates/" + relative;
    return template_text(path, m_folder ? read_from_folder(*m_folder, relative) : read_embedded(path));
}

TemplateFile TemplateSource::read_partial(std::string_view language, std::string_view name,
                                          std::string_view format) const {
    const bool common = !has(language, name, format) && has(k_common, name, format);
    return read(common ? k_common : language, name, format);
}

bool TemplateSource::has(std::string_view folder, std::string_view name, std::string_view format) const {
    const auto relative = relative_path(folder, name, format);
    if (m_folder) {
        std::error_code ignored;
        return std::filesystem::exists(std::filesystem::symlink_status(*m_folder / relative, ignored));
    }
    return std::ranges::find(resources(), "templates/" + relative, &Resource::path) != resources().end();
}

} // namespace hnat
