// The folder docx/ of Word parts.
#include "base/error.hpp"
#include "base/file.hpp"
#include "base/message.hpp"
#include "base/resource.hpp"
#include "base/system_message.hpp"
#include "render/template_text.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <system_error>

namespace hnat {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view k_folder = "docx";
constexpr std::string_view k_template_end = ".mustache";
constexpr std::size_t k_most_parts = 64;
constexpr int k_most_depth = 4;
constexpr std::uintmax_t k_most_text = std::uintmax_t{256} * 1024;
constexpr std::uintmax_t k_most_picture = std::uintmax_t{1024} * 1024;

bool ends_with_one_of(std::string_view name, std::initializer_list<std::string_view> ends) {
    return std::ranges::any_of(ends, [name](std::string_view end) { return name.ends_with(end); });
}

bool is_picture(std::string_view name) {
    return ends_with_one_of(name, {".png", ".jpg", ".jpeg"});
}

/// Macros, fonts and embedded programs are no parts of a report; a name is plain so that every reader finds
/// it.
void require_part_name(const std::string& path, std::string_view name) {
    const bool plain = name == "[Content_Types].xml" || std::ranges::all_of(name, [](char c) {
                           return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                                  (c >= '0' && c <= '9') ||
                                  std::string_view("._-/").find(c) != std::string_view::npos;
                       });
    if (!plain ||
        !(is_picture(name) || ends_with_one_of(name, {".xml", ".rels", ".xml.mustache", ".rels.mustache"}))) {
        throw Error(ErrorKind::failed,
                    say("{}: is no part of a report; parts are .xml and .rels, as they are or with .mustache "
                        "at the end, .png and .jpg, named in A-Z a-z 0-9 . _ -",
                        path));
    }
}

TemplatePart part_of(std::string name, std::string path, std::string bytes) {
    if (is_picture(name)) {
        return {std::move(name), {std::move(path), std::move(bytes)}, true};
    }
    auto file = template_text(std::move(path), std::move(bytes));
    const bool fixed = !name.ends_with(k_template_end);
    if (!fixed) {
        name.resize(name.size() - k_template_end.size());
    }
    return {std::move(name), std::move(file), fixed};
}

class PartFolder {
  public:
    explicit PartFolder(const fs::path& root) : m_root(root) {}

    std::vector<TemplatePart> read() {
        require_folder(m_root);
        walk(m_root, 0);
        return std::move(m_parts);
    }

  private:
    void require_folder(const fs::path& path) const {
        std::error_code ignored;
        const auto status = fs::symlink_status(path, ignored);
        if (status.type() == fs::file_type::not_found) {
            throw Error(ErrorKind::usage,
                        say("{}: there is no such template folder; copy the folder templates/ of hnat and "
                            "change that",
                            path.string()));
        }
        refuse_link(path, status);
        if (!fs::is_directory(status)) {
            throw Error(ErrorKind::failed, say("{}: is not a folder", path.string()));
        }
    }

    static void refuse_link(const fs::path& path, fs::file_status status) {
        if (fs::is_symlink(status)) {
            throw Error(ErrorKind::failed,
                        say("{}: is a symbolic link; a template must lie in the template folder itself",
                            path.string()));
        }
    }

    void walk(const fs::path& folder, int depth) {
        std::error_code error;
        for (auto entry = fs::directory_iterator(folder, error); !error && entry != fs::directory_iterator();
             entry.increment(error)) {
            take(entry->path(), depth);
        }
        if (error) {
            throw Error(ErrorKind::io,
                        say("{}: cannot be read: {}", folder.string(), system_message(error.value())));
        }
    }

    void take(const fs::path& path, int depth) {
        std::error_code error;
        const auto status = fs::symlink_status(path, error);
        refuse_link(path, status);
        if (fs::is_directory(status)) {
            if (depth == k_most_depth) {
                throw Error(ErrorKind::failed,
                            say("{}: folders lie more than {} deep", path.string(), k_most_depth));
            }
            return walk(path, depth + 1);
        }
        if (!fs::is_regular_file(status)) {
            throw Error(ErrorKind::failed, say("{}: is not a regular file", path.string()));
        }
        auto name = path.lexically_relative(m_root).generic_string();
        require_part_name(path.string(), name);
        const auto most = is_picture(name) ? k_most_picture : k_most_text;
        if (fs::file_size(path, error) > most || error) {
            throw Error(ErrorKind::failed, say("{}: is over {} KiB", path.string(), most / 1024));
        }
        if (m_parts.size() == k_most_parts) {
            throw Error(ErrorKind::failed,
                        say("{}: holds more than {} files", m_root.string(), k_most_parts));
        }
        m_parts.push_back(part_of(std::move(name), path.string(), read_file(path)));
    }

    fs::path m_root;
    std::vector<TemplatePart> m_parts;
};

std::vector<TemplatePart> embedded_parts() {
    const auto prefix = fmt::format("templates/{}/", k_folder);
    std::vector<TemplatePart> parts;
    for (const auto& file : resources()) {
        if (file.path.starts_with(prefix)) {
            parts.push_back(part_of(std::string(file.path.substr(prefix.size())), std::string(file.path),
                                    std::string(file.text)));
        }
    }
    return parts;
}

} // namespace

std::vector<TemplatePart> TemplateSource::word_parts() const {
    auto parts = m_folder ? PartFolder(*m_folder / k_folder).read() : embedded_parts();
    std::ranges::sort(parts, {}, &TemplatePart::name);
    return parts;
}

} // namespace hnat
