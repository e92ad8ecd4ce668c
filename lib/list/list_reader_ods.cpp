// .ods: content.xml of an OpenDocument spreadsheet (OASIS ODF 1.3, part 3, chapter 9: tables).
#include "base/message.hpp"
#include "list/list_reader_sheet.hpp"

#include "base/error.hpp"
#include "base/text.hpp"
#include "list/list_reader_merged.hpp"

#include <algorithm>
#include <array>
#include <deque>
#include <utility>

namespace hnat {

namespace {

constexpr std::string_view k_content = "content.xml";
constexpr std::string_view k_office = "opendocument:xmlns:office:1.0";
constexpr std::string_view k_table = "opendocument:xmlns:table:1.0";
constexpr std::string_view k_style = "opendocument:xmlns:style:1.0";
constexpr std::string_view k_text = "opendocument:xmlns:text:1.0";
constexpr std::string_view k_drawing = "opendocument:xmlns:drawing:1.0";
constexpr std::string_view k_calc_extension = "calc:xmlns:calcext:1.0";
constexpr std::array<std::string_view, 3> k_no_cells{"shapes", "tracked-changes", "dde-links"};
constexpr std::size_t k_most_spaces = 1000;
constexpr std::size_t k_most_equal_cells = 256; ///< side by side: more is a way to make a small file large

std::size_t repeats(const XmlAttributes& attributes, std::string_view name, std::size_t most) {
    const auto text = attributes.find(name, k_table);
    const auto number = text ? parse_number(*text) : std::optional(1.0);
    if (!number || *number < 1 || *number > static_cast<double>(most)) {
        throw_damaged(say("content.xml: {} is not between 1 and {}", name, most));
    }
    return static_cast<std::size_t>(*number);
}

/// A row and how often it stands in the sheet.
struct RepeatedRow {
    SheetRow row;
    std::size_t times = 1;
};

class OdsHandler final : public XmlHandler {
  public:
    explicit OdsHandler(const std::optional<std::string>& wanted) : m_wanted(wanted) {}

    void start(XmlName name, const XmlAttributes& attributes) override {
        if (m_skipped > 0 || is_skipped(name)) {
            ++m_skipped;
        } else if (name.space.ends_with(k_table)) {
            start_table(name.local, attributes);
        } else if (name.space.ends_with(k_style)) {
            start_style(name.local, attributes);
        } else if (m_in_cell && name.space.ends_with(k_text)) {
            start_text(name.local, attributes);
        }
    }

    void end(XmlName name) override {
        if (m_skipped > 0) {
            --m_skipped;
        } else if (name.space.ends_with(k_table)) {
            end_table(name.local);
        } else if (name.space.ends_with(k_text) && name.local == "p") {
            m_in_paragraph = false;
        }
    }

    void text(std::string_view text) override {
        if (m_in_paragraph && m_skipped == 0) {
            add_text(text);
        }
    }

    /// From now on only the names of sheets.
    void names_only() {
        m_reading = false;
        rows.clear();
    }

    std::deque<RepeatedRow> rows;
    MergedCells merged;
    std::vector<std::string> names;
    std::optional<std::string> chosen;

  private:
    /// Comments, drawings and charts inside a sheet are no cells, nor are cells that were deleted or lie in
    /// other files; a comment may well be about a person (P1).
    static bool is_skipped(XmlName name) {
        return (name.space.ends_with(k_office) && name.local == "annotation") ||
               name.space.ends_with(k_drawing) ||
               (name.space.ends_with(k_table) &&
                std::ranges::find(k_no_cells, name.local) != k_no_cells.end());
    }

    /// A hidden sheet has a style that does not show it.
    void start_style(std::string_view name, const XmlAttributes& attributes) {
        if (name == "style") {
            m_style = attributes.find("name", k_style).value_or("");
        } else if (name == "table-properties" && attributes.find("display", k_table) == "false") {
            m_hiding_styles.push_back(m_style);
        }
    }

    [[nodiscard]] bool is_hidden(const XmlAttributes& attributes) const {
        const auto style = attributes.find("style-name", k_table);
        return style && std::ranges::find(m_hiding_styles, *style) != m_hiding_styles.end();
    }

    void start_table(std::string_view name, const XmlAttributes& attributes) {
        if (name == "table" && m_tables++ == 0) {
            names.push_back(nfc(attributes.find("name", k_table).value_or("")));
            m_reading = !chosen && (m_wanted ? nfc(*m_wanted) == names.back() : !is_hidden(attributes));
            if (m_reading) {
                chosen = names.back();
            }
        } else if (!m_reading || m_tables != 1) {
            return;
        } else if (name == "table-row") {
            m_row_repeats = repeats(attributes, "number-rows-repeated", k_most_sheet_rows);
            m_row.cells.clear();
            m_column = 0;
        } else if (name == "table-cell" || name == "covered-table-cell") {
            start_cell(attributes);
        }
    }

    void end_table(std::string_view name) {
        if (name == "table" && --m_tables == 0) {
            m_reading = false;
        } else if (!m_reading || m_tables != 1) {
            return;
        } else if (name == "table-row") {
            end_row();
        } else if (name == "table-cell" || name == "covered-table-cell") {
            end_cell();
        }
    }

