/// What people call about that hnat does not record (P4), so that they can be told where to turn. Nothing of
/// it is stored but one number: that somebody called.
#pragma once

#include "base/period.hpp"
#include "store/store.hpp"

#include <optional>
#include <string_view>
#include <vector>

namespace hnat {

struct OutOfScope {
    std::string_view code;
    std::string_view vi, en;
    std::string_view where_vi, where_en;       ///< where to turn instead
    std::vector<std::string_view> other_names; ///< what other lists call it

    [[nodiscard]] std::string_view name(bool vietnamese) const { return vietnamese ? vi : en; }
    [[nodiscard]] std::string_view where(bool vietnamese) const { return vietnamese ? where_vi : where_en; }
};

/// The known kinds, compiled in as the harms are.
const std::vector<OutOfScope>& out_of_scope_kinds();

/// The kind that a word names: its code, its name in either language, or what another list calls it; with or
/// without accents. nullptr: none of them.
const OutOfScope* find_out_of_scope(std::string_view word);

/// Where to turn with what is neither on the list nor known.
std::string_view where_otherwise(bool vietnamese);

/// Raises the counter, and nothing else: what the call was about is not kept.
void count_out_of_scope(Transaction& transaction, const Regime& first = regimes().front());

} // namespace hnat
