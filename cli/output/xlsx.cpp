#include "base/error.hpp"
#include "base/message.hpp"
#include "cli/output/json_schema.hpp"
#include "cli/output/workbook.hpp"
#include "cli/output/writers.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace hnat::cli {

namespace {

/// A fixed day instead of the clock's: the same list is the same bytes.
constexpr Day k_created = Day(std::chrono::year(2025) / 1 / 1);

/// In characters, so that nobody has to widen columns first: rows are written as they come and not measured.
std::size_t width_of(const Field& field) {
    const FieldType type = type_of(field);
    const bool words = type == FieldType::text || type == FieldType::any || type == FieldType::label;
    return std::max<std::size_t>(words ? 24 : 11, field.name.size() + 2);
}

class XlsxWriter : public RowWriter {
  public:
    XlsxWriter(const ListShape& shape, Layout layout, std::ostream& out)
        : m_columns(std::move(layout.columns)),
          m_out(out),
          m_book(k_created, true) {
        m_book.add_sheet();
        for (std::size_t i = 0; i < m_columns.size(); ++i) {
            const auto& field = shape.fields[m_columns[i]];
            m_book.set_width(i, width_of(field));
        }
        for (std::size_t i = 0; i < m_columns.size(); ++i) {
            m_book.write(0, i, std::string(shape.fields[m_columns[i]].name), Workbook::Style::heading);
        }
    }

    void row(const Row& values) override {
        ++m_line;
        if (m_line >= Workbook::most_rows()) {
            throw Error(ErrorKind::failed,
                        say("a sheet holds at most {} rows; use -f csv", Workbook::most_rows() - 1));
        }
        for (std::size_t i = 0; i < m_columns.size(); ++i) {
            m_book.write(m_line, i, values[m_columns[i]]);
        }
    }

    void finish() override { m_book.finish(m_out); }

  private:
    std::vector<std::size_t> m_columns;
    std::ostream& m_out;
    Workbook m_book;
    std::uint32_t m_line = 0;
};

} // namespace

std::unique_ptr<RowWriter> make_xlsx_writer(const ListShape& shape, Layout layout, std::ostream& out) {
    return std::make_unique<XlsxWriter>(shape, std::move(layout), out);
}

} // namespace hnat::cli
