// Addresses as a list may hold them. The first byte says how the rest is read: `g`, `p`, `c` as the address
// of a row that says group, page or channel, a digit as a handle on the platform of that number, anything
// else as an address alone.
#include "address/address.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <optional>
#include <string_view>
#include <variant>

using namespace hnat;

namespace {

void require(bool condition) {
    if (!condition) {
        std::abort();
    }
}

std::optional<Entity> entity_of(char first) {
    switch (first) {
    case 'g':
        return Entity::group;
    case 'p':
        return Entity::page;
    case 'c':
        return Entity::channel;
    default:
        return std::nullopt;
    }
}

AddressResult read(char first, std::string_view text) {
    const AddressRules& rules = AddressRules::standard();
    if (first < '0' || first > '9') {
        return rules.parse_address(text, entity_of(first));
    }
    const auto index = static_cast<std::size_t>(first - '0') % rules.platforms().size();
    return rules.parse_handle(rules.platforms()[index], text, std::nullopt);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) {
        return 0;
    }
    const std::string_view input(reinterpret_cast<const char*>(data), size);
    const AddressResult result = read(input.front(), input.substr(1));
    if (const auto* address = std::get_if<GroupAddress>(&result)) {
        const AddressResult again = AddressRules::standard().parse_address(address->url, address->entity);
        require(std::holds_alternative<GroupAddress>(again) && std::get<GroupAddress>(again) == *address);
        for (const char c : address->url) {
            require(c > ' ' && c < '\x7f');
        }
    } else {
        require(!std::get<AddressRefusal>(result).message.empty());
    }
    return 0;
}
