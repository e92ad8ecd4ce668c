/// Templates of documents: Mustache texts, read strictly. A name that the document does not have, a partial
/// from elsewhere, a loop or an output without end is an error that names file and line, and nothing is
/// rendered (S4).
#pragma once

#include "render/view.hpp"

#include <cstddef>
#include <filesystem>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace hnat {

/// One template as it was read: UTF-8, lines end in \n.
struct TemplateFile {
    std::string path; ///< for messages
    std::string text;
};

/// A part of a Word document as it lies in the folder docx/.
struct TemplatePart {
    std::string name;  ///< path in the document: "word/styles.xml"
    TemplateFile file; ///< of a picture: its bytes
    bool fixed = true; ///< false: `name` + ".mustache", a template like others
};

/// Where templates come from: a user's folder, or the ones in the binary.
class TemplateSource {
  public:
    /// Empty: the templates in the binary. A folder replaces them all; it is laid out as templates/ is.
    explicit TemplateSource(std::optional<std::filesystem::path> folder) : m_folder(std::move(folder)) {}

    /// `<language>/<name>.<format>.mustache`. Errors: usage (not there), failed (a symbolic link or no
    /// regular file, over 256 KiB, not UTF-8), io.
    [[nodiscard]] TemplateFile read(std::string_view language, std::string_view name,
                                    std::string_view format) const;

    /// A partial: as `read`, and when the language has none, `common/<name>.<format>.mustache`, for what has
    /// no words. Errors: as read.
    [[nodiscard]] TemplateFile read_partial(std::string_view language, std::string_view name,
                                            std::string_view format) const;

    /// The parts in `docx/`, by name: XML and pictures, few and small. Errors: usage (no such folder), failed
    /// (a link, another kind of file, a name or a size that no part needs, not UTF-8), io.
    [[nodiscard]] std::vector<TemplatePart> word_parts() const;

  private:
    [[nodiscard]] bool has(std::string_view folder, std::string_view name, std::string_view format) const;

    std::optional<std::filesystem::path> m_folder;
};

/// A place in a template that a message can point at.
struct TagPlace {
    std::string path;
    std::size_t line = 0;
    char kind = 'v';  ///< 'v' a value, '#' a section, '^' an inverted section
    std::string name; ///< as it is written: "office.name"
};

/// Stands for the end of a line in a prepared template. The library has rules of its own for lines that hold
/// only tags and leaves an empty line for a section that is not shown; without line ends it has nothing to
/// decide.
inline constexpr char k_line_end = '\x1e';

/// A template with its partials put in, checked, and every tag `{{name}}` marked as `{{name@place}}`, so that
/// a name that is missing while it renders is reported where it stands.
struct PreparedTemplate {
    std::string text;
    std::vector<TagPlace> places;
};

/// Reads a template and the partials `{{> name}}` that it uses, as TemplateSource::read_partial finds them.
/// A comment or a partial alone on its line takes the line with it. Errors: as TemplateSource::read;
/// failed (a tag that is not closed, sections that do not nest, another delimiter, a partial that uses itself
/// or lies elsewhere, a value as it is in html or docx, over 256 KiB when put together).
PreparedTemplate prepare_template(const TemplateSource& source, std::string_view language,
                                  std::string_view name, std::string_view format);
/// The same for the text of a template that was read already.
PreparedTemplate prepare_template(const TemplateSource& source, std::string_view language,
                                  std::string_view name, std::string_view format, const TemplateFile& file);

/// All that is wrong with the names of a template when it is rendered with each of `views`, as `file:line:
/// message`, in the order of the text. What no view shows is looked up in the names that there are.
std::vector<std::string> check_template(const PreparedTemplate& prepared, std::span<const View> views);

/// How `{{value}}` is written in a format; `{{&value}}` is written as it is.
using Escape = std::function<std::string(const std::string&)>;

/// Errors: failed (a missing name: file, line, name, and the nearest name that there is; over 8 MiB of
/// output).
std::string render_template(const PreparedTemplate& prepared, const View& view, const Escape& escape);

} // namespace hnat
