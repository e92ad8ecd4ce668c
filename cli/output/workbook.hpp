/// An .xlsx that is being made. The same cells give the same bytes: nothing in it comes from the clock.
#pragma once

#include "base/date.hpp"
#include "cli/output/row_writer.hpp"

#include <cstdint>
#include <memory>
#include <ostream>
#include <string>
#include <string_view>

namespace hnat::cli {

class Workbook {
  public:
    enum class Style { plain, heading, day, count, share, score };

    /// `created` stands in its properties. `row_by_row`: rows are written in their order and kept nowhere.
    /// Errors: io.
    explicit Workbook(Day created, bool row_by_row = false);
    ~Workbook();
    Workbook(const Workbook&) = delete;
    Workbook& operator=(const Workbook&) = delete;

    /// Begins the next sheet, its first row frozen, to be printed as wide as a page; cells go there from now
    /// on. A name is cut to the 31 characters that a spreadsheet allows; empty: the spreadsheet's own.
    void add_sheet(std::string_view name = {});

    /// Numbers as numbers, days as dates, texts neutralised; nothing for monostate. `style` is how it looks.
    void write(std::uint32_t row, std::size_t column, const Value& value, Style style = Style::plain);

    /// In characters.
    void set_width(std::size_t column, std::size_t width);

    /// The most rows of a sheet.
    static std::uint32_t most_rows();

    /// Puts the file together and copies it. Nothing can be written afterwards. Errors: io.
    void finish(std::ostream& out);

  private:
    struct Book;
    std::unique_ptr<Book> m_book;
};

} // namespace hnat::cli
