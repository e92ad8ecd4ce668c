#include "list/rejects.hpp"

#include "list/header.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace hnat {

namespace {

constexpr std::size_t k_buffer_bytes = std::size_t{64} << 10;

/// Signs that begin a formula (OWASP's list for CSV injection), and the full-width forms of four of them.
constexpr std::string_view k_formula_signs = "=+-@\t\r";
constexpr std::array<std::string_view, 4> k_wide_signs{"\uFF1D", "\uFF0B", "\uFF0D", "\uFF20"};

/// `column: message; column: message`, without file and line, which have a column of their own.
std::string join(const Diagnostics& problems) {
    std::string text;
    for (const auto& problem : problems) {
        text += text.empty() ? "" : "; ";
        text +=
            problem.column.empty() ? problem.message : fmt::format("{}: {}", problem.column, problem.message);
    }
    return text;
}

} // namespace

bool begins_formula(std::string_view cell) {
    return !cell.empty() && (k_formula_signs.find(cell.front()) != std::string_view::npos ||
                             std::ranges::any_of(k_wide_signs, [cell](std::string_view sign) {
                                 return cell.starts_with(sign);
                             }));
}

std::string with_formula_guard(std::string_view cell) {
    return begins_formula(cell) ? '\'' + std::string(cell) : std::string(cell);
}

std::string_view without_formula_guard(std::string_view cell) {
    return cell.starts_with('\'') && begins_formula(cell.substr(1)) ? cell.substr(1) : cell;
}

std::string csv_cell(std::string_view cell) {
    const bool padded = !cell.empty() && (cell.front() == ' ' || cell.back() == ' ');
    if (!padded && cell.find_first_of(",;\t\"\r\n") == std::string_view::npos) {
        return std::string(cell);
    }
    std::string quoted = "\"";
    for (const char c : cell) {
        quoted.append(c == '"' ? 2 : 1, c);
    }
    return quoted + '"';
}

RejectsWriter::RejectsWriter(const std::filesystem::path& path, bool overwrite,
                             const std::vector<std::string>& header)
    : m_file(path, overwrite) {
    m_buffer = "\uFEFF";
    std::vector<std::string> cells;
    for (const auto& name : header) {
        m_kept.push_back(!is_rejects_column(name));
        if (m_kept.back()) {
            cells.push_back(name);
        }
    }
    cells.insert(cells.end(), {"line", "error"});
    write(cells);
}

void RejectsWriter::add(const ListRow& row, const Diagnostics& problems) {
    std::vector<std::string> cells;
    for (std::size_t position = 0; position < m_kept.size(); ++position) {
        if (m_kept[position]) {
            cells.push_back(position < row.raw.size() ? row.raw[position] : std::string{});
        }
    }
    cells.push_back(std::to_string(row.line));
    cells.push_back(join(problems));
    for (std::size_t position = m_kept.size(); position < row.raw.size(); ++position) {
        cells.push_back(row.raw[position]);
    }
    write(cells);
    ++m_count;
}

void RejectsWriter::write(const std::vector<std::string>& cells) {
    for (std::size_t position = 0; position < cells.size(); ++position) {
        m_buffer += position == 0 ? "" : ",";
        m_buffer += csv_cell(with_formula_guard(cells[position]));
    }
    m_buffer += "\r\n";
    if (m_buffer.size() >= k_buffer_bytes) {
        m_file.write(m_buffer);
        m_buffer.clear();
    }
}

void RejectsWriter::commit() {
    m_file.write(m_buffer);
    m_buffer.clear();
    m_file.commit();
}

} // namespace hnat
