#include "tip/tip_reveal.hpp"

#include "base/error.hpp"
#include "base/message.hpp"
#include "store/statement.hpp"
#include "tip/tip_count.hpp"
#include "tip/tip_row.hpp"
#include "tip/tip_text.hpp"

#include <exception>

namespace hnat {

namespace {

/// The reason in a box for the custodian; nothing when the key to seal it is gone, for that must not stop the
/// record.
std::optional<std::string> sealed_reason(Transaction& transaction, KeyRing& ring, const Tip& tip,
                                         const Secret& reason) {
    try {
        return seal_box(ring.epoch_key(transaction, KeyRole::custodian, tip.received_on), BoxPurpose::reason,
                        tip.uuid, reason.text());
    } catch (const Error&) {
        return std::nullopt;
    }
}

void record(Transaction& transaction, KeyRing& ring, const Tip& tip, const Secret& reason,
            AuditOutcome outcome) {
    const auto box = sealed_reason(transaction, ring, tip, reason);
    SQLite::Statement insert(
        transaction.db(),
        "INSERT INTO tip_reveal (tip_id, day, staff, outcome, reason) VALUES (?, ?, ?, ?, ?)");
    sql::bind_all(insert, tip.id, transaction.today(), transaction.actor().staff, name_of(outcome));
    if (box) {
        constexpr int k_reason = 5;
        insert.bind(k_reason, box->data(), static_cast<int>(box->size()));
    }
    insert.exec();
    raise_tip_count(transaction,
                    outcome == AuditOutcome::done ? TipEvent::revealed : TipEvent::reveal_refused,
                    transaction.today());
    tip_row::audit(transaction, AuditVerb::tip_reveal, tip.id, outcome);
}

} // namespace

Secret reveal_source(Store& store, const Actor& actor, KeyRing& ring, std::int64_t number, Secret reason,
                     const std::function<Secret()>& passphrase,
                     const std::optional<std::filesystem::path>& key_file) {
    const Tip tip = find_tip(store, number, actor.today);
    const Secret checked = checked_tip_text(tr("the reason"), std::move(reason), k_longest_reason);
    Secret source;
    std::exception_ptr refusal;
    try {
        const KeyPair epoch =
            ring.open_epoch(store, KeyRole::custodian, tip.received_on, passphrase(), key_file);
        source = open_box(epoch, BoxPurpose::source, tip.uuid, tip_row::get_boxes(store.db(), tip.id).source);
    } catch (const std::exception&) {
        refusal = std::current_exception();
    }
    Transaction transaction(store, actor);
    record(transaction, ring, tip, checked, refusal ? AuditOutcome::refused : AuditOutcome::done);
    transaction.commit();
    if (refusal) {
        std::rethrow_exception(refusal);
    }
    return source;
}

std::vector<RevealRequest> list_reveals(const Store& store) {
    SQLite::Statement statement(store.db(),
                                "SELECT id, tip_id, day, staff, outcome FROM tip_reveal ORDER BY id");
    std::vector<RevealRequest> requests;
    while (statement.executeStep()) {
        requests.push_back({statement.getColumn(0).getInt64(), sql::count_at(statement, 1),
                            sql::required_day_at(statement, 2), statement.getColumn(3).getString(),
                            sql::required_name_at<AuditOutcome>(statement, 4)});
    }
    return requests;
}

Secret reveal_reason(const Store& store, const KeyRing& ring, std::int64_t request, const Secret& passphrase,
                     const std::optional<std::filesystem::path>& key_file) {
    SQLite::Statement statement(store.db(), "SELECT reason, received_on, tip.uuid FROM tip_reveal"
                                            " LEFT JOIN tip ON tip.id = tip_id WHERE tip_reveal.id = ?");
    sql::bind_all(statement, request);
    if (!statement.executeStep()) {
        throw Error(ErrorKind::not_found,
                    say("there is no request {}; `hnat tip reveals` shows the numbers", request));
    }
    if (statement.isColumnNull(0) || statement.isColumnNull(1)) {
        return {};
    }
    const KeyPair epoch =
        ring.open_epoch(store, KeyRole::custodian, sql::required_day_at(statement, 1), passphrase, key_file);
    return open_box(epoch, BoxPurpose::reason, sql::uuid_at(statement, 2),
                    statement.getColumn(0).getString());
}

} // namespace hnat
