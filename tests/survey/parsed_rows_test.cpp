// A list that is read ahead of what is written: interrupted, broken off, with rows of any length.
#include "tests/survey/register_support.hpp"

#include <fmt/format.h>

#include <atomic>
#include <chrono>
#include <thread>

using namespace hnat;
using namespace hnat::test;

namespace {

std::vector<FakeList::Cells> groups(int count) {
    std::vector<FakeList::Cells> rows;
    for (int i = 0; i < count; ++i) {
        rows.push_back({"G", group_url(fmt::format("nhom.so.{}x", i)), "", "", "", ""});
    }
    return rows;
}

/// Tells how many rows were read, and lets `at` happen before one of them.
class WatchedList : public FakeList {
  public:
    WatchedList(std::vector<Cells> rows, int which, std::function<void()> at)
        : FakeList(std::move(rows)),
          m_which(which),
          m_at(std::move(at)) {}
    bool next(ListRow& row) override {
        if (++m_read == m_which) {
            m_at();
        }
        return FakeList::next(row);
    }
    [[nodiscard]] int read() const { return m_read; }

  private:
    int m_read = 0;
    int m_which;
    std::function<void()> m_at;
};

} // namespace

TEST_CASE("an import that is interrupted leaves the rest of its list unread") {
    Register reg;
    const auto interrupted_in = [&](WatchedList& list, std::atomic<bool>& interrupted) {
        CHECK_THROWS_AS(import_list(reg.store(), reg.actor(), list, "list.csv", {}, {},
                                    [&](std::int64_t, std::optional<double>) {
                                        interrupted = true;
                                        throw Error(ErrorKind::interrupted, "interrupted");
                                    }),
                        Error);
        CHECK(reg.count("SELECT count(*) FROM survey_group") == 0);
        return list.read();
    };
    std::atomic<bool> interrupted = false;
    SUBCASE("while it waits for rows to be written") {
        WatchedList list(groups(20'000), 0, {});
        CHECK(interrupted_in(list, interrupted) < 10'000);
    }
    SUBCASE("in the middle of rows that it reads") {
        WatchedList list(groups(20'000), 2'100, [&] {
            while (!interrupted) {
                std::this_thread::yield();
            }
            std::this_thread::sleep_for(std::chrono::milliseconds(100));
        });
        CHECK(interrupted_in(list, interrupted) < 10'000);
    }
}

TEST_CASE("a list that breaks off is told of in its own words, and nothing of it is written") {
    Register reg;
    for (const int which : {1, 2, 300}) {
        WatchedList list(groups(400), which,
                         [] { throw Error(ErrorKind::io, "list.csv: the disk is gone"); });
        try {
            import_list(reg.store(), reg.actor(), list, "list.csv", {});
            FAIL("nothing was thrown");
        } catch (const Error& error) {
            CHECK(error.kind() == ErrorKind::io);
            CHECK(std::string(error.what()) == "list.csv: the disk is gone");
        }
        CHECK(reg.count("SELECT count(*) FROM survey_group") == 0);
    }
}

TEST_CASE("rows with more text than a block holds are judged like any other") {
    Register reg;
    auto rows = groups(5);
    rows[1][5] = std::string(std::size_t{300} << 10, 'x');
    rows[3][5] = std::string(std::size_t{300} << 10, 'y');
    ImportOptions options;
    options.skip_bad = true;
    const auto result = reg.import(rows, options);
    CHECK(result.counts == ImportCounts{5, 3, 0, 0, 0, 2});
    REQUIRE(result.problems.size() == 2);
    CHECK(result.problems[0].line == 3);
    CHECK(result.problems[1].message == "the cell has 307200 characters; expected at most 200");
}
