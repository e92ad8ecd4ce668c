// Every row of the design's table of addresses: what is taken, and how it is written afterwards.
#include "address/address.hpp"

#include <doctest.h>

#include <optional>
#include <string>
#include <variant>

using namespace hnat;

namespace {

struct Taken {
    const char* text;
    std::optional<Entity> said;
    const char* key;
    const char* url;
};

constexpr auto none = std::nullopt;

void check_taken(const Taken& row) {
    INFO(std::string(row.text));
    const AddressResult result = AddressRules::standard().parse_address(row.text, row.said);
    if (const auto* refusal = std::get_if<AddressRefusal>(&result)) {
        FAIL_CHECK(refusal->message);
        return;
    }
    const GroupAddress& address = std::get<GroupAddress>(result);
    CHECK(address.key() == row.key);
    CHECK(address.url == row.url);
    CHECK(address.resolved == (address.key().find(":~") == std::string::npos));
}

template <std::size_t N>
void check_all(const Taken (&rows)[N]) {
    for (const Taken& row : rows) {
        check_taken(row);
    }
}

} // namespace

TEST_CASE("a Facebook group is one group in all the forms in which it is pasted") {
    const char* const forms[] = {
        "https://www.facebook.com/groups/MuaBanDongHy",
        "facebook.com/groups/muabandonghy/?ref=share",
        "https://m.facebook.com/groups/muabandonghy/permalink/1/",
        "http://web.facebook.com/groups/muabandonghy/posts/12/?comment_id=3",
        "https://mbasic.facebook.com/groups/muabandonghy?view=permalink&id=4",
        "touch.facebook.com/groups/muabandonghy",
        "https://vi-vn.facebook.com/groups/muabandonghy/",
        "https://fb.com/groups/muabandonghy",
        "HTTPS://WWW.FACEBOOK.COM/Groups/MUABANDONGHY#about",
        "https://www.facebook.com/groups/muabandonghy#https://t.me/khac",
        "https://https://www.facebook.com/groups/muabandonghy",
        "<https://www.facebook.com/groups/muabandonghy>",
        "\"https://www.facebook.com/groups/muabandonghy\"",
        "\u201chttps://www.facebook.com/groups/muabandonghy\u201d.",
        "(https://www.facebook.com/groups/muabandonghy).",
        "https://www.facebook.com/groups/muabandonghy;",
        "\u00a0https://www.facebook.com/groups/muabandonghy\u00a0",
        "https://www.facebook.com/groups/mua\u200bban\ufeffdonghy",
        "https://www.facebook.com//groups//muabandonghy//",
        "https://www.facebook.com./groups/muabandonghy",
        "https://www.facebook.com:443/groups/muabandonghy",
        "//www.facebook.com/groups/muabandonghy",
        "https://www.facebook.com/groups/muabandonghy/user/456/",
        "https://www.facebook.com/groups%2Fmuaban%64onghy",
        "https%3A%2F%2Fwww.facebook.com%2Fgroups%2Fmuabandonghy",
        "https://l.facebook.com/"
        "l.php?u=https%3A%2F%2Fwww.facebook.com%2Fgroups%2Fmuabandonghy%3Ffbclid%3Dx&h=AT0",
        "https://lm.facebook.com/l.php?h=1&amp;u=https%3A%2F%2Ffb.com%2Fgroups%2Fmuabandonghy",
        "https://www.google.com/url?sa=t&q=https://www.facebook.com/groups/muabandonghy&ved=2",
        "https://www.youtube.com/redirect?event=d&q=https%3A%2F%2Fwww.facebook.com%2Fgroups%2Fmuabandonghy",
        "https://www.google.com/"
        "url?q=https%3A%2F%2Fl.facebook.com%2Fl.php%3Fu%3Dhttps%253A%252F%252Ffb.com%252Fgroups%"
        "252Fmuabandonghy",
        "https://m.facebook.com/login.php?next=https%3A%2F%2Fm.facebook.com%2Fgroups%2Fmuabandonghy",
    };
    for (const char* form : forms) {
        check_taken(
            {form, none, "facebook:group:muabandonghy", "https://www.facebook.com/groups/muabandonghy"});
    }
}

