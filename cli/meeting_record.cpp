// meeting question, answer, action, done, minutes.
#include "base/error.hpp"
#include "base/message.hpp"
#include "cli/command.hpp"
#include "cli/document_options.hpp"
#include "cli/meeting_options.hpp"
#include "cli/options.hpp"
#include "meeting/change.hpp"
#include "meeting/document.hpp"
#include "store/office.hpp"

#include <memory>

namespace hnat::cli {

namespace {

void add_text_flag(Parser& parser, std::string& target, std::string_view description) {
    parser.add_option("--text", target, std::string(description))->type_name("TEXT")->required();
}

} // namespace

Action bind_meeting_question(Parser& parser) {
    struct Flags {
        std::string meeting, text;
        std::vector<std::string> group;
    };
    auto flags = std::make_shared<Flags>();
    add_meeting_argument(parser, flags->meeting);
    add_text_flag(parser, flags->text, mark_message("What was asked, without anybody's name or contact"));
    parser.add_option("--group", flags->group, "The group that asked")->type_name("GROUP")->expected(1);
    return [flags](Context& context) {
        Transaction transaction(context.store(), context.actor());
        const Meeting meeting = find_meeting(context.store(), flags->meeting, context.today());
        const auto groups = group_numbers(context, flags->group);
        const std::int64_t question = add_question(
            transaction, meeting, flags->text, groups.empty() ? std::nullopt : std::optional(groups.front()));
        transaction.commit();
        context.note(say("question {} is added to meeting {}", question, meeting.id));
        return 0;
    };
}

Action bind_meeting_answer(Parser& parser) {
    struct Flags {
        std::int64_t question = 0;
        std::string text;
    };
    auto flags = std::make_shared<Flags>();
    add_number(parser, "QUESTION", flags->question, "number of the question: see hnat meeting show");
    add_text_flag(parser, flags->text, mark_message("The answer"));
    return [flags](Context& context) {
        Transaction transaction(context.store(), context.actor());
        answer_question(transaction, flags->question, flags->text);
        transaction.commit();
        context.note(say("question {} is answered", flags->question));
        return 0;
    };
}

Action bind_meeting_action(Parser& parser) {
    struct Flags {
        std::string meeting, text, owner, due;
    };
    auto flags = std::make_shared<Flags>();
    add_meeting_argument(parser, flags->meeting);
    add_text_flag(parser, flags->text, mark_message("What is to be done"));
    parser.add_option("--owner", flags->owner, "Code of the staff member who does it")
        ->type_name("STAFF")
        ->required();
    parser.add_option("--due", flags->due, "Day by which it is done")->type_name("DAY")->required();
    return [flags](Context& context) {
        Store& store = context.store();
        const Day due = day_of_flag("--due", flags->due, context.today());
        Transaction transaction(store, context.actor());
        const Meeting meeting = find_meeting(store, flags->meeting, context.today());
        const Staff owner = find_staff(store, flags->owner);
        const std::int64_t action = add_task(transaction, meeting, flags->text, owner.code, due);
        transaction.commit();
        context.note(say("action {} is added to meeting {}: {}, due on {}", action, meeting.id, owner.code,
                         to_iso(due)));
        return 0;
    };
}

Action bind_meeting_done(Parser& parser) {
    auto action = std::make_shared<std::int64_t>(0);
    add_number(parser, "ACTION", *action, "number of the action: see hnat meeting show");
    return [action](Context& context) {
        Transaction transaction(context.store(), context.actor());
        finish_task(transaction, *action);
        transaction.commit();
        context.note(say("action {} is done", *action));
        return 0;
    };
}

Action bind_meeting_minutes(Parser& parser) {
    struct Flags {
        std::string meeting;
        std::optional<std::string> templates;
    };
    auto flags = std::make_shared<Flags>();
    add_meeting_argument(parser, flags->meeting);
    add_templates_flag(parser, flags->templates);
    return [flags](Context& context) {
        const auto format =
            chosen_document_format(context.flags(), mark_message("names no format of minutes"));
        Store& store = context.store();
        const Meeting meeting = find_meeting(store, flags->meeting, context.today());
        context.write_document(render_minutes(read_office(store), chosen_form(context),
                                              meeting_card(store, meeting, context.today()), context.today(),
                                              context.lang(), format,
                                              chosen_templates(context, flags->templates)),
                               is_binary(format));
        return 0;
    };
}

} // namespace hnat::cli
