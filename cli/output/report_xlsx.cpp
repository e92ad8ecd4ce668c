#include "base/text.hpp"
#include "cli/output/report_writers.hpp"
#include "cli/output/workbook.hpp"
#include "report/words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

namespace hnat::cli {

namespace {

using Style = Workbook::Style;

/// One sheet, its columns as wide as what they hold.
class Sheet {
  public:
    Sheet(Workbook& book, std::string_view name) : m_book(book) { m_book.add_sheet(name); }
    ~Sheet() = default;
    Sheet(const Sheet&) = delete;
    Sheet& operator=(const Sheet&) = delete;

    void headings(const std::vector<std::string>& names) {
        for (const auto& name : names) {
            add(name, Style::heading);
        }
        next_row();
    }

    void add(const Value& value, Style style = Style::plain) {
        m_book.write(m_row, m_column, value, style);
        const auto* text = std::get_if<std::string>(&value);
        constexpr std::size_t k_width_of_number = 12;
        widen(text != nullptr ? display_width(*text) : k_width_of_number);
        ++m_column;
    }

    /// `*` for a hidden number, nothing where there are no figures.
    void add(const Number& number, Style style) {
        if (const auto* count = std::get_if<std::int64_t>(&number)) {
            add(Value(*count), style);
        } else if (const auto* real = std::get_if<double>(&number)) {
            add(Value(*real), style);
        } else {
            add(number == Number(NoNumber::hidden) ? Value(std::string("*")) : Value());
        }
    }

    void next_row() {
        ++m_row;
        m_column = 0;
    }

    void finish() {
        constexpr std::size_t k_widest = 60;
        for (std::size_t i = 0; i < m_widths.size(); ++i) {
            m_book.set_width(i, std::min(m_widths[i] + 2, k_widest));
        }
    }

  private:
    void widen(std::size_t width) {
        m_widths.resize(std::max(m_widths.size(), m_column + 1));
        m_widths[m_column] = std::max(m_widths[m_column], width);
    }

    Workbook& m_book;
    std::uint32_t m_row = 0;
    std::size_t m_column = 0;
    std::vector<std::size_t> m_widths;
};

/// One of the times that a figure has: which, and what it is called.
struct Column {
    Number Figure::*number;
    std::string name;
};

class ReportBook {
  public:
    ReportBook(const ReportData& data, std::string_view language)
        : m_data(data),
          m_vietnamese(language == "vi"),
          m_book(data.made_on) {
        m_columns.push_back({&Figure::now, heading("now", data.period)});
        m_columns.push_back({&Figure::previous, heading("previous", data.previous)});
        if (data.year_before != data.previous) { // of a year, they are the same
            m_columns.push_back({&Figure::last_year, heading("last-year", data.year_before)});
        }
    }

    void write(std::ostream& out) {
        write_summary();
        for (const auto& section : m_data.sections) {
            write_figures(section);
            for (const auto& table : section.tables) {
                write_table(section, table);
            }
        }
        write_trend();
        m_book.finish(out);
    }

  private:
    [[nodiscard]] std::string word(std::string_view code) const {
        return std::string(word_of("heading", code, m_vietnamese));
    }
    [[nodiscard]] std::string words(std::string_view path) const {
        return std::string(find_figure_words(path, m_vietnamese).value_or(path));
    }
    [[nodiscard]] std::string heading(std::string_view code, const Period& period) const {
        return fmt::format("{} ({})", word(code), period.code());
    }

    void write_summary() {
        Sheet sheet(m_book, word("summary"));
        const auto line = [&](const char* name, const Value& value) {
            sheet.add(word(name), Style::heading);
            sheet.add(value);
            sheet.next_row();
        };
        line("period", m_data.period.code());
        line("first-day", m_data.period.days.start);
        line("last-day", m_data.period.days.end - std::chrono::days{1});
        const Regime& regime = find_regime(m_data.regime);
        line("regime", m_vietnamese ? regime.name_vi : regime.name_en);
        for (const auto& office : m_data.offices) {
            line("office", fmt::format("{} ({})", office.name, office.code));
        }
        if (m_data.number) {
            line("number", *m_data.number);
        }
        line("made-on", m_data.made_on);
        if (m_data.audit_size > 0) {
            line("audit-size", m_data.audit_size);
            line("audit-head", m_data.audit_head);
        }
        sheet.add(word("hidden"));
        sheet.next_row();
        sheet.finish();
    }

    void write_figures(const ReportSection& section) {
        Sheet sheet(m_book, words(section.name));
        std::vector<std::string> names{word("figure")};
        for (const auto& column : m_columns) {
            names.push_back(column.name);
        }
        sheet.headings(names);
        const auto lines = [&](const std::vector<Figure>& figures, bool counts) {
            for (const auto& figure : figures) {
                sheet.add(words(fmt::format("{}.{}", section.name, figure.name)));
                const bool share = figure.name == "coverage" || figure.name.ends_with("_share");
                for (const auto& column : m_columns) {
                    sheet.add(figure.*column.number, counts  ? Style::count
                                                     : share ? Style::share
                                                             : Style::score);
                }
                sheet.next_row();
            }
        };
        lines(section.figures, true);
        lines(section.measures, false);
        sheet.finish();
    }

    void write_table(const ReportSection& section, const FigureTable& table) {
        const auto path = fmt::format("{}.{}", section.name, table.name);
        Sheet sheet(m_book, words(path));
        std::vector<std::string> names{word("name")};
        std::vector<std::pair<std::size_t, Number Figure::*>> cells;
        const std::size_t figures = table.rows.empty() ? 0 : table.rows.front().figures.size();
        for (std::size_t i = 0; i < figures; ++i) {
            for (const auto& column : m_columns) {
                const auto none = [&](const FigureRow& row) {
                    return row.figures[i].*column.number == Number(NoNumber::unknown);
                };
                if (column.number != &Figure::now && std::ranges::all_of(table.rows, none)) {
                    continue;
                }
                const auto& name = table.rows.front().figures[i].name;
                names.push_back(fmt::format("{} – {}", words(fmt::format("{}.{}", path, name)), column.name));
                cells.emplace_back(i, column.number);
            }
        }
        sheet.headings(names);
        for (const auto& row : table.rows) {
            sheet.add(m_vietnamese ? row.name_vi : row.name_en);
            for (const auto& [figure, number] : cells) {
                sheet.add(row.figures[figure].*number, Style::count);
            }
            sheet.next_row();
        }
        sheet.finish();
    }

    void write_trend() {
        Sheet sheet(m_book, words("trend"));
        std::vector<std::string> names{word("period")};
        for (const auto& line : m_data.trend) {
            names.push_back(words(line.figure));
        }
        sheet.headings(names);
        for (std::size_t i = 0; i < m_data.trend_periods.size(); ++i) {
            sheet.add(m_data.trend_periods[i].code());
            for (const auto& line : m_data.trend) {
                sheet.add(line.values.at(i), Style::count);
            }
            sheet.next_row();
        }
        sheet.finish();
    }

    const ReportData& m_data;
    bool m_vietnamese;
    Workbook m_book;
    std::vector<Column> m_columns;
};

} // namespace

void write_report_xlsx(const ReportData& data, std::string_view language, std::ostream& out) {
    ReportBook(data, language).write(out);
}

} // namespace hnat::cli
