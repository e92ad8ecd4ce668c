#include "base/resource.hpp"

#include "base/error.hpp"

#include <algorithm>
#include <string>

namespace hnat {

std::string_view resource(std::string_view path) {
    const auto all = resources();
    const auto found = std::ranges::find(all, path, &Resource::path);
    if (found == all.end()) {
        throw Error(ErrorKind::failed, "no file '" + std::string(path) + "' is compiled into this binary");
    }
    return found->text;
}

} // namespace hnat
