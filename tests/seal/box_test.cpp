#include "seal_support.hpp"

#include <set>

using namespace hnat;
using namespace hnat::test;

namespace {

constexpr Uuid k_record{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};
constexpr Uuid k_other_record{16, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};
constexpr std::array k_purposes{BoxPurpose::body, BoxPurpose::scrubbed, BoxPurpose::source,
                                BoxPurpose::reason};

/// The one message; whatever was done to the blob.
const std::string& refusal() {
    static const std::string text = message_of(ErrorKind::key, [] {
        const KeyPair key = fixed_pair(1);
        static_cast<void>(open_box(key, BoxPurpose::body, k_record, ""));
    });
    return text;
}

void check_refused(const KeyPair& key, BoxPurpose purpose, const Uuid& record, std::string_view blob) {
    const auto error = error_of([&] { static_cast<void>(open_box(key, purpose, record, blob)); });
    REQUIRE(error.has_value());
    if (error->kind() != ErrorKind::key || error->what() != refusal()) { // millions of calls: CHECK is slow
        CHECK(error->what() == refusal());
    }
}

} // namespace

TEST_CASE("S8: what was sealed opens, for every purpose and length near a limit") {
    const KeyPair key = make_key_pair();
    for (const BoxPurpose purpose : k_purposes) {
        const bool small = purpose == BoxPurpose::source || purpose == BoxPurpose::reason;
        const std::size_t longest = small ? k_longest_source : k_longest_body;
        for (const std::size_t size :
             {std::size_t{0}, std::size_t{1}, std::size_t{899}, longest - 1, longest}) {
            const std::string text(size, 'x');
            CHECK(
                open_box(key, purpose, k_record, seal_box(key.public_key, purpose, k_record, text)).text() ==
                text);
        }
    }
    const std::string_view bytes("\x80\0\x80\0 Chị Lan\0", 14); // looks like padding, and is text
    const auto blob = seal_box(key.public_key, BoxPurpose::body, k_record, bytes);
    CHECK(open_box(key, BoxPurpose::body, k_record, blob).text() == bytes);
}

TEST_CASE("P6: every sealed source has one size, from none to the longest") {
    const KeyPair key = make_key_pair();
    std::set<std::size_t> sizes;
    for (std::size_t size = 0; size <= k_longest_source; ++size) {
        sizes.insert(seal_box(key.public_key, BoxPurpose::source, k_record, std::string(size, 'x')).size());
    }
    MESSAGE("lengths of a source tried: " << k_longest_source + 1 << ", sizes of a box: " << sizes.size());
    CHECK(sizes == std::set{k_sealed_source_size});
    CHECK(seal_box(key.public_key, BoxPurpose::reason, k_record, "").size() == k_sealed_source_size);
}

TEST_CASE("a body's box tells its length in blocks of 1024 bytes and no closer") {
    const KeyPair key = make_key_pair();
    std::set<std::size_t> sizes;
    for (std::size_t size = 0; size <= k_longest_body; size += 97) {
        sizes.insert(seal_box(key.public_key, BoxPurpose::body, k_record, std::string(size, 'x')).size());
    }
    sizes.insert(
        seal_box(key.public_key, BoxPurpose::body, k_record, std::string(k_longest_body, 'x')).size());
    CHECK(sizes.size() == 33);
    CHECK(*sizes.begin() == 1 + 8 + crypto_box_SEALBYTES + 1024);
    CHECK(*sizes.rbegin() == 1 + 8 + crypto_box_SEALBYTES + std::size_t{33} * 1024);
}

