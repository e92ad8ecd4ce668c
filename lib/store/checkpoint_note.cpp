#include "store/checkpoint_note.hpp"

#include "base/base64.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstring>

namespace hnat {

namespace {

std::optional<std::int64_t> parse_size(std::string_view digits) {
    std::int64_t size = 0;
    const char* const end = digits.data() + digits.size();
    const auto [stop, error] = std::from_chars(digits.data(), end, size);
    if (error != std::errc{} || stop != end || size < 0 || std::to_string(size) != digits) {
        return std::nullopt;
    }
    return size;
}

} // namespace

std::string checkpoint_text(const CheckpointText& checkpoint) {
    return fmt::format("{}\n{}\n{}\n", checkpoint.origin, checkpoint.size, to_base64(checkpoint.root));
}

std::optional<CheckpointText> parse_checkpoint_text(std::string_view text) {
    std::array<std::string_view, 3> lines;
    for (std::string_view& line : lines) {
        const auto end = text.find('\n');
        if (end == 0 || end == std::string_view::npos) {
            return std::nullopt;
        }
        line = text.substr(0, end);
        text.remove_prefix(end + 1);
    }
    CheckpointText checkpoint;
    checkpoint.origin = lines[0];
    const auto size = parse_size(lines[1]);
    const auto root = from_base64(lines[2]);
    if (!size || !root || root->size() != checkpoint.root.size()) {
        return std::nullopt;
    }
    checkpoint.size = *size;
    std::memcpy(checkpoint.root.data(), root->data(), root->size());
    return checkpoint;
}

} // namespace hnat
