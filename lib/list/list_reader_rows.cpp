#include "list/list_reader_rows.hpp"

#include "base/message.hpp"
#include "base/text.hpp"
#include "list/list_reader_source.hpp"
#include "list/rejects.hpp"

#include <algorithm>
#include <utility>

namespace hnat {

std::vector<std::string> header_cells(const std::vector<std::string>& raw) {
    std::vector<std::string> cells;
    cells.reserve(raw.size());
    for (const auto& cell : raw) {
        cells.push_back(cell_text(cell));
    }
    while (!cells.empty() && cells.back().empty()) {
        cells.pop_back();
    }
    return cells;
}

std::string cell_text(std::string_view raw) {
    return squeeze(nfc(without_formula_guard(raw)));
}

void cell_text(std::string_view raw, bool surely_nfc, std::string& text) {
    const auto unguarded = without_formula_guard(raw);
    if (surely_nfc && is_squeezed(unguarded)) {
        text = unguarded;
    } else {
        text = cell_text(raw);
    }
}

bool is_blank(const ListRow& row) {
    return std::ranges::all_of(row.cells, [](const ListCell& cell) { return cell.text.empty(); });
}

RowChecker::RowChecker(std::string file, std::vector<std::string> header)
    : m_file(std::move(file)),
      m_header(std::move(header)) {}

std::string RowChecker::column_name(std::size_t position) const {
    const bool named = position < m_header.size() && !m_header[position].empty();
    return named ? m_header[position] : std::to_string(position + 1);
}

void RowChecker::add_problem(ListRow& row, std::optional<std::size_t> position, std::string message) const {
    row.problems.push_back({Severity::error, m_file, row.line,
                            position ? column_name(*position) : std::string{}, std::move(message)});
}

void RowChecker::check_characters(ListRow& row, std::size_t position) const {
    const auto& text = row.cells[position].text;
    if (text.find('\0') != std::string::npos) {
        add_problem(row, position, say("a NUL byte (0x00) in the cell; expected text: delete it"));
        auto& raw = row.raw[position];
        std::replace(raw.begin(), raw.end(), '\0', ' ');
    }
    if (text.find("\uFFFD") != std::string::npos && row.problems.empty()) {
        add_problem(row, position,
                    say("the cell holds U+FFFD, which stands where a letter was lost in a conversion; write "
                        "the letter "
                        "again"));
    }
}

void RowChecker::check_cell(ListRow& row, std::size_t position, bool sound) const {
    const auto& text = row.cells[position].text;
    if (text.size() > k_most_cell_bytes) {
        add_problem(row, position,
                    say("the cell has {} bytes; at most {} (1 MiB) are read: shorten it", text.size(),
                        k_most_cell_bytes));
    }
    if (!sound) {
        check_characters(row, position);
    }
    if (m_header[position].empty() && !text.empty()) {
        add_problem(row, position,
                    say("text in a column that has no name; name the column in the header row, or empty it"));
    }
}

void RowChecker::check(ListRow& row, bool ragged_is_bad, bool sound) const {
    while (row.cells.size() > m_header.size() && row.cells.back().text.empty()) {
        row.cells.pop_back();
    }
    const std::size_t found = row.cells.size();
    row.raw.resize(std::min(row.raw.size(), std::max(found, m_header.size())));
    if (found > m_header.size()) {
        add_problem(row, std::nullopt,
                    say("the row has {} cells, the header has {}; put a cell that holds the delimiter "
                        "into quotes, or delete what is too much",
                        found, m_header.size()));
    }
    if (found < m_header.size() && ragged_is_bad) {
        add_problem(row, std::nullopt,
                    say("the row has {} cells, the header has {}; the line is cut short: write it with all "
                        "its delimiters",
                        found, m_header.size()));
    }
    row.cells.resize(m_header.size());
    for (std::size_t position = 0; position < row.cells.size(); ++position) {
        check_cell(row, position, sound);
    }
}

std::string no_header_message(std::string_view file, std::string_view expected, std::string_view hint) {
    return say("{}: no header row among the first {} rows; expected a row of column names such as {}, "
               "below any title. {}",
               file, k_header_rows, tr(expected), hint);
}

} // namespace hnat
