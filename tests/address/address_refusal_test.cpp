// What is not taken, and what its message says and does not say.
#include "address/address.hpp"

#include <doctest.h>

#include <optional>
#include <string>
#include <variant>

using namespace hnat;
using Reason = AddressRefusal::Reason;

namespace {

constexpr auto none = std::nullopt;

struct Refused {
    const char* text;
    std::optional<Entity> said;
    Reason reason;
};

AddressRefusal refusal(const char* text, std::optional<Entity> said) {
    const AddressResult result = AddressRules::standard().parse_address(text, said);
    if (const auto* address = std::get_if<GroupAddress>(&result)) {
        FAIL_CHECK("taken as " << address->key());
        return {};
    }
    return std::get<AddressRefusal>(result);
}

template <std::size_t N>
void check_refused(const Refused (&rows)[N]) {
    for (const Refused& row : rows) {
        INFO(std::string(row.text));
        const AddressRefusal found = refusal(row.text, row.said);
        CAPTURE(found.message);
        CHECK(found.reason == row.reason);
        CHECK(!found.message.empty());
    }
}

} // namespace

TEST_CASE("P1: personal profiles and phone numbers are refused on every platform") {
    check_refused({
        {"https://www.facebook.com/profile.php?id=100012345678901", none, Reason::person},
        {"https://www.facebook.com/profile.php?id=100012345678901", Entity::group, Reason::person},
        {"https://www.facebook.com/profile.php?v=info", Entity::page, Reason::person},
        {"https://www.facebook.com/people/Ten-Nguoi/100012345678901/", none, Reason::person},
        {"https://www.facebook.com/people/Ten-Nguoi/100012345678901/", Entity::page, Reason::person},
        {"facebook.com/ten.nguoi.5", none, Reason::person},
        {"facebook.com/ten.nguoi.5", Entity::group, Reason::person},
        {"facebook.com/ten.nguoi.5/photos", Entity::channel, Reason::person},
        {"https://m.facebook.com/ten-nguoi-100012345678901", none, Reason::person},
        {"https://www.facebook.com/100012345678901", none, Reason::person},
        {"https://l.facebook.com/l.php?u=https%3A%2F%2Ffacebook.com%2Ften.nguoi.5", none, Reason::person},
        {"https://m.me/ten.nguoi.5", none, Reason::person},
        {"https://fb.me/ten.nguoi.5", none, Reason::person},
        {"zalo.me/0912345678", none, Reason::person},
        {"zalo.me/0912345678", Entity::page, Reason::person},
        {"https://zalo.me/84912345678", none, Reason::person},
        {"https://zalo.me/84912345678", Entity::page, Reason::person},
        {"https://zalo.me/84912345678", Entity::group, Reason::person},
        {"https://zaloapp.com/qr/p/abc123", none, Reason::person},
        {"https://t.me/+84912345678", none, Reason::person},
        {"https://t.me/%2B84912345678", none, Reason::person},
        {"https://t.me/84912345678", none, Reason::person},
        {"https://t.me/joinchat/84912345678", none, Reason::not_a_group},
        {"tg://resolve?phone=84912345678", none, Reason::person},
        {"tg://user?id=12345", none, Reason::person},
        {"https://discord.com/users/123456789012345678", none, Reason::person},
        {"https://discord.com/channels/@me/123456789012345678", none, Reason::person},
        {"https://www.tiktok.com/share/user/123456", Entity::channel, Reason::person},
        {"https://diendan.example.vn/members/ten-nguoi.12/", none, Reason::person},
        {"https://example.vn/forum/member.php?u=12", none, Reason::person},
        {"https://example.vn/memberlist.php?mode=viewprofile&u=12", none, Reason::person},
        {"https://talk.example.vn/u/ten_nguoi/summary", none, Reason::person},
        {"0912345678", none, Reason::person},
        {"+84 912 345 678", none, Reason::person},
        {"0912.345.678", none, Reason::person},
        {"(024) 3825-1234", none, Reason::person},
        {"tel:+84912345678", none, Reason::person},
        {"ten.nguoi@example.vn", none, Reason::person},
        {"mailto:ten.nguoi@example.vn", none, Reason::person},
    });
}

