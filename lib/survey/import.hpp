/// A list into the register: planned row by row, applied in one transaction, taken back by batch.
#pragma once

#include "base/diagnostic.hpp"
#include "base/enum_names.hpp"
#include "base/hash.hpp"
#include "list/list_reader.hpp"
#include "store/store.hpp"
#include "survey/locality.hpp"

#include <array>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace hnat {

enum class ImportMode { update, fill, skip };
template <>
inline constexpr std::array k_enum_names<ImportMode>{EnumName{ImportMode::update, "update"},
                                                     EnumName{ImportMode::fill, "fill"},
                                                     EnumName{ImportMode::skip, "skip"}};

/// Which row wins when a file has a group twice: `last` = the newer members_on, else the later row.
enum class DuplicateRule { last, first, reject };
template <>
inline constexpr std::array k_enum_names<DuplicateRule>{EnumName{DuplicateRule::last, "last"},
                                                        EnumName{DuplicateRule::first, "first"},
                                                        EnumName{DuplicateRule::reject, "reject"}};

struct ImportOptions {
    ImportMode mode = ImportMode::update;
    DuplicateRule duplicates = DuplicateRule::last;
    bool dry_run = false;
    std::optional<std::size_t> limit; ///< rows to read; implies dry_run
    bool skip_bad = false;            ///< write the good rows although there are bad ones
    bool again = false;               ///< even when the same bytes were imported before
    std::size_t most_warnings = 20;   ///< duplicate warnings that are kept; the summary counts all
};

/// new + changed + unchanged + duplicate + rejected = rows, always.
struct ImportCounts {
    std::int64_t rows = 0, added = 0, changed = 0, unchanged = 0, duplicate = 0, rejected = 0;
    friend bool operator==(const ImportCounts&, const ImportCounts&) = default;
};

/// One field of one group that the import changes.
struct FieldChange {
    std::int64_t group = 0;
    std::size_t line = 0;
    std::string group_name, field, before, after;
};

struct ImportResult {
    ImportCounts counts;
    bool written = false;
    std::optional<std::int64_t> batch;           ///< of this import, when written
    std::optional<std::int64_t> imported_before; ///< the same bytes came as this batch: nothing was done
    Diagnostics problems; ///< of the header and the rejected rows; the first 50,000 are kept
    std::size_t problems_total = 0;
    Diagnostics warnings; ///< duplicates, both lines named; capped
    std::size_t warnings_total = 0;
    std::vector<FieldChange> changes; ///< of a dry run; capped at 1,000
    std::size_t unresolved = 0;       ///< new groups whose link a person has to open
    std::int64_t expired = 0; ///< groups that had expired and were removed, because the list brings one of
                              ///< them anew
};

/// Called for each rejected row, to write the rejects file.
using RejectSink = std::function<void(const ListRow& row, const Diagnostics& problems)>;
/// Called when all is written and only the commit is left; when it throws, nothing was imported. For the
/// rejects file: rows must not be in neither place.
using CommitHook = std::function<void(const ImportCounts& counts)>;
/// Called now and then with rows read so far and the share of the file (if known).
using ProgressSink = std::function<void(std::int64_t rows, std::optional<double> share)>;

/// A group that comes again keeps its expiry day: a list does not extend it; one that has expired is removed
/// and comes as a new one (P7). `progress` may throw to interrupt. The whole import in one BEGIN IMMEDIATE
/// transaction. Any rejected row without skip_bad, or a dry run: rolled back. Problems in the list are in the
/// result, not exceptions. Errors: locked, io.
ImportResult import_list(Store& store, const Actor& actor, ListReader& reader, std::string_view file_name,
                         const ImportOptions& options, const RejectSink& reject = {},
                         const ProgressSink& progress = {}, const CommitHook& before_commit = {});

/// Whether a list was imported, and not reverted.
bool has_batches(const Store& store);
/// The batch that brought these bytes and was not reverted.
std::optional<std::int64_t> batch_of_digest(const Store& store, const Digest& digest);

struct Batch {
    std::int64_t id = 0;
    std::string file_name, sha256;
    Day day;
    std::string staff;
    ImportMode mode = ImportMode::update;
    ImportCounts counts;
    std::optional<Day> reverted_on;
};
std::vector<Batch> list_batches(const Store& store);

/// Takes a batch back: new groups go, changed fields come back. The caller ends with wipe_deleted, so that
/// none of its groups stays in the file; what the batch was (day, file name, digest, counts) does. Errors:
/// not_found, usage (reverted already), failed (later work touched groups of the batch; the message names
/// them, at most 20).
struct RevertResult {
    std::int64_t removed = 0, restored = 0;
};
RevertResult revert_batch(Transaction& transaction, std::int64_t batch);

} // namespace hnat
