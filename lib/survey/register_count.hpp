/// The register as sums by half month (table survey_count): what makes a report cost the same whatever the
/// register's size and age. Internal to lib/survey.
#pragma once

#include "base/date.hpp"
#include "base/enum_names.hpp"
#include "store/store.hpp"
#include "survey/figures.hpp"
#include "survey/group.hpp"

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace hnat {

/// What the sums are made by.
enum class CountDimension { all, platform, topic, locality };
template <>
inline constexpr std::array k_enum_names<CountDimension>{
    EnumName{CountDimension::all, "all"}, EnumName{CountDimension::platform, "platform"},
    EnumName{CountDimension::topic, "topic"}, EnumName{CountDimension::locality, "locality"}};

struct RegisterSum {
    std::int64_t groups = 0, members = 0, members_known = 0, unresolved = 0;

    RegisterSum& operator+=(const RegisterSum& other);
    friend bool operator==(const RegisterSum&, const RegisterSum&) = default;
};
RegisterSum operator-(const RegisterSum& left, const RegisterSum& right);

/// All that came and all that expired before a day, of one platform, topic or locality.
struct RegisterFlow {
    RegisterSum surveyed, gone;

    /// What was there at the end of the day before.
    [[nodiscard]] RegisterSum left() const { return surveyed - gone; }
};

/// By dimension and code; an empty code: not given, and of `all`.
using RegisterFlows = std::map<std::pair<CountDimension, std::string>, RegisterFlow>;

/// The flows before each of `days`, which are in their order. Reads survey_count once; the groups themselves
/// only for a day that is neither the 1st nor the 15th.
std::vector<RegisterFlows> register_flows(SQLite::Database& db, std::span<const Day> days);

/// The same of the groups that are selected, counted one by one: every group, and what retention left of
/// those that expired, so that nothing depends on when retention ran.
std::vector<RegisterFlows> selected_flows(SQLite::Database& db, std::span<const Day> days,
                                          const RegisterSelection& selection);

/// The day on which a group is out of the register unless it joins; nullopt: it has joined.
std::optional<Day> gone_on(const Group& group);

/// Keeps the sums for a writer of many groups, in memory, instead of the triggers that keep them for each
/// one. The triggers rest from its construction to finish(): the transaction must not be committed without.
class RegisterTally {
  public:
    explicit RegisterTally(Transaction& transaction);

    /// A group of these facts more (`groups` = 1) or less (-1).
    void add(const GroupAddress& address, const GroupFacts& facts, Day surveyed_on, std::optional<Day> gone,
             std::int64_t groups);
    void add(const Group& group, std::int64_t groups) {
        add(group.address, group.facts, group.surveyed_on, gone_on(group), groups);
    }

    void finish();

  private:
    struct Sums {
        RegisterSum all;
        std::array<std::unordered_map<std::string, RegisterSum>, 3> by_code; ///< platform, topic, locality
    };

    Transaction& m_transaction;
    std::map<std::pair<Day, std::optional<Day>>, Sums> m_sums; ///< by half months of coming and going
};

/// Lets the triggers rest while groups leave survey_group that stay counted, and work again. Within another
/// rest they go on resting.
void pause_counting(SQLite::Database& db);
void resume_counting(SQLite::Database& db);

} // namespace hnat