TEST_CASE("P1: a phone number in the place of a group's name is refused, a platform's own number is not") {
    const auto& rules = AddressRules::standard();
    for (const char* text : {"https://www.facebook.com/groups/0912345678", "https://discord.gg/0912345678",
                             "https://t.me/+84912345678", "https://www.facebook.com/groups/cho.0912345678",
                             "https://www.tiktok.com/@0912345678"}) {
        CAPTURE(text);
        const auto result = rules.parse_address(text, std::nullopt);
        const auto* refusal = std::get_if<AddressRefusal>(&result);
        REQUIRE(refusal != nullptr);
        CHECK(refusal->message.find("0912") == std::string::npos);
    }
    for (const char* text :
         {"https://www.facebook.com/groups/84912345678", "https://www.facebook.com/groups/912345678",
          "https://www.facebook.com/groups/1234567890123456"}) {
        CAPTURE(text);
        CHECK(std::holds_alternative<GroupAddress>(rules.parse_address(text, std::nullopt)));
    }
}

TEST_CASE("P1: no refusal repeats a name, a number or a code") {
    const char* const texts[] = {
        "https://www.facebook.com/profile.php?id=100012345678901",
        "https://www.facebook.com/people/Bi-Mat/100012345678901/",
        "facebook.com/bi.mat.5",
        "facebook.com/watch/bi.mat.5",
        "zalo.me/0912345678",
        "https://t.me/+84912345678",
        "https://www.tiktok.com/@bi.mat.5",
        "https://www.youtube.com/@bi.mat.5",
        "https://zalo.me/4318657068771012646",
        "https://instagram.com/bi.mat.5",
        "https://youtube.com/bi.mat.5",
        "0912345678",
        "0912345678 0912345678 Bi Mat",
        "Bi Mat 0912345678 https://facebook.com/bi.mat.5",
        "https://facebook.com/bi.mat.5, https://facebook.com/bi.mat.5",
        "https://bi.mat@example.vn/threads/1",
        "bi.mat@example.vn",
        "@bi.mat.5",
        "https://diendan.example.vn/members/bi.mat.5/",
    };
    for (const char* text : texts) {
        INFO(std::string(text));
        const std::string message = refusal(text, none).message;
        CAPTURE(message);
        for (const char* secret :
             {"912345678", "100012345678901", "bi.mat", "Bi Mat", "Bi-Mat", "43186570"}) {
            CHECK(message.find(secret) == std::string::npos);
        }
    }
    for (const char* handle : {"bi.mat.5", "0912345678", "@bi.mat.5", "84912345678", "bi.mat@example.vn"}) {
        for (const std::string& platform : AddressRules::standard().platforms()) {
            const AddressResult result = AddressRules::standard().parse_handle(platform, handle, none);
            if (const auto* found = std::get_if<AddressRefusal>(&result)) {
                CHECK(found->message.find("bi.mat") == std::string::npos);
                CHECK(found->message.find("912345678") == std::string::npos);
            }
        }
    }
}

TEST_CASE("P1: a member's part of a group's address is kept nowhere") {
    const auto result = AddressRules::standard().parse_address(
        "https://www.facebook.com/groups/123/user/456789/?ref=ten.nguoi", none);
    const auto& address = std::get<GroupAddress>(result);
    CHECK(address.key() == "facebook:group:123");
    CHECK(address.url == "https://www.facebook.com/groups/123");
}

TEST_CASE("P1: handles are refused as their addresses are") {
    const struct {
        const char* platform;
        const char* handle;
        std::optional<Entity> said;
        Reason reason;
    } rows[] = {
        {"facebook", "ten.nguoi.5", none, Reason::person},
        {"facebook", "@ten.nguoi.5", none, Reason::person},
        {"facebook", "profile.php?id=100012345678901", none, Reason::person},
        {"facebook", "0912345678", Entity::group, Reason::person},
        {"zalo", "0912345678", Entity::group, Reason::person},
        {"zalo", "0912345678", none, Reason::person},
        {"zalo", "84912345678", Entity::group, Reason::person},
        {"telegram", "+84912345678", none, Reason::person},
        {"telegram", "84 912 345 678", none, Reason::malformed},
        {"telegram", "84912345678", none, Reason::person},
        {"telegram", "ten.nguoi@example.vn", none, Reason::person},
        {"tiktok", "@ten.nguoi", none, Reason::needs_entity},
        {"youtube", "@tennguoi", Entity::page, Reason::needs_entity},
        {"facebook", "https://t.me/cho_que", none, Reason::malformed},
        {"facebook", "", none, Reason::malformed},
        {"forum", "cho-que", none, Reason::malformed},
        {"myspace", "cho-que", none, Reason::unknown},
    };
    for (const auto& row : rows) {
        INFO(std::string(row.platform));
        INFO(std::string(row.handle));
        const AddressResult result =
            AddressRules::standard().parse_handle(row.platform, row.handle, row.said);
        REQUIRE(std::holds_alternative<AddressRefusal>(result));
        CHECK(std::get<AddressRefusal>(result).reason == row.reason);
    }
}

