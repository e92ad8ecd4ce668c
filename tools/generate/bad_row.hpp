/// What is wrong with the bad rows of real lists.
#pragma once

#include "tools/generate/random.hpp"
#include "tools/generate/row.hpp"

namespace hnat::generate {

/// Makes one thing wrong in a sound row and says what in `reason`.
void spoil(Row& row, Random& random);

} // namespace hnat::generate
