// meeting list, show, due, ics.
#include "base/error.hpp"
#include "base/message.hpp"
#include "cli/command.hpp"
#include "cli/meeting_options.hpp"
#include "cli/options.hpp"
#include "meeting/calendar.hpp"
#include "meeting/due.hpp"
#include "meeting/meeting.hpp"
#include "store/office.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <memory>

namespace hnat::cli {

namespace {

constexpr std::string_view k_left = mark_message("(left the register)");

template <typename Type>
Value optional_value(const std::optional<Type>& value) {
    return value ? Value(*value) : Value();
}

const ListShape& list_shape() {
    static const ListShape shape{"hnat.meeting.list/1",
                                 {{"number", "No.", true},
                                  {"at", "At"},
                                  {"kind", "Kind"},
                                  {"state", "State"},
                                  {"place", "Place"},
                                  {"groups", "Groups", true},
                                  {"present", "Present", true},
                                  {"open_questions", "Questions", true},
                                  {"open_actions", "Actions", true},
                                  {"minutes", "Minutes", true, false},
                                  {"invited_on", "Invited on", false, false},
                                  {"sequence", "Sequence", true, false}}};
    return shape;
}

Row list_row(const MeetingSummary& summary) {
    const Meeting& meeting = summary.meeting;
    return {meeting.id,
            to_text(meeting.at),
            std::string(name_of(meeting.kind)),
            std::string(name_of(meeting.state)),
            meeting.place,
            summary.groups,
            summary.present,
            summary.open_questions,
            summary.open_tasks,
            std::int64_t{meeting.minutes},
            optional_value(meeting.invited_on),
            meeting.sequence};
}

const ListShape& show_shape() {
    static const ListShape shape{"hnat.meeting.show/1",
                                 {{"field", "Field", false, true, FieldType::label},
                                  {"number", "No.", true},
                                  {"day", "Day"},
                                  {"who", "Who"},
                                  {"state", "State"},
                                  {"text", "Text", false, true, FieldType::any}}};
    return shape;
}

void write_facts(RowWriter& writer, const MeetingCard& card) {
    const Meeting& meeting = card.meeting;
    const auto fact = [&writer](std::string_view field, Value text) {
        writer.row({std::string(field), Value(), Value(), Value(), Value(), std::move(text)});
    };
    writer.row({std::string(mark_message("meeting")), meeting.id, meeting.at.day, Value(),
                std::string(name_of(meeting.state)), std::string(name_of(meeting.kind))});
    fact(mark_message("at"), to_text(meeting.at));
    fact(mark_message("minutes"), std::int64_t{meeting.minutes});
    fact(mark_message("place"), meeting.place);
    if (!meeting.agenda.empty()) {
        fact(mark_message("agenda"), meeting.agenda);
    }
    for (const auto& material : card.materials) {
        fact(mark_message("material"), material.title + ": " + material.reference);
    }
    fact(mark_message("planned_on"), meeting.planned_on);
    if (meeting.invited_on) {
        fact(mark_message("invited_on"), *meeting.invited_on);
    }
    if (meeting.closed_on) {
        fact(meeting.state == MeetingState::held ? mark_message("held_on") : mark_message("cancelled_on"),
             *meeting.closed_on);
    }
    fact(mark_message("sequence"), meeting.sequence);
}

void write_discussion(RowWriter& writer, const MeetingCard& card, Day today) {
    for (const auto& group : card.groups) {
        writer.row({std::string(mark_message("group")), optional_value(group.group), Value(),
                    group.group ? group.name : std::string(tr(k_left)),
                    std::string(group.attendance ? name_of(*group.attendance) : "invited"), Value()});
    }
    for (const auto& question : card.questions) {
        writer.row({std::string(mark_message("question")), question.id, question.day,
                    question.group ? Value(question.group_name) : Value(),
                    std::string(question.answer ? "answered" : "open"), question.text});
        if (question.answer) {
            writer.row({std::string(mark_message("answer")), question.id, *question.answered_on, Value(),
                        Value(), *question.answer});
        }
    }
    for (const auto& task : card.tasks) {
        const char* state = task.done_on ? "done" : task.due < today ? "late" : "open";
        writer.row({std::string(mark_message("action")), task.id, task.due, task.owner, std::string(state),
                    task.text});
    }
}

const ListShape& due_shape() {
    static const ListShape shape{"hnat.meeting.due/1",
                                 {{"number", "No.", true},
                                  {"name", "Group"},
                                  {"last_contact", "Last contact"},
                                  {"days_left", "Days left", true},
                                  {"liaison", "Liaison"},
                                  {"why", "Why"},
                                  {"joined_on", "Joined on", false, false},
                                  {"quarter", "Quarter", false, false},
                                  {"quarter_end", "Last day of the quarter", false, false}}};
    return shape;
}

Row due_row(const DueList& list, const DueGroup& group, bool vietnamese) {
    std::vector<std::string> reasons;
    for (const auto& reason : group.why) {
        reasons.push_back(in_words(reason, vietnamese));
    }
    return {group.group,
            group.name,
            optional_value(group.last_contact),
            list.days_left,
            optional_value(group.liaison),
            fmt::format("{}", fmt::join(reasons, "; ")),
            group.joined_on,
            list.quarter.code(),
            list.quarter.days.end - std::chrono::days{1}};
}

} // namespace

Action bind_meeting_list(Parser& parser) {
    struct Flags {
        std::optional<MeetingKind> kind;
        std::optional<MeetingState> state;
        std::optional<std::string> since, until;
    };
    auto flags = std::make_shared<Flags>();
    add_choice<MeetingKind>(parser, "--kind", flags->kind, "Only this kind");
    add_choice<MeetingState>(parser, "--state", flags->state, "Only in this state");
    parser.add_option("--since", flags->since, "On this day or later")->type_name("DAY");
    parser.add_option("--until", flags->until, "On this day or before")->type_name("DAY");
    return [flags](Context& context) {
        const Day today = context.today();
        MeetingFilter filter{flags->kind, flags->state, {}, {}};
        if (flags->since) {
            filter.since = day_of_flag("--since", *flags->since, today);
        }
        if (flags->until) {
            filter.until = day_of_flag("--until", *flags->until, today);
        }
        context.write_list(list_shape(), [&](RowWriter& writer) {
            for (const auto& summary : list_meetings(context.store(), filter, today)) {
                writer.row(list_row(summary));
            }
        });
        return 0;
    };
}

Action bind_meeting_show(Parser& parser) {
    auto reference = std::make_shared<std::string>();
    add_meeting_argument(parser, *reference);
    return [reference](Context& context) {
        const Day today = context.today();
        const Meeting meeting = find_meeting(context.store(), *reference, today);
        const MeetingCard card = meeting_card(context.store(), meeting, today);
        context.write_list(show_shape(), [&](RowWriter& writer) {
            write_facts(writer, card);
            write_discussion(writer, card, today);
        });
        return 0;
    };
}

Action bind_meeting_due(Parser& parser) {
    struct Flags {
        std::optional<std::string> as_of, regime;
        bool exit_code = false;
    };
    auto flags = std::make_shared<Flags>();
    parser.add_option("--as-of", flags->as_of, "The list as it is on this day [today]")->type_name("DAY");
    parser.add_option("--regime", flags->regime, "Calendar of the quarters [the setting regime, else nd09]")
        ->type_name("nd09|calendar");
    parser.add_flag("--exit-code", flags->exit_code, "Exit with 1 when a group is on the list");
    return [flags](Context& context) {
        const Day day =
            flags->as_of ? day_of_flag("--as-of", *flags->as_of, context.today()) : context.today();
        const Regime& regime =
            find_regime(flags->regime ? *flags->regime : context.settings().value("regime"));
        const DueList list = due_contacts(context.store(), regime, day);
        const bool vietnamese = context.lang() == "vi";
        context.write_list(due_shape(), [&](RowWriter& writer) {
            for (const auto& group : list.groups) {
                writer.row(due_row(list, group, vietnamese));
            }
        });
        return flags->exit_code && !list.groups.empty() ? 1 : 0;
    };
}

Action bind_meeting_ics(Parser& parser) {
    auto reference = std::make_shared<std::optional<std::string>>();
    parser.add_option("MEETING", *reference, "Number of a meeting, or its day [all that are to come]");
    return [reference](Context& context) {
        context.require_no_format(tr("a calendar"));
        const Store& store = context.store();
        const Day today = context.today();
        const auto meetings = *reference ? std::vector<Meeting>{find_meeting(store, **reference, today)}
                                         : calendar_meetings(store, today);
        context.write_document(to_icalendar(meetings, read_office(store).name, context.lang()));
        return 0;
    };
}

} // namespace hnat::cli