TEST_CASE("what is only taken as a page or channel asks for the entity") {
    check_refused({
        {"https://zalo.me/4318657068771012646", none, Reason::needs_entity},
        {"https://zalo.me/4318657068771012646", Entity::group, Reason::needs_entity},
        {"https://www.tiktok.com/@choque", none, Reason::needs_entity},
        {"https://www.tiktok.com/@choque", Entity::page, Reason::needs_entity},
        {"https://www.youtube.com/@choque", none, Reason::needs_entity},
        {"https://www.youtube.com/c/choque", Entity::group, Reason::needs_entity},
        {"https://www.youtube.com/user/choque", none, Reason::needs_entity},
        {"https://www.youtube.com/channel/UCabcDEF0123456789_-abcd", none, Reason::needs_entity},
    });
}

TEST_CASE("an entity that contradicts the address is refused") {
    check_refused({
        {"https://www.facebook.com/groups/123", Entity::page, Reason::needs_entity},
        {"https://www.facebook.com/groups/123", Entity::channel, Reason::needs_entity},
        {"https://www.facebook.com/pg/choque", Entity::group, Reason::needs_entity},
        {"https://www.facebook.com/share/g/AbC12xYz", Entity::page, Reason::needs_entity},
        {"https://zalo.me/g/abc123", Entity::page, Reason::needs_entity},
        {"https://t.me/cho_que", Entity::page, Reason::needs_entity},
        {"https://discord.gg/abc", Entity::page, Reason::needs_entity},
        {"https://example.vn/threads/a.1", Entity::page, Reason::needs_entity},
    });
}

TEST_CASE("posts, videos, start pages and the platforms' own pages are no groups") {
    check_refused({
        {"https://www.facebook.com/", none, Reason::not_a_group},
        {"https://www.facebook.com/groups/", none, Reason::not_a_group},
        {"https://www.facebook.com/groups/feed/", none, Reason::not_a_group},
        {"https://www.facebook.com/events/123", Entity::page, Reason::not_a_group},
        {"https://www.facebook.com/marketplace/item/1", Entity::page, Reason::not_a_group},
        {"https://www.facebook.com/watch/?v=1", Entity::page, Reason::not_a_group},
        {"https://www.facebook.com/reel/1", Entity::page, Reason::not_a_group},
        {"https://www.facebook.com/photo/?fbid=1", Entity::page, Reason::not_a_group},
        {"https://www.facebook.com/story.php?story_fbid=1&id=2", Entity::page, Reason::not_a_group},
        {"https://www.facebook.com/permalink.php?story_fbid=1&id=2", Entity::page, Reason::not_a_group},
        {"https://www.facebook.com/hashtag/choque", Entity::page, Reason::not_a_group},
        {"https://www.facebook.com/mar.ket.place", Entity::page, Reason::person},
        {"https://www.facebook.com/share/p/AbC12xYz/", none, Reason::not_a_group},
        {"https://www.facebook.com/share/v/AbC12xYz/", none, Reason::not_a_group},
        {"https://www.facebook.com/share/r/AbC12xYz/", none, Reason::not_a_group},
        {"https://fb.watch/AbC12/", none, Reason::not_a_group},
        {"https://zalo.me/", none, Reason::not_a_group},
        {"https://t.me/", none, Reason::not_a_group},
        {"https://t.me/addstickers/Cho", none, Reason::not_a_group},
        {"https://t.me/share/url?url=x", none, Reason::not_a_group},
        {"https://t.me/c/123/4", none, Reason::not_a_group},
        {"https://web.telegram.org/k/#@cho_que", none, Reason::not_a_group},
        {"https://www.tiktok.com/", Entity::channel, Reason::not_a_group},
        {"https://www.tiktok.com/tag/choque", Entity::channel, Reason::not_a_group},
        {"https://www.youtube.com/watch?v=dQw4w9WgXcQ", Entity::channel, Reason::not_a_group},
        {"https://youtu.be/dQw4w9WgXcQ", Entity::channel, Reason::not_a_group},
        {"https://www.youtube.com/shorts/dQw4w9WgXcQ", Entity::channel, Reason::not_a_group},
        {"https://www.youtube.com/playlist?list=PL1", Entity::channel, Reason::not_a_group},
        {"https://discord.com/", none, Reason::not_a_group},
        {"https://discord.com/download", none, Reason::not_a_group},
        {"https://example.vn/showthread.php?p=12", none, Reason::not_a_group},
    });
}

