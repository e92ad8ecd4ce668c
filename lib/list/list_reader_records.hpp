/// Records of a CSV file, one at a time, with the line where each begins.
#pragma once

#include "list/list_reader_source.hpp"

#include <csv.h>

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace hnat {

/// One record of a CSV file. One that cannot be parsed is its first line only, with a fault: reading goes on
/// with the next line, so that a quote that is never closed costs one row and not the rest of the file.
struct CsvRecord {
    std::size_t line = 0;
    std::vector<std::string> cells; ///< UTF-8; split roughly when there is a fault
    std::string fault;              ///< what is wrong with its quotes or its length; empty when all is well
    std::optional<std::size_t> fault_cell;
    std::optional<std::size_t> bad_byte; ///< offset in `bad_line` of a byte that the encoding does not have
    std::size_t bad_line = 0;
    std::uint8_t bad_value = 0;
    bool nfc = false; ///< each cell is surely normalised; so none holds U+FFFD
    bool nul = false; ///< a cell may hold one
};

/// Feeds libcsv in strict mode one line at a time, so that line numbers are exact and never more than one
/// record is held.
class CsvRecords {
  public:
    CsvRecords(LineSource& lines, char delimiter);
    ~CsvRecords();
    CsvRecords(const CsvRecords&) = delete;
    CsvRecords& operator=(const CsvRecords&) = delete;

    /// The next record; empty lines are no records. What `record` held gives its memory to later ones.
    bool next(CsvRecord& record);

  private:
    static void on_cell(void* bytes, std::size_t size, void* self);
    static void on_row(int end, void* self);
    void reset();
    bool feed(const TextLine& line);
    bool split(const TextLine& line);
    void add_cell(std::string_view cell);
    std::string parse(CsvRecord& record);
    void split_roughly(CsvRecord& record) const;

    LineSource& m_lines;
    char m_delimiter;
    csv_parser m_parser{};
    std::vector<TextLine> m_record;   ///< lines of the record at hand
    std::vector<std::string> m_cells; ///< more than there are cells: they keep their memory
    std::size_t m_count = 0;          ///< cells that are complete
    std::size_t m_bytes = 0;          ///< of the lines of the record
    std::size_t m_cells_bytes = 0;    ///< of the cells that are complete
    std::size_t m_quote_line = 0;     ///< where the cell that is open now was opened
    bool m_ended = false;             ///< the record is complete
    bool m_split = false;             ///< a second record began on its line
};

} // namespace hnat
