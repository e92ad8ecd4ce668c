#include "tools/generate/address.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

namespace hnat::generate {

namespace {

using enum AddressKind;

constexpr std::string_view k_digits = "0123456789";
constexpr std::string_view k_lower = "abcdefghijklmnopqrstuvwxyz";
constexpr std::string_view k_lower_digits = "0123456789abcdefghijklmnopqrstuvwxyz";
constexpr std::string_view k_all = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/// Of 39 bits: a permutation, so that rows never share a number (up to 5·10^11 rows).
std::uint64_t scrambled(std::uint64_t seed, std::uint64_t row) {
    constexpr std::uint64_t k_mask = (std::uint64_t{1} << 39U) - 1;
    std::uint64_t value = (row * 0x4C957F2D15U + mix(seed)) & k_mask;
    value = (value ^ (value >> 20U)) & k_mask;
    value = (value * 0x2545F4914FU) & k_mask;
    return value ^ (value >> 19U);
}

std::string in_alphabet(std::uint64_t number, std::string_view alphabet, std::size_t length) {
    std::string text(length, alphabet.front());
    for (auto position = text.rbegin(); position != text.rend(); ++position) {
        *position = alphabet[number % alphabet.size()];
        number /= alphabet.size();
    }
    return text;
}

std::string letters(Random& random, std::string_view alphabet, std::size_t length) {
    std::string text;
    while (text.size() < length) {
        text += alphabet[random.below(alphabet.size())];
    }
    return text;
}

std::string upper(std::string text) {
    std::ranges::transform(text, text.begin(),
                           [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; });
    return text;
}

/// How often lists have each kind, of a hundred.
AddressKind pick_kind(Random& random) {
    struct Share {
        AddressKind kind;
        std::size_t percent;
    };
    constexpr std::array k_shares{Share{facebook_number, 26}, Share{facebook_slug, 22},
                                  Share{facebook_page, 5},    Share{facebook_page_number, 3},
                                  Share{facebook_share, 2},   Share{zalo_group, 14},
                                  Share{zalo_page, 2},        Share{telegram_name, 5},
                                  Share{telegram_invite, 4},  Share{tiktok, 4},
                                  Share{tiktok_short, 1},     Share{youtube_handle, 2},
                                  Share{youtube_channel, 1},  Share{discord_invite, 3},
                                  Share{discord_guild, 1},    Share{xenforo, 2},
                                  Share{vbulletin, 1},        Share{phpbb, 1},
                                  Share{discourse, 1}};
    std::size_t left = random.below(100);
    for (const auto& share : k_shares) {
        if (left < share.percent) {
            return share.kind;
        }
        left -= share.percent;
    }
    return facebook_number;
}

std::string make_id(AddressKind kind, std::uint64_t number, Random& random, std::string_view words) {
    const auto joined = std::string(words.substr(0, 16));
    switch (kind) {
    case facebook_number:
        return fmt::format("10{:012}0", number);
    case facebook_slug:
        return joined + in_alphabet(number, k_lower_digits, 8);
    case facebook_page:
    case tiktok:
    case youtube_handle:
        return "k" + joined + in_alphabet(number, k_lower_digits, 8);
    case facebook_page_number:
        return fmt::format("61{:012}", number);
    case facebook_share:
    case tiktok_short:
        return in_alphabet(number, k_all, 7) + letters(random, k_lower, 3);
    case zalo_group:
        return in_alphabet(number, k_lower, 9);
    case zalo_page:
        return fmt::format("3141{:015}", number);
    case telegram_name:
        return "tn" + joined + "_" + in_alphabet(number, k_lower_digits, 8);
    case telegram_invite:
        return "Hn" + in_alphabet(number, k_all, 7) + letters(random, k_lower, 7);
    case youtube_channel:
        return "UC" + in_alphabet(number, k_all, 7) + letters(random, k_all, 15);
    case discord_invite:
        return in_alphabet(number, k_all, 7) + letters(random, k_lower, 3);
    case discord_guild:
        return fmt::format("90000{:013}", number);
    case xenforo:
    case vbulletin:
    case phpbb:
    case discourse:
        break;
    }
    return std::to_string(number);
}

/// Hosts that can't exist (RFC 2606).
std::string_view forum_host(AddressKind kind) {
    switch (kind) {
    case xenforo:
        return "diendan.thainguyen.example";
    case vbulletin:
        return "forum.chogangthep.example";
    case phpbb:
        return "hoidap.songcau.example";
    default:
        return "cong-dong.bakan.example";
    }
}

/// Host and path of the address, and other spellings of the two.
std::vector<std::string> paths(const Address& a) {
    const auto& id = a.id;
    switch (a.kind) {
    case facebook_number:
        return {"www.facebook.com/groups/" + id,
                "m.facebook.com/groups/" + id,
                "facebook.com/groups/" + id,
                "web.facebook.com/groups/" + id,
                "mbasic.facebook.com/groups/" + id,
                "touch.facebook.com/groups/" + id,
                "vi-vn.facebook.com/groups/" + id,
                "fb.com/groups/" + id,
                "www.facebook.com/groups/" + id + "/about",
                "www.facebook.com/groups/" + id + "/permalink/1234567890/",
                "www.facebook.com/groups/" + id + "/user/100000000000001/",
                "www.facebook.com//groups//" + id};
    case facebook_slug:
        return {"www.facebook.com/groups/" + id,
                "m.facebook.com/groups/" + id,
                "fb.com/groups/" + id,
                "www.facebook.com/groups/" + upper(id),
                "WWW.Facebook.com/groups/" + id,
                "www.facebook.com/groups/" + id + "/members",
                "www.facebook.com/groups/%" + fmt::format("{:02X}", id[0]) + id.substr(1)};
    case facebook_page:
        return {"www.facebook.com/" + id,
                "m.facebook.com/" + id,
                "facebook.com/pg/" + id,
                "fb.com/" + id,
                "www.facebook.com/" + id.substr(0, 4) + "." + id.substr(4),
                "www.facebook.com/" + upper(id)};
    case facebook_page_number:
        return {"www.facebook.com/pages/" + a.words + "/" + id, "m.facebook.com/pages/" + a.words + "/" + id,
                "www.facebook.com/" + a.words + "-" + id, "www.facebook.com/pages/trang-moi/" + id};
    case facebook_share:
        return {"www.facebook.com/share/g/" + id, "m.facebook.com/share/g/" + id,
                "facebook.com/share/g/" + id};
    case zalo_group:
        return {"zalo.me/g/" + id, "chat.zalo.me/?g=" + id, "www.zalo.me/g/" + id, "zalo.me/g/" + upper(id)};
    case zalo_page:
        return {"zalo.me/" + id, "www.zalo.me/" + id};
    case telegram_name:
        return {"t.me/" + id,   "telegram.me/" + id,    "telegram.dog/" + id,
                "t.me/s/" + id, "t.me/" + id + "/1234", "t.me/" + upper(id)};
    case telegram_invite:
        return {"t.me/+" + id, "t.me/joinchat/" + id, "telegram.me/joinchat/" + id, "telegram.me/+" + id};
    case tiktok:
        return {"www.tiktok.com/@" + id, "m.tiktok.com/@" + id, "tiktok.com/@" + upper(id),
                "www.tiktok.com/@" + id + "/video/7000000000000000001"};
    case tiktok_short:
        return {"vm.tiktok.com/" + id, "VM.TikTok.com/" + id};
    case youtube_handle:
        return {"www.youtube.com/@" + id, "m.youtube.com/@" + id, "youtube.com/@" + id + "/videos",
                "www.youtube.com/@" + upper(id)};
    case youtube_channel:
        return {"www.youtube.com/channel/" + id, "m.youtube.com/channel/" + id,
                "youtube.com/channel/" + id + "/about"};
    case discord_invite:
        return {"discord.gg/" + id, "discord.com/invite/" + id, "discordapp.com/invite/" + id,
                "www.discord.com/invite/" + id};
    case discord_guild:
        return {"discord.com/channels/" + id, "discord.com/channels/" + id + "/900000000000000001"};
    case xenforo:
        return {a.host + "/threads/" + a.words + "." + id, a.host + "/threads/ten-moi." + id,
                a.host + "/threads/" + a.words + "." + id + "/page-2"};
    case vbulletin:
        return {a.host + "/showthread.php?t=" + id, a.host + "/showthread.php?t=" + id + "&page=2"};
    case phpbb:
        return {a.host + "/viewtopic.php?t=" + id, a.host + "/viewtopic.php?f=2&t=" + id};
    case discourse:
        return {a.host + "/t/" + a.words + "/" + id, a.host + "/t/" + a.words + "/" + id + "/5"};
    }
    return {};
}

std::string percent_encoded(std::string_view text) {
    std::string encoded;
    for (const char c : text) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                           c == '.' || c == '-' || c == '_';
        encoded += plain ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
    return encoded;
}

/// Some address with nothing after its path yet.
bool can_take_query(std::string_view path) {
    return path.find('?') == std::string_view::npos;
}

} // namespace

std::string_view entity_of(AddressKind kind) {
    switch (kind) {
    case facebook_page:
    case facebook_page_number:
    case zalo_page:
        return "page";
    case tiktok:
    case tiktok_short:
    case youtube_handle:
    case youtube_channel:
        return "channel";
    default:
        return "group";
    }
}

Address make_address(Random& random, std::uint64_t seed, std::uint64_t row, std::string_view words) {
    Address address;
    address.kind = pick_kind(random);
    address.id = make_id(address.kind, scrambled(seed, row), random, words);
    address.words = words;
    address.host = forum_host(address.kind);
    return address;
}

bool has_near_addresses(AddressKind kind) {
    return kind == facebook_number || kind == telegram_invite || kind == discord_invite;
}

Address nearly(const Address& address, unsigned step) {
    Address other = address;
    if (address.kind == facebook_number) {
        other.id.back() = k_digits[step];
        return other;
    }
    // Three small letters end every invite: `step` says which of them become capitals.
    for (unsigned letter = 0; letter < 3; ++letter) {
        if ((step >> letter & 1U) != 0) {
            char& c = other.id[other.id.size() - 1 - letter];
            c = static_cast<char>(c - 'a' + 'A');
        }
    }
    return other;
}

std::string plain(const Address& address) {
    return "https://" + paths(address).front();
}

std::string respelled(const Address& address, Random& random) {
    const auto forms = paths(address);
    auto path = forms[random.below(forms.size())];
    std::string scheme = "https://";
    switch (random.below(9)) {
    case 0:
        scheme = "http://";
        break;
    case 1:
        scheme = "";
        break;
    case 2:
        scheme = "HTTPS://";
        break;
    case 3:
        path += can_take_query(path) && path.back() != '/' ? "/" : "";
        break;
    case 4:
        path += can_take_query(path) ? "?ref=share&fbclid=IwAR0" : "&utm_source=zalo";
        break;
    case 5:
        path += "#gioi-thieu";
        break;
    case 6:
        return "https://l.facebook.com/l.php?u=" + percent_encoded("https://" + path) + "&h=AT0";
    case 7:
        return "(" + scheme + path + ").";
    default:
        path.insert(path.size() / 2, path.find('%') == std::string::npos ? "\u200b" : "");
        break;
    }
    return scheme + path;
}

} // namespace hnat::generate
