/// Addresses of made-up groups: one for each row, and all the ways in which lists write the same one.
#pragma once

#include "tools/generate/random.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace hnat::generate {

/// Every form of the table in design 3 that is accepted.
enum class AddressKind {
    facebook_number,
    facebook_slug,
    facebook_page,
    facebook_page_number,
    facebook_share,
    zalo_group,
    zalo_page,
    telegram_name,
    telegram_invite,
    tiktok,
    tiktok_short,
    youtube_handle,
    youtube_channel,
    discord_invite,
    discord_guild,
    xenforo,
    vbulletin,
    phpbb,
    discourse,
};

/// What makes an address: its kind, the part that names the group, and words that only decorate.
struct Address {
    AddressKind kind = AddressKind::facebook_number;
    std::string id;
    std::string words; ///< name of the group in ASCII, for slugs that don't count
    std::string host;  ///< of forums
};

/// The entity that a row has to state for its address to be taken ("page", "channel"), else "group".
std::string_view entity_of(AddressKind kind);

/// The address of row `row`: no other row of the same seed has it. `words`: letters and digits of the group's
/// name.
Address make_address(Random& random, std::uint64_t seed, std::uint64_t row, std::string_view words);

/// The address of another group that differs in one digit or in the case of a letter; `step` from 1 to 7 says
/// which of them. Only for facebook_number, telegram_invite and discord_invite.
Address nearly(const Address& address, unsigned step);
bool has_near_addresses(AddressKind kind);

/// As a careful clerk writes it.
std::string plain(const Address& address);
/// Another spelling of the same address, as lists have them.
std::string respelled(const Address& address, Random& random);

} // namespace hnat::generate
