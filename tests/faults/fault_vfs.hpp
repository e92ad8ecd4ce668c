/// A VFS over SQLite's own one for files that can be told to fail, and that writes down what was asked of the
/// disk. Registered by the fault tests as the default one; the product does not know of it.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace hnat::faults {

/// What is asked of the disk.
enum class DiskCall { write, sync, truncate, remove };
const char* name_of(DiskCall call);

/// One call that succeeded, in the order of time.
struct DiskOperation {
    DiskCall call = DiskCall::write;
    std::string file;                  ///< name without folder
    std::int64_t offset = 0, size = 0; ///< write: where, how much; truncate: to what size
    std::string bytes;                 ///< write
    bool folder_synced = false;        ///< remove: the removal itself is durable
};

/// Makes it the default VFS of this process. Once.
void install_fault_vfs();

/// full: once, there is no space (of calls that can't say so, an I/O error). torn: once, an I/O error after
/// half of the bytes. dead: this call and every later one of any kind.
enum class Failure { full, torn, dead };
const char* name_of(Failure failure);

/// From now on the `number`th call of this kind fails, from 1.
void fail_call(DiskCall call, std::int64_t number, Failure failure);
/// No call fails any more.
void let_all_pass();
/// Whether the failure that was asked for has happened.
bool has_failed();

/// Starts writing down; what was written down before is forgotten.
void record_disk();
/// Ends it.
std::vector<DiskOperation> recorded();

} // namespace hnat::faults
