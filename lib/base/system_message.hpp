/// What the operating system says of an error, for messages.
#pragma once

#include <string>

namespace hnat {

/// The text of an error number (errno), in the reader's language where it is a common one and in English
/// otherwise.
[[nodiscard]] std::string system_message(int error);

} // namespace hnat