    void start_cell(const XmlAttributes& attributes) {
        m_cell = SheetCell{};
        m_in_cell = true;
        m_paragraphs = 0;
        m_cell_repeats = repeats(attributes, "number-columns-repeated", k_most_sheet_columns);
        m_cell_rows = repeats(attributes, "number-rows-spanned", k_most_sheet_rows);
        const auto type = attributes.find("value-type", k_office).value_or("");
        if (type == "float" || type == "percentage" || type == "currency") {
            m_cell.number = parse_number(attributes.find("value", k_office).value_or(""));
            m_value = m_cell.number ? number_text(*m_cell.number) : std::string{};
        } else if (type == "date") {
            const auto date = attributes.find("date-value", k_office).value_or("");
            m_cell.number = serial_of_iso(date);
            m_value = m_cell.number ? date_text(*m_cell.number) : std::string(date);
        } else if (type == "boolean") {
            m_value = attributes.find("boolean-value", k_office) == "true" ? "TRUE" : "FALSE";
        } else {
            m_value = attributes.find("string-value", k_office).value_or("");
        }
        m_cell.error = attributes.find("value-type", k_calc_extension) == "error";
        if (m_cell.error) { // what is shown is its name
            m_cell.number.reset();
            m_value.clear();
        }
    }

    void end_cell() {
        m_in_cell = false;
        if (!m_value.empty()) {
            m_cell.text = m_value; // what is stored, not how it is shown
        }
        const bool empty = m_cell.text.empty() && !m_cell.error;
        if (!empty && m_cell_repeats > k_most_equal_cells) {
            throw Error(ErrorKind::rejected, say("content.xml: a cell with text is repeated {} times; at "
                                                 "most {} are read: save the list as CSV",
                                                 m_cell_repeats, k_most_equal_cells));
        }
        if (m_cell_repeats > k_most_sheet_columns - m_column) {
            throw_damaged(say("content.xml: a row has more than {} columns", k_most_sheet_columns));
        }
        if (!empty) {
            add_bytes(m_cell.text.size() * m_cell_repeats);
            for (std::size_t count = 0; count < m_cell_repeats; ++count) {
                m_cell.column = m_column + count;
                m_row.cells.push_back(m_cell);
            }
            merged.add(m_column, m_next_row, m_next_row + m_cell_rows - 1);
        }
        m_column += m_cell_repeats;
    }

    void end_row() {
        m_row.number = m_next_row;
        m_next_row += m_row_repeats;
        m_row_bytes = 0;
        if (m_row.cells.empty()) {
            return;
        }
        if (m_next_row > k_most_sheet_rows + 1) {
            throw_damaged(say("content.xml: the sheet has more than {} rows", k_most_sheet_rows));
        }
        rows.push_back({std::move(m_row), m_row_repeats});
        m_row = SheetRow{};
    }

    void start_text(std::string_view name, const XmlAttributes& attributes) {
        if (name == "p") {
            m_in_paragraph = true;
            if (m_paragraphs++ > 0) {
                add_text("\n");
            }
        } else if (name == "s") {
            const auto count = parse_number(attributes.find("c", k_text).value_or("1")).value_or(1);
            add_text(
                std::string(static_cast<std::size_t>(std::clamp(count, 1.0, double{k_most_spaces})), ' '));
        } else if (name == "tab" || name == "line-break") {
            add_text(name == "tab" ? "\t" : "\n");
        }
    }

    void add_text(std::string_view text) {
        add_bytes(text.size());
        m_cell.text += text;
    }

    void add_bytes(std::size_t count) {
        m_row_bytes += count;
        if (m_row_bytes > k_most_sheet_text) {
            throw_damaged(say("content.xml: a row holds more than 256 MiB of text"));
        }
    }

    const std::optional<std::string>& m_wanted;
    std::size_t m_skipped = 0; ///< depth inside an element that is skipped
    std::size_t m_tables = 0;  ///< depth of tables; a table inside a cell is not the sheet
    bool m_reading = false;
    SheetRow m_row;
    std::size_t m_next_row = 1;
    std::size_t m_row_repeats = 1;
    std::size_t m_row_bytes = 0;
    SheetCell m_cell;
    std::string m_value; ///< of the cell's attributes
    std::size_t m_column = 0;
    std::size_t m_cell_repeats = 1;
    std::size_t m_cell_rows = 1; ///< that it spans
    std::string m_style;         ///< at hand
    std::vector<std::string> m_hiding_styles;
    std::size_t m_paragraphs = 0;
    bool m_in_cell = false;
    bool m_in_paragraph = false;
};

class OdsRows final : public SheetRows {
  public:
    OdsRows(SheetArchive& archive, std::optional<std::string> sheet)
        : m_wanted(std::move(sheet)),
          m_handler(m_wanted),
          m_part(archive, std::string(k_content), m_handler) {
        while (!m_handler.chosen && m_part.step()) {
        }
    }

    bool next(SheetRow& row) override {
        while (m_handler.rows.empty()) {
            if (!m_part.step()) { // behind the last sheet: only there the checksum is compared
                return false;
            }
        }
        auto& first = m_handler.rows.front();
        row = first.row;
        ++first.row.number;
        if (--first.times == 0) {
            m_handler.rows.pop_front();
        }
        m_handler.merged.fill(row);
        return true;
    }

    [[nodiscard]] double progress() const override { return m_part.progress(); }

    std::vector<std::string> sheet_names() override {
        m_handler.names_only();
        m_part.parse_all();
        return m_handler.names;
    }

    [[nodiscard]] std::optional<std::string> sheet_name() const override { return m_handler.chosen; }

  private:
    std::optional<std::string> m_wanted;
    OdsHandler m_handler;
    XmlPart m_part;
};

} // namespace

std::unique_ptr<SheetRows> open_ods(SheetArchive& archive, const std::optional<std::string>& sheet) {
    return std::make_unique<OdsRows>(archive, sheet);
}

} // namespace hnat
