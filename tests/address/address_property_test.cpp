// Properties of the address rules over generated input; each prints its seed.
#include "address/address.hpp"
#include "tests/seed.hpp"

#include <doctest.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <random>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

using namespace hnat;

namespace {

using Random = std::mt19937_64;

Random seeded() {
    const std::uint64_t seed = test::seed();
    MESSAGE("seed " << seed);
    return Random(seed);
}

std::size_t below(Random& random, std::size_t limit) {
    return std::uniform_int_distribution<std::size_t>(0, limit - 1)(random);
}

template <typename Range>
const auto& pick(Random& random, const Range& range) {
    return range[below(random, std::size(range))];
}

std::string word(Random& random, std::string_view chars, std::size_t min, std::size_t max) {
    std::string text;
    const std::size_t size = min + below(random, max - min + 1);
    while (text.size() < size) {
        text += chars[below(random, chars.size())];
    }
    return text;
}

/// A name or code of letters and digits, without so many digits in a row that they could be a phone number
/// (P1).
std::string name(Random& random, std::string_view chars, std::size_t min, std::size_t max) {
    std::string text = word(random, chars, min, max);
    std::size_t run = 0;
    for (char& c : text) {
        run = c >= '0' && c <= '9' ? run + 1 : 0;
        if (run == 6) {
            c = 'x';
            run = 0;
        }
    }
    return text;
}

constexpr std::string_view k_digits = "0123456789";
constexpr std::string_view k_word = "abcdefghijklmnopqrstuvwxyz0123456789";
constexpr std::string_view k_code = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

struct Sample {
    std::string text;
    std::optional<Entity> said;
    bool takes_www = true;
};

/// A clean address of any kind that the rules take.
Sample sample(Random& random) {
    const std::string slug = "q" + name(random, k_word, 5, 20);
    const std::string number = "1" + word(random, k_digits, 12, 16);
    const std::string code = "Zz" + name(random, k_code, 10, 18);
    const std::vector<Sample> kinds = {
        {"https://facebook.com/groups/" + slug, {}},
        {"https://facebook.com/groups/" + number, Entity::group},
        {"https://facebook.com/groups/ch%E1%BB%A3-" + slug, {}},
        {"https://facebook.com/" + slug, Entity::page},
        {"https://facebook.com/pages/x/" + number, {}},
        {"https://facebook.com/pages/x/" + number, Entity::page},
        {"https://facebook.com/Cho-Que-" + number, Entity::page},
        {"https://facebook.com/share/g/" + code, {}},
        {"https://facebook.com/share/" + code, Entity::page},
        {"https://zalo.me/g/" + slug, {}},
        {"https://zalo.me/" + number + "12", Entity::page},
        {"https://t.me/" + slug, Entity::channel},
        {"https://t.me/+" + code, {}},
        {"https://tiktok.com/@" + slug, Entity::channel},
        {"https://vm.tiktok.com/" + code, {}, false},
        {"https://youtube.com/@" + slug, Entity::channel},
        {"https://youtube.com/channel/UC" + (code + code).substr(0, 22), Entity::channel},
        {"https://discord.gg/" + code, {}},
        {"https://discord.com/channels/" + number + "34", {}},
        {"https://dien-dan.example.vn/Forum/threads/" + slug + "." + number, {}},
        {"https://example.vn/t/" + slug + "/" + number, {}},
        {"https://example.vn/f/showthread.php?t=" + number, {}},
    };
    return pick(random, kinds);
}

GroupAddress taken(const std::string& text, std::optional<Entity> said) {
    const AddressResult result = AddressRules::standard().parse_address(text, said);
    INFO(text);
    REQUIRE_MESSAGE(std::holds_alternative<GroupAddress>(result), std::get<AddressRefusal>(result).message);
    return std::get<GroupAddress>(result);
}

/// Random capitals in the scheme and host.
std::string shout(Random& random, std::string text) {
    const std::size_t end = text.find('/', text.find("://") + 3);
    for (std::size_t i = 0; i < end && i < text.size(); ++i) {
        if (text[i] >= 'a' && text[i] <= 'z' && below(random, 2) == 0) {
            text[i] = static_cast<char>(text[i] - 'a' + 'A');
        }
    }
    return text;
}

/// The same address as somebody else would have typed or pasted it.
std::string noisy(Random& random, const Sample& clean) {
    std::string text = clean.text;
    const bool query = text.find('?') != std::string::npos;
    if (!query && below(random, 3) == 0) {
        text += pick(random, std::array{"/", "//"});
    }
    if (below(random, 2) == 0) {
        text += query ? "&" : "?";
        text +=
            pick(random, std::array{"fbclid=IwAR0aB_-9", "ref=share&amp;mibextid=x", "utm_source=zalo", "x"});
    }
    if (below(random, 3) == 0) {
        text += pick(random, std::array{"#top", "#", "#:~:text=a,b"});
    }
    const std::size_t host = text.find("://") + 3;
    if (clean.takes_www && below(random, 2) == 0) {
        text.insert(host, "www.");
    }
    text = shout(random, text);
    switch (below(random, 4)) {
    case 0:
        text.erase(0, host);
        break;
    case 1:
        text.replace(0, host, "http://");
        break;
    case 2:
        text.insert(0, "https://");
        break;
    default:
        break;
    }
    if (below(random, 2) == 0) {
        std::size_t at = below(random, text.size() + 1);
        text.insert(at, pick(random, std::array{"\u200b", "\ufeff", "\u200d", "\u2060", "\u00ad", "\u200e"}));
    }
    const std::array<std::array<const char*, 2>, 7> wrappers = {{
        {"", ""},
        {"\"", "\""},
        {"<", ">"},
        {"(", ")."},
        {"\u201c", "\u201d,"},
        {" \u00a0", "\n"},
        {"['", "'];"},
    }};
    const auto& wrapper = pick(random, wrappers);
    return wrapper[0] + text + wrapper[1];
}

} // namespace

