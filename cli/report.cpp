/// hnat report: figures of a period through a template. Reads only: cron may run it while somebody works.
#include "report/report.hpp"

#include "base/error.hpp"
#include "base/working_days.hpp"
#include "cli/command.hpp"
#include "cli/document_options.hpp"
#include "cli/options.hpp"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <filesystem>
#include <memory>

namespace hnat::cli {

namespace {

struct ReportOptions {
    std::string period = "last";
    std::optional<std::string> regime;
    std::optional<std::string> templates;
    bool if_missing = false;
};

const Regime& chosen_regime(const Context& context, const std::optional<std::string>& flag) {
    return find_regime(flag ? *flag : context.settings().value("regime"));
}

/// With --if-missing, whether the report is there already: a cron job can then run every day.
bool is_there_already(const GlobalFlags& flags, bool if_missing) {
    if (!if_missing) {
        return false;
    }
    if (!flags.output) {
        throw Error(ErrorKind::usage, "--if-missing needs -o FILE: it looks whether that file is there");
    }
    if (flags.overwrite) {
        throw Error(ErrorKind::usage, "--if-missing and --overwrite contradict each other; give one of them");
    }
    std::error_code error;
    const bool there = std::filesystem::exists(std::filesystem::symlink_status(*flags.output, error));
    return there;
}

int render(Context& context, PeriodKind kind, const ReportOptions& options) {
    const auto format = chosen_document_format(context.flags(), "reports");
    if (is_there_already(context.flags(), options.if_missing)) {
        return 0;
    }
    const auto& regime = chosen_regime(context, options.regime);
    const auto period = parse_period(regime, kind, options.period, context.today());
    if (context.today() < period.days.start) {
        throw Error(ErrorKind::usage,
                    fmt::format("--period: {} begins on {}, after today ({}); there is nothing to report",
                                period.code(), to_iso(period.days.start), to_iso(context.today())));
    }
    const auto figures = report_figures(context.store(), regime, period, context.today());
    context.write_document(
        render_report(figures, context.lang(), format, chosen_templates(context, options.templates)));
    return 0;
}

Action bind_report(Parser& parser, PeriodKind kind) {
    auto options = std::make_shared<ReportOptions>();
    parser
        .add_option("--period", options->period,
                    "Which one: 2026Q3, last (the last one that has ended) or this [last]")
        ->type_name("P");
    parser.add_option("--regime", options->regime, "Reporting calendar [the setting regime, else nd09]")
        ->type_name("nd09|calendar");
    add_templates_flag(parser, options->templates);
    parser.add_flag("--if-missing", options->if_missing, "Do nothing when the file of -o is there already");
    return [options, kind](Context& context) { return render(context, kind, *options); };
}

/// The day that a report is due: working days after the last day of its period.
WorkingDay deadline(const Period& period, int working_days) {
    return add_working_days(period.days.end - std::chrono::days{1}, working_days);
}

const ListShape& periods_shape() {
    static const ListShape shape{"hnat.report.periods/1",
                                 {{"period", "Period"},
                                  {"kind", "Kind"},
                                  {"first_day", "First day"},
                                  {"last_day", "Last day"},
                                  {"due", "Due"},
                                  {"closed", "Closed"},
                                  {"due_settled", "Due settled", false, false, FieldType::yes_no},
                                  {"regime", "Calendar", false, false}}};
    return shape;
}

int year_of(const std::optional<std::int64_t>& year, Day today) {
    return year ? static_cast<int>(*year) : static_cast<int>(std::chrono::year_month_day{today}.year());
}

int list_periods(Context& context, const Regime& regime, int year) {
    constexpr std::array k_kinds{std::pair{PeriodKind::month, 12}, std::pair{PeriodKind::quarter, 4},
                                 std::pair{PeriodKind::half, 2}, std::pair{PeriodKind::year, 1}};
    context.write_list(periods_shape(), [&](RowWriter& writer) {
        for (const auto& [kind, count] : k_kinds) {
            for (int number = 1; number <= count; ++number) {
                const auto period = regime.period(kind, year, number);
                const auto due = deadline(period, regime.deadline_working_days);
                writer.row({period.code(), std::string(name_of(kind)), period.days.start,
                            period.days.end - std::chrono::days{1}, due.day,
                            period.days.end <= context.today(), due.settled, regime.code});
            }
        }
    });
    return 0;
}

} // namespace

Action bind_report_quarterly(Parser& parser) {
    return bind_report(parser, PeriodKind::quarter);
}

Action bind_report_periods(Parser& parser) {
    struct Options {
        std::optional<std::int64_t> year;
        std::optional<std::string> regime;
    };
    auto options = std::make_shared<Options>();
    add_count(parser, "--year", options->year, "Year [the present one]", 1901, 2198);
    parser.add_option("--regime", options->regime, "Reporting calendar [the setting regime, else nd09]")
        ->type_name("nd09|calendar");
    return [options](Context& context) {
        return list_periods(context, chosen_regime(context, options->regime),
                            year_of(options->year, context.today()));
    };
}

} // namespace hnat::cli
