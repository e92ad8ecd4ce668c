/// The register of groups: look-ups and changes of single groups.
#pragma once

#include "address/address.hpp"
#include "base/date.hpp"
#include "store/store.hpp"
#include "survey/group.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hnat {

/// Which groups. Empty fields do not filter.
struct GroupFilter {
    std::optional<std::string> platform, topic, locality, liaison;
    std::optional<GroupState> state;
    std::optional<Day> since, until; ///< surveyed on or after / on or before
    std::optional<bool> resolved;
};

enum class GroupOrder { number, name, members }; ///< name in Vietnamese order; members: largest first

/// Gives each group to `take`, one at a time, until it returns false. `today` decides what is expired.
void list_groups(const Store& store, const GroupFilter& filter, GroupOrder order, Day today,
                 const std::function<bool(Group&&)>& take);

/// Groups whose name has all the words (K2), the last one as a prefix; hits whose accents agree with the
/// query first, unless it has none, then more members first.
std::vector<Group> find_groups(const Store& store, std::string_view words, const GroupFilter& filter,
                               Day today, std::size_t limit);

/// By number, key, alias, or any address that data/platforms.toml takes. Errors: not_found (with the nearest
/// keys), usage (a personal profile or phone: P1).
Group find_group(const Store& store, std::string_view reference, Day today);

struct GroupEvent {
    Day day;
    std::string kind, detail;
};
/// A group with its history, oldest first, its old keys included.
struct GroupCard {
    Group group;
    std::string locality_name, liaison_name;
    std::vector<std::string> aliases;
    std::vector<GroupEvent> history;
};
/// What there is to tell about a group that find_group gave.
GroupCard group_card(const Store& store, Group found);

/// Adds one group by hand. Errors: usage (it is there, or has expired and is to go first: its number is
/// named).
std::int64_t add_group(Transaction& transaction, const GroupAddress& address, const GroupFacts& facts);

/// What `survey edit` changes. An outer value that is set with an inner nullopt clears the field.
struct GroupEdit {
    std::optional<std::string> name;
    std::optional<GroupAddress> address; ///< e.g. of an unresolved link that a person has opened
    std::optional<std::optional<std::int64_t>> members;
    std::optional<std::optional<Day>> members_on;
    std::optional<std::optional<std::string>> topic, locality, language, source;
    std::optional<std::optional<Visibility>> visibility;
};
/// Returns the names of the fields that changed; none: nothing was written. Errors: not_found, usage (the new
/// address belongs to another group: merge).
std::vector<std::string> edit_group(Transaction& transaction, std::int64_t id, const GroupEdit& edit);

/// Moves everything of `from` to `into`: fields that `into` lacks, history, keys; `from` goes, its key stays
/// an alias. Errors: not_found, usage (the same group; both joined, or `from` further in the programme than
/// `into`).
void merge_groups(Transaction& transaction, std::int64_t into, std::int64_t from);

/// surveyed → shortlisted. Errors: usage (expired, resting until a day, or past this step).
void shortlist_group(Transaction& transaction, std::int64_t id);

/// Gives a group a liaison (a staff code that the caller has checked).
void assign_liaison(Transaction& transaction, std::int64_t id, std::string_view staff);

/// Counts for `survey stats`: one row per value of platform, topic, locality, state.
struct GroupStat {
    std::string by, value;
    std::int64_t groups = 0, members = 0;
};
std::vector<GroupStat> group_stats(const Store& store, Day today);

/// What retention would take now or within `days_ahead` days: groups past their expiry day (P7).
std::vector<Group> expiring_groups(const Store& store, Day today, int days_ahead);
/// Removes the groups past their expiry day; counts by platform stay. Returns how many went. When some did,
/// the caller commits and then calls wipe_deleted (store/wipe.hpp): only then is nothing of them left in the
/// file.
std::int64_t purge_expired_groups(Transaction& transaction);

} // namespace hnat
