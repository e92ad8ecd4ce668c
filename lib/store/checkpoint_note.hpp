/// Inside lib/store: the three lines of a checkpoint.
#pragma once

#include "base/hash.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace hnat {

struct CheckpointText {
    std::string origin;
    std::int64_t size = 0;
    Digest root{};
    friend bool operator==(const CheckpointText&, const CheckpointText&) = default;
};

std::string checkpoint_text(const CheckpointText& checkpoint);

/// Lines after the third are passed over, as https://c2sp.org/tlog-checkpoint wants it. nullopt: another
/// form.
std::optional<CheckpointText> parse_checkpoint_text(std::string_view text);

} // namespace hnat
