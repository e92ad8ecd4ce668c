/// P8: what was done with tips and requests, beside what came.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace hnat {

/// Of one quarter. Each of those that came is counted once at most in each of `done`, then or later.
struct QuarterFlow {
    std::int64_t came = 0;
    std::vector<std::int64_t> done; ///< acknowledged, closed for the first time, …: as many in each quarter
};

/// Whether what was done may be shown for the last of these quarters; `quarters`: all since the beginning.
///
/// What was done came first, so its numbers say at least how many came, and those that came say at most how
/// many can be done: 9 done where 5 came and a small number is hidden leave one value for it. So nothing done
/// is shown from the first quarter on in which a small number came, or was done, or was left to be done.
/// `life`: how many quarters after that of receipt something can be done; what came before that leaves
/// nothing. nullopt: no end. For good: a rule that shows deeds again after some quarters tells small numbers
/// to whoever knows it.
bool may_show_deeds(const std::vector<QuarterFlow>& quarters, std::optional<std::size_t> life);

/// The same where what came is printed in any case, however small it is: consents given, and those lost of
/// them.
bool may_show_losses(const std::vector<QuarterFlow>& quarters, std::optional<std::size_t> life);

} // namespace hnat
