#include "render/template.hpp"

#include "base/error.hpp"
#include "base/message.hpp"

#include <fmt/core.h>

#include <algorithm>

namespace hnat {

namespace {

constexpr std::size_t k_most_text = std::size_t{256} * 1024;
constexpr std::size_t k_most_sections = 32; ///< one inside the other

[[noreturn]] void fail(const TemplateFile& file, std::size_t line, std::string_view what) {
    throw Error(ErrorKind::failed, fmt::format("{}:{}: {}", file.path, line, what));
}

std::string_view trim(std::string_view text) {
    const auto first = text.find_first_not_of(" \t\n");
    if (first == std::string_view::npos) {
        return {};
    }
    return text.substr(first, text.find_last_not_of(" \t\n") - first + 1);
}

/// Names of values: letters, digits, '_', dots between; or "." alone.
bool is_name(std::string_view name) {
    if (name == ".") {
        return true;
    }
    return !name.empty() && name.front() != '.' && name.back() != '.' &&
           std::ranges::all_of(name, [](char c) {
               return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                      c == '_' || c == '.';
           });
}

/// Names of partials: no dot and no slash, so that none leads out of the folder.
bool is_partial_name(std::string_view name) {
    return !name.empty() && std::ranges::all_of(name, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
    });
}

struct Tag {
    char kind = 'v'; ///< 'v' value, '&' value as it is, or the Mustache sign # ^ / > ! =
    std::string_view name;
    std::size_t begin = 0, end = 0; ///< of the whole tag in the text
    std::size_t line = 0;
};

/// Finds the tags of one file, one after the other.
class TagScanner {
  public:
    explicit TagScanner(const TemplateFile& file) : m_file(file) {}

    std::optional<Tag> next() {
        const std::string& text = m_file.text;
        const auto begin = text.find("{{", m_position);
        if (begin == std::string::npos) {
            return std::nullopt;
        }
        Tag tag;
        tag.begin = begin;
        tag.line = line_at(begin);
        const bool triple = text.compare(begin, 3, "{{{") == 0;
        const std::string_view closing = triple ? "}}}" : "}}";
        const auto contents = begin + (triple ? 3 : 2);
        const auto end = text.find(closing, contents);
        if (end == std::string::npos) {
            fail(m_file, tag.line,
                 say("a tag begins with '{}' and has no '{}'", triple ? "{{{" : "{{", closing));
        }
        tag.end = m_position = end + closing.size();
        tag.name = trim(std::string_view(text).substr(contents, end - contents));
        if (triple) {
            tag.kind = '&';
        } else if (!tag.name.empty() &&
                   std::string_view("#^/>!=&").find(tag.name.front()) != std::string_view::npos) {
            tag.kind = tag.name.front();
            tag.name = trim(tag.name.substr(1));
        }
        return tag;
    }

  private:
    std::size_t line_at(std::size_t position) {
        const auto from = m_file.text.begin();
        m_line += static_cast<std::size_t>(std::count(from + static_cast<std::ptrdiff_t>(m_counted),
                                                      from + static_cast<std::ptrdiff_t>(position), '\n'));
        m_counted = position;
        return m_line;
    }

    const TemplateFile& m_file;
    std::size_t m_position = 0, m_counted = 0, m_line = 1;
};

/// True when only blanks stand before and after the tag on its line.
bool stands_alone(std::string_view text, const Tag& tag) {
    const auto before = text.substr(0, tag.begin).find_last_not_of(" \t");
    const auto after = text.find_first_not_of(" \t", tag.end);
    return (before == std::string_view::npos || text[before] == '\n') &&
           (after == std::string_view::npos || text[after] == '\n');
}

class Preparer {
  public:
    Preparer(const TemplateSource& source, std::string_view language, std::string_view format)
        : m_source(source),
          m_language(language),
          m_format(format) {}

    void add(std::string_view name, const TemplateFile& file) {
        m_files.emplace_back(name);
        add_text(file);
        m_files.pop_back();
    }

    PreparedTemplate take() { return std::move(m_result); }

  private:
    struct Open {
        std::string name;
        std::size_t place = 0;
        std::size_t line = 0;
    };

    void add_text(const TemplateFile& file) {
        const std::string_view text = file.text;
        const auto outer = m_open.size();
        TagScanner scanner(file);
        std::size_t done = 0;
        while (const auto tag = scanner.next()) {
            auto before = text.substr(done, tag->begin - done);
            done = tag->end;
            if (tag->kind != 'v' && tag->kind != '&' && stands_alone(text, *tag)) {
                before = before.substr(0, before.find_last_not_of(" \t") + 1);
                done = std::min(text.find('\n', done), text.size() - 1) + 1;
            }
            write_text(before, file, tag->line);
            add_tag(*tag, file, outer);
        }
        write_text(text.substr(done), file, 1);
        if (m_open.size() > outer) {
            fail(file, m_open.back().line,
                 say("section '{}' is not closed in this file", m_open.back().name));
        }
    }

