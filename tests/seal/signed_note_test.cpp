#include "seal/signed_note.hpp"

#include "base/error.hpp"

#include <doctest.h>

#include <algorithm>
#include <array>
#include <random>

using namespace hnat;

namespace {

const std::string k_name = "hnat-test/0011223344556677";
const std::string k_text = k_name + "\n7\nSBNJTRN+FjG7owHVrKtue7eqdM4RhdRWVl71HXN2d7I=\n";
/// By openssl pkeyutl -sign -rawin, sha256sum and base64, with the key of RFC 8032, 7.1, test 1.
const std::string k_note = k_text + "\n— " + k_name +
                           " 1CHqyunjRx2u+epSzDAij8lZgjdi2LJRVZJXQDrE5cecRS0QPdWQ3zXPmamFj4ArDiKA966o/"
                           "p33s3ypowW1nxurHQw=\n";

constexpr std::array<std::uint8_t, 64> k_private{
    0x9d, 0x61, 0xb1, 0x9d, 0xef, 0xfd, 0x5a, 0x60, 0xba, 0x84, 0x4a, 0xf4, 0x92, 0xec, 0x2c, 0xc4,
    0x44, 0x49, 0xc5, 0x69, 0x7b, 0x32, 0x69, 0x19, 0x70, 0x3b, 0xac, 0x03, 0x1c, 0xae, 0x7f, 0x60,
    0xd7, 0x5a, 0x98, 0x01, 0x82, 0xb1, 0x0a, 0xb7, 0xd5, 0x4b, 0xfe, 0xd3, 0xc9, 0x64, 0x07, 0x3a,
    0x0e, 0xe1, 0x72, 0xf3, 0xda, 0xa6, 0x23, 0x25, 0xaf, 0x02, 0x1a, 0x68, 0xf7, 0x07, 0x51, 0x1a};

SigningKey known_key() {
    SigningKey key;
    std::copy(k_private.begin() + 32, k_private.end(), key.public_key.begin());
    key.private_key = Secret::copy_of(k_private);
    return key;
}

Verifier known_verifier() {
    return {k_name, known_key().public_key};
}

NoteVerdict verdict_of(const std::string& bytes) {
    const auto note = read_note(bytes);
    return note ? check_note(*note, known_verifier()) : NoteVerdict::bad;
}

} // namespace

TEST_CASE("a note is signed as openssl signs it") {
    CHECK(sign_note(k_text, k_name, known_key()) == k_note);
    CHECK(verdict_of(k_note) == NoteVerdict::good);
}

TEST_CASE("the public key is written for the tools of transparency logs and for openssl") {
    CHECK(key_id(known_verifier()) == "d421eaca");
    const std::string vkey = k_name + "+d421eaca+AddamAGCsQq31Uv+08lkBzoO4XLz2qYjJa8CGmj3B1Ea";
    CHECK(to_vkey(known_verifier()) == vkey);
    CHECK(parse_vkey(vkey) == known_verifier());
    CHECK(to_pem(known_key().public_key) ==
          "-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEA11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=\n"
          "-----END PUBLIC KEY-----\n");
}

TEST_CASE("a public key of another form, algorithm or key id is none") {
    for (const char* text :
         {"", "name", "name+d421eaca", "+d421eaca+AddamAGCsQq31Uv+08lkBzoO4XLz2qYjJa8CGmj3B1Ea",
          "other+d421eaca+AddamAGCsQq31Uv+08lkBzoO4XLz2qYjJa8CGmj3B1Ea",
          "hnat-test/0011223344556677+d421eacb+AddamAGCsQq31Uv+08lkBzoO4XLz2qYjJa8CGmj3B1Ea",
          "hnat-test/0011223344556677+d421eaca+AtdamAGCsQq31Uv+08lkBzoO4XLz2qYjJa8CGmj3B1Ea",
          "hnat-test/0011223344556677+d421eaca+AddamAGCsQq31Uv",                          // no Base64
          "hnat-test/0011223344556677+d421eaca+AddamAGCsQq31Uv+08lkBzoO4XLz2qYjJa8CGmj3", // 30 bytes
          "hnat-test/0011223344556677+d421eaca+AddamAGCsQq31Uv+08lkBzoO4XLz2qYjJa8CGmj3B1EaAAAA"}) {
        CAPTURE(text);
        CHECK(!parse_vkey(text));
    }
}