TEST_CASE("S8: too long a text is refused, never cut, and not repeated") {
    const KeyPair key = make_key_pair();
    const auto seal = [&](BoxPurpose purpose, std::size_t size) {
        return message_of(ErrorKind::usage, [&] {
            static_cast<void>(seal_box(key.public_key, purpose, k_record, std::string(size, 'Z')));
        });
    };
    CHECK(seal(BoxPurpose::source, k_longest_source + 1) ==
          "the source has 901 bytes of text, and at most 900 fit; make it shorter");
    CHECK(seal(BoxPurpose::reason, 100'000).find("at most 900 fit") != std::string::npos);
    CHECK(seal(BoxPurpose::body, k_longest_body + 1) ==
          "the body has 32769 bytes of text, and at most 32768 fit; make it shorter");
    CHECK(seal(BoxPurpose::scrubbed, 40'000).find('Z') == std::string::npos);
}

TEST_CASE("two boxes of one text have nothing in common but version and key") {
    const KeyPair key = make_key_pair();
    const std::string one = seal_box(key.public_key, BoxPurpose::source, k_record, "x");
    const std::string two = seal_box(key.public_key, BoxPurpose::source, k_record, "x");
    CHECK(one.substr(0, 9) == two.substr(0, 9));
    CHECK(to_hex({reinterpret_cast<const std::uint8_t*>(one.data()) + 1, 8}) ==
          key_fingerprint(key.public_key));
    int same = 0;
    for (std::size_t i = 9; i < one.size(); ++i) {
        same += one[i] == two[i] ? 1 : 0;
    }
    CHECK(same < 40); // 1072 bytes agree by chance 4 times
}

TEST_CASE("S8: another key, another purpose, another record: refused, all told alike") {
    const KeyPair key = make_key_pair();
    const KeyPair other = make_key_pair();
    const KeyPair impostor{key.public_key, Secret::copy_of(other.private_key.bytes())};
    for (const BoxPurpose purpose : k_purposes) {
        const std::string blob = seal_box(key.public_key, purpose, k_record, "nội dung");
        check_refused(other, purpose, k_record, blob);
        check_refused(impostor, purpose, k_record, blob);
        check_refused(key, purpose, k_other_record, blob);
        for (const BoxPurpose wrong : k_purposes) {
            if (wrong != purpose) {
                check_refused(key, wrong, k_record, blob);
            }
        }
    }
}

TEST_CASE("S8: a box cut at any length, or with something at its end, is refused") {
    const KeyPair key = make_key_pair();
    for (const BoxPurpose purpose : {BoxPurpose::body, BoxPurpose::source}) {
        const std::string blob = seal_box(key.public_key, purpose, k_record, std::string(700, 'x'));
        for (std::size_t size = 0; size < blob.size(); ++size) {
            check_refused(key, purpose, k_record, std::string_view(blob).substr(0, size));
        }
        for (const std::size_t more :
             std::initializer_list<std::size_t>{1, 15, 16, 1023, 1024, 2048, 40'000, 40 * 1024}) {
            check_refused(key, purpose, k_record, blob + std::string(more, '\0'));
        }
    }
}

TEST_CASE("S8: a box with any bit flipped is refused") {
    const KeyPair key = make_key_pair();
    std::size_t flips = 0;
    for (const BoxPurpose purpose : {BoxPurpose::body, BoxPurpose::source}) {
        std::string blob = seal_box(key.public_key, purpose, k_record, "Chị Mẫu báo tin");
        for (std::size_t bit = 0; bit < blob.size() * 8; ++bit, ++flips) {
            char& byte = blob[bit / 8];
            const char before = byte;
            byte = static_cast<char>(byte ^ (1 << (bit % 8)));
            check_refused(key, purpose, k_record, blob);
            byte = before;
        }
        CHECK(open_box(key, purpose, k_record, blob).text() == "Chị Mẫu báo tin");
    }
    MESSAGE("bits flipped: " << flips);
}

TEST_CASE(
    "S8: a box that is sealed to the key and holds something else is refused, and told like the others") {
    const KeyPair key = fixed_pair(7);
    const std::string whole = seal_box(key.public_key, BoxPurpose::source, k_record, "Chị Mẫu");
    const std::string context = "hnat:v1|source|" + to_hex(k_record) + "\n";
    const auto box_of = [&](std::string plain) {
        plain.resize(1024);
        std::string blob = whole.substr(0, 9) + std::string(crypto_box_SEALBYTES + plain.size(), '\0');
        REQUIRE(crypto_box_seal(reinterpret_cast<std::uint8_t*>(blob.data()) + 9,
                                reinterpret_cast<const std::uint8_t*>(plain.data()), plain.size(),
                                key.public_key.data()) == 0);
        return blob;
    };
    CHECK(open_box(key, BoxPurpose::source, k_record, box_of(context + "Chị Mẫu\x80")).text() == "Chị Mẫu");
    check_refused(key, BoxPurpose::source, k_record, box_of(context + "Chị Mẫu"));      // no padding
    check_refused(key, BoxPurpose::source, k_record, box_of(context + "Chị Mẫu\x80.")); // not at its end
    check_refused(key, BoxPurpose::source, k_record, box_of(context.substr(1) + "Chị Mẫu\x80"));
    check_refused(key, BoxPurpose::source, k_record, box_of(context.substr(0, 20) + "\x80"));
}

TEST_CASE("S8: boxes that version 1 made open in every later version") {
    // Sealed to the private key 0x0707…07.
    const KeyPair key = fixed_pair(7);
    CHECK(key_fingerprint(key.public_key) == "0f6d2553ff0c0f44");
    const std::filesystem::path folder = std::filesystem::path(HNAT_SOURCE_DIR) / "tests/fixtures/seal";
    for (const BoxPurpose purpose : k_purposes) {
        const std::string blob = read_bytes(folder / (std::string(name_of(purpose)) + ".v1.box"));
        INFO(name_of(purpose));
        REQUIRE(blob.size() == k_sealed_source_size);
        CHECK(open_box(key, purpose, k_record, blob).text() ==
              "Bản mẫu thứ nhất: " + std::string(name_of(purpose)));
    }
}

TEST_CASE("S8: nothing is sealed to a key of small order") {
    // RFC 7748, 6.1: such a key makes the shared secret zero, whatever the sender's key.
    CHECK(message_of(ErrorKind::key, [] {
              static_cast<void>(seal_box(PublicKey{}, BoxPurpose::body, k_record, "x"));
          }).find("is no key of X25519") != std::string::npos);
}