TEST_CASE("platforms that no rule names are unknown, and so are hosts that only look like known ones") {
    check_refused({
        {"https://example.vn/", none, Reason::unknown},
        {"https://notfacebook.com/groups/1", none, Reason::unknown},
        {"https://facebook.com.example.vn/groups/1", none, Reason::unknown},
        {"https://instagram.com/choque", none, Reason::unknown},
        {"https://facebook.com:8080/groups/1", none, Reason::unknown},
    });
    CHECK(refusal("https://instagram.com/choque", none).message ==
          "'instagram.com' is not a platform that hnat knows; expected one of: Facebook, Zalo, Telegram, "
          "TikTok, "
          "YouTube, Discord, Forum");
}

TEST_CASE("what is not one address is malformed") {
    check_refused({
        {"", none, Reason::malformed},
        {"  \u200b ", none, Reason::malformed},
        {"FB: https://www.facebook.com/groups/1", none, Reason::malformed},
        {"https://www.facebook.com/groups/1 https://www.facebook.com/groups/2", none, Reason::malformed},
        {"https://www.facebook.com/groups/1\nhttps://www.facebook.com/groups/2", none, Reason::malformed},
        {"https://www.facebook.com/groups/1;https://www.facebook.com/groups/2", none, Reason::malformed},
        {"fb.com/groups/1, fb.com/groups/2", none, Reason::malformed},
        {"https://www.facebook.com/groups/1https://www.facebook.com/groups/2", none, Reason::malformed},
        {"https://www.facebook.com/groups/ 1", none, Reason::malformed},
        {"https://www.facebook.com/groups/\x01", none, Reason::malformed},
        {"https://www.facebook.com/groups/\xff", none, Reason::malformed},
        {"https://www.facebook.com/groups/%ff", none, Reason::malformed},
        {"http:/www.facebook.com/groups/1", none, Reason::malformed},
        {"https:www.facebook.com/groups/1", none, Reason::malformed},
        {"https//www.facebook.com/groups/1", none, Reason::malformed},
        {"ftp://www.facebook.com/groups/1", none, Reason::malformed},
        {"javascript:alert(1)", none, Reason::malformed},
        {"https://user:secret@www.facebook.com/groups/1", none, Reason::malformed},
        {"https://f\u0430cebook.com/groups/1", none, Reason::malformed},
        {"https://facebook..com/groups/1", none, Reason::malformed},
        {"localhost/threads/a.1", none, Reason::malformed},
        {"muabandonghy", none, Reason::malformed},
        {"@muabandonghy", none, Reason::malformed},
        {"12345", none, Reason::malformed},
        {"https://google.com/"
         "url?q=https%3A%2F%2Fgoogle.com%2Furl%3Fq%3Dhttps%253A%252F%252Fgoogle.com%252Furl%253Fq%253Dfb.com",
         none, Reason::malformed},
    });
    CHECK(refusal("fb.com/groups/1, fb.com/groups/2", none).message ==
          "two addresses in one cell; write one row for each group");
    CHECK(refusal(std::string(9000, 'a').c_str(), none).message.find("longer than 8192 bytes") !=
          std::string::npos);
}

TEST_CASE("messages say what was found and what to do") {
    CHECK(refusal("facebook.com/ten.nguoi", none).message ==
          "a bare name or number on Facebook, which may be a person's, is refused: the register holds "
          "groups, not people "
          "(P1); write page in the entity column if it is a page, or take the row out");
    const auto handle = AddressRules::standard().parse_handle("facebook", "muabandonghy", std::nullopt);
    CHECK(std::get<AddressRefusal>(handle).message == "a bare name or number on Facebook, which may be a "
                                                      "person's, is refused: the register holds groups, not "
                                                      "people (P1); write page in the entity column if it is "
                                                      "a page, or take the row out; the name or number "
                                                      "of a group needs group in that column");
    CHECK(refusal("https://youtu.be/abc", none).message ==
          "'youtu.be/abc' is a video; write the channel's address (https://www.youtube.com/@NAME) and "
          "channel in the "
          "entity column");
    CHECK(refusal("https://www.tiktok.com/@choque", none).message ==
          "a name on TikTok, which may be a person's, is taken only where the row says so; write channel in "
          "the entity "
          "column, or take the row out");
    CHECK(refusal("https://zalo.me/g/abc", Entity::page).message ==
          "the row says page, but this is a Zalo address of a group; write group or leave the entity empty");
}
