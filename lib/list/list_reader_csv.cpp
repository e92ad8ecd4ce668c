#include "list/list_reader_csv.hpp"

#include "base/error.hpp"
#include "base/message.hpp"
#include "list/list_reader_fit.hpp"
#include "list/list_reader_records.hpp"
#include "list/list_reader_rows.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace hnat {

namespace {

constexpr std::string_view k_delimiters = ",;\t";

/// How much of the file is looked at to find the header.
constexpr std::size_t k_most_header_bytes = std::size_t{4} << 20;

std::string encoding_problem(const CsvRecord& record, const LineSource& lines,
                             std::optional<ListEncoding> likely) {
    const bool in_first_line = record.bad_line == record.line;
    if (lines.utf16()) {
        return in_first_line
                   ? say("half a character of UTF-16 at offset {}; save the list again as UTF-8",
                         *record.bad_byte)
                   : say("half a character of UTF-16 at offset {} of line {}; save the list again as UTF-8",
                         *record.bad_byte, record.bad_line);
    }
    const auto found = in_first_line ? say("byte 0x{:02X} at offset {}", record.bad_value, *record.bad_byte)
                                     : say("byte 0x{:02X} at offset {} of line {}", record.bad_value,
                                           *record.bad_byte, record.bad_line);
    if (lines.encoding() != ListEncoding::utf8) {
        return say("{} does not exist in {}; is the list in another encoding? --encoding "
                   "utf-8|cp1258|tcvn3|viscii|vni",
                   found, name_of(lines.encoding()));
    }
    return likely
               ? say("{} is not UTF-8; save the list as UTF-8, or say what it was written in: --encoding {}, "
                     "as its words say",
                     found, name_of(*likely))
               : say("{} is not UTF-8; save the list as UTF-8, or say what it was written in: --encoding "
                     "cp1258|tcvn3|viscii|vni",
                     found);
}

bool holds_nul(const std::vector<std::string>& cells) {
    return std::ranges::any_of(cells,
                               [](const std::string& cell) { return cell.find('\0') != std::string::npos; });
}

/// The header as one delimiter shows it.
struct FoundHeader {
    std::vector<std::string> cells;
    std::size_t line = 0;
};

/// Reads from the first line on; afterwards `records` is behind the header.
std::optional<FoundHeader> find_header(LineSource& lines, CsvRecords& records, const HeaderTest& is_header) {
    lines.rewind();
    CsvRecord record;
    std::size_t bytes = 0;
    for (std::size_t count = 0; count < k_header_rows && bytes < k_most_header_bytes; ++count) {
        if (!records.next(record)) {
            break;
        }
        for (const auto& cell : record.cells) {
            bytes += cell.size();
        }
        auto cells = header_cells(record.cells);
        const bool sound = record.fault.empty() && !record.bad_byte && !holds_nul(record.cells);
        if (sound && is_header(cells)) {
            return FoundHeader{std::move(cells), record.line};
        }
    }
    return std::nullopt;
}

class CsvListReader final : public ListReader {
  public:
    CsvListReader(std::unique_ptr<ByteSource> bytes, const ListOptions& options, const HeaderTest& is_header)
        : m_bytes(std::move(bytes)),
          m_likely(likely_encoding(options)),
          m_lines(*m_bytes, options.encoding) {
        m_records.emplace(m_lines, find_delimiter(options, is_header));
        auto header = find_header(m_lines, *m_records, is_header);
        m_lines.drop_head();
        m_header_line = header->line;
        m_rows.emplace(m_bytes->name(), std::move(header->cells));
    }

    [[nodiscard]] const std::vector<std::string>& header() const override { return m_rows->header(); }
    [[nodiscard]] std::size_t header_line() const override { return m_header_line; }
    [[nodiscard]] std::optional<double> progress() const override { return m_bytes->progress(); }
    Digest digest() override { return m_bytes->digest(); }

    bool next(ListRow& row) override {
        do {
            if (!m_records->next(m_record)) {
                return false;
            }
            take(m_record, row);
        } while (is_blank(row) && row.problems.empty());
        return true;
    }

