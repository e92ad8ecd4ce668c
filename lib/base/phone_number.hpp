/// Telephone numbers in texts whose digits are ASCII and whose signs are ASCII or spaces; personal.cpp makes
/// them so. Internal to lib/base.
#pragma once

#include <string_view>

namespace hnat::phone_number {

/// A Vietnamese number or one with a plus, whole or in groups.
bool stands_in(std::string_view text);

/// A mobile number in groups that nobody takes for something else. For texts in which a letter O was made a
/// zero: "O2O 2024-2025" and "O365 2024" are names.
bool surely_stands_in(std::string_view text);

} // namespace hnat::phone_number
