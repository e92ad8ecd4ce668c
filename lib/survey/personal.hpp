/// Finds what would point at a person in text that is about a group (P1).
#pragma once

#include "survey/address.hpp"

#include <optional>
#include <string_view>

namespace hnat {

/// What of a person a text holds: "a phone number", "an e-mail address", "the address of a personal profile";
/// nullopt for nothing of the kind. Years, dates, member counts and long numeric ids are no phone numbers.
std::optional<std::string_view> personal_contact(std::string_view text, const AddressRules& addresses);

/// A Vietnamese phone number, national (10 digits with the prefixes of 2018, 11 with those before, 11 for
/// landlines) or with +84, also written in groups.
bool holds_phone_number(std::string_view text);

bool holds_email(std::string_view text);

} // namespace hnat
