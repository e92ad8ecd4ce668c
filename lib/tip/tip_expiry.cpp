#include "tip/tip_expiry.hpp"

#include "base/message.hpp"
#include "store/audit.hpp"
#include "store/office.hpp"
#include "store/statement.hpp"
#include "tip/tip_count.hpp"
#include "tip/tip_row.hpp"

#include <algorithm>

namespace hnat {

namespace {

/// Days after the last recorded change from which a clock is doubted.
constexpr std::int64_t k_far_ahead = 62;
/// Days after which a run that nobody watches says that the clock was right then.
constexpr std::int64_t k_quiet = 31;
/// A purge of more than one in so many tips is doubted …
constexpr std::int64_t k_large_share = 5;
/// … where there are more than so many: of a few, one is a large share.
constexpr std::int64_t k_few = 20;

/// The chain begins with the row of `hnat init`; where somebody emptied it, that day counts.
Day last_change(SQLite::Database& db) {
    SQLite::Statement statement(db, "SELECT coalesce((SELECT day FROM audit ORDER BY seq DESC LIMIT 1),"
                                    " (SELECT created_on FROM office))");
    statement.executeStep();
    return sql::required_day_at(statement, 0);
}

struct Gone {
    std::int64_t id = 0;
    Uuid uuid{};
    Day received_on;
    std::string code, disposition;
};

std::vector<Gone> rows_of(SQLite::Statement& statement) {
    std::vector<Gone> tips;
    while (statement.executeStep()) {
        tips.push_back({statement.getColumn(0).getInt64(), sql::uuid_at(statement, 1),
                        sql::required_day_at(statement, 2), statement.getColumn(3).getString(),
                        statement.getColumn(4).getString()});
    }
    return tips;
}

std::vector<Gone> expired(SQLite::Database& db, Day today) {
    SQLite::Statement statement(db, "SELECT id, uuid, received_on, code, coalesce(disposition, '') FROM tip"
                                    " WHERE expires_on <= ? ORDER BY id");
    sql::bind_all(statement, today);
    return rows_of(statement);
}

/// By its random key in hexadecimal; empty: it is not there.
std::vector<Gone> find(SQLite::Database& db, const std::string& key) {
    SQLite::Statement statement(db, "SELECT id, uuid, received_on, code, coalesce(disposition, '') FROM tip"
                                    " WHERE lower(hex(uuid)) = ?");
    sql::bind_all(statement, key);
    return rows_of(statement);
}

void purge(Transaction& transaction, const std::vector<Gone>& tips) {
    SQLite::Database& db = transaction.db();
    for (const Gone& tip : tips) {
        raise_tip_tombstone(transaction, tip.received_on, tip.code, tip.disposition);
        raise_tip_count(transaction, TipEvent::purged, transaction.today());
        sql::run_once(db, "UPDATE tip_reveal SET reason = NULL WHERE tip_id = ?", tip.id);
        sql::run_once(db, "DELETE FROM tip WHERE id = ?", tip.id);
        // The row says that something was purged under a random key, and its own salt goes with the others.
        append_audit(transaction, AuditVerb::tip_purge, tip.uuid, CanonicalState().add("state", "purged"));
        forget_audit_salts(transaction, tip.uuid);
    }
}

} // namespace

std::vector<ExpiringTip> expiring_tips(const Store& store, Day today, int days_ahead) {
    SQLite::Statement statement(
        store.db(), "SELECT id, code, expires_on FROM tip WHERE expires_on <= ? ORDER BY expires_on, id");
    sql::bind_all(statement, today + std::chrono::days{days_ahead});
    std::vector<ExpiringTip> tips;
    while (statement.executeStep()) {
        tips.push_back({statement.getColumn(0).getInt64(), sql::required_name_at<Harm>(statement, 1),
                        sql::required_day_at(statement, 2)});
    }
    return tips;
}

std::optional<std::string> doubt_about_clock(const Store& store, Day today) {
    const auto quiet = (today - last_change(store.db())).count();
    if (quiet <= k_far_ahead) {
        return std::nullopt;
    }
    return say("today is {}, {} days after the last recorded change: is the clock ahead?", to_iso(today),
               quiet);
}

std::optional<std::string> doubt_about_purge(const Store& store, Day today) {
    const auto gone = static_cast<std::int64_t>(expiring_tips(store, today, 0).size());
    if (gone == 0) {
        return std::nullopt;
    }
    if (auto doubt = doubt_about_clock(store, today)) {
        return doubt;
    }
    const std::int64_t all = sql::integer_of(store.db(), "SELECT count(*) FROM tip");
    if (all > k_few && gone * k_large_share > all) {
        return say("{} of {} tips would go at once.", gone, all);
    }
    return std::nullopt;
}

void keep_clock(Transaction& transaction) {
    if ((transaction.today() - last_change(transaction.db())).count() >= k_quiet) {
        append_audit(transaction, AuditVerb::store_retention, office_uuid(transaction.db()),
                     CanonicalState().add("groups", std::int64_t{0}).add("today", transaction.today()));
    }
}

std::int64_t purge_expired_tips(Transaction& transaction) {
    const auto tips = expired(transaction.db(), transaction.today());
    purge(transaction, tips);
    return static_cast<std::int64_t>(tips.size());
}

TipsAgain purge_tips_again(Transaction& transaction, std::span<const ErasureRow> list) {
    SQLite::Database& db = transaction.db();
    TipsAgain again;
    for (const ErasureRow& row : list) {
        if (row.verb == name_of(AuditVerb::tip_purge)) {
            const auto tips = find(db, row.object);
            purge(transaction, tips);
            again.purged += static_cast<std::int64_t>(tips.size());
        }
    }
    for (const std::string& key : told_more_often(db, list, AuditVerb::tip_scrub)) {
        for (const Gone& tip : find(db, key)) {
            again.scrubbed.push_back(tip.id);
        }
    }
    std::ranges::sort(again.scrubbed);
    return again;
}

} // namespace hnat
