/// Finds contacts of people in free text (P1).
#pragma once

#include <string>
#include <string_view>

namespace hnat {

/// A Vietnamese phone number, national (10 digits with the prefixes of 2018, 11 with those before, 11 for
/// landlines) or with +84, also written in groups, in any digits (circled, keycaps, underlined, the letter O
/// for a zero of a mobile number) and with any dashes or signs between. Years, dates, member counts and long
/// numeric ids are no phone numbers.
bool holds_phone_number(std::string_view text);
/// The same; `bare` becomes bare_signs(text), which it works out anyway.
bool holds_phone_number(std::string_view text, std::string& bare);

bool holds_email(std::string_view text);

/// The text as a reader sees its digits and signs: other forms of digits and signs are plain (NFKC, UAX #15),
/// every dash is '-', every middle dot '.', every slash '/', and the blank of Braille a space. "０９１２–345"
/// hides nothing.
std::string plain_signs(std::string_view text);
/// The same without marks that make no letter (underlined, struck out), and circled digits as digits.
std::string bare_signs(std::string_view text);

/// True for a text that is surely no contact and holds none, by its characters alone: printable ASCII, Latin
/// letters and emoji, with fewer digits than a phone number has and none of the signs at, slash, backslash
/// and percent. What is false may still be harmless.
bool surely_holds_no_contact(std::string_view text);

} // namespace hnat
