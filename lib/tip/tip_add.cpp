#include "tip/tip_add.hpp"

#include "base/error.hpp"
#include "base/message.hpp"
#include "store/statement.hpp"
#include "tip/receipt.hpp"
#include "tip/tip_count.hpp"
#include "tip/tip_row.hpp"
#include "tip/tip_terms.hpp"
#include "tip/tip_text.hpp"

namespace hnat {

namespace {

void require_day(Day received_on, Day today) {
    if (received_on > today) {
        throw Error(ErrorKind::usage,
                    say("{} is in the future; today is {}", to_iso(received_on), to_iso(today)));
    }
    if (received_on < today - std::chrono::days{k_longest_delay}) {
        throw Error(ErrorKind::usage, say("{} is more than {} days back; a tip is entered within that time",
                                          to_iso(received_on), k_longest_delay));
    }
}

} // namespace

void require_can_add(const Store& store, const KeyRing& ring, const NewTip& tip, Day today) {
    harm_level(tip.harm, tip.money_moved);
    require_day(tip.received_on, today);
    if (!ring.is_set_up(store)) {
        throw Error(ErrorKind::key,
                    say("no keys are set up, so a tip could not be sealed; nothing was stored. "
                        "`hnat key init` makes them: one for the office, one for the custodian"));
    }
}

AddedTip add_tip(Transaction& transaction, KeyRing& ring, NewTip tip) {
    const TipLevel level = harm_level(tip.harm, tip.money_moved);
    require_day(tip.received_on, transaction.today());
    const Secret body = checked_tip_text(tr("the body"), std::move(tip.body), k_longest_body);
    const Secret source = checked_tip_text(tr("the source"), std::move(tip.source), k_longest_source, true);
    if (tip.harm == Harm::csm) {
        require_locator_only(body);
    }
    const PublicKey office = ring.epoch_key(transaction, KeyRole::office, tip.received_on);
    const PublicKey custodian = ring.epoch_key(transaction, KeyRole::custodian, tip.received_on);
    AddedTip added;
    added.receipt = make_receipt();
    const Uuid uuid = random_uuid();
    const std::string sealed_body = seal_box(office, BoxPurpose::body, uuid, body.text());
    const std::string sealed_source = seal_box(custodian, BoxPurpose::source, uuid, source.text());
    SQLite::Statement insert(transaction.db(),
                             "INSERT INTO tip (uuid, code, level, received_on, channel, platform, "
                             "state_on, expires_on, receipt, body, source)"
                             " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    sql::bind_all(insert, uuid, name_of(tip.harm), name_of(level), tip.received_on, name_of(tip.channel),
                  tip.platform, transaction.today(), tip.received_on + std::chrono::days{k_longest_unclosed},
                  receipt_hash(transaction, added.receipt));
    constexpr int k_body = 10;
    constexpr int k_source = 11;
    insert.bind(k_body, sealed_body.data(), static_cast<int>(sealed_body.size()));
    insert.bind(k_source, sealed_source.data(), static_cast<int>(sealed_source.size()));
    insert.exec();
    added.number = transaction.db().getLastInsertRowid();
    raise_tip_count(transaction, TipEvent::received, transaction.today(), name_of(tip.harm),
                    find_regime(tip.calendar));
    tip_row::audit(transaction, AuditVerb::tip_add, added.number);
    return added;
}

} // namespace hnat
