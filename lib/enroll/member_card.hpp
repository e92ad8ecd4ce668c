/// Members as they are looked up.
#pragma once

#include "base/date.hpp"
#include "enroll/member.hpp"
#include "store/store.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace hnat {

struct MemberGroup {
    std::int64_t group = 0;
    std::string group_name;
    MemberRole role = MemberRole::moderator;
    Day since;
};

/// Where a consent stands on a day.
enum class ConsentState { in_force, expired, withdrawn };
template <>
inline constexpr std::array k_enum_names<ConsentState>{EnumName{ConsentState::in_force, "in-force"},
                                                       EnumName{ConsentState::expired, "expired"},
                                                       EnumName{ConsentState::withdrawn, "withdrawn"}};

struct MemberConsent {
    std::int64_t id = 0;
    Purpose purpose = Purpose::contact;
    ConsentMethod method = ConsentMethod::written;
    std::int64_t charter = 0;
    Day given_on, expires_on;
    std::optional<Day> withdrawn_on;
    std::string evidence, recorded_by;
    bool sensitive_notice = false;
    ConsentState state = ConsentState::in_force;
};

/// A request of the person under Law 91/2025/QH15 art. 4.
struct MemberRequest {
    std::int64_t id = 0;
    std::string kind, outcome; ///< as in the table request; no outcome: open
    Day received_on, due;
    std::optional<Day> done_on;
};

struct MemberRecognition {
    Day day;
    std::string reason; ///< code, as in the table recognition
};

/// A member as may be shown on a day (P2): without a name for a person who withdrew or whose consents have
/// all ended, without a contact when the consent to contact is not in force or the person asked for
/// restriction, without recognitions when that consent is not in force.
struct MemberCard {
    std::int64_t id = 0;
    std::optional<std::string> name;
    std::optional<std::string> contact; ///< "phone:+84…"
    std::string language;
    Day joined_on, expires_on; ///< expires_on of a person who withdrew: the day by which the record is erased
    std::optional<Day> restricted_on, withdrawn_on;
    std::vector<MemberGroup> groups;
    std::vector<MemberConsent> consents; ///< oldest first
    std::vector<MemberRequest> requests;
    std::vector<MemberRecognition> recognitions;
};
/// Errors: not_found.
MemberCard member_card(const Store& store, std::int64_t id, Day today);

/// Which members. Empty fields do not filter.
struct MemberFilter {
    std::optional<std::int64_t> group;
    std::optional<Purpose> purpose;   ///< whose consent to it is in force
    std::optional<int> expiring_days; ///< with a purpose whose last consent ends within so many days
    bool old_charter = false; ///< with a purpose that only an older charter than the adopted one backs
};

/// A line of a list; contacts are only on a member's card.
struct MemberLine {
    std::int64_t id = 0;
    std::optional<std::string> name; ///< empty when no consent is in force, or processing is restricted
    std::vector<MemberGroup> groups;
    std::vector<Purpose> purposes;     ///< in force, in the order of the list
    std::optional<Day> consents_until; ///< the first day on which one of them is no longer in force
    bool old_charter = false;
    std::optional<Day> restricted_on;
};
/// The members by number, without those who withdrew: they are in no search.
std::vector<MemberLine> list_members(const Store& store, const MemberFilter& filter, Day today);

} // namespace hnat
