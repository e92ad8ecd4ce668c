/// hnat report number, numbers: what reports go out under.
#include "report/report_number.hpp"

#include "base/error.hpp"
#include "base/message.hpp"
#include "cli/command.hpp"
#include "cli/options.hpp"
#include "report/report.hpp"
#include "store/office.hpp"

#include <memory>

namespace hnat::cli {

namespace {

struct NumberOptions {
    ReportKind kind = ReportKind::quarterly;
    std::string period = "last";
    std::optional<std::string> regime;
};

const ListShape& numbers_shape() {
    static const ListShape shape{"hnat.report.numbers/1",
                                 {{"text", "Number"},
                                  {"kind", "Report"},
                                  {"period", "Period"},
                                  {"regime", "Calendar"},
                                  {"day", "Given on"},
                                  {"year", "Year", true, false},
                                  {"number", "No.", true, false}}};
    return shape;
}

void write_number(RowWriter& writer, const ReportNumber& number, const std::string& office_code) {
    writer.row({number_text(number, office_code), std::string(name_of(report_kind(number.kind))),
                number.period, number.regime, number.day, std::int64_t{number.year}, number.number});
}

/// A number is never taken back, so it is given only to what can be a report. Errors: usage.
void require_reportable(const Office& office, const Period& period, Day today) {
    if (today < period.days.end) {
        throw Error(ErrorKind::usage,
                    say("--period: {} goes on until {}; a report gets its number when its period has ended",
                        period.code(), to_iso(period.days.end - std::chrono::days{1})));
    }
    if (period.days.end <= office.start) {
        throw Error(
            ErrorKind::usage,
            say("--period: {} ended on {}, before the programme began ({}); there is no report to number",
                period.code(), to_iso(period.days.end - std::chrono::days{1}), to_iso(office.start)));
    }
}

int give_number(Context& context, const NumberOptions& options) {
    const auto& regime = find_regime(options.regime ? *options.regime : context.settings().value("regime"));
    const auto period = parse_period(regime, period_kind(options.kind), options.period, context.today());
    const Office office = read_office(context.store());
    require_reportable(office, period, context.today());
    auto number = find_report_number(context.store(), regime, period);
    if (!number) {
        Transaction transaction(context.store(), context.actor());
        number = give_report_number(transaction, regime, period);
        transaction.commit();
    }
    context.write_list(numbers_shape(),
                       [&](RowWriter& writer) { write_number(writer, *number, office.code); });
    return 0;
}

int list_numbers(Context& context, std::optional<std::int64_t> year) {
    const auto code = read_office(context.store()).code;
    const auto numbers =
        report_numbers(context.store(), year ? std::optional(static_cast<int>(*year)) : std::nullopt);
    context.write_list(numbers_shape(), [&](RowWriter& writer) {
        for (const auto& number : numbers) {
            write_number(writer, number, code);
        }
    });
    return 0;
}

} // namespace

Action bind_report_number(Parser& parser) {
    auto options = std::make_shared<NumberOptions>();
    add_choice<ReportKind>(parser, "--kind", options->kind, "Which report [quarterly]");
    parser.add_option("--period", options->period, "Of which period: 2026Q3, last or this [last]")
        ->type_name("P");
    parser.add_option("--regime", options->regime, "Reporting calendar [the setting regime, else nd09]")
        ->type_name("nd09|calendar");
    return [options](Context& context) { return give_number(context, *options); };
}

Action bind_report_numbers(Parser& parser) {
    auto year = std::make_shared<std::optional<std::int64_t>>();
    add_count(parser, "--year", *year, "Only those of a year", 1901, 2198);
    return [year](Context& context) { return list_numbers(context, *year); };
}

} // namespace hnat::cli
