#include "store/library_memory.hpp"

#include <sqlite3.h>

#include <array>
#include <cstddef>

namespace hnat {

namespace {

/// What SQLite 3.40 asks for; where another version asks for other sizes, nothing is kept.
constexpr int k_piece = 1024;
constexpr std::size_t k_most_kept = 2048;

struct KeptPieces {
    std::array<void*, k_most_kept> pieces;
    std::size_t count;
    bool ended; ///< the thread: SQLite may give memory back even then
};
thread_local constinit KeptPieces t_kept{};

/// The library's own, set before it starts and never again.
sqlite3_mem_methods g_own;

struct AtThreadEnd {
    ~AtThreadEnd() {
        t_kept.ended = true;
        while (t_kept.count != 0) {
            g_own.xFree(t_kept.pieces[--t_kept.count]);
        }
    }
};

void* allocate(int bytes) {
    if (bytes == k_piece && t_kept.count != 0) {
        return t_kept.pieces[--t_kept.count];
    }
    return g_own.xMalloc(bytes);
}

void release(void* piece) {
    if (g_own.xSize(piece) != k_piece || t_kept.count == k_most_kept || t_kept.ended) {
        g_own.xFree(piece);
        return;
    }
    thread_local const AtThreadEnd at_thread_end [[maybe_unused]];
    t_kept.pieces[t_kept.count++] = piece;
}

} // namespace

void keep_statement_journals() {
    sqlite3_mem_methods own{};
    if (sqlite3_config(SQLITE_CONFIG_GETMALLOC, &own) != SQLITE_OK) {
        return;
    }
    g_own = own;
    own.xMalloc = allocate;
    own.xFree = release;
    sqlite3_config(SQLITE_CONFIG_MALLOC, &own);
}

} // namespace hnat
