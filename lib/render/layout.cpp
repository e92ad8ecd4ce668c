#include "render/layout.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <vector>

namespace hnat {

namespace {

constexpr char k_pipe_of_value = '\x1f';

/// True when '#', '+', '-', '=' or "12." at the begin of a line would make a heading, list or rule of it.
std::size_t begin_to_escape(std::string_view value) {
    if (std::string_view("#+-=").find(value.front()) != std::string_view::npos) {
        return value.size() > 1 && is_digit(value[1]) ? std::string_view::npos : 0;
    }
    const auto after = std::min(value.find_first_not_of("0123456789"), value.size());
    const bool list = after > 0 && after < value.size() && (value[after] == '.' || value[after] == ')') &&
                      (after + 1 == value.size() || value[after + 1] == ' ');
    return list ? after : std::string_view::npos;
}

std::string escape_markdown(const std::string& value) {
    if (value.empty()) {
        return value;
    }
    const auto begin = begin_to_escape(value);
    std::string escaped;
    for (std::size_t position = 0; position < value.size(); ++position) {
        if (position == begin ||
            std::string_view("\\`*_[]<>|~&").find(value[position]) != std::string_view::npos) {
            escaped += '\\';
        }
        escaped += value[position];
    }
    return escaped;
}

using Cells = std::vector<std::string>;

std::string trim(std::string_view text) {
    const auto first = text.find_first_not_of(' ');
    return first == std::string_view::npos
               ? ""
               : std::string(text.substr(first, text.find_last_not_of(' ') - first + 1));
}

/// The cells of `| a | b |`; `\|` is not an end.
Cells split_row(std::string_view line) {
    Cells cells;
    std::string cell;
    for (std::size_t position = 1; position < line.size(); ++position) {
        if (line[position] == '\\' && position + 1 < line.size()) {
            cell += line[position++];
            cell += line[position];
        } else if (line[position] == '|') {
            cells.push_back(trim(cell));
            cell.clear();
        } else {
            cell += line[position];
        }
    }
    if (!trim(cell).empty()) {
        cells.push_back(trim(cell));
    }
    return cells;
}

bool is_ruler(const Cells& cells) {
    return !cells.empty() && std::ranges::all_of(cells, [](const std::string& cell) {
        return cell.size() >= 3 && cell.find_first_not_of("-:") == std::string::npos;
    });
}

/// Columns that a cell will have once a value's own pipes are pipes again.
std::size_t width_of(const std::string& cell) {
    return display_width(cell) + static_cast<std::size_t>(std::ranges::count(cell, k_pipe_of_value));
}

struct Columns {
    std::vector<std::size_t> widths;
    std::vector<bool> right;
};

Columns measure(const std::vector<Cells>& rows) {
    Columns columns;
    for (const auto& row : rows) {
        columns.widths.resize(std::max(columns.widths.size(), row.size()), 3);
        columns.right.resize(columns.widths.size(), false);
        for (std::size_t i = 0; i < row.size(); ++i) {
            if (is_ruler(row)) {
                columns.right[i] = row[i].back() == ':';
            } else {
                columns.widths[i] = std::max(columns.widths[i], width_of(row[i]));
            }
        }
    }
    return columns;
}

std::string ruler_cell(DocumentFormat format, std::size_t width, bool right) {
    if (format == DocumentFormat::md) {
        return (right ? "" : ":") + std::string(width - 1, '-') + (right ? ":" : "");
    }
    std::string line;
    for (std::size_t i = 0; i < width; ++i) {
        line += "─";
    }
    return line;
}

std::string lay_out_row(DocumentFormat format, const Cells& row, const Columns& columns) {
    const bool ruler = is_ruler(row);
    const bool md = format == DocumentFormat::md;
    std::string line = md ? "| " : "";
    for (std::size_t i = 0; i < columns.widths.size(); ++i) {
        const std::string text = ruler            ? ruler_cell(format, columns.widths[i], columns.right[i])
                                 : i < row.size() ? row[i]
                                                  : "";
        const std::string gap(columns.widths[i] - width_of(text), ' ');
        line += i == 0 ? "" : (md ? " | " : "  ");
        line += columns.right[i] ? gap + text : text + gap;
    }
    if (md) {
        return line + " |\n";
    }
    line.erase(line.find_last_not_of(' ') + 1);
    return line + "\n";
}

void write_table(DocumentFormat format, std::vector<Cells>& rows, std::string& out) {
    const auto columns = measure(rows);
    for (const auto& row : rows) {
        out += lay_out_row(format, row, columns);
    }
    rows.clear();
}

} // namespace

std::string escape_value(DocumentFormat format, const std::string& value) {
    if (format == DocumentFormat::md) {
        return escape_markdown(value);
    }
    std::string text = value;
    std::ranges::replace(text, '|', k_pipe_of_value);
    return text;
}

std::string lay_out_tables(DocumentFormat format, std::string_view text) {
    std::string out;
    std::vector<Cells> table;
    for (std::size_t begin = 0; begin < text.size();) {
        const auto end = std::min(text.find('\n', begin), text.size());
        const auto line = text.substr(begin, end - begin);
        begin = end + 1;
        if (line.starts_with('|')) {
            table.push_back(split_row(line));
            continue;
        }
        write_table(format, table, out);
        out += line;
        out += '\n';
    }
    write_table(format, table, out);
    std::ranges::replace(out, k_pipe_of_value, '|');
    return out;
}

} // namespace hnat