TEST_CASE("a Facebook group has a number or a slug, Vietnamese ones included") {
    check_all({
        {"facebook.com/groups/123456789012345/?ref=share", none, "facebook:group:123456789012345",
         "https://www.facebook.com/groups/123456789012345"},
        {"fb.com/groups/cho.que-dong_hy", Entity::group, "facebook:group:cho.que-dong_hy",
         "https://www.facebook.com/groups/cho.que-dong_hy"},
        {"https://facebook.com/groups/ch%E1%BB%A3-qu%C3%AA", none, "facebook:group:chợ-quê",
         "https://www.facebook.com/groups/ch%E1%BB%A3-qu%C3%AA"},
        {"https://facebook.com/groups/CHỢ-QUÊ", none, "facebook:group:chợ-quê",
         "https://www.facebook.com/groups/ch%E1%BB%A3-qu%C3%AA"},
        {"https://facebook.com/groups/cho\u031b\u0323-que\u0302", none, "facebook:group:chợ-quê",
         "https://www.facebook.com/groups/ch%E1%BB%A3-qu%C3%AA"},
        {"https://www.facebook.com/group.php?gid=123456", none, "facebook:group:123456",
         "https://www.facebook.com/groups/123456"},
        {"https://www.facebook.com/home.php?sk=group_123456&ap=1", none, "facebook:group:123456",
         "https://www.facebook.com/groups/123456"},
    });
}

TEST_CASE("a Facebook page is taken by its form, or where the row says page") {
    check_all({
        {"https://www.facebook.com/pg/Tin.Dong.Hy/posts/", none, "facebook:page:tindonghy",
         "https://www.facebook.com/tindonghy"},
        {"https://www.facebook.com/pages/Ch%E1%BB%A3-Qu%C3%AA/123456789", none, "facebook:page:123456789",
         "https://www.facebook.com/profile.php?id=123456789"},
        {"https://www.facebook.com/pages/category/Shop/Cho-Que-123456789012/", none,
         "facebook:page:123456789012", "https://www.facebook.com/profile.php?id=123456789012"},
        {"https://www.facebook.com/tin.dong.hy", Entity::page, "facebook:page:tindonghy",
         "https://www.facebook.com/tindonghy"},
        {"fb.com/TinDongHy/photos?tab=album", Entity::page, "facebook:page:tindonghy",
         "https://www.facebook.com/tindonghy"},
        {"https://www.facebook.com/Cho-Que-Dong-Hy-123456789012", Entity::page, "facebook:page:123456789012",
         "https://www.facebook.com/profile.php?id=123456789012"},
        {"https://www.facebook.com/p/Cho-Que-61550000000000/", Entity::page, "facebook:page:61550000000000",
         "https://www.facebook.com/profile.php?id=61550000000000"},
        {"https://www.facebook.com/123456789012", Entity::page, "facebook:page:123456789012",
         "https://www.facebook.com/profile.php?id=123456789012"},
        {"https://www.facebook.com/profile.php?id=123456789012&sk=about", Entity::page,
         "facebook:page:123456789012", "https://www.facebook.com/profile.php?id=123456789012"},
    });
}

TEST_CASE("a Facebook share link is kept as unresolved, capitals and all") {
    check_all({
        {"https://www.facebook.com/share/g/AbC12xYz/?mibextid=K35XfP", none, "facebook:group:~AbC12xYz",
         "https://www.facebook.com/share/g/AbC12xYz"},
        {"https://www.facebook.com/share/1AbCdEfGh/", none, "facebook:group:~1AbCdEfGh",
         "https://www.facebook.com/share/1AbCdEfGh"},
        {"https://www.facebook.com/share/1AbCdEfGh/", Entity::page, "facebook:group:~1AbCdEfGh",
         "https://www.facebook.com/share/1AbCdEfGh"},
        {"https://fb.me/g/6Abc12/xYz89", none, "facebook:group:~fb.me/6Abc12/xYz89",
         "https://fb.me/g/6Abc12/xYz89"},
    });
}

TEST_CASE("Zalo groups have two forms, official accounts need the row's word") {
    check_all({
        {"zalo.me/g/AbcDef123", none, "zalo:group:abcdef123", "https://zalo.me/g/abcdef123"},
        {"https://chat.zalo.me/?g=abcdef123", none, "zalo:group:abcdef123", "https://zalo.me/g/abcdef123"},
        {"https://zalo.me/4318657068771012646", Entity::page, "zalo:page:4318657068771012646",
         "https://zalo.me/4318657068771012646"},
        {"https://zalo.me/123456789012345", Entity::page, "zalo:page:123456789012345",
         "https://zalo.me/123456789012345"},
        {"https://zaloapp.com/qr/g/aBc123?src=qr", none, "zalo:group:~qr/aBc123",
         "https://zaloapp.com/qr/g/aBc123"},
    });
}

