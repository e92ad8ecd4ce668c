#include "base/text.hpp"
#include "cli/output/cell.hpp"
#include "cli/output/writers.hpp"

#include <utility>

namespace hnat::cli {

namespace {

/// RFC 4180, section 2, rules 5 to 7.
std::string quote_csv(const std::string& text) {
    if (text.find_first_of(",\"\r\n") == std::string::npos) {
        return text;
    }
    std::string quoted = "\"";
    for (const char c : text) {
        quoted.append(c == '"' ? 2 : 1, c);
    }
    return quoted + '"';
}

std::string escape_tsv(const std::string& text) {
    std::string escaped;
    for (const char c : text) {
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
    return escaped;
}

struct Dialect {
    char separator;
    const char* line_end;
    std::string (*protect)(const std::string&);
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
                m_out << m_dialect.separator;
            }
            const std::string cell = m_dialect.protect(to_cell(values[column]));
            m_out << (m_terminal ? escape_controls(cell) : cell);
            first = false;
        }
        m_out << m_dialect.line_end;
    }

    void finish() override {}

  private:
    bool m_terminal; ///< which obeys what it is shown; a file or another program gets every byte
    std::vector<std::size_t> m_columns;
    std::ostream& m_out;
    Dialect m_dialect;
};

} // namespace

std::unique_ptr<RowWriter> make_csv_writer(const ListShape& shape, Layout layout, std::ostream& out) {
    return std::make_unique<SeparatedWriter>(shape, std::move(layout), out, Dialect{',', "\r\n", quote_csv});
}

std::unique_ptr<RowWriter> make_tsv_writer(const ListShape& shape, Layout layout, std::ostream& out) {
    return std::make_unique<SeparatedWriter>(shape, std::move(layout), out, Dialect{'\t', "\n", escape_tsv});
}

} // namespace hnat::cli
