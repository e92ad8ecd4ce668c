// meeting plan, invite, move, cancel, hold, attend.
#include "base/error.hpp"
#include "base/message.hpp"
#include "cli/command.hpp"
#include "cli/document_options.hpp"
#include "cli/meeting_options.hpp"
#include "cli/options.hpp"
#include "meeting/change.hpp"
#include "meeting/document.hpp"

#include <algorithm>
#include <memory>

namespace hnat::cli {

namespace {

struct PlanFlags {
    MeetingKind kind = MeetingKind::quarterly;
    std::string at, place, agenda;
    std::optional<std::int64_t> minutes;
    std::vector<std::string> materials, groups;
};

Material material_of_flag(const std::string& text) {
    const auto sign = text.find('=');
    if (sign == std::string::npos || sign == 0 || sign + 1 == text.size()) {
        throw Error(
            ErrorKind::usage,
            say("--material: expected a title, '=' and where it is, as \"Draft charter=charter.pdf\""));
    }
    return {text.substr(0, sign), text.substr(sign + 1)};
}

/// The groups named, or else those that the kind is for.
std::vector<std::int64_t> groups_to_plan(Context& context, const PlanFlags& flags) {
    if (!flags.groups.empty()) {
        return group_numbers(context, flags.groups);
    }
    auto groups = groups_for(context.store(), flags.kind, context.today());
    if (groups.empty()) {
        throw Error(ErrorKind::usage,
                    flags.kind == MeetingKind::ad_hoc
                        ? say("an ad-hoc meeting is for no groups in particular; name the groups to invite "
                              "with --group")
                    : flags.kind == MeetingKind::preparatory
                        ? say("no group is shortlisted or approached; name the groups to invite with --group")
                        : say("no group has joined; name the groups to invite with --group"));
    }
    return groups;
}

MeetingPlan make_plan(Context& context, const PlanFlags& flags) {
    MeetingPlan plan;
    plan.kind = flags.kind;
    plan.at = moment_of_flag("--at", flags.at);
    plan.minutes = static_cast<int>(flags.minutes.value_or(plan.minutes));
    plan.place = flags.place;
    plan.agenda = flags.agenda;
    for (const auto& material : flags.materials) {
        plan.materials.push_back(material_of_flag(material));
    }
    plan.groups = groups_to_plan(context, flags);
    return plan;
}

struct InviteFlags {
    std::string meeting;
    std::vector<std::string> groups;
    std::optional<std::string> templates;
};

/// Tells which groups get no invitation any more, so that nobody is left out unseen.
void note_left_out(Context& context, const MeetingCard& card) {
    for (const auto& group : card.groups) {
        if (group.group && !group.may_be_invited) {
            context.note(
                say("group {} gets no invitation: it has left, expired or rests, or nobody of it consents "
                    "to contact any more",
                    *group.group));
        }
    }
}

int invite(Context& context, const InviteFlags& flags) {
    const auto format =
        chosen_document_format(context.flags(), mark_message("names no format of invitations"));
    Store& store = context.store();
    const auto groups = group_numbers(context, flags.groups);
    Transaction transaction(store, context.actor());
    const Meeting meeting = find_meeting(store, flags.meeting, context.today());
    invite_to_meeting(transaction, meeting, groups);
    const MeetingCard card = meeting_card(store, meeting, context.today());
    // Rendered before the commit: an invitation that can't be printed is not on record as sent.
    const std::string text =
        render_invitation(read_office(store), chosen_form(context), card, context.today(), context.lang(),
                          format, chosen_templates(context, flags.templates));
    context.write_document(text, is_binary(format));
    transaction.commit();
    note_left_out(context, card);
    const auto invited = std::ranges::count_if(card.groups, &MeetingGroup::may_be_invited);
    context.note(say_plural("meeting {}: {} group invited", "meeting {}: {} groups invited", invited,
                            meeting.id, invited));
    return 0;
}

} // namespace

Action bind_meeting_plan(Parser& parser) {
    auto flags = std::make_shared<PlanFlags>();
    add_choice<MeetingKind>(parser, "--kind", flags->kind, "What it is for")->required();
    parser.add_option("--at", flags->at, R"(Day and time: "2026-10-05 14:00" or "5/10/2026 14:00")")
        ->type_name("TIME")
        ->required();
    parser.add_option("--place", flags->place, "Where, or the link of an online meeting")
        ->type_name("PLACE")
        ->required();
    add_count(parser, "--minutes", flags->minutes, "How long [90]", 5, 1440);
    parser.add_option("--agenda", flags->agenda, "What it is about; may have several lines")
        ->type_name("TEXT");
    parser
        .add_option("--material", flags->materials,
                    "Something to read before, once for each: \"title=reference\"")
        ->type_name("TEXT");
    parser
        .add_option(
            "--group", flags->groups,
            "Whom to invite [the joined groups; for a preparatory meeting, the shortlisted and approached]")
        ->type_name("GROUP");
    return [flags](Context& context) {
        const MeetingPlan plan = make_plan(context, *flags);
        Transaction transaction(context.store(), context.actor());
        const std::int64_t id = plan_meeting(transaction, plan);
        transaction.commit();
        const auto count = static_cast<std::int64_t>(plan.groups.size());
        context.note(say_plural("planned meeting {}: {}, {}, {} group",
                                "planned meeting {}: {}, {}, {} groups", count, id, name_of(plan.kind),
                                to_text(plan.at), count));
        if (plan.at.day < context.today()) {
            context.note(say("its day is over: it reads as missed until `hnat meeting hold {}`", id));
        }
        return 0;
    };
}

Action bind_meeting_invite(Parser& parser) {
    auto flags = std::make_shared<InviteFlags>();
    add_meeting_argument(parser, flags->meeting);
    parser.add_option("--group", flags->groups, "Invite this group too")->type_name("GROUP");
    add_templates_flag(parser, flags->templates);
    return [flags](Context& context) { return invite(context, *flags); };
}

Action bind_meeting_move(Parser& parser) {
    struct Flags {
        std::string meeting;
        std::optional<std::string> at, place;
    };
    auto flags = std::make_shared<Flags>();
    add_meeting_argument(parser, flags->meeting);
    parser.add_option("--at", flags->at, "New day and time")->type_name("TIME");
    parser.add_option("--place", flags->place, "New place")->type_name("PLACE");
    return [flags](Context& context) {
        if (!flags->at && !flags->place) {
            throw Error(ErrorKind::usage,
                        say("give the new time with --at, the new place with --place, or both"));
        }
        const auto at = flags->at ? std::optional(moment_of_flag("--at", *flags->at)) : std::nullopt;
        Transaction transaction(context.store(), context.actor());
        const Meeting meeting = find_meeting(context.store(), flags->meeting, context.today());
        move_meeting(transaction, meeting, at, flags->place);
        transaction.commit();
        const std::string moved_to = to_text(at.value_or(meeting.at));
        context.note(meeting.invited_on ? say("meeting {} is moved to {}; its groups were invited before: "
                                              "`hnat meeting invite` again",
                                              meeting.id, moved_to)
                                        : say("meeting {} is moved to {}", meeting.id, moved_to));
        return 0;
    };
}

Action bind_meeting_cancel(Parser& parser) {
    auto reference = std::make_shared<std::string>();
    add_meeting_argument(parser, *reference);
    return [reference](Context& context) {
        Transaction transaction(context.store(), context.actor());
        const Meeting meeting = find_meeting(context.store(), *reference, context.today());
        cancel_meeting(transaction, meeting);
        transaction.commit();
        context.note(say("meeting {} of {} is cancelled", meeting.id, to_text(meeting.at)));
        return 0;
    };
}

Action bind_meeting_hold(Parser& parser) {
    struct Flags {
        std::string meeting;
        std::optional<std::string> on;
    };
    auto flags = std::make_shared<Flags>();
    add_meeting_argument(parser, flags->meeting);
    parser.add_option("--on", flags->on, "Day on which it took place [its own day]")->type_name("DAY");
    return [flags](Context& context) {
        const Day today = context.today();
        const auto day = flags->on ? std::optional(day_of_flag("--on", *flags->on, today)) : std::nullopt;
        Transaction transaction(context.store(), context.actor());
        const Meeting meeting = find_meeting(context.store(), flags->meeting, today);
        hold_meeting(transaction, meeting, day);
        transaction.commit();
        context.note(say("meeting {} was held on {}; `hnat meeting attend {}` says who came", meeting.id,
                         to_iso(day.value_or(meeting.at.day)), meeting.id));
        return 0;
    };
}

Action bind_meeting_attend(Parser& parser) {
    struct Flags {
        std::string meeting;
        std::vector<std::string> present, apologies, absent;
    };
    auto flags = std::make_shared<Flags>();
    add_meeting_argument(parser, flags->meeting);
    parser.add_option("--present", flags->present, "Groups that were there")->type_name("GROUP");
    parser.add_option("--apologies", flags->apologies, "Groups that sent word")->type_name("GROUP");
    parser.add_option("--absent", flags->absent, "Groups that did not come")->type_name("GROUP");
    return [flags](Context& context) {
        Transaction transaction(context.store(), context.actor());
        const Meeting meeting = find_meeting(context.store(), flags->meeting, context.today());
        const AttendanceLists lists{group_numbers(context, flags->present),
                                    group_numbers(context, flags->apologies),
                                    group_numbers(context, flags->absent)};
        record_attendance(transaction, meeting, lists);
        transaction.commit();
        context.note(say("meeting {}: {} present, {} with apologies, {} absent", meeting.id,
                         lists.present.size(), lists.apologies.size(), lists.absent.size()));
        if (meeting.state != MeetingState::held) {
            context.note(say("it is not on record as held yet: `hnat meeting hold {}`", meeting.id));
        }
        return 0;
    };
}

} // namespace hnat::cli
