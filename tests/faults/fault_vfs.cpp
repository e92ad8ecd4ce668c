#include "tests/faults/fault_vfs.hpp"

#include <sqlite3.h>

#include <array>
#include <cstring>
#include <new>
#include <stdexcept>

namespace hnat::faults {

namespace {

struct Plan {
    bool armed = false, failed = false;
    DiskCall call = DiskCall::write;
    Failure failure = Failure::full;
    std::int64_t left = 0;
    bool recording = false;
    std::vector<DiskOperation> operations;
};

Plan& plan() {
    static Plan one;
    return one;
}

sqlite3_vfs* real() {
    static sqlite3_vfs* const vfs = sqlite3_vfs_find("unix");
    return vfs;
}

/// Whether this call is to fail.
bool fails(DiskCall call) {
    Plan& p = plan();
    if (p.failed && p.failure == Failure::dead) {
        return true;
    }
    if (!p.armed || p.failed || p.call != call || --p.left > 0) {
        return false;
    }
    p.failed = true;
    return true;
}

void record(DiskOperation operation) {
    if (plan().recording) {
        plan().operations.push_back(std::move(operation));
    }
}

std::string base_name(const char* path) {
    return path == nullptr ? "" : std::filesystem::path(path).filename().string();
}

/// What SQLite calls a file; the real one follows it in memory.
struct FaultFile {
    sqlite3_file base;
    std::string* name;
    [[nodiscard]] sqlite3_file* inner() { return reinterpret_cast<sqlite3_file*>(this + 1); }
};

FaultFile* ours(sqlite3_file* file) {
    return reinterpret_cast<FaultFile*>(file);
}
sqlite3_file* inner(sqlite3_file* file) {
    return ours(file)->inner();
}
const sqlite3_io_methods* methods(sqlite3_file* file) {
    return inner(file)->pMethods;
}

int fault_close(sqlite3_file* file) {
    const int result = methods(file)->xClose(inner(file));
    delete ours(file)->name; // NOLINT(cppcoreguidelines-owning-memory): a C structure holds it
    return result;
}

int fault_write(sqlite3_file* file, const void* bytes, int size, sqlite3_int64 offset) {
    if (fails(DiskCall::write)) {
        if (plan().failure == Failure::torn) {
            (void)methods(file)->xWrite(inner(file), bytes, size / 2, offset);
        }
        return plan().failure == Failure::full ? SQLITE_FULL : SQLITE_IOERR_WRITE;
    }
    const int result = methods(file)->xWrite(inner(file), bytes, size, offset);
    if (result == SQLITE_OK) {
        record({DiskCall::write, *ours(file)->name, offset, size,
                std::string(static_cast<const char*>(bytes), static_cast<std::size_t>(size)), false});
    }
    return result;
}

int fault_truncate(sqlite3_file* file, sqlite3_int64 size) {
    if (fails(DiskCall::truncate)) {
        return SQLITE_IOERR_TRUNCATE;
    }
    const int result = methods(file)->xTruncate(inner(file), size);
    if (result == SQLITE_OK) {
        record({DiskCall::truncate, *ours(file)->name, 0, size, "", false});
    }
    return result;
}

int fault_sync(sqlite3_file* file, int flags) {
    if (fails(DiskCall::sync)) {
        return SQLITE_IOERR_FSYNC;
    }
    const int result = methods(file)->xSync(inner(file), flags);
    if (result == SQLITE_OK) {
        record({DiskCall::sync, *ours(file)->name, 0, 0, "", false});
    }
    return result;
}

int fault_read(sqlite3_file* f, void* bytes, int size, sqlite3_int64 offset) {
    return methods(f)->xRead(inner(f), bytes, size, offset);
}
int fault_file_size(sqlite3_file* f, sqlite3_int64* size) {
    return methods(f)->xFileSize(inner(f), size);
}
int fault_lock(sqlite3_file* f, int lock) {
    return methods(f)->xLock(inner(f), lock);
}
int fault_unlock(sqlite3_file* f, int lock) {
    return methods(f)->xUnlock(inner(f), lock);
}
int fault_check_lock(sqlite3_file* f, int* result) {
    return methods(f)->xCheckReservedLock(inner(f), result);
}
int fault_control(sqlite3_file* f, int op, void* argument) {
    return methods(f)->xFileControl(inner(f), op, argument);
}
int fault_sector_size(sqlite3_file* f) {
    return methods(f)->xSectorSize(inner(f));
}
int fault_device(sqlite3_file* f) {
    return methods(f)->xDeviceCharacteristics(inner(f));
}

/// Version 1: no shared memory (WAL) and no memory mapping, which would go round xWrite.
const sqlite3_io_methods k_methods{1,
                                   fault_close,
                                   fault_read,
                                   fault_write,
                                   fault_truncate,
                                   fault_sync,
                                   fault_file_size,
                                   fault_lock,
                                   fault_unlock,
                                   fault_check_lock,
                                   fault_control,
                                   fault_sector_size,
                                   fault_device,
                                   nullptr,
                                   nullptr,
                                   nullptr,
                                   nullptr,
                                   nullptr,
                                   nullptr};

int fault_open(sqlite3_vfs* /*vfs*/, const char* name, sqlite3_file* file, int flags, int* out_flags) {
    FaultFile* const f = ours(file);
    f->base.pMethods = nullptr;
    const int result = real()->xOpen(real(), name, f->inner(), flags, out_flags);
    if (f->inner()->pMethods != nullptr) {
        f->name = new std::string(base_name(name)); // NOLINT(cppcoreguidelines-owning-memory)
        f->base.pMethods = &k_methods;
    }
    return result;
}

int fault_delete(sqlite3_vfs* /*vfs*/, const char* name, int sync_folder) {
    if (fails(DiskCall::remove)) {
        return SQLITE_IOERR_DELETE;
    }
    const int result = real()->xDelete(real(), name, sync_folder);
    if (result == SQLITE_OK) {
        record({DiskCall::remove, base_name(name), 0, 0, "", sync_folder != 0});
    }
    return result;
}

} // namespace

const char* name_of(DiskCall call) {
    constexpr std::array k_names{"write", "sync", "truncate", "remove"};
    return k_names.at(static_cast<std::size_t>(call));
}

void install_fault_vfs() {
    static sqlite3_vfs vfs = *real();
    vfs.zName = "hnat-fault";
    vfs.szOsFile = static_cast<int>(sizeof(FaultFile)) + real()->szOsFile;
    vfs.pNext = nullptr;
    vfs.xOpen = fault_open;
    vfs.xDelete = fault_delete;
    if (sqlite3_vfs_register(&vfs, 1) != SQLITE_OK) {
        throw std::runtime_error("the fault VFS could not be registered");
    }
}

const char* name_of(Failure failure) {
    constexpr std::array k_names{"full", "torn", "dead"};
    return k_names.at(static_cast<std::size_t>(failure));
}

void fail_call(DiskCall call, std::int64_t number, Failure failure) {
    plan().armed = true;
    plan().failed = false;
    plan().failure = failure;
    plan().call = call;
    plan().left = number;
}

void let_all_pass() {
    plan().armed = false;
    plan().failed = false;
}

bool has_failed() {
    return plan().failed;
}

void record_disk() {
    plan().operations.clear();
    plan().recording = true;
}

std::vector<DiskOperation> recorded() {
    plan().recording = false;
    return std::move(plan().operations);
}

} // namespace hnat::faults
