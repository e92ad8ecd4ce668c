// enroll list, show, edit.
#include "base/error.hpp"
#include "base/message.hpp"
#include "cli/command.hpp"
#include "cli/enroll_person.hpp"
#include "cli/options.hpp"
#include "enroll/member_card.hpp"
#include "enroll/member_edit.hpp"
#include "survey/register.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <memory>

namespace hnat::cli {

namespace {

Value day_or_empty(const std::optional<Day>& day) {
    return day ? Value(*day) : Value();
}

Value text_or_empty(const std::optional<std::string>& text) {
    return text ? Value(*text) : Value();
}

ListShape list_shape() {
    return {"hnat.enroll.list/1",
            {{"member", "No.", true},
             {"name", "Name"},
             {"groups", "Groups"},
             {"purposes", "Agreed to"},
             {"consents_until", "Until"},
             {"old_charter", "Old charter", false, true, FieldType::yes_no},
             {"restricted_on", "Restricted", false, false}}};
}

Row list_row(const MemberLine& line) {
    std::vector<std::string> groups;
    for (const MemberGroup& group : line.groups) {
        groups.push_back(fmt::format("{} ({})", group.group, name_of(group.role)));
    }
    std::vector<std::string_view> purposes;
    for (const Purpose purpose : line.purposes) {
        purposes.push_back(name_of(purpose));
    }
    return {line.id,
            text_or_empty(line.name),
            fmt::format("{}", fmt::join(groups, ", ")),
            fmt::format("{}", fmt::join(purposes, ", ")),
            day_or_empty(line.consents_until),
            line.old_charter,
            day_or_empty(line.restricted_on)};
}

/// The card as a list of fields, so that it has all formats.
ListShape card_shape() {
    return {"hnat.enroll.show/1",
            {{"day", "Day"},
             {"field", "Field", false, true, FieldType::label},
             {"value", "Value", false, true, FieldType::any}}};
}

std::string consent_text(const MemberConsent& consent) {
    std::string text =
        say("{}: {}, charter {}, {}, evidence {}", name_of(consent.purpose), name_of(consent.state),
            consent.charter, name_of(consent.method), consent.evidence);
    if (consent.sensitive_notice) {
        text += tr(", sensitive notice given");
    }
    if (consent.withdrawn_on) {
        text += say(", withdrawn on {}", to_iso(*consent.withdrawn_on));
    } else {
        text += say(", until {}", to_iso(consent.expires_on));
    }
    return text;
}

std::string request_text(const MemberRequest& request) {
    if (request.done_on) {
        return say("{} {}: {} on {}", request.kind, request.id, request.outcome, to_iso(*request.done_on));
    }
    return say("{} {}: due {}", request.kind, request.id, to_iso(request.due));
}

void write_person(RowWriter& writer, const MemberCard& card) {
    const auto field = [&writer](std::string_view name, Value value) {
        writer.row({Value(), std::string(name), std::move(value)});
    };
    field(mark_message("member"), card.id);
    if (card.withdrawn_on) {
        field(mark_message("status"), say("withdrawn, to be erased by {}", to_iso(card.expires_on)));
    }
    if (card.name) {
        field(mark_message("name"), *card.name);
    }
    if (card.contact) {
        field(mark_message("contact"), *card.contact);
    } else if (!card.withdrawn_on) {
        field(mark_message("contact"),
              std::string(card.restricted_on ? tr("not shown: the person asked for restriction")
                                             : tr("not shown: no consent to contact is in force")));
    }
    field(mark_message("language"), card.language);
    field(mark_message("joined_on"), card.joined_on);
    if (!card.withdrawn_on) {
        field(mark_message("expires_on"), card.expires_on);
    }
    if (card.restricted_on) {
        field(mark_message("restricted_on"), *card.restricted_on);
    }
}

void write_card(RowWriter& writer, const MemberCard& card) {
    write_person(writer, card);
    for (const MemberGroup& group : card.groups) {
        writer.row({group.since, std::string(mark_message("group")),
                    fmt::format("{} {}: {}", group.group, group.group_name, name_of(group.role))});
    }
    for (const MemberConsent& consent : card.consents) {
        writer.row({consent.given_on, std::string(mark_message("consent")), consent_text(consent)});
    }
    for (const MemberRequest& request : card.requests) {
        writer.row({request.received_on, std::string(mark_message("request")), request_text(request)});
    }
    for (const MemberRecognition& recognition : card.recognitions) {
        writer.row({recognition.day, std::string(mark_message("recognition")), recognition.reason});
    }
}

struct EditFlags {
    std::int64_t member = 0;
    std::optional<std::string> person_file, language, group;
    std::optional<MemberRole> role;
};

MemberEdit edit_of(Context& context, const EditFlags& flags) {
    if (flags.group.has_value() != flags.role.has_value()) {
        throw Error(ErrorKind::usage, say("--group and --role go together: a role is one in a group"));
    }
    if (!flags.person_file && !flags.language && !flags.role) {
        throw Error(ErrorKind::usage,
                    say("nothing to correct; give --person-file F, --language L, or --group GROUP --role R"));
    }
    MemberEdit edit;
    edit.language = flags.language;
    if (flags.group) {
        edit.role = RoleEdit{find_group(context.store(), *flags.group, context.today()).id, *flags.role};
    }
    if (flags.person_file) {
        PersonFile corrections = read_corrections(context, *flags.person_file);
        edit.name = std::move(corrections.name);
        edit.contact = std::move(corrections.contact);
    }
    return edit;
}

} // namespace

Action bind_enroll_list(Parser& parser) {
    struct Flags {
        std::optional<std::string> group;
        std::optional<Purpose> purpose;
        std::optional<std::int64_t> expiring;
        bool old_charter = false;
    };
    auto flags = std::make_shared<Flags>();
    parser.add_option("--group", flags->group, "moderators of this group: number, address or key")
        ->type_name("GROUP");
    add_choice<Purpose>(parser, "--purpose", flags->purpose, "whose consent to it is in force");
    add_count(parser, "--expiring", flags->expiring, "with a consent that ends within so many days", 0, 3660);
    parser.add_flag("--old-charter", flags->old_charter,
                    "with a consent to an older charter than the adopted one");
    return [flags](Context& context) {
        Store& store = context.store();
        MemberFilter filter;
        if (flags->group) {
            filter.group = find_group(store, *flags->group, context.today()).id;
        }
        filter.purpose = flags->purpose;
        if (flags->expiring) {
            filter.expiring_days = static_cast<int>(*flags->expiring);
        }
        filter.old_charter = flags->old_charter;
        context.write_list(list_shape(), [&](RowWriter& writer) {
            for (const MemberLine& line : list_members(store, filter, context.today())) {
                writer.row(list_row(line));
            }
        });
        return 0;
    };
}

Action bind_enroll_show(Parser& parser) {
    auto member = std::make_shared<std::int64_t>(0);
    add_number(parser, "MEMBER", *member, "number of the member: see hnat enroll list");
    return [member](Context& context) {
        const MemberCard card = member_card(context.store(), *member, context.today());
        context.write_list(card_shape(), [&](RowWriter& writer) { write_card(writer, card); });
        return 0;
    };
}

Action bind_enroll_edit(Parser& parser) {
    auto flags = std::make_shared<EditFlags>();
    add_number(parser, "MEMBER", flags->member, "number of the member: see hnat enroll list");
    add_person_file(parser, flags->person_file);
    parser.add_option("--language", flags->language, "the language to write to the person in")
        ->type_name("LANGUAGE");
    parser.add_option("--group", flags->group, "the group whose role is corrected: number, address or key")
        ->type_name("GROUP");
    add_choice<MemberRole>(parser, "--role", flags->role, "what the person does in that group");
    return [flags](Context& context) {
        Store& store = context.store();
        const MemberEdit edit = edit_of(context, *flags);
        Transaction transaction(store, context.actor());
        std::vector<std::string> changed = edit_member(transaction, flags->member, edit);
        transaction.commit();
        std::ranges::transform(changed, changed.begin(), tr);
        context.note(changed.empty() ? say("member {}: nothing to change", flags->member)
                                     : say("member {}: changed {}", flags->member, fmt::join(changed, ", ")));
        return 0;
    };
}

} // namespace hnat::cli
