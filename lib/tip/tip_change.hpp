/// What is done with a tip: its states, one after the other, and how long it is kept.
#pragma once

#include "store/store.hpp"
#include "tip/tip.hpp"
#include "tip/tip_terms.hpp"

#include <cstdint>

namespace hnat {

/// The closed table of moves:
///
///     received -> acknowledged -> triaged -> referred -> answered -> closed -> triaged (opened again)
///
/// P0 and P1 may be referred before they are acknowledged or triaged, and are acknowledged in the state that
/// they have then; what was referred may be referred elsewhere as well; from triaged on a tip may be
/// answered, and closed. Never back to received.
bool may_move(TipState from, TipState to, TipLevel level);

/// Each of these writes an audit row, and raises the counter of its event. Errors of all: not_found; usage
/// (no such move: the message says which there are).
void acknowledge_tip(Transaction& transaction, std::int64_t id, const TipTerms& terms);
/// With `money_moved` a FRD becomes P1: it turned out later. Errors: also usage (money_moved with another
/// code).
void triage_tip(Transaction& transaction, std::int64_t id, bool money_moved = false);
void answer_tip(Transaction& transaction, std::int64_t id);

/// Errors: usage (the tip can't be referred in its state, or its harm not to this route; both say what can be
/// done).
void require_route(const Tip& tip, Route route);

/// Records that a tip was handed on. Errors: as require_route.
void record_referral(Transaction& transaction, std::int64_t id, Route route);

/// The first close sets the day of expiry, by the retention of the harm and of how it ended; a later one only
/// ever brings it nearer. Returns the day of expiry.
Day close_tip(Transaction& transaction, std::int64_t id, TipDisposition disposition, const TipTerms& terms);

/// Opens a closed tip again; it is kept no longer for it.
void reopen_tip(Transaction& transaction, std::int64_t id);

/// Keeps a tip longer: once, by at most longest_extension. Returns the new day of expiry. Errors: usage
/// (extended already; too many days).
Day extend_tip(Transaction& transaction, std::int64_t id, int days);

} // namespace hnat
