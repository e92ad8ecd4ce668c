#include "cli/check_areas.hpp"

#include "enroll/enroll_check.hpp"
#include "meeting/meeting_check.hpp"
#include "store/snapshot.hpp"
#include "survey/register_check.hpp"
#include "tip/tip_check.hpp"

#include <algorithm>
#include <iterator>

namespace hnat::cli {

std::vector<CheckResult> check_areas(const Store& store, Day today) {
    const Snapshot snapshot(store.db());
    std::vector<CheckResult> results = check_register(store);
    std::ranges::move(check_enroll(store), std::back_inserter(results));
    std::ranges::move(check_meetings(store), std::back_inserter(results));
    std::ranges::move(check_tips(store, today), std::back_inserter(results));
    return results;
}

} // namespace hnat::cli
