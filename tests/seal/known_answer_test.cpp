/// S8: the primitives of libsodium that hnat relies on answer as others have published. A library that was
/// built wrongly would seal to something that nobody else could open.
#include "seal/passphrase.hpp"
#include "seal_support.hpp"

using namespace hnat;
using namespace hnat::test;

namespace {

// RFC 7748, 6.1.
constexpr std::string_view k_alice = "77076d0a7318a57d3c16c17251b26645df4c2f87ebc0992ab177fba51db92c2a";
constexpr std::string_view k_alice_public =
    "8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a";
constexpr std::string_view k_bob = "5dab087e624a8a4b79e17f8b83800ee66f3bb1292618b6fd1c2f8b27ff88e0eb";
constexpr std::string_view k_bob_public = "de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f";

/// The box of "Cryptography in NaCl" (D. J. Bernstein, 2009), 10, from Alice to Bob; also in libsodium's
/// test/default/box.c.
constexpr std::string_view k_box_nonce = "69696ee955b62b73cd62bda875fc73d68219e0036b7a0b37";
constexpr std::string_view k_box_text =
    "be075fc53c81f2d5cf141316ebeb0c7b5228c52a4c62cbd44b66849b64244ffce5ecbaaf33bd751a1ac728d45e6c61296cdc3c01"
    "233561f41db66cce314adb310e3be8250c46f06dceea3a7fa1348057e2f6556ad6b1318a024a838f21af1fde048977eb48f59ffd"
    "4924ca1c60902e52f0a089bc76897040e082f937763848645e0705";
constexpr std::string_view k_box =
    "f3ffc7703f9400e52a7dfb4b3d3305d98e993b9f48681273c29650ba32fc76ce48332ea7164d96a4476fb8c531a1186ac0dfc17c"
    "98dce87b4da7f011ec48c97271d2c20f9b928fe2270d6fb863d51738b48eeee314a7cc8ab932164548e526ae90224368517acfea"
    "bd6bb3732bc0e9da99832b61ca01b6de56244a9e88d5f9b37973f622a43d14a6599b1f654cb45a74e355a5";

} // namespace

TEST_CASE("S8: X25519 agrees with RFC 7748, 6.1") {
    const auto alice = bytes_of(k_alice);
    const auto bob = bytes_of(k_bob);
    PublicKey key{};
    crypto_scalarmult_base(key.data(), alice.data());
    CHECK(to_hex(key) == k_alice_public);
    crypto_scalarmult_base(key.data(), bob.data());
    CHECK(to_hex(key) == k_bob_public);
    std::array<std::uint8_t, 32> shared{};
    REQUIRE(crypto_scalarmult(shared.data(), alice.data(), bytes_of(k_bob_public).data()) == 0);
    CHECK(to_hex(shared) == "4a5d9d5ba4ce2de1728e3bf480350f25e07e21c947d19e3376f09b3c1e161742");
}

TEST_CASE("S8: crypto_box (X25519, XSalsa20-Poly1305) agrees with the vector of NaCl") {
    const auto text = bytes_of(k_box_text);
    std::vector<std::uint8_t> box(text.size() + crypto_box_MACBYTES);
    REQUIRE(crypto_box_easy(box.data(), text.data(), text.size(), bytes_of(k_box_nonce).data(),
                            bytes_of(k_bob_public).data(), bytes_of(k_alice).data()) == 0);
    CHECK(to_hex(box) == k_box);
}

TEST_CASE("S8: BLAKE2b agrees with RFC 7693, appendix A") {
    const auto text = bytes_of("616263");
    std::array<std::uint8_t, 64> hash{};
    crypto_generichash_blake2b(hash.data(), hash.size(), text.data(), text.size(), nullptr, 0);
    CHECK(to_hex(hash) == "ba80a53f981c4d0d6a2797b69f12f6e94c212f14685ac4b74b12bb6fdbffa2d1"
                          "7d87c5392aab792dc252d5de4533cc9518d38aa8dbf1925ab92386edd4009923");
}

