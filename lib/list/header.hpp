/// Names of columns as people write them.
#pragma once

#include <string>
#include <string_view>

namespace hnat {

/// A name without case, accents, spaces and punctuation, for comparing. Signs like "#" have no letters and stay as
/// they are.
std::string header_key(std::string_view name);

/// True for `line` and `error`, the columns that a rejects file adds and an import ignores.
bool is_rejects_column(std::string_view header);

} // namespace hnat
