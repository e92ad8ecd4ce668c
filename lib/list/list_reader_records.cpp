#include "list/list_reader_records.hpp"

#include "base/message.hpp"
#include "list/csv_library.hpp"

#include <algorithm>
#include <initializer_list>
#include <iterator>
#include <new>
#include <utility>

namespace hnat {

namespace {

/// Of csv_parser::pstate (libcsv's ROW_NOT_BEGUN, which its header does not name).
constexpr int k_between_rows = 0;

bool is_empty_line(const TextLine& line) {
    return !line.too_long && line.decoded.text.find_first_not_of("\r\n") == std::string::npos;
}

} // namespace

CsvRecords::CsvRecords(LineSource& lines, char delimiter) : m_lines(lines), m_delimiter(delimiter) {
    reset();
}

CsvRecords::~CsvRecords() {
    csv_library().csv_free(&m_parser);
}

void CsvRecords::reset() {
    csv_library().csv_free(&m_parser);
    csv_library().csv_init(&m_parser, CSV_STRICT);
    csv_library().csv_set_delim(&m_parser, static_cast<unsigned char>(m_delimiter));
    // libcsv would drop blanks around a cell; RFC 4180, 2.4: "Spaces are considered part of a field".
    csv_library().csv_set_space_func(&m_parser, [](unsigned char) { return 0; });
    csv_library().csv_set_blk_size(&m_parser, 4096);
}

void CsvRecords::on_cell(void* bytes, std::size_t size, void* self) {
    auto& records = *static_cast<CsvRecords*>(self);
    if (records.m_ended) {
        records.m_split = true;
        return;
    }
    records.add_cell({static_cast<const char*>(bytes), size});
    records.m_quote_line = 0;
}

void CsvRecords::add_cell(std::string_view cell) {
    if (m_count == m_cells.size()) {
        m_cells.emplace_back();
    }
    m_cells[m_count++].assign(cell);
    m_cells_bytes += cell.size();
}

void CsvRecords::on_row(int /*end*/, void* self) {
    static_cast<CsvRecords*>(self)->m_ended = true;
}

/// A whole record without a quote is nothing but cells between delimiters. False: it may be something else.
bool CsvRecords::split(const TextLine& line) {
    std::string_view rest = line.decoded.text;
    if (rest.ends_with('\n')) {
        rest.remove_suffix(1);
    }
    if (rest.ends_with('\r')) {
        rest.remove_suffix(1);
    }
    for (const char special : {'"', '\r', '\n'}) {
        if (rest.find(special) != std::string_view::npos) {
            return false;
        }
    }
    for (auto end = rest.find(m_delimiter); end != std::string_view::npos; end = rest.find(m_delimiter)) {
        add_cell(rest.substr(0, end));
        rest.remove_prefix(end + 1);
    }
    add_cell(rest);
    m_ended = true;
    return true;
}

/// False when libcsv found a fault.
bool CsvRecords::feed(const TextLine& line) {
    const auto& text = line.decoded.text;
    if (m_bytes == text.size() && split(line)) {
        return true;
    }
    const std::string_view missing_end = text.ends_with('\n') || text.ends_with('\r') ? "" : "\n";
    for (const std::string_view bytes : {std::string_view(text), missing_end}) {
        if (csv_library().csv_parse(&m_parser, bytes.data(), bytes.size(), on_cell, on_row, this) !=
            bytes.size()) {
            if (csv_library().csv_error(&m_parser) == CSV_ENOMEM) {
                throw std::bad_alloc();
            }
            return false;
        }
    }
    // Behind the record's end a cell was opened that has no end yet.
    m_split = m_split || (m_ended && m_parser.pstate != k_between_rows);
    return true;
}

/// Reads the rest of the record whose first line is in m_record; what is wrong with it, or nothing.
std::string CsvRecords::parse(CsvRecord& record) {
    for (;;) {
        if (m_record.back().too_long || m_bytes > k_most_row_bytes) {
            return say("the row is longer than {} bytes (16 MiB); shorten it, or close the quote that "
                       "was left open",
                       k_most_row_bytes);
        }
        if (!feed(m_record.back())) {
            record.fault_cell = m_count;
            return say(
                "a quote where none can stand; put the whole cell into quotes and write each quote inside "
                "it twice: \"the \"\"best\"\" group\"");
        }
        if (m_split) {
            return say(
                "a carriage return (0x0D) in the middle of the line; end lines with LF or CRLF, or put "
                "the cell into quotes");
        }
        if (m_ended) {
            return {};
        }
        m_quote_line = m_quote_line == 0 ? m_record.back().number : m_quote_line;
        TextLine line;
        const bool swallowed = m_bytes - m_cells_bytes > 2 * k_most_cell_bytes;
        if (swallowed || !m_lines.next(line)) {
            record.fault_cell = m_count;
            return swallowed ? say("the quote that opens in line {} is not closed within 2 MiB; close it, or "
                                   "write a "
                                   "quote inside a cell twice",
                                   m_quote_line)
                             : say("the quote that opens in line {} is not closed before the end of the "
                                   "file; close "
                                   "it, or write a quote inside a cell twice",
                                   m_quote_line);
        }
        m_bytes += line.decoded.text.size();
        m_record.push_back(std::move(line));
    }
}

/// Cells of a line that cannot be parsed, for the file of rejects: cut at each delimiter, quotes around them
/// dropped.
void CsvRecords::split_roughly(CsvRecord& record) const {
    std::string_view rest = m_record.front().decoded.text;
    while (rest.ends_with('\n') || rest.ends_with('\r')) {
        rest.remove_suffix(1);
    }
    record.cells.clear();
    for (bool more = true; more;) {
        const auto end = rest.find(m_delimiter);
        more = end != std::string_view::npos;
        auto cell = rest.substr(0, end);
        if (cell.size() >= 2 && cell.starts_with('"') && cell.ends_with('"')) {
            cell = cell.substr(1, cell.size() - 2);
        }
        record.cells.emplace_back(cell);
        rest.remove_prefix(more ? end + 1 : rest.size());
    }
}

bool CsvRecords::next(CsvRecord& record) {
    m_record.resize(1);
    TextLine& first = m_record.front();
    do {
        if (!m_lines.next(first)) {
            return false;
        }
    } while (is_empty_line(first));

    m_cells.swap(record.cells);
    record.line = first.number;
    record.fault_cell.reset();
    record.bad_byte.reset();
    record.bad_line = record.bad_value = 0;
    m_bytes = first.decoded.text.size();
    m_count = m_cells_bytes = m_quote_line = 0;
    m_ended = m_split = false;

    record.fault = parse(record);
    if (record.fault.empty()) {
        m_cells.resize(m_count);
        record.cells.swap(m_cells);
    } else {
        reset();
        split_roughly(record);
        m_lines.give_back(
            {std::make_move_iterator(std::next(m_record.begin())), std::make_move_iterator(m_record.end())});
        m_record.resize(1);
    }
    record.nfc = std::ranges::all_of(m_record, [](const TextLine& line) { return line.decoded.nfc; });
    record.nul = std::ranges::any_of(
        m_record, [](const TextLine& line) { return line.decoded.text.find('\0') != std::string::npos; });
    const auto bad = std::ranges::find_if(
        m_record, [](const TextLine& line) { return line.decoded.bad_byte.has_value(); });
    if (bad != m_record.end()) {
        record.bad_byte = bad->decoded.bad_byte;
        record.bad_line = bad->number;
        record.bad_value = bad->bad_value;
    }
    return true;
}

} // namespace hnat
