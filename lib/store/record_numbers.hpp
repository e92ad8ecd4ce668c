/// Numbers of records, for completion at the prompt.
#pragma once

#include "store/store.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace hnat {

enum class RecordKind { group, member, meeting, tip, question, action, comment, request, charter, batch };

struct RecordNumber {
    std::int64_t number = 0;
    std::string note; ///< what tells it from the others; empty where only the card may say
};

/// The records whose number begins with `digits`, `most` at most, in the order of their numbers up to each
/// further digit; of questions, actions, comments and requests only the open ones, of batches those that can
/// be taken back. What somebody sees who presses TAB on another's screen is a group's name, which is no
/// secret, and otherwise days, kinds and states: no name and no word of a member, a request or a tip
/// (P2, P5, P6). `digits` that are none give none.
std::vector<RecordNumber> record_numbers(const Store& store, RecordKind kind, std::string_view digits,
                                         std::size_t most);

} // namespace hnat
