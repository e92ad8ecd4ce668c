#include "seal/signing_key_file.hpp"

#include "seal_support.hpp"

using namespace hnat;
using namespace hnat::test;

namespace {

const std::string k_passphrase = "một câu dài để thử";

struct SavedKey {
    TempDir folder;
    std::filesystem::path path = folder.path() / "checkpoint.key";
    SigningKey key = make_signing_key();
    SavedKey() { write_signing_key_file(path, key, day("2026-10-05"), secret(k_passphrase)); }
};

} // namespace

TEST_CASE("S8: a signing key comes out of its file as it went in, and the public one without a passphrase") {
    const SavedKey saved;
    CHECK(mode_of(saved.path) == 0600);
    CHECK(read_signing_public_key(saved.path) == saved.key.public_key);
    const SigningKey opened = open_signing_key_file(saved.path, secret(k_passphrase));
    CHECK(opened.public_key == saved.key.public_key);
    CHECK(sign_note("a\n", "n", opened) == sign_note("a\n", "n", saved.key));
}

TEST_CASE("S8: a signing key does not open with another passphrase, changed anywhere, or cut") {
    const SavedKey saved;
    const std::string text = read_bytes(saved.path);
    CHECK(message_of(ErrorKind::key,
                     [&] { open_signing_key_file(saved.path, secret("another passphrase")); }) ==
          "'" + saved.path.string() + "' does not open: the passphrase is wrong, or the file is damaged");
    // Each opening costs Argon2id what it costs: the lines that are parsed before, all; of the others, some.
    for (std::size_t at = 0; at < text.size(); ++at) {
        const bool parsed = text[at] == '\n' || at < text.find("public-key: ");
        if (!parsed && at % 67 != 0) {
            continue;
        }
        std::string changed = text;
        changed[at] = static_cast<char>(changed[at] ^ 1);
        write_private(saved.path, changed);
        CAPTURE(at);
        const auto error = error_of([&] { open_signing_key_file(saved.path, secret(k_passphrase)); });
        REQUIRE(error);
        CHECK(error->kind() == ErrorKind::key);
    }
    for (std::size_t size = 0; size < text.size(); size += 7) {
        write_private(saved.path, text.substr(0, size));
        CHECK(message_of(ErrorKind::key, [&] { read_signing_public_key(saved.path); }) ==
              "'" + saved.path.string() +
                  "' is no signing key of hnat, or it is damaged; take it from the copy of the key folder");
    }
}

TEST_CASE("S8: a signing key file that asks for less work than hnat does is none") {
    const SavedKey saved;
    std::string text = read_bytes(saved.path);
    text.replace(text.find("passes=3"), 8, "passes=2");
    write_private(saved.path, text);
    CHECK(message_of(ErrorKind::key, [&] {
              read_signing_public_key(saved.path);
          }).find("is no signing key of hnat, or it is damaged") != std::string::npos);
}

TEST_CASE("S8: a signing key under the public key of another does not open") {
    const TempDir folder;
    const auto path = folder.path() / "checkpoint.key";
    SigningKey mixed = make_signing_key();
    mixed.public_key = make_signing_key().public_key;
    write_signing_key_file(path, mixed, day("2026-10-05"), secret(k_passphrase));
    CHECK(message_of(ErrorKind::key, [&] {
              open_signing_key_file(path, secret(k_passphrase));
          }).find("does not open") != std::string::npos);
}

TEST_CASE("S5: a signing key that others can read is refused, and none is overwritten") {
    const SavedKey saved;
    CHECK(message_of(ErrorKind::usage,
                     [&] {
                         write_signing_key_file(saved.path, make_signing_key(), day("2026-10-05"),
                                                secret(k_passphrase));
                     }) == "'" + saved.path.string() +
                               "' is there already, and a key is never overwritten; name another file");
    REQUIRE(::chmod(saved.path.c_str(), 0640) == 0);
    CHECK(error_of([&] { read_signing_public_key(saved.path); })->kind() == ErrorKind::key);
    CHECK(error_of([&] {
              write_signing_key_file(saved.folder.path() / "other", saved.key, day("2026-10-05"),
                                     secret("short"));
          })->kind() == ErrorKind::usage);
    CHECK(!std::filesystem::exists(saved.folder.path() / "other"));
}
