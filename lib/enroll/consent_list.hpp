/// A consent list into the store: one row for each person and purpose, all in one transaction (P2).
#pragma once

#include "base/diagnostic.hpp"
#include "list/list_reader.hpp"
#include "store/store.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hnat {

/// Most rows of one list: it is held in memory, because the consents of a person may stand anywhere in it.
inline constexpr std::size_t k_most_consent_rows = 100'000;

/// The group that a cell names: its number, or empty when there is no such group.
using GroupResolver = std::function<std::optional<std::int64_t>(std::string_view)>;

struct ConsentListOptions {
    bool dry_run = false;
    bool skip_bad = false; ///< write the good rows although there are bad ones
};

/// recorded + unchanged + rejected = rows, always.
struct ConsentListCounts {
    std::int64_t rows = 0;
    std::int64_t recorded = 0; ///< consents
    std::int64_t unchanged =
        0; ///< recorded by an earlier import or by hand: the same purpose, day and charter
    std::int64_t rejected = 0;
    std::int64_t members = 0; ///< new ones
    std::int64_t groups = 0;  ///< that joined
    friend bool operator==(const ConsentListCounts&, const ConsentListCounts&) = default;
};

struct ConsentListResult {
    ConsentListCounts counts;
    bool written = false;
    Diagnostics problems;              ///< by line of the file
    std::vector<std::int64_t> members; ///< numbers of the members that are new, in the order of the list
};

/// Takes a rejected row, with the file that the user named in mind: nothing of it stays anywhere else.
using ConsentRejectSink = std::function<void(const ListRow& row, const Diagnostics& problems)>;

/// Reads the whole list, tells every problem, and writes nothing when there is one, unless skip_bad. What a
/// row says is done as by `enroll join` and `enroll consent`, with their audit rows, and one for the list.
/// `before_commit` runs when all is written. Errors: rejected (too many rows), usage, those of the reader.
ConsentListResult import_consents(Store& store, const Actor& actor, ListReader& reader,
                                  std::string_view file_name, const GroupResolver& find_group,
                                  const ConsentListOptions& options, const ConsentRejectSink& reject = {},
                                  const std::function<void()>& before_commit = {});

} // namespace hnat
