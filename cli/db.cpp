#include "base/error.hpp"
#include "base/message.hpp"
#include "cli/check_areas.hpp"
#include "cli/command.hpp"
#include "cli/options.hpp"
#include "enroll/erasure.hpp"
#include "enroll/mention.hpp"
#include "store/audit.hpp"
#include "store/check.hpp"
#include "store/statement.hpp"
#include "store/wipe.hpp"
#include "survey/register.hpp"
#include "tip/key_ring.hpp"
#include "tip/tip_expiry.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace hnat::cli {

Action bind_db_check(Parser& /*parser*/) {
    return [](Context& context) {
        static const ListShape shape{
            "hnat.db.check/1",
            {{"check", "Check"}, {"sound", "Sound", false, true, FieldType::yes_no}, {"finding", "Finding"}}};
        bool sound = true;
        context.write_list(shape, [&](RowWriter& out) {
            auto results = check_store(context.store());
            std::ranges::move(check_areas(context.store(), context.today()), std::back_inserter(results));
            for (const auto& result : results) {
                if (result.findings.empty()) {
                    out.row({result.name, true, Value{}});
                }
                for (const auto& finding : result.findings) {
                    out.row({result.name, false, finding});
                    sound = false;
                }
            }
        });
        return sound ? 0 : 1;
    };
}

Action bind_db_info(Parser& /*parser*/) {
    return [](Context& context) {
        static const ListShape shape{"hnat.db.info/1",
                                     {{"name", "Name"}, {"value", "Value", false, true, FieldType::any}}};
        const auto info = store_info(context.store());
        context.write_list(shape, [&](RowWriter& out) {
            out.row({std::string("path"), info.path});
            out.row({std::string("bytes"), info.bytes});
            out.row({std::string("schema"), std::int64_t{info.schema}});
            out.row({std::string("page_size"), info.page_size});
            out.row({std::string("pages"), info.pages});
            out.row({std::string("free_pages"), info.free_pages});
            out.row({std::string("sqlite"), info.sqlite_version});
            out.row({std::string("audit_size"), info.audit_size});
            out.row({std::string("audit_head"), info.audit_head.empty() ? Value{} : Value{info.audit_head}});
        });
        return 0;
    };
}

Action bind_db_migrate(Parser& /*parser*/) {
    return [](Context& context) {
        const auto& settings = context.settings();
        const StoreOptions options{settings.db(), settings.lock_timeout(), settings.allow_network_fs()};
        bool older = false;
        try {
            Store::open(options, Access::read, context.today());
        } catch (const Error& error) {
            // Foreign and newer files are refused again below, with the same message.
            if (error.kind() != ErrorKind::not_ours) {
                throw;
            }
            older = true;
        }
        const int schema = store_info(context.store()).schema;
        context.note(older ? say("Migrated to schema {}.", schema)
                           : say("At schema {} already; there was nothing to do.", schema));
        return 0;
    };
}

namespace {

/// Days ahead that a preview looks (7-store, retention).
constexpr std::int64_t k_preview_days = 14;

/// A clock that was set back or far ahead would purge too little or too much.
void refuse_turned_clock(Context& context) {
    const auto info = store_info(context.store());
    const auto last = audit_rows(context.store(), info.audit_size, 1);
    if (!last.empty() && to_iso(context.today()) < last.front().day) {
        throw Error(ErrorKind::failed,
                    say("today is {}, but the last recorded change is of {}; set the clock right, or if it "
                        "was ahead then: hnat db correct-clock",
                        to_iso(context.today()), last.front().day));
    }
}

/// Members and tips by number only: a preview is no list of people.
void preview(Context& context, int days) {
    static const ListShape shape{
        "hnat.db.retention/1",
        {{"kind", "Kind"}, {"number", "No", true}, {"name", "Name"}, {"expires_on", "Expires"}}};
    context.write_list(shape, [&](RowWriter& out) {
        for (const auto& member : expiring_members(context.store(), context.today(), days)) {
            out.row({std::string("member"), member.number, Value{}, member.expires_on});
        }
        for (const auto& tip : expiring_tips(context.store(), context.today(), days)) {
            out.row({std::string("tip"), tip.number, std::string(name_of(tip.harm)), tip.expires_on});
        }
        for (const auto& group : expiring_groups(context.store(), context.today(), days)) {
            out.row({std::string("group"), group.id, group.facts.name,
                     group.expires_on ? Value{*group.expires_on} : Value{}});
        }
    });
}

/// What goes, or has gone.
struct Expired {
    std::size_t groups = 0, members = 0, tips = 0;

