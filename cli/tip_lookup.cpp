// tip list, show, due, status.
#include "address/address.hpp"
#include "address/rule_set.hpp"
#include "base/error.hpp"
#include "base/message.hpp"
#include "base/text.hpp"
#include "cli/arguments.hpp"
#include "cli/command.hpp"
#include "cli/options.hpp"
#include "cli/tip_options.hpp"
#include "tip/receipt.hpp"
#include "tip/tip.hpp"

#include <fmt/format.h>

#include <memory>

namespace hnat::cli {

namespace {

template <typename Enum>
Value name_value(const std::optional<Enum>& value) {
    return value ? Value{std::string(name_of(*value))} : Value{};
}

std::string why(const DueTip& line, bool vietnamese) {
    const bool late = line.days_left < 0;
    const auto days = static_cast<std::size_t>(late ? -line.days_left : line.days_left);
    if (vietnamese) {
        static constexpr std::array k_steps{"chưa báo đã tiếp nhận", "chưa chuyển", "chưa trả lời"};
        return fmt::format("{}, {} {} ngày (hạn {})", k_steps.at(static_cast<std::size_t>(line.step)),
                           late ? "quá hạn" : "còn", days, to_vietnamese(line.due));
    }
    static constexpr std::array k_steps{"not acknowledged", "not referred", "not answered"};
    return fmt::format("{}, {} (due {})", k_steps.at(static_cast<std::size_t>(line.step)),
                       late ? "late by " + counted(days, "day") : counted(days, "day") + " left",
                       to_iso(line.due));
}

} // namespace

Action bind_tip_list(Parser& parser) {
    struct Flags {
        TipFilter filter;
        std::optional<std::string> platform;
    };
    auto flags = std::make_shared<Flags>();
    add_choice<Harm>(parser, "--code", flags->filter.harm, "Only this harm");
    add_choice<TipLevel>(parser, "--level", flags->filter.level, "Only this level");
    add_choice<TipState>(parser, "--state", flags->filter.state, "Only this state");
    parser.add_option("--platform", flags->platform, "Only this platform")->type_name("P");
    parser.add_flag("--open", flags->filter.open_only, "Only those that are not closed");
    return [flags](Context& context) {
        static const ListShape shape{"hnat.tip.list/1",
                                     {{"number", "No.", true},
                                      {"code", "Code"},
                                      {"level", "Level"},
                                      {"received_on", "Received"},
                                      {"channel", "Channel", false, false},
                                      {"platform", "Platform"},
                                      {"state", "State"},
                                      {"state_on", "Since"},
                                      {"route", "Route"},
                                      {"disposition", "Outcome"},
                                      {"expires_on", "Expires"}}};
        TipFilter filter = flags->filter;
        if (flags->platform) {
            filter.platform =
                closed_value("--platform", *flags->platform, AddressRules::standard().platforms());
        }
        const auto tips = list_tips(context.store(), filter, context.today());
        context.write_list(shape, [&](RowWriter& out) {
            for (const Tip& tip : tips) {
                out.row({tip.id, std::string(name_of(tip.harm)), std::string(name_of(tip.level)),
                         tip.received_on, std::string(name_of(tip.channel)),
                         tip.platform ? Value{*tip.platform} : Value{}, std::string(name_of(tip.state)),
                         tip.state_on, name_value(tip.route), name_value(tip.disposition), tip.expires_on});
            }
        });
        return 0;
    };
}

Action bind_tip_show(Parser& parser) {
    auto number = std::make_shared<std::int64_t>(0);
    add_tip_argument(parser, *number);
    return [number](Context& context) {
        static const ListShape shape{"hnat.tip.show/1",
                                     {{"day", "Day"},
                                      {"field", "Field", false, true, FieldType::label},
                                      {"value", "Value", false, true, FieldType::any},
                                      {"staff", "Who"}}};
        const Tip tip = find_tip(context.store(), *number, context.today());
        const auto history = tip_history(context.store(), tip);
        const HarmEntry& harm = harm_entry(tip.harm);
        const bool vietnamese = context.lang() == "vi";
        context.write_list(shape, [&](RowWriter& out) {
            const auto field = [&out](std::string_view name, const Value& value) {
                out.row({Value{}, std::string(name), value, Value{}});
            };
            field(mark_message("number"), tip.id);
            field(mark_message("reference"), tip_reference(tip));
            field(mark_message("code"), std::string(name_of(tip.harm)));
            field(mark_message("harm"), std::string(harm.name(vietnamese)));
            field(mark_message("level"), std::string(name_of(tip.level)));
            field(mark_message("received_on"), tip.received_on);
            field(mark_message("channel"), std::string(name_of(tip.channel)));
            field(mark_message("platform"), tip.platform ? Value{*tip.platform} : Value{});
            field(mark_message("state"), std::string(name_of(tip.state)));
            field(mark_message("state_on"), tip.state_on);
            field(mark_message("route"), name_value(tip.route));
            field(mark_message("disposition"), name_value(tip.disposition));
            field(mark_message("expires_on"), tip.expires_on);
            for (const TipDeed& deed : history) {
                out.row({deed.day, std::string(mark_message("history")),
                         deed.outcome == "done" ? deed.verb : fmt::format("{} ({})", deed.verb, deed.outcome),
                         deed.staff});
            }
        });
        return 0;
    };
}

Action bind_tip_due(Parser& parser) {
    struct Flags {
        std::optional<std::string> as_of;
        bool exit_code = false;
    };
    auto flags = std::make_shared<Flags>();
    parser.add_option("--as-of", flags->as_of, "As it will be on this day [today]")->type_name("DAY");
    parser.add_flag("--exit-code", flags->exit_code, "Exit 1 when the list is not empty");
    return [flags](Context& context) {
        static const ListShape shape{"hnat.tip.due/1",
                                     {{"number", "No.", true},
                                      {"code", "Code"},
                                      {"level", "Level"},
                                      {"received_on", "Received", false, false},
                                      {"state", "State"},
                                      {"step", "To do"},
                                      {"due", "Due"},
                                      {"days_left", "Days", true},
                                      {"why", "Why"}}};
        const Day as_of =
            flags->as_of ? day_of_flag("--as-of", *flags->as_of, context.today()) : context.today();
        const auto due = due_tips(context.store(), tip_terms(context), as_of);
        context.write_list(shape, [&](RowWriter& out) {
            for (const DueTip& line : due) {
                out.row({line.tip.id, std::string(name_of(line.tip.harm)),
                         std::string(name_of(line.tip.level)), line.tip.received_on,
                         std::string(name_of(line.tip.state)), std::string(name_of(line.step)), line.due,
                         line.days_left, why(line, context.lang() == "vi")});
            }
        });
        return flags->exit_code && !due.empty() ? 1 : 0;
    };
}

Action bind_tip_status(Parser& /*parser*/) {
    return [](Context& context) {
        static const ListShape shape{"hnat.tip.status/1",
                                     {{"state", "State"}, {"since", "Since"}, {"outcome", "Outcome"}}};
        std::string typed;
        if (context.streams().in_is_tty) {
            typed = context.prompt(say("receipt"), say("give it on standard input"));
        } else {
            while (std::getline(context.streams().in, typed) && squeeze(typed).empty()) {
            }
        }
        const auto status = tip_status(context.store(), parse_receipt(typed), context.today());
        if (!status) {
            // One answer for what was never given, has expired or was purged (P6).
            throw Error(ErrorKind::not_found, say("nothing is kept under this receipt: it was never given "
                                                  "out, or what it was for has expired"));
        }
        context.write_list(shape, [&](RowWriter& out) {
            out.row({std::string(name_of(status->state)), status->state_on, name_value(status->disposition)});
        });
        return 0;
    };
}

} // namespace hnat::cli
