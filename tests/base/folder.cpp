#include "base/folder.hpp"

#include "base/error.hpp"
#include "base/file.hpp"
#include "tests/support.hpp"

using namespace hnat;
using namespace hnat::test;

namespace {

std::size_t entries(const std::filesystem::path& folder) {
    std::size_t count = 0;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        count += entry.path().empty() ? 0U : 1U;
    }
    return count;
}

void write(const AtomicFolder& folder) {
    AtomicFile file(folder.temporary() / "a.txt", false);
    file.write("a");
    file.commit();
}

} // namespace

TEST_CASE("a folder appears whole, for its owner only, and not at all without a commit") {
    const TempDir scratch;
    const auto path = scratch.path() / "new";
    {
        const AtomicFolder folder(path);
        write(folder);
        CHECK(!std::filesystem::exists(path));
    }
    CHECK(entries(scratch.path()) == 0);
    AtomicFolder folder(path / ""); // as a shell completes it
    write(folder);
    folder.commit();
    CHECK(entries(scratch.path()) == 1);
    CHECK(entries(path) == 1);
    CHECK(std::filesystem::status(path).permissions() == std::filesystem::perms::owner_all);
}

TEST_CASE("an empty folder is taken, a full one and a file are refused, also when they appear meanwhile") {
    const TempDir scratch;
    const auto path = scratch.path() / "there";
    std::filesystem::create_directory(path);
    AtomicFolder first(path);
    AtomicFolder second(path);
    write(first);
    write(second);
    first.commit();
    CHECK_THROWS_WITH_AS(
        second.commit(),
        ("'" + path.string() + "' exists already; name a new folder, or an empty one").c_str(), Error);
    CHECK_THROWS_AS(AtomicFolder{path}, Error);
    CHECK_THROWS_AS(AtomicFolder{path / "a.txt"}, Error);
    CHECK_THROWS_AS(AtomicFolder{scratch.path() / "no" / "parent"}, Error);
}
