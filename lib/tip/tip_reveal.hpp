/// Opening the source of a tip (P6): with the custodian's key and a reason, and never without a record.
#pragma once

#include "seal/secret.hpp"
#include "store/audit.hpp"
#include "store/store.hpp"
#include "tip/key_ring.hpp"
#include "tip/tip.hpp"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace hnat {

/// Opens the source of a tip; empty: none was given, which nothing tells before. It is the one function of
/// lib that writes with a transaction of its own: the record (who, when, the reason sealed to the custodian,
/// done or refused) is committed before it returns or throws. `passphrase` is called once, and an error of it
/// is a refusal as a wrong passphrase is. Errors: not_found and usage (no tip, no reason: these leave no
/// record); key and whatever else kept the source closed (these do).
Secret reveal_source(Store& store, const Actor& actor, KeyRing& ring, std::int64_t number, Secret reason,
                     const std::function<Secret()>& passphrase,
                     const std::optional<std::filesystem::path>& key_file);

struct RevealRequest {
    std::int64_t number = 0;
    std::optional<std::int64_t> tip; ///< nullopt: the tip has gone, and the reason with it
    Day day;
    std::string staff;
    AuditOutcome outcome = AuditOutcome::refused;
};
/// All requests, the oldest first.
std::vector<RevealRequest> list_reveals(const Store& store);

/// The reason of a request, opened with the custodian's key; empty: it could not be sealed then, or has gone.
/// Errors: not_found, key, io.
Secret reveal_reason(const Store& store, const KeyRing& ring, std::int64_t request, const Secret& passphrase,
                     const std::optional<std::filesystem::path>& key_file);

} // namespace hnat
