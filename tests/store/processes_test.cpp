#include "store_support.hpp"

#include <array>

using namespace hnat;
using namespace hnat::test;

namespace {

/// A process that holds a lock until it is told to go on.
class Holder {
  public:
    Holder(const StoreOptions& options, const char* begin) {
        REQUIRE(::pipe(m_ready.data()) == 0);
        REQUIRE(::pipe(m_go.data()) == 0);
        m_child = ::fork();
        REQUIRE(m_child >= 0);
        if (m_child == 0) {
            ::close(m_go[1]);
            ::_exit(hold(options, begin));
        }
        ::close(m_ready[1]);
        ::close(m_go[0]);
        char byte = 0;
        REQUIRE(::read(m_ready[0], &byte, 1) == 1);
    }
    ~Holder() { finish(); }
    Holder(const Holder&) = delete;
    Holder& operator=(const Holder&) = delete;

    /// Lets it commit and end.
    void finish() {
        if (m_child > 0) {
            ::close(m_go[1]);
            ::close(m_ready[0]);
            int status = 0;
            CHECK(::waitpid(m_child, &status, 0) == m_child);
            CHECK(status == 0);
            m_child = 0;
        }
    }

  private:
    int hold(const StoreOptions& options, const char* begin) {
        try {
            const Store store = Store::open(options, Access::write, day("2026-09-02"));
            store.db().exec(begin);
            store.db().exec("DELETE FROM survey_expired");
            char byte = 'r';
            if (::write(m_ready[1], &byte, 1) != 1) {
                return 1;
            }
            if (::read(m_go[0], &byte, 1) != 0) { // until the other end is closed
                return 2;
            }
            store.db().exec("COMMIT");
            return 0;
        } catch (...) {
            return 3;
        }
    }

    std::array<int, 2> m_ready{};
    std::array<int, 2> m_go{};
    pid_t m_child = 0;
};

StoreOptions impatient(const ScratchDatabase& scratch) {
    StoreOptions options = scratch.options();
    options.lock_timeout = std::chrono::milliseconds(200);
    return options;
}

} // namespace

TEST_CASE("R5: a writer that can't have the lock in time says so, and readers go on meanwhile") {
    const ScratchDatabase scratch;
    Holder holder(scratch.options(), "BEGIN IMMEDIATE");
    Store store = Store::open(impatient(scratch), Access::write, day("2026-09-02"));
    const Error error = error_of([&] {
        const Transaction transaction(store, {k_unnamed_staff, day("2026-09-02")});
    });
    CHECK(error.kind() == ErrorKind::locked);
    CHECK(error.what() == scratch.path().string() +
                              " is held by another process; waited 0.2 s; try again or raise --lock-timeout");

    const Store reader = Store::open(impatient(scratch), Access::read, day("2026-09-02"));
    CHECK(number(reader.db(), "SELECT count(*) FROM staff") == 0);

    holder.finish();
    Transaction transaction(store, {k_unnamed_staff, day("2026-09-02")});
    transaction.commit();
}

TEST_CASE("R5: opening while a commit is under way says that the file is held") {
    const ScratchDatabase scratch;
    Holder holder(scratch.options(), "BEGIN EXCLUSIVE");
    for (const Access access : {Access::read, Access::write}) {
        const Error error = error_of([&] { Store::open(impatient(scratch), access, day("2026-09-02")); });
        CHECK(error.kind() == ErrorKind::locked);
        CHECK(holds(error.what(), "is held by another process; waited 0.2 s"));
    }
    holder.finish();
    scratch.read();
}

TEST_CASE("R5: a commit that readers hold up past the timeout is locked and can be tried again") {
    const ScratchDatabase scratch;
    Store store = Store::open(impatient(scratch), Access::write, day("2026-09-02"));
    const Store reader = scratch.read();
    Transaction transaction(store, {k_unnamed_staff, day("2026-09-02")});
    append_audit(transaction, AuditVerb::survey_edit, random_uuid(), CanonicalState());
    {
        SQLite::Statement reading(reader.db(), "SELECT name FROM sqlite_schema");
        reading.executeStep();
        CHECK(error_of([&] { transaction.commit(); }).kind() == ErrorKind::locked);
    }
    transaction.commit();
    CHECK(store_info(reader).audit_size == 1);
}

TEST_CASE("R5: writers of many processes lose nothing") {
    constexpr int k_writers = 4;
    constexpr int k_writes = 15;
    const ScratchDatabase scratch;
    std::array<pid_t, k_writers> children{};
    for (pid_t& child : children) {
        child = ::fork();
        REQUIRE(child >= 0);
        if (child == 0) {
            int code = 0;
            try {
                for (int i = 0; i < k_writes; ++i) {
                    Store store = scratch.write();
                    add_audit_rows(store, {"2026-09-02"});
                }
            } catch (...) {
                code = 1;
            }
            ::_exit(code);
        }
    }
    for (const pid_t child : children) {
        int status = 0;
        CHECK(::waitpid(child, &status, 0) == child);
        CHECK(status == 0);
    }
    const Store store = scratch.read();
    CHECK(store_info(store).audit_size == k_writers * k_writes);
    CHECK(verify_audit(store).empty());
}