    void add_tag(const Tag& tag, const TemplateFile& file, std::size_t outer) {
        switch (tag.kind) {
        case '!':
            return;
        case '=':
            fail(file, tag.line, tr("the delimiters '{{' and '}}' can't be changed"));
        case '>':
            return add_partial(tag, file);
        case '/':
            return close(tag, file, outer);
        default:
            break;
        }
        if (!is_name(tag.name)) {
            fail(file, tag.line,
                 say("'{}' is not a name; names have letters, digits, '_' and '.'", tag.name));
        }
        if (tag.kind == '&' && (m_format == "html" || m_format == "docx")) {
            fail(file, tag.line,
                 say("'{}' would stand in the {} unescaped; write {{{{{}}}}}", tag.name, m_format, tag.name));
        }
        const auto place = m_result.places.size();
        const bool section = tag.kind == '#' || tag.kind == '^';
        m_result.places.push_back({file.path, tag.line, section ? tag.kind : 'v', std::string(tag.name)});
        m_result.text +=
            fmt::format("{{{{{}{}@{}}}}}", tag.kind == 'v' ? "" : std::string(1, tag.kind), tag.name, place);
        if (section) {
            if (m_open.size() == k_most_sections) {
                fail(file, tag.line, say("more than {} sections lie one inside the other", k_most_sections));
            }
            m_open.push_back({std::string(tag.name), place, tag.line});
        }
    }

    void close(const Tag& tag, const TemplateFile& file, std::size_t outer) {
        if (m_open.size() == outer) {
            fail(file, tag.line, say("'{}' is closed but was not opened in this file", tag.name));
        }
        if (m_open.back().name != tag.name) {
            fail(file, tag.line,
                 say("'{}' is closed where '{}' of line {} has to be", tag.name, m_open.back().name,
                     m_open.back().line));
        }
        m_result.text += fmt::format("{{{{/{}@{}}}}}", tag.name, m_open.back().place);
        m_open.pop_back();
    }

    void add_partial(const Tag& tag, const TemplateFile& file) {
        if (!is_partial_name(tag.name)) {
            fail(file, tag.line,
                 say("'{}' is not the name of a partial; write the name of a file in this folder without its "
                     "ending, in a-z 0-9 - _",
                     tag.name));
        }
        if (std::ranges::find(m_files, tag.name) != m_files.end()) {
            fail(file, tag.line, say("partial '{}' uses itself", tag.name));
        }
        try {
            const auto begin = m_result.text.size();
            const TemplateFile partial = m_source.read_partial(m_language, tag.name, m_format);
            add(tag.name, partial);
            // In the middle of a line, a partial's own last newline would break the line.
            if (!stands_alone(file.text, tag) && m_result.text.size() > begin &&
                m_result.text.back() == k_line_end) {
                m_result.text.pop_back();
            }
            // With a brace that follows it would be a tag that nobody has checked.
            if (m_result.text.size() > begin && m_result.text.back() == '{') {
                fail(partial, 1 + static_cast<std::size_t>(std::ranges::count(partial.text, '\n')),
                     tr("a partial can't end with '{'; write something behind it"));
            }
        } catch (const Error& error) {
            if (error.kind() != ErrorKind::usage) {
                throw;
            }
            fail(file, tag.line, say("partial '{}' is missing: {}", tag.name, error.what()));
        }
    }

    /// Text of the template itself. Within a section it is announced as `{{@length}}`: the renderer adds up
    /// what is written and can stop before a section inside a section inside a section fills the memory.
    void write_text(std::string_view text, const TemplateFile& file, std::size_t line) {
        if (!text.empty() && !m_open.empty()) {
            m_result.text += fmt::format("{{{{@{}}}}}", text.size());
        }
        m_result.text += text;
        std::replace(m_result.text.end() - static_cast<std::ptrdiff_t>(text.size()), m_result.text.end(),
                     '\n', k_line_end);
        if (m_result.text.size() > k_most_text) {
            fail(file, line, tr("the template and its partials are over 256 KiB"));
        }
    }

    const TemplateSource& m_source;
    std::string_view m_language, m_format;
    std::vector<std::string> m_files; ///< the template and the partials that are being read
    std::vector<Open> m_open;
    PreparedTemplate m_result;
};

} // namespace

PreparedTemplate prepare_template(const TemplateSource& source, std::string_view language,
                                  std::string_view name, std::string_view format) {
    Preparer preparer(source, language, format);
    preparer.add(name, source.read(language, name, format));
    return preparer.take();
}

PreparedTemplate prepare_template(const TemplateSource& source, std::string_view language,
                                  std::string_view name, std::string_view format, const TemplateFile& file) {
    Preparer preparer(source, language, format);
    preparer.add(name, file);
    return preparer.take();
}

} // namespace hnat
