/// hnat report: figures of a period through a template. Reads only: cron may run it while somebody works.
#include "report/report.hpp"

#include "base/error.hpp"
#include "base/message.hpp"
#include "cli/command.hpp"
#include "cli/document_options.hpp"
#include "cli/named_report.hpp"
#include "cli/options.hpp"
#include "cli/report_output.hpp"
#include "cli/report_unattended.hpp"
#include "survey/locality.hpp"

#include <array>
#include <charconv>
#include <memory>

namespace hnat::cli {

namespace {

struct ReportOptions {
    std::optional<std::string> name; ///< of a report of the settings
    std::optional<std::string> period;
    std::optional<std::string> regime;
    std::optional<std::string> templates;
    UnattendedFlags unattended;
};

const Regime& chosen_regime(const Context& context, const std::optional<std::string>& flag) {
    return find_regime(flag ? *flag : context.settings().value("regime"));
}

/// Refuses a code that is none: a report of no group would look like a result.
void require_localities(const Store& store, const NamedReport& report) {
    for (const auto& code : report.selection.localities) {
        if (locality_label(store, code).empty()) {
            throw Error(ErrorKind::usage, say("{}: locality: '{}' is not the code of a commune or ward; "
                                              "'hnat locality find' finds them",
                                              report.locality_origin, code));
        }
    }
}

/// `report` says what the flags leave open; a command of hnat has one that says its kind and no more.
int render(Context& context, const NamedReport& report, const ReportOptions& options) {
    const auto format =
        chosen_report_format(context.flags(), *report_format_from(report.format.value_or("txt")));
    const auto& regime = chosen_regime(context, options.regime ? options.regime : report.regime);
    const auto asked = options.period.value_or(report.period.value_or("last"));
    const auto period = parse_period(regime, period_kind(report.kind), asked, context.today());
    if (context.today() < period.days.start) {
        throw Error(ErrorKind::usage,
                    say("--period: {} begins on {}, after today ({}); there is nothing to report",
                        period.code(), to_iso(period.days.start), to_iso(context.today())));
    }
    if (!is_to_be_written(context, options.unattended, regime, period)) {
        return 0;
    }
    require_localities(context.store(), report);
    auto figures = report_figures(context.store(), regime, period, context.today(), report.selection);
    figures.form = chosen_form(context, report.recipients);
    write_report(context, figures, format,
                 {chosen_templates(context, options.templates), report.template_name.value_or("")});
    return 0;
}

/// A period of a kind as it is written, for help.
std::string_view example_of(PeriodKind kind) {
    switch (kind) {
    case PeriodKind::month:
        return "2026-09";
    case PeriodKind::quarter:
        return "2026Q3";
    case PeriodKind::half:
        return "2026H1";
    case PeriodKind::year:
        break;
    }
    return "2026";
}

std::shared_ptr<ReportOptions> bind_flags(Parser& parser, const std::string& period_help) {
    auto options = std::make_shared<ReportOptions>();
    parser.add_option("--period", options->period, period_help)->type_name("P");
    parser.add_option("--regime", options->regime, "Reporting calendar [the setting regime, else nd09]")
        ->type_name("nd09|calendar");
    add_templates_flag(parser, options->templates);
    add_unattended_flags(parser, options->unattended);
    return options;
}

Action bind_report(Parser& parser, ReportKind kind) {
    const auto options =
        bind_flags(parser, say("Which one: {}, last (the last one that has ended) or this [last]",
                               example_of(period_kind(kind))));
    return [options, kind](Context& context) {
        NamedReport report;
        report.kind = kind;
        return render(context, report, *options);
    };
}

const ListShape& periods_shape() {
    static const ListShape shape{"hnat.report.periods/1",
                                 {{"period", "Period"},
                                  {"kind", "Kind"},
                                  {"first_day", "First day"},
                                  {"last_day", "Last day"},
                                  {"due", "Due"},
                                  {"closed", "Closed", false, true, FieldType::yes_no},
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
                const auto due = report_due(regime, period);
                writer.row({period.code(), std::string(name_of(kind)), period.days.start,
                            period.days.end - std::chrono::days{1}, due.day,
                            period.days.end <= context.today(), due.settled, regime.code});
            }
        }
    });
    return 0;
}

} // namespace

Action bind_report_monthly(Parser& parser) {
    return bind_report(parser, ReportKind::monthly);
}

Action bind_report_quarterly(Parser& parser) {
    return bind_report(parser, ReportKind::quarterly);
}

Action bind_report_half_year(Parser& parser) {
    return bind_report(parser, ReportKind::half_year);
}

Action bind_report_annual(Parser& parser) {
    return bind_report(parser, ReportKind::annual);
}

Action bind_report_run(Parser& parser) {
    const auto options = bind_flags(
        parser,
        std::string(mark_message("Which one: 2026Q3, last or this [what [report.NAME] says, else last]")));
    parser.add_option("NAME", options->name, "Of a [report.NAME] in the settings")->required();
    return [options](Context& context) {
        return render(context, find_named_report(context.settings().named_reports(), *options->name),
                      *options);
    };
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
