/// Inside lib/store: whether a full-text index says what its table says.
#pragma once

#include "store/store.hpp"

#include <string>
#include <vector>

namespace hnat {

/// Compares survey_search with the search keys of survey_group, word by word with row and position, without
/// writing. FTS5's own 'integrity-check' is an INSERT, which a read-only connection refuses, and a copy in
/// memory to run it on would need as much memory as the file has bytes. So both sides go by once in a stream,
/// the index through fts5vocab and the table through FTS5's tokenizer, and each is added up to a sum of keyed
/// hashes, one for each (row, position, word): equal sums mean equal sets but for one chance in 2^64, and
/// memory stays constant. Returns findings, empty for an index that agrees. Errors: failed; SQLite::Exception
/// (a damaged index).
std::vector<std::string> check_search_index(SQLite::Database& db);

} // namespace hnat