TEST_CASE("a note is read as it comes out of a mail program or off a page") {
    std::string windows = "\xef\xbb\xbf";
    std::string indented;
    for (const char c : k_note) {
        windows += c == '\n' ? std::string("\r\n") : std::string(1, c);
    }
    for (std::size_t at = 0; at < k_note.size();) {
        const auto end = k_note.find('\n', at);
        indented += "    " + k_note.substr(at, end - at) + "  \n";
        at = end + 1;
    }
    CHECK(verdict_of(windows) == NoteVerdict::good);
    CHECK(verdict_of(indented) == NoteVerdict::good);
    CHECK(verdict_of("\n\n" + k_note + "\n\n") == NoteVerdict::good);
    CHECK(verdict_of(k_note.substr(0, k_note.size() - 1)) == NoteVerdict::good); // no line end at the end
}

TEST_CASE("every single byte of a note counts") {
    for (std::size_t at = 0; at < k_note.size(); ++at) {
        std::string changed = k_note;
        changed[at] = static_cast<char>(changed[at] ^ 1);
        CAPTURE(at);
        CHECK(verdict_of(changed) != NoteVerdict::good);
    }
}

TEST_CASE("a note that was cut is never good") {
    for (std::size_t size = 0; size + 1 < k_note.size(); ++size) {
        CAPTURE(size);
        CHECK(verdict_of(k_note.substr(0, size)) != NoteVerdict::good);
    }
}

TEST_CASE("signatures of others are passed over, and one bad one of the key spoils the note") {
    const std::string other = sign_note(k_text, "witness.example/1", make_signing_key());
    const std::string other_line = other.substr(k_text.size() + 1);
    CHECK(verdict_of(k_note + other_line) == NoteVerdict::good);
    CHECK(verdict_of(other) == NoteVerdict::unknown);
    // Under the name and id of the key, over another text.
    const std::string wrong = sign_note("another text\n", k_name, known_key());
    CHECK(verdict_of(k_note + wrong.substr(wrong.find("— "))) == NoteVerdict::bad);
}

TEST_CASE("what is no note is read as none") {
    for (const char* text : {"", "\n", "a\n", "a\n\n", "— a AAAAAA==\n", "a\n\n— a\n", "a\n\n— a AAAA\n",
                             "a\n\n— a A A\n", "a\n\n—  AAAAAA==\n", "a\n\n-- a AAAAAA==\n"}) {
        CAPTURE(text);
        CHECK(!read_note(text));
    }
    std::string many = "a\n\n";
    for (int i = 0; i < 200; ++i) {
        many += "— a AAAAAAA=\n";
    }
    CHECK(!read_note(many));
}

TEST_CASE("the text of a note is lines and nothing else") {
    for (const char* text : {"", "no line end", "tab\there\n", "return\r\n"}) {
        CHECK_THROWS_AS(sign_note(text, k_name, known_key()), Error);
    }
}

TEST_CASE("a new key signs what it checks, and no other key does") {
    const SigningKey one = make_signing_key();
    const SigningKey two = make_signing_key();
    const auto note = read_note(sign_note(k_text, k_name, one));
    REQUIRE(note);
    CHECK(check_note(*note, {k_name, one.public_key}) == NoteVerdict::good);
    CHECK(check_note(*note, {k_name, two.public_key}) == NoteVerdict::unknown);
    CHECK(check_note(*note, {"another", one.public_key}) == NoteVerdict::unknown);
}
