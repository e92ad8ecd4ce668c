#include "tip/tip_open.hpp"

#include "base/error.hpp"
#include "base/message.hpp"
#include "store/statement.hpp"
#include "store/wipe.hpp"
#include "tip/tip_row.hpp"
#include "tip/tip_text.hpp"

namespace hnat {

OpenedBody OpenedBody::open(const Store& store, const KeyRing& ring, const Tip& tip, const Secret& passphrase,
                            const std::optional<std::filesystem::path>& key_file) {
    const KeyPair epoch = ring.open_epoch(store, KeyRole::office, tip.received_on, passphrase, key_file);
    const std::string box = tip_row::get_boxes(store.db(), tip.id).body;
    try {
        return {tip, open_box(epoch, BoxPurpose::body, tip.uuid, box), false};
    } catch (const Error& error) {
        if (error.kind() != ErrorKind::key) {
            throw;
        }
    }
    return {tip, open_box(epoch, BoxPurpose::scrubbed, tip.uuid, box), true};
}

void record_reading(Transaction& transaction, const OpenedBody& body) {
    tip_row::get_tip(transaction.db(), body.tip().id, transaction.today());
    tip_row::audit(transaction, AuditVerb::tip_read, body.tip().id);
}

void scrub_tip(Transaction& transaction, KeyRing& ring, const OpenedBody& body, Secret text) {
    const Tip tip = tip_row::get_tip(transaction.db(), body.tip().id, transaction.today());
    if (tip.state == TipState::closed) {
        throw Error(ErrorKind::usage, say("tip {0} is closed; `hnat tip reopen {0}` opens it again", tip.id));
    }
    const Secret scrubbed = checked_tip_text(tr("the body"), std::move(text), k_longest_body);
    if (tip.harm == Harm::csm) {
        require_locator_only(scrubbed);
    }
    const PublicKey office = ring.epoch_key(transaction, KeyRole::office, tip.received_on);
    const std::string box = seal_box(office, BoxPurpose::scrubbed, tip.uuid, scrubbed.text());
    request_wipe(transaction);
    SQLite::Statement update(transaction.db(), "UPDATE tip SET body = ? WHERE id = ?");
    update.bind(1, box.data(), static_cast<int>(box.size()));
    update.bind(2, tip.id);
    update.exec();
    tip_row::audit(transaction, AuditVerb::tip_scrub, tip.id);
}

} // namespace hnat