    [[nodiscard]] std::size_t all() const { return groups + members + tips; }
    /// "1 group", "1 group and 2 members", "1 group, 2 members and 3 tips".
    [[nodiscard]] std::string text() const {
        std::vector<std::string> parts;
        if (groups > 0) {
            parts.push_back(count_of_groups(groups));
        }
        if (members > 0) {
            parts.push_back(count_of_members(members));
        }
        if (tips > 0) {
            parts.push_back(count_of_tips(tips));
        }
        if (parts.size() < 2) {
            return parts.empty() ? std::string(tr("nothing")) : parts.front();
        }
        const std::string last = parts.back();
        parts.pop_back();
        return say("{} and {}", fmt::join(parts, ", "), last);
    }
};

/// Asks, and says what makes the purge look like a mistake.
bool agreed(Context& context, const Expired& expired) {
    const auto doubt = doubt_about_purge(context.store(), context.today());
    return context.confirm((doubt ? *doubt + ' ' : "") +
                           say_plural("{} has expired and will be removed for good.",
                                      "{} have expired and will be removed for good.",
                                      static_cast<std::int64_t>(expired.all()), expired.text()));
}

/// Nobody is there to be asked: what would be doubted is left to a person.
void require_no_doubt(Context& context) {
    auto doubt = doubt_about_clock(context.store(), context.today());
    if (!doubt) {
        doubt = doubt_about_purge(context.store(), context.today());
    }
    if (doubt) {
        throw Error(ErrorKind::failed,
                    say("{} Nothing was removed; if it is right, run `hnat db retention` yourself", *doubt));
    }
}

/// The folder of the keys, where there are any: an office without tips needs none.
std::optional<KeyRing> ring_of(Context& context) {
    const auto epochs = sql::integer_of(context.store().db(), "SELECT count(*) FROM key_epoch");
    return epochs == 0 ? std::nullopt : std::optional<KeyRing>(context.settings().key_dir());
}

/// The keys of quarters that are over.
struct RetiredKeys {
    std::vector<KeyEpoch> epochs;
    std::optional<Error> trouble;
};

/// Marks them as destroyed. What is wrong with a row of a key is told when all that has expired is gone: no
/// tip is kept because of it (P7), and no key is destroyed.
RetiredKeys retire_keys(Transaction& transaction, const KeyRing& ring) {
    try {
        return {ring.retire_epochs(transaction), std::nullopt};
    } catch (const Error& error) {
        if (error.kind() != ErrorKind::key) {
            throw;
        }
        return {{}, error};
    }
}

/// Removes the files of keys that are marked as destroyed, also those of a run that was cut short.
void remove_keys(Context& context, const KeyRing& ring, const RetiredKeys& retired) {
    if (retired.trouble) {
        throw Error(*retired.trouble);
    }
    for (const KeyEpoch& epoch : retired.epochs) {
        if (const auto path = ring.epoch_path(epoch); !std::filesystem::exists(path)) {
            context.streams().message(say(
                "hnat: '{}' is not there: destroy it wherever it is, or run this again with its --key-dir",
                path.string()));
        }
    }
    const int files = ring.remove_destroyed(context.store());
    if (files > 0) {
        context.note(say_plural("Destroyed {} key of quarters whose last tip has gone: what old backups hold "
                                "of them stays closed.",
                                "Destroyed {} keys of quarters whose last tip has gone: what old backups "
                                "hold of them stays closed.",
                                files, files));
    }
}

Traces traces_of_expired(Context& context) {
    std::vector<std::int64_t> members;
    for (const auto& member : expiring_members(context.store(), context.today(), 0)) {
        members.push_back(member.number);
    }
    return Traces::of(context.store(), members);
}

/// Also with -q: nobody can find out later.
void tell_of_mentions(Context& context, const std::vector<Mention>& mentions) {
    for (const Mention& mention : mentions) {
        context.streams().message(
            say("hnat: {} {}, {}: may name a member who was removed; look at it, then: {}", mention.kind,
                mention.record, mention.field, mention.command));
    }
}

int purge(Context& context, bool unattended) {
    Store& store = context.store();
    const Expired expired{expiring_groups(store, context.today(), 0).size(),
                          expiring_members(store, context.today(), 0).size(),
                          expiring_tips(store, context.today(), 0).size()};
    if (unattended) {
        require_no_doubt(context);
    } else if (expired.all() > 0 && !agreed(context, expired)) {
        context.note(tr("Nothing was removed."));
        return 1;
    }
    const auto ring = ring_of(context);
    Transaction transaction(store, context.actor());
    const Traces traces = traces_of_expired(context);
    const auto purged = purge_expired_members(transaction);
    const auto tips = purge_expired_tips(transaction);
    const auto removed = purge_expired_groups(transaction);
    if (unattended) {
        keep_clock(transaction);
    }
    const auto mentions = find_mentions(store, traces);
    const RetiredKeys retired = ring ? retire_keys(transaction, *ring) : RetiredKeys{};
    transaction.commit();
    // Also when nothing has expired: an erasure may have been cut short after its commit.
    if (expired.all() == 0) {
        wipe_deleted(store);
        context.note(tr("Nothing has expired."));
    } else {
        wipe_deleted(store, tr("what has expired is removed"));
        const Expired gone{static_cast<std::size_t>(removed), static_cast<std::size_t>(purged.members),
                           static_cast<std::size_t>(tips)};
        context.note(say("Removed {}; only the numbers stay, for the reports.", gone.text()));
    }
    for (const auto group : purged.groups_left) {
        context.note(say("Group {} is no longer joined: nobody of it consents to contact any more.", group));
    }
    tell_of_mentions(context, mentions);
    if (ring) {
        remove_keys(context, *ring, retired);
    }
    return 0;
}

} // namespace

