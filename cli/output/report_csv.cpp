#include "cli/output/report_writers.hpp"
#include "cli/output/row_writer.hpp"
#include "report/suppression.hpp"

#include <fmt/format.h>

namespace hnat::cli {

namespace {

const ListShape& report_shape() {
    static const ListShape shape{k_report_schema,
                                 {{"section", "Section"},
                                  {"figure", "Figure"},
                                  {"key", "Key"},
                                  {"period", "Period"},
                                  {"value", "Value", true},
                                  {"shown", "Shown"}}};
    return shape;
}

class ReportLines {
  public:
    ReportLines(const ReportData& data, RowWriter& writer) : m_data(data), m_writer(writer) {}

    void write() {
        write_head();
        for (const auto& section : m_data.sections) {
            for (const auto* figures : {&section.figures, &section.measures}) {
                for (const auto& figure : *figures) {
                    write(section.name, figure.name, "", figure);
                }
            }
            for (const auto& table : section.tables) {
                for (const auto& row : table.rows) {
                    for (const auto& figure : row.figures) {
                        write(section.name, fmt::format("{}.{}", table.name, figure.name), row.key, figure);
                    }
                }
            }
        }
        for (const auto& line : m_data.trend) {
            for (std::size_t i = 0; i < line.values.size(); ++i) {
                write("trend", line.figure, "", m_data.trend_periods.at(i).code(), line.values[i]);
            }
        }
    }

  private:
    /// What the numbers are of, in lines of the same form.
    void write_head() {
        const auto period = m_data.period.code();
        const auto fact = [&](const char* name, Value value) {
            m_writer.row(
                {std::string("report"), std::string(name), std::string(), period, std::move(value), true});
        };
        fact("schema", std::string(m_data.schema));
        fact("kind", std::string(name_of(report_kind(m_data.period.kind))));
        fact("regime", m_data.regime);
        fact("first_day", m_data.period.days.start);
        fact("last_day", m_data.period.days.end - std::chrono::days{1});
        fact("open", m_data.open);
        fact("made_on", m_data.made_on);
        if (m_data.number) {
            fact("number", *m_data.number);
        }
        for (const auto& office : m_data.offices) {
            fact("office", office.code);
        }
        fact("hidden_below", k_smallest_count);
    }

    void write(const std::string& section, const std::string& name, const std::string& key,
               const Figure& figure) {
        write(section, name, key, m_data.period.code(), figure.now);
        write(section, name, key, m_data.previous.code(), figure.previous);
        if (m_data.year_before != m_data.previous) { // of a year, they are the same
            write(section, name, key, m_data.year_before.code(), figure.last_year);
        }
    }

    /// Where there are no figures there is no line.
    void write(const std::string& section, const std::string& name, const std::string& key,
               const std::string& period, const Number& number) {
        if (number == Number(NoNumber::unknown)) {
            return;
        }
        Value value;
        if (const auto* count = std::get_if<std::int64_t>(&number)) {
            value = *count;
        } else if (const auto* real = std::get_if<double>(&number)) {
            value = *real;
        }
        const bool shown = number != Number(NoNumber::hidden);
        m_writer.row({section, name, key, period, std::move(value), shown});
    }

    const ReportData& m_data;
    RowWriter& m_writer;
};

} // namespace

void write_report_csv(const ReportData& data, std::ostream& out) {
    const auto writer = make_row_writer(Format::csv, report_shape(), {}, out);
    ReportLines(data, *writer).write();
    writer->finish();
}

void write_report_data(DataFormat format, const ReportData& data, std::string_view language,
                       std::ostream& out) {
    switch (format) {
    case DataFormat::json:
        return write_report_json(data, out);
    case DataFormat::csv:
        return write_report_csv(data, out);
    case DataFormat::xlsx:
        return write_report_xlsx(data, language, out);
    }
}

} // namespace hnat::cli
