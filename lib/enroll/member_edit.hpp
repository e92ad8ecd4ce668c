/// Corrections of a member's record (Law 91/2025/QH15 art. 4: a person can have it corrected).
#pragma once

#include "enroll/contact.hpp"
#include "enroll/member.hpp"
#include "store/store.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace hnat {

struct RoleEdit {
    std::int64_t group = 0;
    MemberRole role = MemberRole::moderator;
};

/// What changes. Empty: stays.
struct MemberEdit {
    std::optional<std::string> name; ///< as parse_person_name gives it
    std::optional<Contact> contact;
    std::optional<std::string> language;
    std::optional<RoleEdit> role; ///< in one of the member's groups
};

/// Returns the names of the fields that changed; none: nothing was written. Errors: not_found, usage
/// (withdrawn, the contact of another member, no such group of this member, no language code).
std::vector<std::string> edit_member(Transaction& transaction, std::int64_t id, const MemberEdit& edit);

} // namespace hnat
