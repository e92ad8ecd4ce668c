#include "report/rollup.hpp"

#include "base/error.hpp"
#include "base/message.hpp"
#include "base/text.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace hnat {

namespace {

[[noreturn]] void refuse(const NamedReportData& report, std::string_view what) {
    throw Error(ErrorKind::rejected, fmt::format("{}: {}", report.file, what));
}

/// Counts of two reports. A hidden one hides the sum; where one has no figures the other's stand.
Number sum(const Number& left, const Number& right) {
    if (left == Number(NoNumber::hidden) || right == Number(NoNumber::hidden)) {
        return NoNumber::hidden;
    }
    const auto* one = std::get_if<std::int64_t>(&left);
    const auto* other = std::get_if<std::int64_t>(&right);
    if (one == nullptr || other == nullptr) {
        return one != nullptr ? left : right;
    }
    return *one + *other; // each is at most 10^15, and there are fewer than 9,000 reports
}

void add(Figure& to, const Figure& figure) {
    to.now = sum(to.now, figure.now);
    to.previous = sum(to.previous, figure.previous);
    to.last_year = sum(to.last_year, figure.last_year);
}

/// Keeps of `to` what `from` has too, with the sum of both.
void add(std::vector<Figure>& to, const std::vector<Figure>& from) {
    std::erase_if(to, [&](Figure& figure) {
        const auto found = std::ranges::find(from, figure.name, &Figure::name);
        if (found == from.end()) {
            return true;
        }
        add(figure, *found);
        return false;
    });
}

/// A key that only one of them has is one that the other counted nothing for.
void add(FigureTable& to, const FigureTable& from) {
    for (const auto& row : from.rows) {
        const auto found = std::ranges::find(to.rows, row.key, &FigureRow::key);
        if (found == to.rows.end()) {
            to.rows.push_back(row);
        } else {
            add(found->figures, row.figures);
        }
    }
}

template <typename Part, typename Add>
void keep_common(std::vector<Part>& to, const std::vector<Part>& from, std::string Part::*name,
                 const Add& add_one) {
    std::erase_if(to, [&](Part& part) {
        const auto found = std::ranges::find(from, part.*name, name);
        if (found == from.end()) {
            return true;
        }
        add_one(part, *found);
        return false;
    });
}

void add(ReportSection& to, const ReportSection& from) {
    to.suppressed = to.suppressed || from.suppressed;
    add(to.figures, from.figures);
    keep_common(to.tables, from.tables, &FigureTable::name,
                [](FigureTable& table, const FigureTable& other) { add(table, other); });
}

void add(TrendLine& to, const TrendLine& from) {
    for (std::size_t i = 0; i < to.values.size(); ++i) {
        to.values[i] = sum(to.values[i], from.values.at(i));
    }
}

void require_same(const NamedReportData& first, const NamedReportData& other) {
    const auto differ = [&](std::string_view what, std::string_view found, std::string_view expected) {
        if (found != expected) {
            refuse(other, say("is of {} {}, but {} is of {}; only reports of the same one can be added",
                              tr(what), found, first.file, expected));
        }
    };
    const auto& a = first.data;
    const auto& b = other.data;
    differ(mark_message("the reporting calendar"), b.regime, a.regime);
    differ(mark_message("the kind"), name_of(report_kind(b.period.kind)),
           name_of(report_kind(a.period.kind)));
    differ(mark_message("the period"), b.period.code(), a.period.code());
    if (a.selection != b.selection) {
        refuse(other,
               say("is of other groups than {}: their platforms, topics or localities differ", first.file));
    }
    if (a.trend_periods != b.trend_periods) {
        refuse(other, say("has a trend over other periods than {}", first.file));
    }
}

/// Numbers of a whole period and of a part of one are no sum.
void require_both_closed(const NamedReportData& one, const NamedReportData& other) {
    if (one.data.open == other.data.open) {
        return;
    }
    const auto& open = one.data.open ? one : other;
    const auto& closed = one.data.open ? other : one;
    refuse(open, say("was made on {}, before {} had ended, and {} after it; make it again",
                     to_iso(open.data.made_on), open.data.period.code(), closed.file));
}

/// Each office counts once: by what hnat made it, and by its code, which a copy of a database has too.
void require_other_offices(const NamedReportData& one, const NamedReportData& other) {
    for (const auto& office : one.data.offices) {
        for (const auto& again : other.data.offices) {
            if (office.uuid == again.uuid) {
                refuse(other, say("the office {} is in {} too; each office counts once",
                                  escape_controls(again.code), one.file));
            }
            if (office.code == again.code) {
                refuse(other, say("its office and that of {} are both called {}, but were set up apart; each "
                                  "needs a code of its own, or one of the files is left out",
                                  one.file, escape_controls(again.code)));
            }
        }
    }
}

/// Rows of breakdowns by their size, as in the report of one office.
void sort_breakdowns(ReportData& data) {
    const auto size = [](const FigureRow& row) {
        const auto* count =
            row.figures.empty() ? nullptr : std::get_if<std::int64_t>(&row.figures.front().now);
        return count != nullptr ? *count : 0;
    };
    for (auto& section : data.sections) {
        for (auto& table : section.tables) {
            if (table.name.starts_with("by_")) {
                std::ranges::stable_sort(table.rows, [&](const FigureRow& left, const FigureRow& right) {
                    return size(left) != size(right) ? size(left) > size(right) : left.key < right.key;
                });
            }
        }
    }
}

} // namespace

ReportData add_up(std::vector<NamedReportData> reports, Day today) {
    if (reports.size() < 2) {
        throw Error(ErrorKind::rejected, say("a roll-up needs the reports of two offices or more"));
    }
    for (std::size_t i = 1; i < reports.size(); ++i) {
        require_same(reports.front(), reports[i]);
        require_both_closed(reports.front(), reports[i]);
        for (std::size_t j = 0; j < i; ++j) {
            require_other_offices(reports[j], reports[i]);
        }
    }
    ReportData total = std::move(reports.front().data);
    total.schema = k_rollup_schema;
    total.made_on = today;
    total.number.reset();
    total.audit_size = 0;
    total.audit_head.clear();
    for (auto& section : total.sections) {
        section.measures.clear();
    }
    for (std::size_t i = 1; i < reports.size(); ++i) {
        const auto& data = reports[i].data;
        total.open = total.open || data.open;
        total.offices.insert(total.offices.end(), data.offices.begin(), data.offices.end());
        keep_common(total.sections, data.sections, &ReportSection::name,
                    [](ReportSection& section, const ReportSection& other) { add(section, other); });
        keep_common(total.trend, data.trend, &TrendLine::figure,
                    [](TrendLine& line, const TrendLine& other) { add(line, other); });
    }
    std::ranges::sort(total.offices, {}, &ReportOffice::code);
    sort_breakdowns(total);
    return total;
}

} // namespace hnat