TEST_CASE("a Telegram name is one group in all its forms, whether the row says group or channel") {
    const char* const forms[] = {
        "https://t.me/Cho_DongHy",
        "t.me/s/cho_donghy",
        "https://telegram.me/cho_donghy",
        "telegram.dog/cho_donghy/12",
        "https://cho_donghy.t.me/",
        "tg://resolve?domain=cho_donghy",
        "https://t.me/s/cho_donghy?before=100",
        "https://t.me/cho_donghy/123/456",
        "TG://resolve?domain=Cho_DongHy&post=12",
    };
    for (const char* form : forms) {
        check_taken({form, none, "telegram:group:cho_donghy", "https://t.me/cho_donghy"});
        check_taken({form, Entity::channel, "telegram:group:cho_donghy", "https://t.me/cho_donghy"});
    }
}

TEST_CASE("a Telegram invite keeps its capitals") {
    const char* const forms[] = {"https://t.me/joinchat/AAAAAEkKx-_9mQ", "t.me/+AAAAAEkKx-_9mQ",
                                 "https://t.me/%2BAAAAAEkKx-_9mQ", "tg://join?invite=AAAAAEkKx-_9mQ"};
    for (const char* form : forms) {
        check_taken({form, none, "telegram:group:+AAAAAEkKx-_9mQ", "https://t.me/+AAAAAEkKx-_9mQ"});
    }
}

TEST_CASE("TikTok and YouTube are taken where the row says channel") {
    check_all({
        {"https://www.tiktok.com/@Cho.Que_1?lang=vi", Entity::channel, "tiktok:channel:cho.que_1",
         "https://www.tiktok.com/@cho.que_1"},
        {"m.tiktok.com/@choque/video/712", Entity::channel, "tiktok:channel:choque",
         "https://www.tiktok.com/@choque"},
        {"https://vm.tiktok.com/ZMabC12/", none, "tiktok:channel:~vm/ZMabC12",
         "https://vm.tiktok.com/ZMabC12"},
        {"https://vt.tiktok.com/ZSabC12/", none, "tiktok:channel:~vt/ZSabC12",
         "https://vt.tiktok.com/ZSabC12"},
        {"https://www.tiktok.com/t/ZTabC12/", Entity::channel, "tiktok:channel:~t/ZTabC12",
         "https://www.tiktok.com/t/ZTabC12"},
        {"https://www.youtube.com/@DongHyTV/videos", Entity::channel, "youtube:channel:@donghytv",
         "https://www.youtube.com/@donghytv"},
        {"https://m.youtube.com/c/DongHyTV/about", Entity::channel, "youtube:channel:c/donghytv",
         "https://www.youtube.com/c/donghytv"},
        {"youtube.com/user/DongHyTV", Entity::channel, "youtube:channel:user/donghytv",
         "https://www.youtube.com/user/donghytv"},
        {"https://www.youtube.com/channel/UCabcDEF0123456789_-abcd/featured", Entity::channel,
         "youtube:channel:UCabcDEF0123456789_-abcd",
         "https://www.youtube.com/channel/UCabcDEF0123456789_-abcd"},
        {"https://www.youtube.com/@%C4%90%E1%BB%93ngH%E1%BB%B7", Entity::channel, "youtube:channel:@đồnghỷ",
         "https://www.youtube.com/@%C4%91%E1%BB%93ngh%E1%BB%B7"},
    });
}

TEST_CASE("Discord invites keep their capitals, servers are known by their number") {
    check_all({
        {"discord.gg/aBcD12", none, "discord:group:aBcD12", "https://discord.gg/aBcD12"},
        {"https://discord.com/invite/aBcD12", none, "discord:group:aBcD12", "https://discord.gg/aBcD12"},
        {"https://discordapp.com/invite/aBcD12?event=1", none, "discord:group:aBcD12",
         "https://discord.gg/aBcD12"},
        {"https://discord.com/channels/123456789012345678/234567890123456789", none,
         "discord:group:channels/123456789012345678", "https://discord.com/channels/123456789012345678"},
    });
}

