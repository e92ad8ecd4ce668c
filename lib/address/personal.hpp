/// Finds what would point at a person in text that is about a group (P1).
#pragma once

#include "address/address.hpp"

#include <optional>
#include <string_view>

namespace hnat {

/// What of a person a text holds, in the reader's language: "a phone number", "an e-mail address", "the
/// address of a personal profile"; nullopt for nothing of the kind. Years, dates, member counts and long
/// numeric ids are no phone numbers.
std::optional<std::string_view> personal_contact(std::string_view text, const AddressRules& addresses);

} // namespace hnat
