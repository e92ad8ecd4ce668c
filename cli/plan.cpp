// plan show, review, reviews.
#include "enroll/plan.hpp"
#include "base/message.hpp"
#include "cli/command.hpp"
#include "cli/options.hpp"
#include "cli/plan_rows.hpp"
#include "cli/text_flags.hpp"

#include <memory>

namespace hnat::cli {

namespace {

const ListShape& review_shape() {
    static const ListShape shape{"hnat.plan.reviews/1",
                                 {{"month", "Month"},
                                  {"day", "Day"},
                                  {"staff", "By"},
                                  {"steps_done", "Steps done", true},
                                  {"steps_late", "Late", true},
                                  {"items_done", "Items done", true},
                                  {"items_late", "Late", true},
                                  {"text", "Text"}}};
    return shape;
}

struct ShowFlags {
    std::optional<std::int64_t> step;
    bool brief = false;
};

void write_step(RowWriter& out, const PlanRows& rows, const PlanStep& step, bool brief) {
    out.row(rows.of(step));
    if (brief) {
        return;
    }
    for (const PlanItem& item : step.items) {
        out.row(rows.of(step, item));
    }
    for (const PlanNote& note : step.notes) {
        out.row(PlanRows::of(step, note));
    }
}

/// What a review looks at: every step, and the items that are late.
void write_review(Context& context) {
    const PlanRows rows(context);
    context.write_list(plan_shape(), [&](RowWriter& out) {
        for (const PlanStep& step : plan_steps(context.store(), context.today())) {
            out.row(rows.of(step));
            for (const PlanItem& item : step.items) {
                if (item.state == PlanState::late) {
                    out.row(rows.of(step, item));
                }
            }
        }
    });
}

} // namespace

Action bind_plan_show(Parser& parser) {
    auto flags = std::make_shared<ShowFlags>();
    add_count(parser, "--step", flags->step, "Only this step", 1, 6);
    parser.add_flag("--steps-only", flags->brief, "Without the checklists and notes");
    return [flags](Context& context) {
        const PlanRows rows(context);
        context.write_list(plan_shape(), [&](RowWriter& out) {
            for (const PlanStep& step : plan_steps(context.store(), context.today())) {
                if (!flags->step || *flags->step == step.number) {
                    write_step(out, rows, step, flags->brief);
                }
            }
        });
        return 0;
    };
}

Action bind_plan_review(Parser& parser) {
    struct Flags {
        std::optional<std::string> month;
        TextFlags text;
    };
    auto flags = std::make_shared<Flags>();
    parser.add_option("--month", flags->month, "The month that is reviewed, such as 2026-09 [this month]")
        ->type_name("MONTH");
    flags->text.declare(parser, mark_message("what the review found"));
    return [flags](Context& context) {
        const std::string month = review_month(flags->month, context.today());
        const std::string text = flags->text.get(context).value_or("");
        Store& store = context.store();
        if (const auto before = find_review(store, month);
            before && !context.confirm(say("The review of {} was stored on {}. Replace it?", month,
                                           to_iso(before->day)))) {
            context.note(say("nothing was changed"));
            return 1;
        }
        Transaction transaction(store, context.actor());
        const PlanReview review = review_plan(transaction, month, text);
        transaction.commit();
        write_review(context);
        context.note(say("review of {}: steps: {} done, {} late; items: {} done, {} late", review.month,
                         review.steps_done, review.steps_late, review.items_done, review.items_late));
        return 0;
    };
}

Action bind_plan_reviews(Parser& /*parser*/) {
    return [](Context& context) {
        context.write_list(review_shape(), [&](RowWriter& out) {
            for (const PlanReview& review : list_reviews(context.store())) {
                out.row({review.month, review.day, review.staff, review.steps_done, review.steps_late,
                         review.items_done, review.items_late,
                         review.text.empty() ? Value{} : Value{review.text}});
            }
        });
        return 0;
    };
}

} // namespace hnat::cli
