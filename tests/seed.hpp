/// The seed of a test that draws its input.
#pragma once

#include <cstdint>
#include <cstdlib>
#include <random>

namespace hnat::test {

/// HNAT_SEED when it is set, another one each time when not. CI sets it: what it refuses is then refused for
/// the change, not for an unlucky draw; whoever runs the tests by hand looks further each time.
inline std::uint32_t seed() {
    const char* given = std::getenv("HNAT_SEED");
    return given != nullptr ? static_cast<std::uint32_t>(std::strtoul(given, nullptr, 10))
                            : std::random_device{}();
}

} // namespace hnat::test
