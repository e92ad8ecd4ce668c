/// A report as plain numbers, for formats that a program or a spreadsheet reads. Every format of this kind
/// and the roll-up of several offices work on these structs, so that none of them can know more than another.
#pragma once

#include "base/period.hpp"
#include "report/report.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace hnat {

/// The id of the JSON document and of the CSV. Additions keep it; anything else gets a new one.
inline constexpr std::string_view k_report_schema = "hnat.report/1";
inline constexpr std::string_view k_rollup_schema = "hnat.report.rollup/1";

/// Why there is no number.
enum class NoNumber {
    unknown, ///< nothing is on record for that time
    hidden,  ///< there is one, and it is not shown (P8)
};

/// Counts are integers; means, medians and shares are not.
using Number = std::variant<NoNumber, std::int64_t, double>;

/// A figure in the period, in the one before it, and in the same one of last year.
struct Figure {
    std::string name; ///< "groups"; its words are in data/words.toml as "register.groups"
    Number now = NoNumber::unknown, previous = NoNumber::unknown, last_year = NoNumber::unknown;

    friend bool operator==(const Figure&, const Figure&) = default;
};

/// A line of a table.
struct FigureRow {
    std::string key;              ///< a code: "zalo", "05692"; empty: not given
    std::string name_vi, name_en; ///< of the key
    std::vector<Figure> figures;  ///< the same ones, in the same order, in every line of a table

    friend bool operator==(const FigureRow&, const FigureRow&) = default;
};

struct FigureTable {
    std::string name; ///< "by_platform"
    std::vector<FigureRow> rows;

    friend bool operator==(const FigureTable&, const FigureTable&) = default;
};

struct ReportSection {
    std::string name;                ///< "register"
    std::vector<Figure> figures;     ///< counts: those of several offices can be added
    std::vector<Figure> measures;    ///< shares, means, medians: those of several offices can't
    std::vector<FigureTable> tables; ///< of counts
    bool suppressed = false;         ///< counts from 1 to k_smallest_count - 1 are hidden in it (P8)

    friend bool operator==(const ReportSection&, const ReportSection&) = default;
};

/// A main figure over the last periods.
struct TrendLine {
    std::string figure; ///< "register.groups"
    std::vector<Number> values;

    friend bool operator==(const TrendLine&, const TrendLine&) = default;
};

/// The office that made a report.
struct ReportOffice {
    std::string uuid; ///< 32 hexadecimal digits
    std::string code, name, parent, place;

    friend bool operator==(const ReportOffice&, const ReportOffice&) = default;
};

/// A whole report, or the sum of several.
struct ReportData {
    std::string_view schema = k_report_schema;
    std::vector<ReportOffice> offices; ///< one, or those that were added up, by code
    std::string regime;                ///< "nd09"
    Period period, previous, year_before;
    Day made_on;                         ///< of several: the last of their days
    bool open = false;                   ///< the period had not ended by then
    RegisterSelection selection;         ///< of the register's groups
    std::optional<std::string> number;   ///< "05/BC-VP"
    std::vector<ReportSection> sections; ///< in the order of a report
    std::vector<Period> trend_periods;   ///< the oldest first, the last one is `period`
    std::vector<TrendLine> trend;
    std::int64_t audit_size = 0; ///< of one office
    std::string audit_head;
};

/// All figures of a report that are numbers. Names of groups are not in it: JSON reports travel.
ReportData report_data(const ReportFigures& figures);

/// The words of a section, figure or table: "register", "register.groups", "register.by_platform"; nullopt
/// for one that this version does not know.
std::optional<std::string_view> find_figure_words(std::string_view path, bool vietnamese);

/// A row of a table whose key is a code of a list of data/words.toml, with the names from there.
FigureRow row_of(std::string_view list, std::string_view code, std::vector<Figure> figures);

} // namespace hnat
