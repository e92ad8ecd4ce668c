#include "base/message.hpp"
#include "base/text.hpp"
#include "cli/output/cell.hpp"
#include "cli/output/writers.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

namespace hnat::cli {

namespace {

constexpr std::size_t k_gap = 2;
/// A column of text is not cut below this, even if the line then wraps: less says nothing.
constexpr std::size_t k_least_width = 8;

std::string emphasised(const std::string& line, bool color) {
    return color ? "\x1b[1m" + line + "\x1b[0m" : line;
}

/// What a cell says to people: yes, no and the labels of a card in their language.
std::string shown_cell(const Value& value, const Field& field, bool vietnamese_days) {
    if (const auto* const yes = std::get_if<bool>(&value)) {
        return std::string(tr(*yes ? mark_message("yes") : mark_message("no")));
    }
    const std::string text = to_text(value, vietnamese_days);
    return escape_controls(field.type == FieldType::label ? tr(text) : std::string_view(text));
}

/// In a pipe: no colour unless it was asked for, nothing cut, ISO days, so that cut and awk can work on it.
class PipeTable : public RowWriter {
  public:
    PipeTable(ListShape shape, Layout layout, std::ostream& out)
        : m_shape(std::move(shape)),
          m_columns(std::move(layout.columns)),
          m_out(out) {
        std::string line;
        for (const auto column : m_columns) {
            line += line.empty() ? "" : "\t";
            line += heading_of(m_shape.fields[column]);
        }
        m_out << emphasised(line, layout.color) << '\n';
    }

    void row(const Row& values) override {
        bool first = true;
        for (const auto column : m_columns) {
            m_out << (first ? "" : "\t") << shown_cell(values[column], m_shape.fields[column], false);
            first = false;
        }
        m_out << '\n';
    }

    void finish() override {}

  private:
    ListShape m_shape;
    std::vector<std::size_t> m_columns;
    std::ostream& m_out;
};

class TerminalTable : public RowWriter {
  public:
    TerminalTable(ListShape shape, Layout layout, std::ostream& out)
        : m_shape(std::move(shape)),
          m_layout(std::move(layout)),
          m_out(out) {
        for (const auto column : m_layout.columns) {
            m_widths.push_back(display_width(heading_of(m_shape.fields[column])));
        }
    }

    void row(const Row& values) override {
        std::vector<std::string> cells;
        for (std::size_t i = 0; i < m_layout.columns.size(); ++i) {
            cells.push_back(shown_cell(values[m_layout.columns[i]], field(i), m_layout.lang == "vi"));
            m_widths[i] = std::max(m_widths[i], display_width(cells.back()));
        }
        m_rows.push_back(std::move(cells));
    }

    void finish() override {
        fit();
        std::vector<std::string> headings;
        for (const auto column : m_layout.columns) {
            headings.push_back(heading_of(m_shape.fields[column]));
        }
        m_out << emphasised(line(headings), m_layout.color) << '\n';
        for (const auto& cells : m_rows) {
            m_out << line(cells) << '\n';
        }
    }

  private:
    /// Takes columns off the widest text column until the line fits.
    void fit() {
        std::size_t total = std::accumulate(m_widths.begin(), m_widths.end(), k_gap * (m_widths.size() - 1));
        const auto width = static_cast<std::size_t>(m_layout.width);
        while (total > width) {
            std::size_t widest = m_widths.size();
            for (std::size_t i = 0; i < m_widths.size(); ++i) {
                const bool can_shrink = !field(i).right && m_widths[i] > k_least_width;
                if (can_shrink && (widest == m_widths.size() || m_widths[i] > m_widths[widest])) {
                    widest = i;
                }
            }
            if (widest == m_widths.size()) {
                return;
            }
            --m_widths[widest];
            --total;
        }
    }

    [[nodiscard]] const Field& field(std::size_t i) const { return m_shape.fields[m_layout.columns[i]]; }

    [[nodiscard]] std::string line(const std::vector<std::string>& cells) const {
        std::string text;
        for (std::size_t i = 0; i < cells.size(); ++i) {
            const std::string cell = truncate_to_width(cells[i], m_widths[i]);
            const std::string padding(m_widths[i] - std::min(display_width(cell), m_widths[i]), ' ');
            text += field(i).right ? padding + cell : cell + padding;
            text.append(k_gap, ' ');
        }
        text.erase(text.find_last_not_of(' ') + 1);
        return text;
    }

    ListShape m_shape;
    Layout m_layout;
    std::ostream& m_out;
    std::vector<std::size_t> m_widths;
    std::vector<std::vector<std::string>> m_rows;
};

} // namespace

std::unique_ptr<RowWriter> make_table_writer(ListShape shape, Layout layout, std::ostream& out) {
    if (layout.terminal) {
        return std::make_unique<TerminalTable>(std::move(shape), std::move(layout), out);
    }
    return std::make_unique<PipeTable>(std::move(shape), std::move(layout), out);
}

} // namespace hnat::cli
