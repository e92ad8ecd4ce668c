/// Deleted means gone from the file.
#pragma once

#include "store/store.hpp"

#include <string_view>

namespace hnat {

/// To be called in the transaction that erases something: until wipe_deleted has run, the file says of itself
/// that traces may be left, so that a process that dies in between leaves nothing unseen. Store::open for
/// writing then finishes the work. forget_audit_salts calls it.
void request_wipe(Transaction& transaction);

/// Whether traces may be left.
bool is_wipe_pending(const Store& store);

/// Writes the whole file anew from what it holds (VACUUM), and waits for the disk. secure_delete zeroes a row
/// where it was deleted, but not the copies that stay behind in the free space of pages whenever rows move to
/// other pages, so an erasure or a purge ends with this, after its commit. No transaction may be open.
/// Errors: locked, io.
void wipe_deleted(Store& store);
/// The same behind a commit: `done` says what it did ("member 3 is erased") where the error says what is left
/// to do. Errors: locked, io.
void wipe_deleted(Store& store, std::string_view done);

} // namespace hnat
