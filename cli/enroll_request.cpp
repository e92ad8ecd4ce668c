// enroll request: the log of what members ask for under the law on personal data.
#include "enroll/request.hpp"

#include "base/message.hpp"
#include "cli/command.hpp"
#include "cli/options.hpp"

#include <fmt/format.h>

#include <memory>

namespace hnat::cli {

namespace {

Value value_of(const std::optional<Day>& day) {
    return day ? Value{*day} : Value{};
}

Value value_of(const std::optional<std::int64_t>& number) {
    return number ? Value{*number} : Value{};
}

void add_request_number(Parser& parser, std::int64_t& target) {
    add_number(parser, "REQUEST", target, "number of the request: see hnat enroll request list");
}

/// A day that is today when it was not given; lib refuses those in the future.
struct DayFlag {
    std::optional<std::string> text;

    void declare(Parser& parser, std::string_view description) {
        parser.add_option("--on", text, std::string(description))->type_name("DAY");
    }
    [[nodiscard]] Day day(Day today) const { return text ? day_of_flag("--on", *text, today) : today; }
};

std::string days_text(std::int64_t days) {
    return counted(static_cast<std::size_t>(days), "day");
}

/// Why a line is on the list of what is due.
std::string reason_of(const DueRequest& line, bool vietnamese) {
    const bool answer = line.step == RequestStep::answer;
    const std::string due = vietnamese ? to_vietnamese(line.due) : to_iso(line.due);
    if (vietnamese) {
        const std::string_view what = answer ? "chưa phản hồi" : "chưa thực hiện";
        return line.days_left < 0 ? fmt::format("{}, quá hạn {} ngày (hạn {})", what, -line.days_left, due)
                                  : fmt::format("{}, còn {} ngày (hạn {})", what, line.days_left, due);
    }
    const std::string_view what = answer ? "not answered" : "not carried out";
    return line.days_left < 0 ? fmt::format("{}, late by {} (due {})", what, days_text(-line.days_left), due)
                              : fmt::format("{}, {} left (due {})", what, days_text(line.days_left), due);
}

} // namespace

Action bind_enroll_request_add(Parser& parser) {
    struct Flags {
        std::int64_t member = 0;
        RequestKind kind = RequestKind::see;
        DayFlag on;
    };
    auto flags = std::make_shared<Flags>();
    add_number(parser, "MEMBER", flags->member, "number of the member: see hnat enroll list");
    add_choice<RequestKind>(parser, "--kind", flags->kind, "what the person asks for")->required();
    flags->on.declare(parser, mark_message("the day that it was received [today]"));
    return [flags](Context& context) {
        Store& store = context.store();
        Transaction transaction(store, context.actor());
        const auto id = add_request(transaction, flags->member, flags->kind, flags->on.day(context.today()));
        transaction.commit();
        const DataRequest request = find_data_request(store, id);
        context.note(say("request {} ({}): answer by {}, carry out by {}", id, name_of(request.kind),
                         to_iso(request.answer_due), to_iso(request.due)));
        return 0;
    };
}

Action bind_enroll_request_answer(Parser& parser) {
    struct Flags {
        std::int64_t request = 0;
        DayFlag on;
    };
    auto flags = std::make_shared<Flags>();
    add_request_number(parser, flags->request);
    flags->on.declare(parser, mark_message("the day of the answer [today]"));
    return [flags](Context& context) {
        Store& store = context.store();
        Transaction transaction(store, context.actor());
        answer_request(transaction, flags->request, flags->on.day(context.today()));
        transaction.commit();
        const DataRequest request = find_data_request(store, flags->request);
        context.note(say("request {} is answered; carry out by {}", request.id, to_iso(request.due)));
        return 0;
    };
}

Action bind_enroll_request_extend(Parser& parser) {
    struct Flags {
        std::int64_t request = 0;
        std::string reason;
    };
    auto flags = std::make_shared<Flags>();
    add_request_number(parser, flags->request);
    parser.add_option("--reason", flags->reason, "why it takes longer, as the person was told")
        ->type_name("TEXT")
        ->required();
    return [flags](Context& context) {
        Transaction transaction(context.store(), context.actor());
        const Day due = extend_request(transaction, flags->request, flags->reason);
        transaction.commit();
        context.note(
            say("request {} is extended to {}; it can't be extended again", flags->request, to_iso(due)));
        return 0;
    };
}

Action bind_enroll_request_done(Parser& parser) {
    struct Flags {
        std::int64_t request = 0;
        RequestOutcome outcome = RequestOutcome::done;
        DayFlag on;
    };
    auto flags = std::make_shared<Flags>();
    add_request_number(parser, flags->request);
    add_choice<RequestOutcome>(parser, "--outcome", flags->outcome, "how it ended [done]");
    flags->on.declare(parser, mark_message("the day that it ended [today]"));
    return [flags](Context& context) {
        Transaction transaction(context.store(), context.actor());
        finish_request(transaction, flags->request, flags->outcome, flags->on.day(context.today()));
        transaction.commit();
        context.note(say("request {}: {}", flags->request, name_of(flags->outcome)));
        return 0;
    };
}

Action bind_enroll_request_due(Parser& parser) {
    struct Flags {
        std::optional<std::string> as_of;
        bool exit_code = false;
    };
    auto flags = std::make_shared<Flags>();
    parser.add_option("--as-of", flags->as_of, "as it will be on this day [today]")->type_name("DAY");
    parser.add_flag("--exit-code", flags->exit_code, "exit 1 when the list is not empty");
    return [flags](Context& context) {
        static const ListShape shape{"hnat.enroll.request.due/1",
                                     {{"request", "Request", true},
                                      {"member", "Member", true},
                                      {"kind", "Kind"},
                                      {"received_on", "Received", false, false},
                                      {"step", "To do"},
                                      {"due", "Due"},
                                      {"days_left", "Days", true},
                                      {"why", "Why"}}};
        const Day as_of =
            flags->as_of ? day_of_flag("--as-of", *flags->as_of, context.today()) : context.today();
        const auto due = due_requests(context.store(), as_of);
        context.write_list(shape, [&](RowWriter& out) {
            for (const DueRequest& line : due) {
                out.row({line.request.id, value_of(line.request.member),
                         std::string(name_of(line.request.kind)), line.request.received_on,
                         std::string(name_of(line.step)), line.due, line.days_left,
                         reason_of(line, context.lang() == "vi")});
            }
        });
        return flags->exit_code && !due.empty() ? 1 : 0;
    };
}

Action bind_enroll_request_list(Parser& parser) {
    auto open_only = std::make_shared<bool>(false);
    parser.add_flag("--open", *open_only, "only those that are not done");
    return [open_only](Context& context) {
        static const ListShape shape{"hnat.enroll.request.list/1",
                                     {{"request", "Request", true},
                                      {"member", "Member", true},
                                      {"kind", "Kind"},
                                      {"received_on", "Received"},
                                      {"answer_due", "Answer due", false, false},
                                      {"answered_on", "Answered"},
                                      {"due", "Due"},
                                      {"extended_on", "Extended"},
                                      {"extension_reason", "Reason", false, false},
                                      {"done_on", "Done"},
                                      {"outcome", "Outcome"}}};
        context.write_list(shape, [&](RowWriter& out) {
            for (const DataRequest& request : list_requests(context.store(), *open_only)) {
                out.row({request.id, value_of(request.member), std::string(name_of(request.kind)),
                         request.received_on, request.answer_due, value_of(request.answered_on), request.due,
                         value_of(request.extended_on),
                         request.extension_reason ? Value{*request.extension_reason} : Value{},
                         value_of(request.done_on),
                         request.outcome ? Value{std::string(name_of(*request.outcome))} : Value{}});
            }
        });
        return 0;
    };
}

} // namespace hnat::cli
