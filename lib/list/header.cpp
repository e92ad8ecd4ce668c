#include "list/header.hpp"

#include "base/text.hpp"

namespace hnat {

std::string header_key(std::string_view name) {
    auto key = search_key(name);
    std::erase(key, ' ');
    return key.empty() ? squeeze(name) : key;
}

bool is_rejects_column(std::string_view header) {
    const auto key = header_key(header);
    return key == "line" || key == "error";
}

} // namespace hnat