  private:
    /// Where the encoding that was named makes no words and another one does: text that nobody could read
    /// would go into the register, so the list is refused. A byte order mark needs no guess.
    std::optional<ListEncoding> likely_encoding(const ListOptions& options) {
        const auto sample = m_bytes->peek();
        if (has_byte_order_mark(sample)) {
            return std::nullopt;
        }
        const auto likely = likelier_encoding(sample, options.encoding);
        if (likely && options.encoding != ListEncoding::utf8) {
            const auto named = name_of(options.encoding);
            throw Error(
                ErrorKind::rejected,
                *likely == ListEncoding::utf8
                    ? say("{}: read as {} its words are not Vietnamese, and read as {} they are; leave "
                          "--encoding out",
                          m_bytes->name(), named, name_of(*likely))
                    : say("{0}: read as {1} its words are not Vietnamese, and read as {2} they are; give "
                          "--encoding {2}",
                          m_bytes->name(), named, name_of(*likely)));
        }
        return likely;
    }

    /// The delimiter that shows a header, and the most cells in it.
    char find_delimiter(const ListOptions& options, const HeaderTest& is_header) {
        std::optional<char> best;
        std::size_t most_cells = 0;
        for (const char delimiter :
             options.delimiter ? std::string(1, *options.delimiter) : std::string(k_delimiters)) {
            CsvRecords records(m_lines, delimiter);
            const auto header = find_header(m_lines, records, is_header);
            if (header && header->cells.size() > most_cells) {
                best = delimiter;
                most_cells = header->cells.size();
            }
        }
        if (!best) {
            throw Error(ErrorKind::rejected, no_header(options.expected));
        }
        return *best;
    }

    /// Why there is no header: most often because the text is not in the encoding that was expected.
    [[nodiscard]] std::string no_header(std::string_view expected) {
        m_lines.rewind();
        TextLine line;
        if (!m_lines.next(line)) {
            return say("{}: the file is empty; expected a list of groups", m_bytes->name());
        }
        for (std::size_t count = 0; count < k_header_rows; ++count) {
            if (line.decoded.bad_byte) {
                return fmt::format(
                    "{}:{}: {}", m_bytes->name(), line.number,
                    encoding_problem(
                        {line.number, {}, {}, {}, line.decoded.bad_byte, line.number, line.bad_value},
                        m_lines, m_likely));
            }
            if (line.decoded.text.find('\0') != std::string::npos) {
                return say("{}:{}: NUL bytes (0x00): this is no text, or UTF-16 without a byte order mark; "
                           "save the list as UTF-8",
                           m_bytes->name(), line.number);
            }
            if (!m_lines.next(line)) {
                break;
            }
        }
        return no_header_message(m_bytes->name(), expected,
                                 say("Cells are separated by a comma, a semicolon or a tab (--delimiter)."));
    }

    void take(CsvRecord& record, ListRow& row) const {
        row.line = record.line;
        row.problems.clear();
        row.cells.resize(record.cells.size());
        for (std::size_t i = 0; i < record.cells.size(); ++i) {
            cell_text(record.cells[i], record.nfc, row.cells[i].text);
            row.cells[i].number.reset();
        }
        row.raw.swap(record.cells);
        if (record.bad_byte) {
            m_rows->add_problem(row, std::nullopt, encoding_problem(record, m_lines, m_likely));
        }
        if (record.fault.empty()) {
            m_rows->check(row, !is_blank(row), record.nfc && !record.nul);
        } else {
            m_rows->add_problem(row, record.fault_cell, record.fault);
            row.cells.resize(m_rows->header().size());
        }
    }

    std::unique_ptr<ByteSource> m_bytes;
    std::optional<ListEncoding> m_likely; ///< of text that is not what was named
    LineSource m_lines;
    std::size_t m_header_line = 0;
    std::optional<RowChecker> m_rows;
    std::optional<CsvRecords> m_records;
    CsvRecord m_record; ///< keeps its memory
};

} // namespace

std::unique_ptr<ListReader> open_csv(std::unique_ptr<ByteSource> bytes, const ListOptions& options,
                                     const HeaderTest& is_header) {
    return std::make_unique<CsvListReader>(std::move(bytes), options, is_header);
}

} // namespace hnat
