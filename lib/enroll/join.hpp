/// A group joins when somebody who moderates it consents (P2).
#pragma once

#include "enroll/consent.hpp"
#include "enroll/person_file.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace hnat {

struct JoinRequest {
    std::int64_t group = 0;
    MemberRole role = MemberRole::moderator;
    Person person;
    std::string language = "vi"; ///< ISO 639 code of the language to write to the person in
    std::vector<ConsentGiven>
        consents; ///< none only of a member whose consent to contact is in force already
};

struct JoinResult {
    std::int64_t member = 0;   ///< the number that the office issued
    bool new_member = false;   ///< false: the person was a member already, of another group
    bool group_joined = false; ///< false: the group had joined before, this is one more moderator
    std::size_t consents =
        0; ///< recorded now; what the same paper brought for another group is not recorded twice
};

/// Records the person, the consents and the role, and the group as joined. A person is known by the contact:
/// who is a member already becomes a moderator of one group more. Errors: not_found, usage (the group was not
/// approached, or declined, or has expired; no consent to contact; a consent of before the group last
/// declined or left; somebody else with this contact, or somebody who withdrew; a moderator of the group
/// already; as check_consents). Nothing is written when it throws.
JoinResult join_group(Transaction& transaction, const JoinRequest& request);

} // namespace hnat
