/// The keys of an office, and what there is of them on this computer.
#pragma once

#include "tip/key_ring.hpp"

#include <filesystem>
#include <optional>
#include <vector>

namespace hnat {

struct KeyState {
    KeyRecipient recipient;
    std::optional<std::filesystem::path> file; ///< in the ring's folder; a key may well be kept elsewhere
    std::optional<Day> drilled_on;             ///< of keys that are not retired
    bool drill_due = false;
};

struct EpochState {
    KeyEpoch epoch;
    std::optional<std::filesystem::path> file; ///< a living epoch without one is lost
};

struct KeyOverview {
    std::vector<KeyState> keys;                   ///< as list_recipients
    std::vector<EpochState> epochs;               ///< by quarter
    std::vector<std::filesystem::path> strangers; ///< key files and epoch files of the folder that the
                                                  ///< database does not know
};

/// Reads no passphrase and opens no key. Errors: io (the folder can't be read).
KeyOverview key_overview(const Store& store, const KeyRing& ring, Day today);

} // namespace hnat
