/// Taking a tip.
#pragma once

#include "base/period.hpp"
#include "seal/secret.hpp"
#include "store/store.hpp"
#include "tip/key_ring.hpp"
#include "tip/tip.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace hnat {

struct NewTip {
    Harm harm = Harm::slf;
    bool money_moved = false;                      ///< for FRD
    std::string calendar = regimes().front().code; ///< in which tips are counted, where none is counted yet
    TipChannel channel = TipChannel::phone;
    std::optional<std::string> platform; ///< a code of data/platforms.toml; the caller has checked it
    Day received_on;
    Secret body;
    Secret source; ///< empty: none was given. The box is there all the same, of one size (P6)
};

struct AddedTip {
    std::int64_t number = 0;
    std::string receipt; ///< canonical; it is nowhere else, and can't be had again
};

/// What can be refused before anything is asked for. Errors: key (no keys are set up), usage (a day in the
/// future or more than 31 days back; `money_moved` with another harm than FRD).
void require_can_add(const Store& store, const KeyRing& ring, const NewTip& tip, Day today);

/// Seals a tip and stores it. Errors: as above, and as checked_tip_text; io (the key folder).
AddedTip add_tip(Transaction& transaction, KeyRing& ring, NewTip tip);

} // namespace hnat
