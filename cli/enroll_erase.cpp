// enroll withdraw, erase: a member leaves.
#include "base/error.hpp"
#include "base/message.hpp"
#include "cli/arguments.hpp"
#include "cli/command.hpp"
#include "cli/enroll_mentions.hpp"
#include "cli/options.hpp"
#include "enroll/erasure.hpp"
#include "enroll/mention.hpp"
#include "enroll/withdrawal.hpp"
#include "store/wipe.hpp"

#include <array>
#include <memory>

namespace hnat::cli {

namespace {

void note_groups(Context& context, const std::vector<std::int64_t>& groups) {
    for (const auto group : groups) {
        context.note(say("group {} is no longer joined: nobody of it consents to contact any more", group));
    }
}

void note_withdrawal(Context& context, std::int64_t member, const WithdrawalResult& result) {
    if (result.leaves) {
        context.note(
            say_plural("member {0} has left: {1} consent withdrawn, nothing about the person is used any "
                       "more, and all of it "
                       "is erased by {2}: `hnat enroll erase {0}`, or `hnat db retention` on that day",
                       "member {0} has left: {1} consents withdrawn, nothing about the person is used any "
                       "more, and all of it "
                       "is erased by {2}: `hnat enroll erase {0}`, or `hnat db retention` on that day",
                       result.consents, member, result.consents, to_iso(result.erased_by)));
    } else {
        context.note(say_plural("member {}: {} consent withdrawn", "member {}: {} consents withdrawn",
                                result.consents, member, result.consents));
    }
    note_groups(context, result.groups_left);
}

bool confirm_erasure(Context& context, std::int64_t member) {
    const bool agreed = context.confirm(say("Everything about member {} will be erased for good.", member));
    if (!agreed) {
        context.note(say("nothing was changed"));
    }
    return agreed;
}

/// Erases within the transaction, commits it and writes the file anew.
void erase_and_commit(Context& context, Transaction& transaction, std::int64_t member) {
    const Traces traces = Traces::of(context.store(), std::array{member}); // nothing tells afterwards
    const ErasureResult result = erase_member(transaction, member);
    tell_mentions(context, find_mentions(context.store(), traces));
    transaction.commit();
    wipe_deleted(context.store(), say("member {} is erased", member));
    context.note(
        say("member {} is erased; copies and exports made before still have the data: destroy them", member));
    note_groups(context, result.groups_left);
    for (const auto request : result.open_requests) {
        context.note(say("request {0} is still open: `hnat enroll request done {0}`", request));
    }
}

} // namespace

Action bind_enroll_withdraw(Parser& parser) {
    struct Flags {
        std::int64_t member = 0;
        std::vector<std::string> purposes;
        WithdrawalMethod how = WithdrawalMethod::in_person;
        bool now = false;
    };
    auto flags = std::make_shared<Flags>();
    add_number(parser, "MEMBER", flags->member, "number of the member: see hnat enroll list");
    parser
        .add_option("--purpose", flags->purposes,
                    "only the consent to this purpose; may be given again [all]")
        ->type_name(placeholder_of<Purpose>());
    add_choice<WithdrawalMethod>(parser, "--how", flags->how, "how the person said it [in-person]");
    parser.add_flag("--now", flags->now, "erase in the same run instead of by the due day");
    return [flags](Context& context) {
        if (flags->now && wants_columns_of_mentions(context)) {
            return 0;
        }
        std::vector<Purpose> purposes;
        for (const std::string& purpose : flags->purposes) {
            purposes.push_back(enum_argument<Purpose>("--purpose", purpose));
        }
        Store& store = context.store();
        const bool withdrew = has_withdrawn(store, flags->member);
        if (flags->now && !confirm_erasure(context, flags->member)) {
            return 1;
        }
        Transaction transaction(store, context.actor());
        WithdrawalResult result;
        if (!(flags->now && withdrew)) {
            result = withdraw_consents(transaction, flags->member, purposes, flags->how);
        }
        if (!flags->now) {
            transaction.commit();
            note_withdrawal(context, flags->member, result);
            return 0;
        }
        if (!withdrew && !result.leaves) {
            throw Error(
                ErrorKind::usage,
                say("--now erases a member; without the purposes that are named the person still takes "
                    "part: leave out --purpose, or --now"));
        }
        erase_and_commit(context, transaction, flags->member);
        note_groups(context, result.groups_left);
        return 0;
    };
}

Action bind_enroll_erase(Parser& parser) {
    struct Flags {
        std::int64_t member = 0;
        bool dry_run = false;
    };
    auto flags = std::make_shared<Flags>();
    add_number(parser, "MEMBER", flags->member, "number of the member: see hnat enroll list");
    parser.add_flag("--dry-run", flags->dry_run,
                    "erase nothing; list the texts that an erasure leaves and that may name the person");
    return [flags](Context& context) {
        if (wants_columns_of_mentions(context)) {
            return 0;
        }
        Store& store = context.store();
        has_withdrawn(store, flags->member); // there is such a member, before anybody is asked
        if (flags->dry_run) {
            preview_mentions(context, find_mentions(store, Traces::of(store, std::array{flags->member})));
            return 0;
        }
        if (!confirm_erasure(context, flags->member)) {
            return 1;
        }
        Transaction transaction(store, context.actor());
        erase_and_commit(context, transaction, flags->member);
        return 0;
    };
}

} // namespace hnat::cli
