// plan start, done, item add, item done, item assign, note.
#include "base/message.hpp"
#include "cli/command.hpp"
#include "cli/options.hpp"
#include "cli/text_flags.hpp"
#include "enroll/plan.hpp"
#include "store/office.hpp"

#include <memory>

namespace hnat::cli {

namespace {

/// The flags of these commands; each declares those that it has.
struct PlanFlags {
    std::string step, item;
    std::optional<std::string> owner, due;
    TextFlags text;

    void declare_step(Parser& parser) {
        parser.add_option("STEP", step, "Number or code of the step")->required();
    }
    void declare_item(Parser& parser) {
        parser.add_option("ITEM", item, "Code of the item: see hnat plan show")->required();
    }
    Option* declare_owner(Parser& parser) {
        return parser.add_option("--owner", owner, "Code of the staff member who answers for it")
            ->type_name("STAFF");
    }
    void declare_due(Parser& parser, std::string_view description) {
        parser.add_option("--due", due, std::string(description))->type_name("DAY");
    }

    /// Checked against the active staff.
    [[nodiscard]] std::optional<std::string> staff(Context& context) const {
        return owner ? std::optional(find_staff(context.store(), *owner).code) : std::nullopt;
    }
    [[nodiscard]] std::optional<Day> day(const Context& context) const {
        return due ? std::optional(day_of_flag("--due", *due, context.today())) : std::nullopt;
    }
};

} // namespace

Action bind_plan_start(Parser& parser) {
    auto flags = std::make_shared<PlanFlags>();
    flags->declare_step(parser);
    flags->declare_owner(parser);
    return [flags](Context& context) {
        const auto owner = flags->staff(context);
        Transaction transaction(context.store(), context.actor());
        start_step(transaction, flags->step, owner);
        transaction.commit();
        context.note(owner ? say("step {} is under way, with {}", flags->step, *owner)
                           : say("step {} is under way", flags->step));
        return 0;
    };
}

Action bind_plan_done(Parser& parser) {
    auto flags = std::make_shared<PlanFlags>();
    flags->declare_step(parser);
    return [flags](Context& context) {
        Transaction transaction(context.store(), context.actor());
        finish_step(transaction, flags->step, context.lang() == "vi");
        transaction.commit();
        context.note(say("step {} is done", flags->step));
        return 0;
    };
}

Action bind_plan_item_add(Parser& parser) {
    auto flags = std::make_shared<PlanFlags>();
    flags->declare_step(parser);
    flags->text.declare(parser, mark_message("what is to be done"));
    flags->declare_owner(parser);
    flags->declare_due(parser, mark_message("The day it is due [the step's]"));
    return [flags](Context& context) {
        const std::string text = flags->text.require(context);
        const auto owner = flags->staff(context);
        const auto due = flags->day(context);
        Transaction transaction(context.store(), context.actor());
        const std::string code = add_plan_item(transaction, flags->step, text, owner, due);
        transaction.commit();
        context.note(say("added item {} to step {}", code, flags->step));
        return 0;
    };
}

Action bind_plan_item_done(Parser& parser) {
    auto flags = std::make_shared<PlanFlags>();
    flags->declare_step(parser);
    flags->declare_item(parser);
    return [flags](Context& context) {
        Transaction transaction(context.store(), context.actor());
        finish_plan_item(transaction, flags->step, flags->item);
        transaction.commit();
        context.note(say("item {} of step {} is done", flags->item, flags->step));
        return 0;
    };
}

Action bind_plan_item_assign(Parser& parser) {
    auto flags = std::make_shared<PlanFlags>();
    flags->declare_step(parser);
    flags->declare_item(parser);
    flags->declare_owner(parser);
    flags->declare_due(parser, mark_message("The day it is due"));
    return [flags](Context& context) {
        const auto owner = flags->staff(context);
        const auto due = flags->day(context);
        Transaction transaction(context.store(), context.actor());
        assign_plan_item(transaction, flags->step, flags->item, owner, due);
        transaction.commit();
        if (owner && due) {
            context.note(say("item {} of step {} is with {}, due on {}", flags->item, flags->step, *owner,
                             to_iso(*due)));
        } else if (owner) {
            context.note(say("item {} of step {} is with {}", flags->item, flags->step, *owner));
        } else if (due) {
            context.note(say("item {} of step {} is due on {}", flags->item, flags->step, to_iso(*due)));
        }
        return 0;
    };
}

Action bind_plan_note(Parser& parser) {
    auto flags = std::make_shared<PlanFlags>();
    flags->declare_step(parser);
    flags->text.declare(parser, mark_message("the note"));
    return [flags](Context& context) {
        const std::string text = flags->text.require(context);
        Transaction transaction(context.store(), context.actor());
        add_plan_note(transaction, flags->step, text);
        transaction.commit();
        context.note(say("noted at step {}", flags->step));
        return 0;
    };
}

} // namespace hnat::cli
