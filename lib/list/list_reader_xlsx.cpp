// .xlsx: the cells of one worksheet (ECMA-376 part 1, 18.3.1: c, v, f, is). Formulas are never looked at: the
// result that the program which saved the file stored beside each is the cell's value.
#include "base/message.hpp"
#include "list/list_reader_sheet.hpp"

#include "base/text.hpp"
#include "list/list_reader_merged.hpp"
#include "list/list_reader_workbook.hpp"

#include <algorithm>
#include <deque>
#include <utility>

namespace hnat {

namespace {

constexpr double k_days_1900_to_1904 = 1462;

/// The column of a cell reference ("AB12" is 27); nullopt when it is none.
std::optional<std::size_t> column_of(std::string_view reference) {
    std::size_t column = 0;
    for (const char c : reference) {
        if (c < 'A' || c > 'Z') {
            break;
        }
        column = column * 26 + static_cast<std::size_t>(c - 'A') + 1;
        if (column > k_most_sheet_columns) {
            return std::nullopt;
        }
    }
    return column == 0 ? std::nullopt : std::optional(column - 1);
}

/// The row of a cell reference ("AB12" is 12); nullopt when it is none.
std::optional<std::size_t> row_of(std::string_view reference) {
    const auto digits = reference.find_first_of("0123456789");
    const auto number =
        digits == std::string_view::npos ? std::nullopt : parse_number(reference.substr(digits));
    const bool possible = number && *number >= 1 && *number <= static_cast<double>(k_most_sheet_rows);
    return possible ? std::optional(static_cast<std::size_t>(*number)) : std::nullopt;
}

/// The merged cells of a worksheet, which stand behind all rows in its part (ECMA-376 part 1, 18.3.1.55).
class MergedHandler final : public XmlHandler {
  public:
    explicit MergedHandler(MergedCells& merged) : m_merged(merged) {}
    void start(XmlName name, const XmlAttributes& attributes) override {
        if (name.local == "mergeCell") {
            add(attributes.find("ref").value_or(""));
        }
    }
    void end(XmlName /*name*/) override {}
    void text(std::string_view /*text*/) override {}

  private:
    void add(std::string_view range) {
        const auto colon = range.find(':');
        const auto column = column_of(range);
        const auto first = row_of(range.substr(0, colon));
        const auto last = colon == std::string_view::npos ? first : row_of(range.substr(colon + 1));
        if (column && first && last) {
            m_merged.add(*column, *first, *last);
        }
    }

    MergedCells& m_merged;
};

class WorksheetHandler final : public XmlHandler {
  public:
    explicit WorksheetHandler(const Workbook& workbook) : m_workbook(workbook) {}

    void start(XmlName name, const XmlAttributes& attributes) override {
        if (name.local == "sheetData") {
            m_in_data = true;
        } else if (!m_in_data) {
            return;
        } else if (name.local == "row") {
            start_row(attributes);
        } else if (name.local == "c") {
            start_cell(attributes);
        } else if (name.local == "rPh") {
            ++m_phonetic;
        } else if (m_in_cell) {
            m_in_text = name.local == "v" || (name.local == "t" && m_phonetic == 0);
        }
    }

    void end(XmlName name) override {
        if (!m_in_data || name.local == "sheetData") {
            m_in_data = false;
        } else if (name.local == "row") {
            end_row();
        } else if (name.local == "c") {
            end_cell();
        } else if (name.local == "rPh") {
            --m_phonetic;
        } else {
            m_in_text = false;
        }
    }

    void text(std::string_view text) override {
        if (m_in_text) {
            add_bytes(text.size());
            m_value += text;
        }
    }

    std::deque<SheetRow> rows; ///< complete, not yet taken

  private:
    /// One long shared string in many cells is how a small file grows large.
    void add_bytes(std::size_t count) {
        if (rows.empty() && m_row.cells.empty()) {
            m_bytes = 0;
        }
        m_bytes += count;
        if (m_bytes > k_most_sheet_text) {
            throw_damaged(
                say("row {} of the sheet and those before it hold more than 256 MiB of text", m_row.number));
        }
    }

    void start_row(const XmlAttributes& attributes) {
        const auto number = attributes.find("r");
        const auto next = number ? parse_number(*number).value_or(0) : static_cast<double>(m_row.number + 1);
        if (!(next > static_cast<double>(m_row.number)) || next > static_cast<double>(k_most_sheet_rows)) {
            throw_damaged(
                say("row {} of the sheet is followed by a row with an impossible number", m_row.number));
        }
        m_row.number = static_cast<std::size_t>(next);
        m_row.cells.clear();
        m_next_column = 0;
    }

