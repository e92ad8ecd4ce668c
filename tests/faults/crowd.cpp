/// R5: many processes at once.
#include "tests/faults/campaigns.hpp"
#include "tests/faults/process.hpp"
#include "tests/faults/scenario.hpp"

#include "base/error.hpp"
#include "store/audit.hpp"
#include "store/check.hpp"
#include "store/office.hpp"

#include <SQLiteCpp/Column.h>
#include <SQLiteCpp/Exception.h>
#include <SQLiteCpp/Statement.h>
#include <fmt/format.h>
#include <sqlite3.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <csignal>
#include <functional>
#include <thread>
#include <vector>

#include <sys/wait.h>
#include <unistd.h>

namespace hnat::faults {

namespace {

constexpr int k_writers = 8;
constexpr int k_readers = 4;
constexpr int k_locked = 3; ///< exit code of a child that was told `locked` all the time

Day today() {
    return parse_day("2026-10-05").value();
}

/// Runs `body` in a process of its own.
pid_t start(const std::function<int()>& body) {
    const pid_t child = ::fork();
    expect(child >= 0, "no process could be started");
    if (child == 0) {
        int code = 99;
        try {
            code = body();
        } catch (const std::exception& error) {
            fmt::print(stderr, "{}\n", error.what());
        }
        ::_exit(code);
    }
    return child;
}

int wait_for(pid_t child) {
    int status = 0;
    expect(::waitpid(child, &status, 0) == child, "a process is gone");
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

/// Opens the store anew for every operation, as commands do, and tries again after `locked`, as people do.
int write_often(const StoreOptions& options, int writer, std::int64_t count) {
    for (std::int64_t i = 0; i < count;) {
        try {
            Store store = Store::open(options, Access::write, today());
            Transaction transaction(store, {k_unnamed_staff, today()});
            add_staff(transaction, fmt::format("w{}-{}", writer, i), "Name", StaffRole::clerk);
            transaction.commit();
            ++i;
        } catch (const Error& error) {
            if (error.kind() != ErrorKind::locked) {
                throw;
            }
        }
    }
    return 0;
}

/// A state that a reader sees is whole: as many staff as the chain says.
int read_often(const StoreOptions& options, std::int64_t count) {
    for (std::int64_t i = 0; i < count;) {
        try {
            const Store store = Store::open(options, Access::read, today());
            SQLite::Statement statement(store.db(), "SELECT (SELECT count(*) FROM staff) = (SELECT count(*) "
                                                    "FROM audit WHERE verb = 'staff-add')");
            expect(statement.executeStep() && statement.getColumn(0).getInt() == 1,
                   "a reader saw half a change");
            ++i;
        } catch (const Error& error) {
            if (error.kind() != ErrorKind::locked) {
                throw;
            }
        } catch (const SQLite::Exception& error) {
            if ((error.getErrorCode() & 0xff) != SQLITE_BUSY) {
                throw;
            }
        }
    }
    return 0;
}

/// Holds the write lock until it is told to go on; tells when it has it.
int hold(const StoreOptions& options, int ready) {
    Store store = Store::open(options, Access::write, today());
    Transaction transaction(store, {k_unnamed_staff, today()});
    add_staff(transaction, "holder", "Name", StaffRole::clerk);
    const char byte = 'r';
    if (::write(ready, &byte, 1) != 1) {
        return 1;
    }
    ::raise(SIGSTOP);
    transaction.commit();
    return 0;
}

/// The lock's holder is stopped: the others wait, are told so in time, and lose nothing.
void stop_a_holder(StoreOptions options) {
    std::array<int, 2> ready{};
    expect(::pipe(ready.data()) == 0, "no pipe");
    const pid_t holder = start([&] { return hold(options, ready[1]); });
    char byte = 0;
    expect(::read(ready[0], &byte, 1) == 1, "the holder did not get the lock");
    int status = 0;
    expect(::waitpid(holder, &status, WUNTRACED) == holder && WIFSTOPPED(status), "the holder did not stop");

    options.lock_timeout = std::chrono::milliseconds(300);
    std::vector<pid_t> waiting;
    for (int i = 0; i < k_writers; ++i) {
        waiting.push_back(start([&] {
            const auto begin = std::chrono::steady_clock::now();
            try {
                Store store = Store::open(options, Access::write, today());
                const Transaction transaction(store, {k_unnamed_staff, today()});
            } catch (const Error& error) {
                const auto waited = std::chrono::steady_clock::now() - begin;
                const bool clear = error.kind() == ErrorKind::locked &&
                                   std::string(error.what()).find("waited 0.3 s") != std::string::npos;
                return clear && waited < std::chrono::seconds(20) ? k_locked : 1;
            }
            return 2;
        }));
    }
    for (const pid_t child : waiting) {
        const int code = wait_for(child);
        expect(code == k_locked,
               fmt::format("a writer behind a stopped holder ended with {} instead of `locked`", code));
    }
    const Store reader = Store::open(options, Access::read, today()); // readers go on
    expect(verify_audit(reader).empty(), "the chain is broken behind a stopped holder");
    ::kill(holder, SIGCONT);
    expect(wait_for(holder) == 0, "the holder could not go on");
    ::close(ready[0]);
    ::close(ready[1]);
}

} // namespace

void contend(const Options& options) {
    constexpr std::int64_t k_operations = 12;
    const std::int64_t count = options.count > 0 ? options.count : k_operations;
    const Folder folder;
    StoreOptions store_options;
    store_options.path = folder / "hnat.db";
    store_options.lock_timeout = std::chrono::seconds(60);
    Store::create(store_options, today());
    stop_a_holder(store_options);

    std::vector<pid_t> children;
    for (int i = 0; i < k_writers; ++i) {
        children.push_back(start([&] { return write_often(store_options, i, count); }));
    }
    for (int i = 0; i < k_readers; ++i) {
        children.push_back(start([&] { return read_often(store_options, count); }));
    }
    // One of the writers is stopped in the middle of whatever it does, and goes on later.
    std::this_thread::sleep_for(std::chrono::milliseconds(200));
    ::kill(children.front(), SIGSTOP);
    std::this_thread::sleep_for(std::chrono::milliseconds(500));
    ::kill(children.front(), SIGCONT);
    for (const pid_t child : children) {
        const int code = wait_for(child);
        expect(code == 0, fmt::format("a process ended with {}", code));
    }
    const Store store = Store::open(store_options, Access::read, today());
    const auto staff = static_cast<std::int64_t>(list_staff(store).size());
    expect(staff == k_writers * count + 1,
           fmt::format("{} of {} writes are there", staff, k_writers * count + 1));
    expect_sound(store_options.path);
    fmt::print(
        "R5 {} writers and {} readers, {} operations each, one stopped meanwhile: {} writes, all there\n",
        k_writers, k_readers, count, staff);
}

} // namespace hnat::faults