TEST_CASE("a forum is told by the shape of its address on any host") {
    check_all({
        {"https://DienDan.example.vn/threads/cho-que.123/page-3#post-9", none,
         "forum:group:diendan.example.vn/threads/123", "https://diendan.example.vn/threads/123"},
        {"https://diendan.example.vn/threads/123/", none, "forum:group:diendan.example.vn/threads/123",
         "https://diendan.example.vn/threads/123"},
        {"https://example.vn/DienDan/forums/rao-v%E1%BA%B7t.45/", none,
         "forum:group:example.vn/DienDan/forums/45", "https://example.vn/DienDan/forums/45"},
        {"https://example.vn/f/rao-vat.45/", none, "forum:group:example.vn/f/45", "https://example.vn/f/45"},
        {"https://example.vn/t/rao-vat.45/", none, "forum:group:example.vn/t/45", "https://example.vn/t/45"},
        {"https://talk.example.vn/t/cho-que/123/7?u=x", none, "forum:group:talk.example.vn/t/123",
         "https://talk.example.vn/t/123"},
        {"https://talk.example.vn/t/123/7", none, "forum:group:talk.example.vn/t/123",
         "https://talk.example.vn/t/123"},
        {"http://example.vn/vbb/showthread.php?s=1&t=77&page=2", none,
         "forum:group:example.vn/vbb/showthread.php?t=77", "https://example.vn/vbb/showthread.php?t=77"},
        {"http://example.vn/showthread.php?77-cho-que", none, "forum:group:example.vn/showthread.php?t=77",
         "https://example.vn/showthread.php?t=77"},
        {"http://example.vn/forumdisplay.php?f=7", none, "forum:group:example.vn/forumdisplay.php?f=7",
         "https://example.vn/forumdisplay.php?f=7"},
        {"http://example.vn/phpbb/viewtopic.php?f=2&t=31&start=10", none,
         "forum:group:example.vn/phpbb/viewtopic.php?t=31", "https://example.vn/phpbb/viewtopic.php?t=31"},
        {"http://example.vn:8080/viewforum.php?f=2", none, "forum:group:example.vn:8080/viewforum.php?f=2",
         "https://example.vn:8080/viewforum.php?f=2"},
    });
}

TEST_CASE("handles stand for addresses of their platform") {
    const AddressRules& rules = AddressRules::standard();
    const struct {
        const char* platform;
        const char* handle;
        std::optional<Entity> said;
        const char* key;
    } rows[] = {
        {"facebook", "groups/123", none, "facebook:group:123"},
        {"Facebook", "123", Entity::group, "facebook:group:123"},
        {"facebook", "@ChoQue", Entity::group, "facebook:group:choque"},
        {" FACEBOOK ", "Cho.Que", Entity::page, "facebook:page:choque"},
        {"facebook", "@ChoQue", Entity::page, "facebook:page:choque"},
        {"facebook", "facebook.com/groups/x", none, "facebook:group:x"},
        {"telegram", "@cho_que", none, "telegram:group:cho_que"},
        {"telegram", "cho_que", Entity::channel, "telegram:group:cho_que"},
        {"telegram", "+AAAAAEkKx-_9mQ", none, "telegram:group:+AAAAAEkKx-_9mQ"},
        {"zalo", "g/abc123", none, "zalo:group:abc123"},
        {"zalo", "abc123", Entity::group, "zalo:group:abc123"},
        {"zalo", "4318657068771012646", Entity::page, "zalo:page:4318657068771012646"},
        {"tiktok", "@choque", Entity::channel, "tiktok:channel:choque"},
        {"tiktok", "choque", Entity::channel, "tiktok:channel:choque"},
        {"youtube", "ChoQue", Entity::channel, "youtube:channel:@choque"},
        {"youtube", "UCabcDEF0123456789_-abcd", Entity::channel, "youtube:channel:UCabcDEF0123456789_-abcd"},
        {"discord", "aBcD12", none, "discord:group:aBcD12"},
    };
    for (const auto& row : rows) {
        INFO(std::string(row.platform));
        INFO(std::string(row.handle));
        const AddressResult result = rules.parse_handle(row.platform, row.handle, row.said);
        const auto* address = std::get_if<GroupAddress>(&result);
        REQUIRE_MESSAGE(address != nullptr, std::get<AddressRefusal>(result).message);
        CHECK(address->key() == row.key);
    }
}

TEST_CASE("platforms are listed in the file's order, with names for people") {
    const AddressRules& rules = AddressRules::standard();
    CHECK(rules.platforms() ==
          std::vector<std::string>{"facebook", "zalo", "telegram", "tiktok", "youtube", "discord", "forum"});
    CHECK(rules.platform_name("tiktok") == "TikTok");
    CHECK(rules.platform_name("nowhere") == "nowhere");
}
