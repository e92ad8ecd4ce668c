/// Consents: facts that are only ever added (P2; Law 91/2025/QH15 art. 9, Decree 356/2025/ND-CP art. 6;
/// fields of ISO/IEC TS 27560). A consent is in force from the day it was given until the day before it
/// expires, unless it was withdrawn.
#pragma once

#include "base/hash.hpp"
#include "enroll/member.hpp"
#include "store/store.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace hnat {

/// Months that a consent lasts when nothing else is said, and at most. Not settings.
inline constexpr int k_consent_months = 24;
inline constexpr int k_most_consent_months = 36;

/// Longest evidence reference in bytes.
inline constexpr std::size_t k_longest_evidence = 200;

/// One purpose that a person agreed to, as the office was told.
struct ConsentGiven {
    Purpose purpose = Purpose::contact;
    ConsentMethod method = ConsentMethod::written;
    std::string evidence; ///< where it can be seen: the number of a form, of a recording
    Day given_on;
    std::optional<Day> expires_on; ///< k_consent_months after given_on when empty
    bool sensitive_notice = false; ///< the person was told that sensitive data is among it (art. 9)
    std::optional<std::int64_t>
        charter; ///< the version that was read; empty: the adopted one, else the newest published
};

/// A consent that may be written: bound to the text of a charter that people could read.
struct CheckedConsent {
    ConsentGiven given;
    Day expires_on;
    std::int64_t charter = 0;
    Digest charter_sha256{};
};

/// Checks consents of a member (nullopt: of a person who is none yet) before anything is written. Errors:
/// usage (none, a purpose twice, a day in the future or before the charter was published, expiry out of
/// bounds or in the past, evidence missing or with a telephone number, no charter to refer to, a draft or
/// replaced one, given before a withdrawal of the same purpose, recorded already), not_found (the charter).
std::vector<CheckedConsent> check_consents(SQLite::Database& db, Day today,
                                           std::optional<std::int64_t> member,
                                           const std::vector<ConsentGiven>& consents);

/// P2: contact is what every other purpose rests on. Errors: usage, unless the member (nullopt: nobody yet)
/// consents to it or these consents bring it.
void require_contact_consent(SQLite::Database& db, Day today, std::optional<std::int64_t> member,
                             const std::vector<CheckedConsent>& consents);

/// Adds checked consents, raises the counter and moves the member's expiry day. No audit row: that is the
/// caller's.
void write_consents(Transaction& transaction, std::int64_t member,
                    const std::vector<CheckedConsent>& consents);

/// A member agrees to more, or once more. Errors: not_found, usage (withdrawn; ended; no consent to contact;
/// as check_consents).
void give_consents(Transaction& transaction, std::int64_t member, const std::vector<ConsentGiven>& consents);

/// Whether this very consent is in the file: the same purpose, day and charter.
bool is_recorded(SQLite::Database& db, std::int64_t member, const ConsentGiven& consent);

/// Whether a member's consent to a purpose is in force on a day.
bool consents_to(SQLite::Database& db, std::int64_t member, Purpose purpose, Day on);

} // namespace hnat
