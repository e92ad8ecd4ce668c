/// R2: every call to the disk of an import, an erasure and a migration fails once.
#include "tests/faults/campaigns.hpp"
#include "tests/faults/fault_vfs.hpp"
#include "tests/faults/scenario.hpp"

#include <fmt/format.h>

#include <array>
#include <map>

namespace hnat::faults {

namespace {

/// What became of the runs in which a call failed.
struct Figures {
    int refused = 0; ///< an error, and the state of before or of after
    int done = 0;    ///< the command did its work all the same
    std::map<int, int> codes;
};

/// Runs the verb with one call failing. Returns whether there was such a call.
bool try_once(const Records& records, const Verb& verb, const Ends& ends, DiskCall call, Failure failure,
              std::int64_t number, Figures& figures) {
    const Folder folder;
    records.copy_to(folder.path(), verb);
    fail_call(call, number, failure);
    const Outcome outcome = run_here(folder.path(), verb.words, verb.today);
    const bool failed = has_failed();
    let_all_pass();
    if (!failed) {
        return false;
    }
    const bool after = expect_before_or_after(folder.path(), verb, ends);
    expect(outcome.code != 0 || after, "it said that all went well, and the state is that of before");
    expect(outcome.code == 0 || !outcome.err.empty(), "it failed without a word");
    expect(outcome.code == 0 || outcome.code == 1 || outcome.code == 5,
           fmt::format("it ended with {}: {}", outcome.code, outcome.err));
    expect(outcome.code == 0 || outcome.err.find("hnat.db") != std::string::npos,
           "the message does not name the file: " + outcome.err);
    if (after || !verb.older_schema) {
        expect_sound(folder / "hnat.db", Health::wipe_may_be_due);
    }
    expect_again(folder.path(), verb, ends);
    ++(outcome.code == 0 ? figures.done : figures.refused);
    ++figures.codes[outcome.code];
    return true;
}

void try_all(const Records& records, const Verb& verb, std::int64_t step) {
    const Ends ends = ends_of(records, verb);
    for (const DiskCall call : {DiskCall::write, DiskCall::sync, DiskCall::truncate, DiskCall::remove}) {
        for (const Failure failure : {Failure::full, Failure::torn, Failure::dead}) {
            if (failure == Failure::torn && call != DiskCall::write) {
                continue;
            }
            Figures figures;
            std::int64_t number = 1;
            try {
                // With a step, the first calls of all: there are few of them where it counts.
                while (try_once(records, verb, ends, call, failure, number, figures)) {
                    number += number < 8 ? 1 : step;
                }
            } catch (const Broken& broken) {
                throw Broken(fmt::format("{}, {} {} {}: {}", verb.name, name_of(call), number,
                                         name_of(failure), broken.what()));
            }
            fmt::print("R2 {:8} {:8} {:5} {:5} calls failed: {} refused, {} done all the same\n", verb.name,
                       name_of(call), name_of(failure), figures.refused + figures.done, figures.refused,
                       figures.done);
        }
    }
}

} // namespace

void fail_disk_calls(const Options& options) {
    constexpr int k_groups = 12;
    constexpr std::int64_t k_step = 29;
    install_fault_vfs();
    const Records records(k_groups);
    for (const char* name : {"import", "erase", "migrate"}) {
        if (options.verb.empty() || options.verb == name) {
            try_all(records, find_verb(name), options.count > 0 ? options.count : k_step);
        }
    }
}

} // namespace hnat::faults
