/// Files packed into one ZIP, the same bytes each time.
#pragma once

#include <string>
#include <vector>

namespace hnat {

struct PackageEntry {
    std::string name; ///< path inside, with '/'
    std::string bytes;
};

/// A ZIP of the entries in their order, deflated, without times, owners or modes of this machine. Errors:
/// failed (a name that is empty, absolute, leads out by `..`, has a backslash or stands twice).
std::string pack(const std::vector<PackageEntry>& entries);

} // namespace hnat
