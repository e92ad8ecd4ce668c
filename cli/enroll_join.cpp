// enroll approach, decline, join, consent, left.
#include "base/error.hpp"
#include "base/message.hpp"
#include "cli/arguments.hpp"
#include "cli/command.hpp"
#include "cli/enroll_person.hpp"
#include "enroll/approach.hpp"
#include "enroll/join.hpp"
#include "store/office.hpp"
#include "survey/register.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <memory>

namespace hnat::cli {

namespace {

void add_group(Parser& parser, std::string& group) {
    parser.add_option("GROUP", group, "number, address or key of the group")->required();
}

void add_day(Parser& parser, std::optional<std::string>& day, std::string_view description) {
    parser.add_option("--on", day, std::string(description))->type_name("DAY");
}

Day day_or_today(const Context& context, const std::optional<std::string>& day) {
    return day ? day_of_flag("--on", *day, context.today()) : context.today();
}

/// What one paper says, for all its purposes.
struct ConsentFlags {
    std::string purposes_flag;
    std::vector<std::string> purposes;
    ConsentMethod method = ConsentMethod::written;
    std::string evidence;
    std::optional<std::string> on, expires;
    std::optional<std::int64_t> charter;
    bool sensitive_notice = false;

    void declare(Parser& parser, const std::string& flag) {
        purposes_flag = flag;
        parser
            .add_option(
                flag, purposes,
                say("what the person agreed to, each named: {}", fmt::join(names_of<Purpose>(), ", ")))
            ->type_name(placeholder_of<Purpose>())
            ->required();
        add_choice<ConsentMethod>(parser, "--method", method, "how the consent was given")->required();
        parser
            .add_option("--evidence", evidence, "where it can be seen: the number of the form or recording")
            ->type_name("REF")
            ->required();
        add_day(parser, on, mark_message("the day that it was given (today when left out)"));
        parser
            .add_option(
                "--expires", expires,
                say("the day from which it no longer holds ({} months after it was given; {} at most)",
                    k_consent_months, k_most_consent_months))
            ->type_name("DAY");
        parser.add_flag("--sensitive-notice", sensitive_notice,
                        "the person was told that sensitive data is among what is kept");
        add_count(parser, "--charter", charter, "the version of the charter that was read (the one in force)",
                  1);
    }

