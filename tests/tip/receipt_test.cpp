#include "base/error.hpp"
#include "tests/seed.hpp"
#include "tests/tip/tip_support.hpp"
#include "tip/receipt.hpp"

#include <random>
#include <set>

using namespace hnat;
using namespace hnat::test;

namespace {

constexpr std::string_view k_alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
constexpr int k_rounds = 2'000;

bool is_sound(const std::string& text) {
    try {
        parse_receipt(text);
        return true;
    } catch (const Error&) {
        return false;
    }
}

/// A receipt from a seed that is printed, for what random_bytes gave could not be played again.
std::string receipt_from(std::mt19937_64& random) {
    std::string digits;
    for (std::size_t i = 0; i < k_receipt_digits; ++i) {
        digits.push_back(k_alphabet[random() % k_alphabet.size()]);
    }
    return digits + receipt_check(digits);
}

} // namespace

TEST_CASE("P6: every single wrong character of a receipt is noticed") {
    const auto seed = test::seed();
    MESSAGE("seed " << seed);
    std::mt19937_64 random(seed);
    std::int64_t tried = 0;
    std::int64_t missed = 0;
    for (int round = 0; round < k_rounds; ++round) {
        const std::string receipt = receipt_from(random);
        CHECK(is_sound(receipt));
        for (std::size_t at = 0; at < receipt.size(); ++at) {
            for (const char other : k_alphabet) {
                if (other != receipt[at]) {
                    std::string wrong = receipt;
                    wrong[at] = other;
                    ++tried;
                    missed += is_sound(wrong) ? 1 : 0;
                }
            }
        }
    }
    MESSAGE(tried << " substitutions, " << missed << " missed");
    CHECK_EQ(missed, 0);
}

TEST_CASE("P6: every two characters of a receipt that changed places are noticed, neighbours or not") {
    const auto seed = test::seed();
    MESSAGE("seed " << seed);
    std::mt19937_64 random(seed);
    std::int64_t tried = 0;
    std::int64_t missed = 0;
    for (int round = 0; round < k_rounds; ++round) {
        const std::string receipt = receipt_from(random);
        for (std::size_t one = 0; one < receipt.size(); ++one) {
            for (std::size_t other = one + 1; other < receipt.size(); ++other) {
                std::string wrong = receipt;
                std::swap(wrong[one], wrong[other]);
                if (wrong != receipt) {
                    ++tried;
                    missed += is_sound(wrong) ? 1 : 0;
                }
            }
        }
    }
    MESSAGE(tried << " swaps, " << missed << " missed");
    CHECK_EQ(missed, 0);
}

TEST_CASE("a receipt has 16 random characters without I, L, O and U, in groups of four") {
    std::set<std::string> seen;
    std::set<char> letters;
    for (int i = 0; i < 500; ++i) {
        const std::string receipt = make_receipt();
        CHECK_EQ(receipt.size(), 17);
        CHECK(is_sound(receipt));
        CHECK(seen.insert(receipt).second);
        letters.insert(receipt.begin(), receipt.end());
    }
    CHECK_EQ(letters.size(), 32);
    for (const char c : std::string_view("ILOU")) {
        CHECK_FALSE(letters.contains(c));
    }
    CHECK_EQ(format_receipt("0123456789ABCDEFG"), "0123-4567-89AB-CDEF-G");
}

TEST_CASE("a receipt is read however it was copied: case, hyphens, spaces, O for 0, I and L for 1") {
    const std::string digits = "0O1IL23456789ABC";
    std::string canonical = "0011123456789ABC";
    canonical.push_back(receipt_check(canonical));
    CHECK_EQ(parse_receipt(digits + canonical.back()), canonical);
    CHECK_EQ(parse_receipt(format_receipt(canonical)), canonical);
    std::string spaced = " ";
    for (const char c : format_receipt(canonical)) {
        spaced.push_back(c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c);
        spaced.push_back(' ');
    }
    CHECK_EQ(parse_receipt(spaced + "\r\n"), canonical);
}

TEST_CASE("P6: a receipt that is none is refused in words that do not repeat it") {
    const std::vector<std::string> wrong{"",
                                         "ABCD",
                                         "0123-4567-89AB-CDEF-GG",
                                         "0123-4567-89AB-CDEU-G",
                                         "0123-4567-89AB-CDE?-G",
                                         "0123-4567-89AB-CD\xC3\x89-G",
                                         std::string(5'000'000, '-') + "A",
                                         std::string(100'000, 'A')};
    for (const auto& text : wrong) {
        try {
            parse_receipt(text);
            FAIL("taken for a receipt");
        } catch (const Error& error) {
            CHECK(error.kind() == ErrorKind::usage);
            CHECK(std::string_view(error.what()).find("0123") == std::string_view::npos);
            CHECK(std::string_view(error.what()).find("ABCD") == std::string_view::npos);
        }
    }
}

TEST_CASE("P6: what is stored of a receipt depends on the database and leads back to nothing but itself") {
    const ScratchTips here;
    const ScratchTips there;
    const Store store = here.read();
    const std::string receipt = make_receipt();
    const Digest hash = receipt_hash(store, receipt);
    CHECK(receipt_hash(store, receipt) == hash);
    CHECK(receipt_hash(store, make_receipt()) != hash);
    CHECK(receipt_hash(there.read(), receipt) != hash);
}
