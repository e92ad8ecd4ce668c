#include "tip/receipt.hpp"

#include "base/error.hpp"
#include "base/message.hpp"
#include "store/statement.hpp"

#include <sodium/core.h>
#include <sodium/crypto_pwhash.h>
#include <sodium/randombytes.h>

#include <algorithm>
#include <array>

namespace hnat {

namespace {

constexpr std::string_view k_alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
constexpr std::size_t k_length = k_receipt_digits + 1;
constexpr unsigned k_field = 32;
constexpr unsigned k_polynomial = 0b100101; // x^5 + x^2 + 1: x generates all 31 elements but zero

/// x times an element of GF(2^5).
constexpr unsigned times_x(unsigned element) {
    const unsigned shifted = element << 1U;
    return shifted >= k_field ? shifted ^ k_polynomial : shifted;
}

unsigned value_of(char digit) {
    return static_cast<unsigned>(k_alphabet.find(digit));
}

[[noreturn]] void refuse(std::string_view why) {
    throw Error(ErrorKind::usage,
                say("{}; it has 17 characters in groups of four, as it was handed over", why));
}

/// One character of what was typed; 0 for what does not count: separators, also those that a word processor
/// makes of them (– and a no-break space; no receipt has a character beyond ASCII).
char folded(char c) {
    if (static_cast<unsigned char>(c) >= 0x80 || c == '-' || c == ' ' || c == '\t' || c == '\r' ||
        c == '\n') {
        return 0;
    }
    const char upper = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    switch (upper) {
    case 'O':
        return '0';
    case 'I':
    case 'L':
        return '1';
    default:
        return upper;
    }
}

Digest hash_with_salt(SQLite::Database& db, std::string_view canonical) {
    SQLite::Statement statement(db, "SELECT salt FROM tip_receipt_salt WHERE id = 1");
    if (!statement.executeStep()) {
        throw Error(ErrorKind::failed, say("the database has lost the salt of its receipts"));
    }
    const Uuid salt = sql::uuid_at(statement, 0);
    static_assert(std::tuple_size_v<Uuid> == crypto_pwhash_argon2id_SALTBYTES);
    Digest hash{};
    const std::string_view digits = canonical.substr(0, k_receipt_digits);
    if (sodium_init() < 0 || crypto_pwhash_argon2id(hash.data(), hash.size(), digits.data(), digits.size(),
                                                    salt.data(), crypto_pwhash_argon2id_OPSLIMIT_INTERACTIVE,
                                                    crypto_pwhash_argon2id_MEMLIMIT_INTERACTIVE,
                                                    crypto_pwhash_argon2id_ALG_ARGON2ID13) != 0) {
        throw Error(ErrorKind::failed, say("not enough memory to compute the hash of a receipt (64 MiB)"));
    }
    return hash;
}

} // namespace

char receipt_check(std::string_view digits) {
    // Horner's rule from the first digit on: it gets the highest power, the check character x to the 0.
    unsigned sum = 0;
    for (const char digit : digits) {
        sum = times_x(sum ^ value_of(digit));
    }
    return k_alphabet.at(sum);
}

std::string make_receipt() {
    if (sodium_init() < 0) {
        throw Error(ErrorKind::failed, say("the source of random bytes cannot be opened"));
    }
    std::string receipt;
    for (std::size_t i = 0; i < k_receipt_digits; ++i) {
        receipt.push_back(k_alphabet.at(randombytes_uniform(k_field)));
    }
    receipt.push_back(receipt_check(receipt));
    return receipt;
}

std::string format_receipt(std::string_view canonical) {
    constexpr std::size_t k_group = 4;
    std::string text;
    for (std::size_t i = 0; i < canonical.size(); ++i) {
        if (i > 0 && i % k_group == 0) {
            text.push_back('-');
        }
        text.push_back(canonical[i]);
    }
    return text;
}

bool is_receipt(std::string_view text) {
    try {
        return !parse_receipt(text).empty();
    } catch (const Error&) {
        return false;
    }
}

std::string parse_receipt(std::string_view text) {
    std::string receipt;
    for (const char c : text) {
        const char digit = folded(c);
        if (digit == 0) {
            continue;
        }
        if (k_alphabet.find(digit) == std::string_view::npos) {
            refuse(tr("the receipt has a character that no receipt has"));
        }
        receipt.push_back(digit);
        if (receipt.size() > k_length) {
            refuse(tr("the receipt is too long"));
        }
    }
    if (receipt.size() != k_length) {
        refuse(tr("the receipt is too short"));
    }
    if (receipt_check(std::string_view(receipt).substr(0, k_receipt_digits)) != receipt.back()) {
        refuse(tr("the receipt has a slip in it: its last character does not fit the others"));
    }
    return receipt;
}

Digest receipt_hash(const Store& store, std::string_view canonical) {
    return hash_with_salt(store.db(), canonical);
}

Digest receipt_hash(Transaction& transaction, std::string_view canonical) {
    return hash_with_salt(transaction.db(), canonical);
}

} // namespace hnat
