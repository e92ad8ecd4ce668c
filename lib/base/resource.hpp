/// Files of data/ and templates/ that are compiled into the binary.
#pragma once

#include <span>
#include <string_view>

namespace hnat {

/// One embedded file.
struct Resource {
    std::string_view path; ///< relative to the project, e.g. "data/platforms.toml"
    std::string_view text; ///< UTF-8, as in the source tree
};

/// All embedded files, sorted by path.
std::span<const Resource> resources();

/// The text of one embedded file. Throws Error{failed} for a path that was not embedded: that is a bug.
std::string_view resource(std::string_view path);

} // namespace hnat