/// libsodium's manual, "Sealed boxes": the ephemeral public key, then crypto_box under the first 24 bytes of
/// BLAKE2b of both public keys. The three vectors above and this one pin all of crypto_box_seal.
TEST_CASE("S8: a sealed box that is put together by hand opens") {
    const auto ephemeral = bytes_of(k_alice_public);
    const auto recipient = bytes_of(k_bob_public);
    std::vector<std::uint8_t> both(ephemeral);
    both.insert(both.end(), recipient.begin(), recipient.end());
    std::array<std::uint8_t, crypto_box_NONCEBYTES> nonce{};
    crypto_generichash_blake2b(nonce.data(), nonce.size(), both.data(), both.size(), nullptr, 0);
    const auto text = bytes_of(k_box_text);
    std::vector<std::uint8_t> sealed(ephemeral);
    sealed.resize(ephemeral.size() + crypto_box_MACBYTES + text.size());
    REQUIRE(crypto_box_easy(sealed.data() + ephemeral.size(), text.data(), text.size(), nonce.data(),
                            recipient.data(), bytes_of(k_alice).data()) == 0);
    std::vector<std::uint8_t> opened(text.size());
    REQUIRE(crypto_box_seal_open(opened.data(), sealed.data(), sealed.size(), recipient.data(),
                                 bytes_of(k_bob).data()) == 0);
    CHECK(opened == text);
}

TEST_CASE("S8: XChaCha20-Poly1305 agrees with draft-irtf-cfrg-xchacha-03, A.3.1") {
    const std::string_view text =
        "Ladies and Gentlemen of the class of '99: If I could offer you only one tip "
        "for the future, sunscreen would be it.";
    const auto data = bytes_of("50515253c0c1c2c3c4c5c6c7");
    const auto key = bytes_of("808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9f");
    const auto nonce = bytes_of("404142434445464748494a4b4c4d4e4f5051525354555657");
    std::vector<std::uint8_t> sealed(text.size() + crypto_aead_xchacha20poly1305_ietf_ABYTES);
    crypto_aead_xchacha20poly1305_ietf_encrypt(
        sealed.data(), nullptr, reinterpret_cast<const unsigned char*>(text.data()), text.size(), data.data(),
        data.size(), nullptr, nonce.data(), key.data());
    CHECK(to_hex(sealed) ==
          "bd6d179d3e83d43b9576579493c0e939572a1700252bfaccbed2902c21396cbb731c7f1b0b4aa6440bf3a82f4eda7e39"
          "ae64c6708c54c216cb96b72e1213b4522f8c9ba40db5d945b11b69b982c1bb9e3f3fac2bc369488f76b2383565d3fff9"
          "21f9664c97637da9768812f615c68b13b52ec0875924c1c7987947deafd8780acf49");
}

/// The reference program of the Password Hashing Competition (Debian's package argon2):
/// `printf PASSPHRASE | argon2 ABCDEFGHIJKLMNOP -id -v 13 -t PASSES -k KIB -p 1 -l 32 -r`
TEST_CASE("S8: Argon2id agrees with the reference program, at a low cost and at ours") {
    KdfSalt salt{};
    std::ranges::copy(std::string_view("ABCDEFGHIJKLMNOP"), salt.begin());
    CHECK(to_hex(derive_key(secret("123"), {5, 1024}, salt).bytes()) ==
          "3c5d010180ba0cf5b6b858cba23b318e42d33088983c404598599c3b029ecac6");
    CHECK(to_hex(derive_key(secret("correct horse battery"), KdfCost(), salt).bytes()) ==
          "78a4eae6124f27686b531bace14bb6a65744e2adc7ae06ee5c9ab1d1f936bd53");
}

TEST_CASE("S8: sodium_pad is ISO/IEC 7816-4: 0x80, then zeros, at least one byte") {
    for (std::size_t size = 0; size <= 32; ++size) {
        std::array<std::uint8_t, 48> block{};
        block.fill(0x55);
        std::size_t whole = 0;
        REQUIRE(sodium_pad(&whole, block.data(), size, 16, block.size()) == 0);
        CHECK(whole == (size / 16 + 1) * 16);
        CHECK(block.at(size) == 0x80);
        CHECK(std::count(block.begin() + static_cast<std::ptrdiff_t>(size) + 1,
                         block.begin() + static_cast<std::ptrdiff_t>(whole),
                         0) == static_cast<std::ptrdiff_t>(whole - size - 1));
    }
}
