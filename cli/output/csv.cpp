#include "base/text.hpp"
#include "cli/output/cell.hpp"
#include "cli/output/writers.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

namespace hnat::cli {

namespace {

/// A list is handed on in pieces of this size.
constexpr std::size_t k_buffer_bytes = std::size_t{64} << 10;

/// Puts the cell that begins at `begin` into quotes where it needs them: RFC 4180, section 2, rules 5 to 7.
void quote_csv(std::string& out, std::size_t begin) {
    const auto cell = std::string_view(out).substr(begin);
    if (std::ranges::none_of(cell, [](char c) { return c == ',' || c == '"' || c == '\r' || c == '\n'; })) {
        return;
    }
    std::string quoted = "\"";
    for (const char c : cell) {
        quoted.append(c == '"' ? 2 : 1, c);
    }
    out.resize(begin);
    out.append(quoted) += '"';
}

void escape_tsv(std::string& out, std::size_t begin) {
    if (out.find_first_of("\t\n\r\\", begin) == std::string::npos) {
        return;
    }
    std::string escaped;
    for (const char c : std::string_view(out).substr(begin)) {
        switch (c) {
        case '\t':
            escaped += "\\t";
            break;
        case '\n':
            escaped += "\\n";
            break;
        case '\r':
            escaped += "\\r";
            break;
        case '\\':
            escaped += "\\\\";
            break;
        default:
            escaped += c;
        }
    }
    out.resize(begin);
    out += escaped;
}

struct Dialect {
    char separator;
    const char* line_end;
    void (*protect)(std::string& out, std::size_t begin);
};

class SeparatedWriter : public RowWriter {
  public:
    SeparatedWriter(const ListShape& shape, Layout layout, std::ostream& out, Dialect dialect)
        : m_terminal(layout.terminal),
          m_columns(std::move(layout.columns)),
          m_out(out),
          m_dialect(dialect) {
        Row names;
        for (const auto& field : shape.fields) {
            names.emplace_back(std::string(field.name));
        }
        row(names);
    }

    void row(const Row& values) final {
        bool first = true;
        for (const auto column : m_columns) {
            if (!first) {
                m_buffer += m_dialect.separator;
            }
            const std::size_t begin = m_buffer.size();
            append_cell(m_buffer, values[column]);
            m_dialect.protect(m_buffer, begin);
            if (m_terminal) {
                const std::string shown = escape_controls(std::string_view(m_buffer).substr(begin));
                m_buffer.resize(begin);
                m_buffer += shown;
            }
            first = false;
        }
        m_buffer += m_dialect.line_end;
        if (m_buffer.size() >= k_buffer_bytes) {
            finish();
        }
    }

    void finish() final {
        m_out << m_buffer;
        m_buffer.clear();
    }

  private:
    bool m_terminal; ///< which obeys what it is shown; a file or another program gets every byte
    std::vector<std::size_t> m_columns;
    std::ostream& m_out;
    Dialect m_dialect;
    std::string m_buffer;
};

} // namespace

std::unique_ptr<RowWriter> make_csv_writer(const ListShape& shape, Layout layout, std::ostream& out) {
    return std::make_unique<SeparatedWriter>(shape, std::move(layout), out, Dialect{',', "\r\n", quote_csv});
}

std::unique_ptr<RowWriter> make_tsv_writer(const ListShape& shape, Layout layout, std::ostream& out) {
    return std::make_unique<SeparatedWriter>(shape, std::move(layout), out, Dialect{'\t', "\n", escape_tsv});
}

} // namespace hnat::cli
