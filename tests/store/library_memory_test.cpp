#include "store_support.hpp"

#include <sqlite3.h>

#include <algorithm>
#include <set>
#include <thread>
#include <vector>

using namespace hnat;
using namespace hnat::test;

namespace {

constexpr int k_piece = 1024; // of a statement's journal, see lib/store/library_memory.hpp

std::vector<void*> take(std::size_t pieces) {
    std::vector<void*> taken(pieces);
    std::generate(taken.begin(), taken.end(), [] { return sqlite3_malloc(k_piece); });
    return taken;
}

void give_back(const std::vector<void*>& pieces) {
    std::for_each(pieces.begin(), pieces.end(), sqlite3_free);
}

std::size_t common(const std::vector<void*>& left, const std::vector<void*>& right) {
    const std::set<void*> known(left.begin(), left.end());
    return static_cast<std::size_t>(
        std::count_if(right.begin(), right.end(), [&](void* piece) { return known.contains(piece); }));
}

} // namespace

TEST_CASE(
    "pieces of a statement's journal are used again by the thread that gave them back, the last first") {
    const ScratchDatabase scratch; // the library has started
    const auto pieces = take(300);
    give_back(pieces);
    auto again = take(300);
    std::reverse(again.begin(), again.end());
    CHECK(again == pieces);
    give_back(again);

    std::size_t of_this_thread = 0;
    std::thread([&] {
        const auto others = take(300);
        of_this_thread = common(pieces, others);
        give_back(others); // and they are gone when it ends: LeakSanitizer would tell
    }).join();
    CHECK(of_this_thread == 0);
}

TEST_CASE("no more pieces of a statement's journal are kept than two mebibytes") {
    const ScratchDatabase scratch;
    constexpr std::size_t k_most_kept = 2048;
    auto pieces = take(k_most_kept + 100);
    give_back(pieces);
    auto again = take(k_most_kept);
    std::sort(pieces.begin(), pieces.begin() + k_most_kept);
    std::sort(again.begin(), again.end());
    CHECK(std::equal(again.begin(), again.end(), pieces.begin()));
    give_back(again);
}

TEST_CASE("a piece that is used again can be enlarged, and tells its size") {
    const ScratchDatabase scratch;
    give_back(take(1));
    void* piece = sqlite3_malloc(k_piece);
    CHECK(sqlite3_msize(piece) == k_piece);
    piece = sqlite3_realloc(piece, 4 * k_piece);
    CHECK(sqlite3_msize(piece) == 4 * k_piece);
    sqlite3_free(piece);
}
