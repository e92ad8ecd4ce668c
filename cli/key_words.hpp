/// What keys are called in sentences.
#pragma once

#include "base/message.hpp"
#include "seal/key_file.hpp"

#include <string_view>

namespace hnat::cli {

/// "office", "custodian", in the language of messages.
inline std::string_view word_of(KeyRole role) {
    return tr(role == KeyRole::office ? mark_message("office") : mark_message("custodian"));
}

/// "main", "recovery", in the language of messages.
inline std::string_view word_of(KeyKind kind) {
    return tr(kind == KeyKind::main ? mark_message("main") : mark_message("recovery"));
}

} // namespace hnat::cli
