/// R3: the power goes while a command runs; what was not synced is on the disk, or not, in any order.
#include "tests/faults/campaigns.hpp"
#include "tests/faults/fault_vfs.hpp"
#include "tests/faults/scenario.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <optional>
#include <random>

namespace hnat::faults {

namespace {

namespace fs = std::filesystem;

constexpr std::int64_t k_sector = 512;

/// A file as it is on the disk for certain, and what may or may not have got there since.
struct DiskFile {
    std::optional<std::string> durable; ///< nullopt: not there
    std::vector<const DiskOperation*> pending;
};

using Disk = std::map<std::string, DiskFile>;

void write_at(std::string& content, std::int64_t offset, std::string_view bytes) {
    const auto begin = static_cast<std::size_t>(offset);
    if (content.size() < begin + bytes.size()) {
        content.resize(begin + bytes.size(), '\0');
    }
    std::memcpy(content.data() + begin, bytes.data(), bytes.size());
}

void apply(std::optional<std::string>& content, const DiskOperation& operation) {
    if (operation.call == DiskCall::write) {
        write_at(content ? *content : content.emplace(), operation.offset, operation.bytes);
    } else if (operation.call == DiskCall::truncate) {
        (content ? *content : content.emplace()).resize(static_cast<std::size_t>(operation.size), '\0');
    } else if (operation.call == DiskCall::remove) {
        content.reset();
    }
}

/// What is known of the disk after the first `count` operations. A sync makes all of its file durable; so
/// does a removal whose folder was synced.
Disk disk_after(const std::string& database, const std::vector<DiskOperation>& operations,
                std::size_t count) {
    Disk disk;
    disk["hnat.db"].durable = database;
    for (std::size_t i = 0; i < count; ++i) {
        const DiskOperation& operation = operations[i];
        DiskFile& file = disk[operation.file];
        file.pending.push_back(&operation);
        if (operation.call == DiskCall::sync || operation.folder_synced) {
            for (const DiskOperation* done : file.pending) {
                apply(file.durable, *done);
            }
            file.pending.clear();
        }
    }
    return disk;
}

/// Part of a write: what falls into one sector.
struct Sector {
    std::int64_t offset;
    std::string_view bytes;
};

void split(const DiskOperation& operation, std::vector<Sector>& sectors) {
    std::string_view bytes = operation.bytes;
    for (std::int64_t at = operation.offset; !bytes.empty();) {
        const auto part =
            std::min<std::size_t>(bytes.size(), static_cast<std::size_t>(k_sector - at % k_sector));
        sectors.push_back({at, bytes.substr(0, part)});
        bytes.remove_prefix(part);
        at += static_cast<std::int64_t>(part);
    }
}

/// What the disk made of the pending operations: each sector kept or not, in any order; a change of size or a
/// removal done or not.
std::optional<std::string> content_after(const DiskFile& file, std::mt19937_64& random) {
    std::optional<std::string> content = file.durable;
    // All, none, or something between: the ends are where a journal's header is missing, or the only thing
    // there.
    const unsigned keep = std::array{0U, 10U, 50U, 90U, 100U}.at(random() % 5);
    const auto kept = [&] { return random() % 100 < keep; };
    std::vector<Sector> sectors;
    for (const DiskOperation* operation : file.pending) {
        if (operation->call == DiskCall::write) {
            split(*operation, sectors);
        }
    }
    std::ranges::shuffle(sectors, random);
    for (const Sector& sector : sectors) {
        if (kept()) {
            write_at(content ? *content : content.emplace(), sector.offset, sector.bytes);
        }
    }
    for (const DiskOperation* operation : file.pending) {
        if (operation->call != DiskCall::write && kept()) {
            apply(content, *operation);
        }
    }
    return content;
}

struct Recording {
    std::string database; ///< before
    std::vector<DiskOperation> operations;
};

Recording record(const Records& records, const Verb& verb) {
    const Folder folder;
    records.copy_to(folder.path(), verb);
    Recording recording{read_bytes(folder / "hnat.db"), {}};
    record_disk();
    const Outcome outcome = run_here(folder.path(), verb.words, verb.today);
    recording.operations = recorded();
    expect(outcome.code == 0, "without a fault it failed: " + outcome.err);
    return recording;
}

/// Cuts the power after so many operations; after all of them, the command had said that it was done.
bool cut_at(const Records& records, const Verb& verb, const Ends& ends, const Recording& recording,
            std::size_t operations, std::mt19937_64& random) {
    const Folder folder;
    records.copy_to(folder.path(), verb);
    for (const auto& [name, file] : disk_after(recording.database, recording.operations, operations)) {
        const auto content = content_after(file, random);
        if (content) {
            write_bytes(folder / name, *content);
        } else {
            fs::remove(folder / name);
        }
    }
    const bool acknowledged = operations == recording.operations.size();
    const bool after = expect_before_or_after(folder.path(), verb, ends);
    if (acknowledged) {
        expect(after, "work that had been acknowledged is lost");
        expect_gone(folder.path(), verb); // before anybody opens it for writing
    }
    expect_sound(folder / "hnat.db", Health::wipe_may_be_due);
    expect_again(folder.path(), verb, ends);
    return after;
}

void try_verb(const Records& records, const Verb& verb, std::int64_t count, std::mt19937_64& random) {
    const Ends ends = ends_of(records, verb);
    const Recording recording = record(records, verb);
    int after = 0;
    for (std::int64_t i = 0; i < count; ++i) {
        // A tenth of the cuts come when the command has said that it is done.
        const std::size_t at =
            i % 10 == 0 ? recording.operations.size() : random() % (recording.operations.size() + 1);
        try {
            after += cut_at(records, verb, ends, recording, at, random) ? 1 : 0;
        } catch (const std::exception& error) {
            throw Broken(fmt::format("{}, cut {} after {} of {} operations: {}", verb.name, i, at,
                                     recording.operations.size(), error.what()));
        }
    }
    fmt::print("R3 {:8} {:5} cuts in {} operations: {} left the state of before, {} that of after\n",
               verb.name, count, recording.operations.size(), count - after, after);
}

} // namespace

void cut_power(const Options& options) {
    constexpr int k_groups = 40;
    constexpr std::int64_t k_cuts = 40;
    install_fault_vfs();
    std::mt19937_64 random(options.seed);
    const Records records(k_groups);
    for (const char* name : {"import", "erase", "purge"}) {
        if (options.verb.empty() || options.verb == name) {
            try_verb(records, find_verb(name), options.count > 0 ? options.count : k_cuts, random);
        }
    }
}

} // namespace hnat::faults