    void start_cell(const XmlAttributes& attributes) {
        const auto reference = attributes.find("r");
        const auto column = reference ? column_of(*reference) : std::optional(m_next_column);
        if (!column || *column < m_next_column || *column >= k_most_sheet_columns) {
            throw_damaged(say("row {} of the sheet has a cell in an impossible column", m_row.number));
        }
        m_column = *column;
        m_next_column = m_column + 1;
        m_type = attributes.find("t").value_or("n");
        const auto style = parse_number(attributes.find("s").value_or("0")).value_or(0);
        m_is_date = style >= 0 && style < static_cast<double>(m_workbook.date_styles.size()) &&
                    m_workbook.date_styles[static_cast<std::size_t>(style)];
        m_value.clear();
        m_in_cell = true;
    }

    void end_cell() {
        m_in_cell = m_in_text = false;
        if (m_value.empty()) {
            return;
        }
        SheetCell cell;
        cell.column = m_column;
        if (m_type == "s") {
            cell.text = shared_string();
            add_bytes(cell.text.size());
        } else if (m_type == "b") {
            cell.text = m_value == "1" || m_value == "true" ? "TRUE" : "FALSE";
        } else if (m_type == "d") {
            set_date(cell, serial_of_iso(m_value));
        } else if (m_type == "n") {
            set_number(cell);
        } else { // "str", "inlineStr", and "e", whose text is the error's name
            cell.error = m_type == "e";
            cell.text = std::move(m_value);
        }
        m_row.cells.push_back(std::move(cell));
    }

    [[nodiscard]] const std::string& shared_string() const {
        const auto index = parse_number(m_value).value_or(-1);
        if (!(index >= 0 && index < static_cast<double>(m_workbook.strings.size()))) {
            throw_damaged(
                say("row {} of the sheet names a string that the workbook does not have", m_row.number));
        }
        return m_workbook.strings[static_cast<std::size_t>(index)];
    }

    void set_number(SheetCell& cell) const {
        const auto number = parse_number(m_value);
        if (!number) {
            throw_damaged(say("row {} of the sheet has a number that is none", m_row.number));
        }
        if (m_is_date) {
            set_date(cell, *number + (m_workbook.from_1904 ? k_days_1900_to_1904 : 0));
        } else {
            cell.number = number;
            cell.text = number_text(*number);
        }
    }

    void set_date(SheetCell& cell, std::optional<double> serial) const {
        cell.number = serial;
        cell.text = serial ? date_text(*serial) : m_value;
    }

    void end_row() {
        if (!m_row.cells.empty()) {
            const auto number = m_row.number;
            rows.push_back(std::move(m_row));
            m_row = SheetRow{};
            m_row.number = number;
        }
    }

    const Workbook& m_workbook;
    SheetRow m_row;
    std::size_t m_next_column = 0;
    std::size_t m_bytes = 0; ///< of text in `rows` and the row at hand
    std::size_t m_column = 0;
    std::string m_type;
    std::string m_value;
    int m_phonetic = 0;
    bool m_is_date = false;
    bool m_in_data = false;
    bool m_in_cell = false;
    bool m_in_text = false;
};

class XlsxRows final : public SheetRows {
  public:
    XlsxRows(SheetArchive& archive, const std::optional<std::string>& wanted)
        : m_workbook(read_workbook(archive)),
          m_handler(m_workbook) {
        const auto sheet = std::ranges::find_if(m_workbook.sheets, [&](const WorkbookSheet& candidate) {
            return wanted ? candidate.name == nfc(*wanted) : !candidate.hidden;
        });
        if (sheet != m_workbook.sheets.end()) {
            m_sheet = sheet->name;
            if (archive.part_holds(sheet->part, "mergeCell ")) {
                MergedHandler handler(m_merged);
                XmlPart(archive, sheet->part, handler).parse_all();
            }
            m_part = std::make_unique<XmlPart>(archive, sheet->part, m_handler);
        }
    }

    bool next(SheetRow& row) override {
        while (m_handler.rows.empty()) {
            if (!m_part->step()) {
                return false;
            }
        }
        row = std::move(m_handler.rows.front());
        m_handler.rows.pop_front();
        m_merged.fill(row);
        return true;
    }

    [[nodiscard]] double progress() const override { return m_part->progress(); }

    std::vector<std::string> sheet_names() override {
        std::vector<std::string> names;
        for (const auto& sheet : m_workbook.sheets) {
            names.push_back(sheet.name);
        }
        return names;
    }

    [[nodiscard]] std::optional<std::string> sheet_name() const override { return m_sheet; }

  private:
    Workbook m_workbook;
    WorksheetHandler m_handler;
    std::optional<std::string> m_sheet;
    MergedCells m_merged;
    std::unique_ptr<XmlPart> m_part;
};

} // namespace

std::unique_ptr<SheetRows> open_xlsx(SheetArchive& archive, const std::optional<std::string>& sheet) {
    return std::make_unique<XlsxRows>(archive, sheet);
}

} // namespace hnat
