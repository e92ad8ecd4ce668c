/// The memory of the SQLite library. Internal to lib/store.
#pragma once

namespace hnat {

/// Keeps the pieces of memory in which SQLite remembers the pages that a statement may have to take back
/// (memjournal.c: 1 KiB each, a thousand for a block of an import, given back at the end of every
/// statement), for the thread that gave them back, up to 2 MiB. To be called before the library starts;
/// where it runs already, everything stays as it is. AddressSanitizer sees nothing of what SQLite does with a
/// piece that it gave back.
void keep_statement_journals();

} // namespace hnat
