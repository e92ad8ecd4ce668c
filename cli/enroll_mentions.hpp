/// The texts that may name somebody who is erased, as a list of hnat.enroll.mentions/1.
#pragma once

#include "cli/context.hpp"
#include "enroll/mention.hpp"

#include <vector>

namespace hnat::cli {

/// Answers `--columns ?`, before anything is erased; false: it was not asked.
bool wants_columns_of_mentions(Context& context);

/// The whole list, also when it is empty, and that nothing was changed.
void preview_mentions(Context& context, const std::vector<Mention>& mentions);

/// What to do about them, and the list; nothing when there are none, unless a format or a file was asked for.
/// To be called before the commit: a format or file that is refused then leaves everything as it was.
void tell_mentions(Context& context, const std::vector<Mention>& mentions);

} // namespace hnat::cli