    [[nodiscard]] std::vector<ConsentGiven> consents(const Context& context) const {
        ConsentGiven consent;
        consent.method = method;
        consent.evidence = evidence;
        consent.given_on = day_or_today(context, on);
        if (expires) {
            consent.expires_on = day_of_flag("--expires", *expires, context.today());
        }
        consent.sensitive_notice = sensitive_notice;
        consent.charter = charter;
        std::vector<ConsentGiven> all;
        for (const std::string& purpose : purposes) {
            consent.purpose = enum_argument<Purpose>(purposes_flag, purpose);
            all.push_back(consent);
        }
        return all;
    }
};

std::string recorded(const JoinResult& joined) {
    const auto count = static_cast<std::int64_t>(joined.consents);
    return joined.new_member
               ? say_plural("member {}: {} consent recorded", "member {}: {} consents recorded", count,
                            joined.member, count)
               : say_plural("known already as member {}: {} consent recorded",
                            "known already as member {}: {} consents recorded", count, joined.member, count);
}

} // namespace

Action bind_enroll_approach(Parser& parser) {
    struct Flags {
        std::string group;
        std::optional<std::string> on, liaison;
    };
    auto flags = std::make_shared<Flags>();
    add_group(parser, flags->group);
    add_day(parser, flags->on, mark_message("the day that it was asked (today when left out)"));
    parser
        .add_option("--liaison", flags->liaison, "code of the staff member who keeps contact with the group")
        ->type_name("STAFF");
    return [flags](Context& context) {
        Store& store = context.store();
        const Group group = find_group(store, flags->group, context.today());
        const Day on = day_or_today(context, flags->on);
        std::optional<std::string> liaison;
        if (flags->liaison) {
            liaison = find_staff(store, *flags->liaison).code;
        }
        Transaction transaction(store, context.actor());
        approach_group(transaction, group.id, on, liaison);
        transaction.commit();
        context.note(say("group {} was approached on {}", group.id, to_iso(on)));
        return 0;
    };
}

Action bind_enroll_decline(Parser& parser) {
    struct Flags {
        std::string group;
        std::optional<std::int64_t> rest;
    };
    auto flags = std::make_shared<Flags>();
    add_group(parser, flags->group);
    add_count(parser, "--rest", flags->rest,
              say("days for which nobody asks again ({} when left out)", k_rest_days), k_least_rest_days,
              k_most_rest_days);
    return [flags](Context& context) {
        Store& store = context.store();
        const Group group = find_group(store, flags->group, context.today());
        Transaction transaction(store, context.actor());
        const Day until =
            decline_group(transaction, group.id, static_cast<int>(flags->rest.value_or(k_rest_days)));
        transaction.commit();
        context.note(say("group {} declined and rests until {}", group.id, to_iso(until)));
        return 0;
    };
}

Action bind_enroll_join(Parser& parser) {
    struct Flags {
        std::string group, language = "vi";
        MemberRole role = MemberRole::moderator;
        ConsentFlags consent;
        std::optional<std::string> person_file;
    };
    auto flags = std::make_shared<Flags>();
    add_group(parser, flags->group);
    add_choice<MemberRole>(parser, "--role", flags->role, "what the person does in the group")->required();
    flags->consent.declare(parser, "--consent");
    parser
        .add_option("--language", flags->language,
                    "the language to write to the person in (vi when left out)")
        ->type_name("LANGUAGE");
    add_person_file(parser, flags->person_file);
    return [flags](Context& context) {
        Store& store = context.store();
        JoinRequest request;
        request.group = find_group(store, flags->group, context.today()).id;
        request.role = flags->role;
        request.language = flags->language;
        request.consents = flags->consent.consents(context);
        request.person = read_person(context, flags->person_file);
        Transaction transaction(store, context.actor());
        const JoinResult joined = join_group(transaction, request);
        transaction.commit();
        context.note(recorded(joined) + (joined.group_joined
                                             ? say("; group {} has joined", request.group)
                                             : say("; one more moderator of group {}", request.group)));
        return 0;
    };
}

Action bind_enroll_consent(Parser& parser) {
    struct Flags {
        std::int64_t member = 0;
        ConsentFlags consent;
    };
    auto flags = std::make_shared<Flags>();
    add_number(parser, "MEMBER", flags->member, "number of the member: see hnat enroll list");
    flags->consent.declare(parser, "--purpose");
    return [flags](Context& context) {
        const auto consents = flags->consent.consents(context);
        Transaction transaction(context.store(), context.actor());
        give_consents(transaction, flags->member, consents);
        transaction.commit();
        context.note(say_plural("member {}: {} consent recorded", "member {}: {} consents recorded",
                                static_cast<std::int64_t>(consents.size()), flags->member, consents.size()));
        return 0;
    };
}

Action bind_enroll_left(Parser& parser) {
    struct Flags {
        std::string group;
        std::optional<std::string> on;
    };
    auto flags = std::make_shared<Flags>();
    add_group(parser, flags->group);
    add_day(parser, flags->on, mark_message("the day that it left (today when left out)"));
    return [flags](Context& context) {
        Store& store = context.store();
        const Group group = find_group(store, flags->group, context.today());
        const Day on = day_or_today(context, flags->on);
        Transaction transaction(store, context.actor());
        const auto members = leave_group(transaction, group.id, on);
        transaction.commit();
        context.note(say("group {} left on {}", group.id, to_iso(on)));
        for (const std::int64_t member : members) {
            context.note(
                say("member {0} moderates no other joined group; the consents stay until they expire, or "
                    "are withdrawn: `hnat enroll withdraw {0}`",
                    member));
        }
        return 0;
    };
}

} // namespace hnat::cli
