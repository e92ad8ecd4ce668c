/// The part of a register row that the programme needs: where a group stands. Internal to lib/enroll.
#pragma once

#include "base/enum_names.hpp"
#include "base/hash.hpp"
#include "store/audit.hpp"
#include "store/store.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>

namespace hnat::group_row {

/// The states of survey_group. `expired` and the end of a rest are not stored, they come with the day.
enum class Standing { surveyed, shortlisted, approached, joined, left, resting, expired };

} // namespace hnat::group_row

template <>
inline constexpr std::array hnat::k_enum_names<hnat::group_row::Standing>{
    hnat::EnumName{hnat::group_row::Standing::surveyed, "surveyed"},
    hnat::EnumName{hnat::group_row::Standing::shortlisted, "shortlisted"},
    hnat::EnumName{hnat::group_row::Standing::approached, "approached"},
    hnat::EnumName{hnat::group_row::Standing::joined, "joined"},
    hnat::EnumName{hnat::group_row::Standing::left, "left"},
    hnat::EnumName{hnat::group_row::Standing::resting, "resting"},
    hnat::EnumName{hnat::group_row::Standing::expired, "expired"}};

namespace hnat::group_row {

struct GroupRow {
    std::int64_t id = 0;
    Uuid uuid{};
    std::string name;
    Standing standing = Standing::surveyed; ///< as of the day that was asked for
    Day since;
    std::optional<Day> rest_until, expires_on;
    std::optional<std::string> liaison;

    /// `group 12 "Name"`, as messages name a group.
    [[nodiscard]] std::string label() const;
};

/// Errors: not_found.
GroupRow get_group(SQLite::Database& db, std::int64_t id, Day today);

/// Errors: usage (the group has expired: P7).
void refuse_expired(const GroupRow& group);

/// Writes standing, since, rest_until, expires_on and liaison of the row, notes a change of standing or
/// liaison in the group's history, and keeps batches from being taken back over it. No audit row: that is the
/// caller's.
void write_group(Transaction& transaction, const GroupRow& before, const GroupRow& after);

/// Appends the audit row of a change of this group, with the group as it is in the store now.
void audit_group(Transaction& transaction, AuditVerb verb, const GroupRow& group);

} // namespace hnat::group_row
