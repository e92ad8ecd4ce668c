/// Deleted means gone from the file.
#pragma once

#include "store/store.hpp"

namespace hnat {

/// Writes the whole file anew from what it holds (VACUUM). secure_delete zeroes a row where it was deleted,
/// but not the copies that stay behind in the free space of pages whenever rows move to other pages, so an
/// erasure or a purge ends with this, after its commit. No transaction may be open. Errors: locked, io.
void wipe_deleted(Store& store);

} // namespace hnat