TEST_CASE("the address of a thread below another thread is one address, however it is written") {
    const auto& rules = AddressRules::standard();
    for (const std::string page :
         {"showthread.php?77-cho", "showthread.php?t=77", "forumdisplay.php?9-cho", "forumdisplay.php?f=9"}) {
        const std::string file = page.substr(0, page.find('?'));
        const std::string url = "https://example.vn/" + file + "/a/" + page;
        CAPTURE(url);
        const auto first = rules.parse_address(url, std::nullopt);
        REQUIRE(std::holds_alternative<GroupAddress>(first));
        const auto again = rules.parse_address(std::get<GroupAddress>(first).url, std::nullopt);
        REQUIRE(std::holds_alternative<GroupAddress>(again));
        CHECK(std::get<GroupAddress>(again) == std::get<GroupAddress>(first));
    }
}

TEST_CASE("the canonical address of a canonical address is itself") {
    Random random = seeded();
    for (int i = 0; i < 3000; ++i) {
        const Sample clean = sample(random);
        const GroupAddress once = taken(clean.text, clean.said);
        CHECK(taken(once.url, once.entity) ==
              once); // /pages/x/1 says page by itself, its canonical address does not
        CHECK(std::all_of(once.url.begin(), once.url.end(), [](char c) { return c > ' ' && c < '\x7f'; }));
    }
}

TEST_CASE("noise around an address never changes its key") {
    Random random = seeded();
    for (int i = 0; i < 10000; ++i) {
        const Sample clean = sample(random);
        const std::string text = noisy(random, clean);
        INFO(text);
        CHECK(taken(text, clean.said) == taken(clean.text, clean.said));
    }
}

TEST_CASE("codes that are exact stay exact, names that fold fold") {
    Random random = seeded();
    for (int i = 0; i < 500; ++i) {
        const std::string code = "zZ" + name(random, k_code, 10, 18);
        std::string other = code;
        other[1] = 'z';
        for (const char* start : {"https://facebook.com/share/g/", "https://t.me/+", "https://vt.tiktok.com/",
                                  "https://discord.gg/", "https://t.me/joinchat/"}) {
            CHECK(taken(start + code, {}).key() != taken(start + other, {}).key());
            CHECK(taken(start + code, {}).id.find(code) != std::string::npos);
        }
        for (const char* start : {"https://facebook.com/groups/", "https://t.me/", "https://zalo.me/g/"}) {
            CHECK(taken(start + code, {}).key() == taken(start + other, {}).key());
        }
    }
}

TEST_CASE("random bytes and broken addresses never crash, and what is taken is stable") {
    Random random = seeded();
    const std::vector<std::string> parts = {
        "http",
        "https",
        "://",
        ":",
        "/",
        "//",
        ".",
        "..",
        "www.",
        "facebook.com",
        "fb.com",
        "groups",
        "t.me",
        "zalo.me",
        "g",
        "share",
        "profile.php",
        "?",
        "id=",
        "u=",
        "q=",
        "&",
        "#",
        "%",
        "%2F",
        "%C4%90",
        "%ff",
        "@",
        "+",
        "84912345678",
        "UC",
        "l.facebook.com/l.php?u=",
        "google.com/url?q=",
        "\u1ebf",
        "e\u0302\u0301",
        "\u0130",
        "\u01c5",
        "\ufb03",
        "\u1e9e",
        "\u200b",
        "\xff",
        "\xc3",
        std::string(1, '\0'),
        " ",
        "\n",
        "\"",
        "(",
        ")",
        "threads",
        "t",
        "a.12",
        "12",
        "tg://resolve?domain=",
        "page",
        "-",
        "_",
        "x",
        "tiktok.com",
        "youtube.com",
        "discord.gg",
        "example.vn",
        "showthread.php",
        "index.php",
    };
    const std::array<std::optional<Entity>, 4> saids = {std::nullopt, Entity::group, Entity::page,
                                                        Entity::channel};
    std::size_t taken_count = 0;
    for (int i = 0; i < 30000; ++i) {
        // Every other text is an address with a few wounds; the rest is put together from pieces.
        const bool wounded = i % 2 == 0;
        const Sample whole = sample(random);
        std::string text = wounded ? whole.text : "";
        const std::size_t size = wounded ? 1 + below(random, 2) : 1 + below(random, 12);
        for (std::size_t n = 0; n < size; ++n) {
            const std::string piece = below(random, 20) == 0
                                          ? std::string(1, static_cast<char>(below(random, 256)))
                                          : pick(random, parts);
            const std::size_t at = wounded ? below(random, text.size() + 1) : text.size();
            text.replace(at, wounded ? below(random, 3) : 0, piece);
        }
        const auto said = wounded ? whole.said : pick(random, saids);
        const AddressResult result = AddressRules::standard().parse_address(text, said);
        (void)AddressRules::standard().parse_handle(pick(random, AddressRules::standard().platforms()), text,
                                                    said);
        if (const auto* address = std::get_if<GroupAddress>(&result)) {
            ++taken_count;
            INFO(text);
            CHECK(taken(address->url, address->entity) == *address);
        } else {
            CHECK(!std::get<AddressRefusal>(result).message.empty());
        }
    }
    MESSAGE(taken_count << " of 30000 were taken");
    CHECK(taken_count > 1000);
}
