#include "store_support.hpp"

#include "store/check.hpp"
#include "store/office.hpp"

#include <SQLiteCpp/Exception.h>

#include <cstdlib>
#include <map>
#include <random>

using namespace hnat;
using namespace hnat::test;

namespace {

/// Opens the damaged file and reads all of it. Whatever happens is an answer or an Error; it is counted.
std::string outcome_of(const StoreOptions& options, Access access) {
    try {
        const Store store = Store::open(options, access, day("2026-09-03"));
        try {
            std::size_t findings = 0;
            for (const CheckResult& result : check_store(store)) {
                findings += result.findings.size();
            }
            store_info(store);
            audit_rows(store);
            list_staff(store);
            read_office(store);
            return findings == 0 ? "not noticed" : "found by check";
        } catch (const SQLite::Exception& error) {
            rethrow_as_error(error, options.path); // as every command does
        }
    } catch (const Error& error) {
        switch (error.kind()) {
        case ErrorKind::not_ours:
            return "refused as not ours";
        case ErrorKind::failed:
            return "refused as damaged";
        case ErrorKind::io:
            return "refused as unreadable";
        default:
            return "WRONG KIND: " + std::string(error.what());
        }
    }
}

struct Damage {
    ScratchDatabase scratch;
    std::string sound;
    std::map<std::string, int> outcomes;

    Damage() {
        {
            Store store = scratch.write();
            Transaction transaction(store, {k_unnamed_staff, day("2026-09-02")});
            write_office(transaction, {"Office", "OFF", "Parent", "19", "Thái Nguyên", day("2026-09-01")});
            add_staff(transaction, "clerk", "Clerk", StaffRole::clerk);
            for (int id = 1; id <= 60; ++id) {
                add_group(transaction.db(), id, "cho dong hy " + std::to_string(id));
            }
            transaction.commit();
        }
        sound = bytes_of(scratch.path());
    }

    void run(const std::string& bytes) {
        for (const Access access : {Access::read, Access::write}) {
            write_bytes(scratch.path(), bytes);
            const std::string outcome = outcome_of(scratch.options(), access);
            ++outcomes[outcome];
            CHECK_MESSAGE(!holds(outcome, "WRONG KIND"), outcome);
            CHECK(bytes_of(scratch.path()) == bytes); // R6: never a write
        }
    }

    void report() const {
        for (const auto& [outcome, count] : outcomes) {
            MESSAGE(count, " ", outcome);
        }
    }
};

std::uint64_t number_from(const char* variable, std::uint64_t otherwise) {
    const char* const text = std::getenv(variable);
    return text == nullptr ? otherwise : std::strtoull(text, nullptr, 10);
}

} // namespace

TEST_CASE("R6: a file with flipped bytes ends in an error or a finding, never in a crash or a write") {
    // tests/faults/run --long has 10,000 of them.
    const std::uint64_t seed = number_from("HNAT_SEED", 20260901);
    const std::uint64_t flips = number_from("HNAT_FLIPS", 300);
    MESSAGE("seed ", seed, ", ", flips, " flips, each read and opened for writing");
    std::mt19937_64 random(seed);
    Damage damage;
    for (std::uint64_t round = 0; round < flips; ++round) {
        std::string bytes = damage.sound;
        // The first page holds the header and the schema: half of the flips go there.
        const std::size_t range = round % 2 == 0 ? 4096 : bytes.size();
        const std::size_t at = random() % range;
        bytes[at] = static_cast<char>(bytes[at] ^ static_cast<char>(1 + random() % 255));
        CAPTURE(round);
        CAPTURE(at);
        damage.run(bytes);
    }
    damage.report();
}

TEST_CASE("R6: a file that was cut ends in an error or a finding") {
    Damage damage;
    for (std::size_t size = 0; size < damage.sound.size(); size += 4096) {
        CAPTURE(size);
        damage.run(damage.sound.substr(0, size));
        damage.run(damage.sound.substr(0, size + 1000));
    }
    damage.report();
    CHECK(damage.outcomes["not noticed"] == 0);
}

TEST_CASE("R6: a file with a page of zeros ends in an error or a finding") {
    Damage damage;
    for (std::size_t page = 0; page < damage.sound.size(); page += 4096) {
        CAPTURE(page);
        std::string bytes = damage.sound;
        bytes.replace(page, 4096, 4096, '\0');
        damage.run(bytes);
    }
    damage.report();
}
