/// `db check`: everything that can be said about a store's health without changing it.
#pragma once

#include "store/store.hpp"

#include <functional>
#include <string>
#include <vector>

namespace hnat {

struct CheckResult {
    std::string name; ///< e.g. "integrity", "foreign-keys", "audit-chain", "search-index", "expiry"
    std::vector<std::string> findings; ///< empty: sound
};

/// Runs one part. What can't even be read is a finding of that part, not the end of the check. Errors:
/// locked.
CheckResult run_check(const Store& store, std::string name,
                      const std::function<std::vector<std::string>()>& part);

/// Runs integrity_check, with every CHECK, and foreign_key_check, walks the audit chain, compares it with the
/// stored checkpoints, and checks that the search index agrees with its table, that every group that did not
/// join has an expiry day within 12 months and no member is kept longer than a consent lasts (P7), that every
/// text column is declared personal or not (P3), and that the file has mode 0600. All on one state of the
/// file, without writing. A part that is too damaged to be read says so as its finding. Errors: locked.
std::vector<CheckResult> check_store(const Store& store);

} // namespace hnat
