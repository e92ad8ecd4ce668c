#include "address/group_address.hpp"

namespace hnat {

std::string GroupAddress::key() const {
    std::string key;
    key.reserve(platform.size() + id.size() + 10);
    key.append(platform).append(":").append(name_of(entity)).append(resolved ? ":" : ":~").append(id);
    return key;
}

} // namespace hnat