Action bind_db_retention(Parser& parser) {
    struct Options {
        bool dry_run = false, unattended = false;
        std::optional<std::int64_t> days;
    };
    auto options = std::make_shared<Options>();
    parser.add_flag("--dry-run", options->dry_run, "List what expires soon and remove nothing");
    parser.add_flag("--unattended", options->unattended,
                    "For cron: ask nothing, and remove nothing where a person would be asked twice");
    add_count(parser, "--days", options->days, "Days ahead that --dry-run looks [14]", 0, 3660);
    return [options](Context& context) {
        refuse_turned_clock(context);
        if (options->dry_run) {
            preview(context, static_cast<int>(options->days.value_or(k_preview_days)));
            return 0;
        }
        return purge(context, options->unattended);
    };
}

Action bind_db_correct_clock(Parser& /*parser*/) {
    return [](Context& context) {
        const std::string today = to_iso(context.today());
        if (!context.confirm(
                say("The audit chain will say that the clock was ahead, and go on from {}.", today))) {
            context.note(tr("Nothing was changed."));
            return 1;
        }
        Transaction transaction(context.store(), context.actor());
        correct_clock(transaction);
        transaction.commit();
        context.note(say("The chain goes on from {}.", today));
        return 0;
    };
}

} // namespace hnat::cli
