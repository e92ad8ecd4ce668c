// What `show GROUP` takes for GROUP: a number, a key or an address.

#include "base/error.hpp"
#include "base/message.hpp"
#include "base/text.hpp"
#include "store/statement.hpp"
#include "survey/register.hpp"
#include "survey/register_row.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <utility>

namespace hnat {

namespace {

constexpr std::size_t k_most_near = 3;
constexpr std::int64_t k_most_compared = 2'000;
/// As many digits as a phone number has at least; such a text is not repeated in a message (P1).
constexpr std::ptrdiff_t k_phone_digits = 8;

bool may_be_phone(std::string_view text) {
    const bool no_letters = std::all_of(text.begin(), text.end(), [](char c) {
        return is_digit(c) || std::string_view("+-.() #").find(c) != std::string_view::npos;
    });
    return no_letters && std::count_if(text.begin(), text.end(), is_digit) >= k_phone_digits;
}

/// `12` or `#12`.
std::optional<std::int64_t> as_number(std::string_view text) {
    if (text.starts_with('#')) {
        text.remove_prefix(1);
    }
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    const bool whole = !text.empty() && is_digit(text.front()) && end == text.data() + text.size();
    return whole && error == std::errc() ? std::optional(number) : std::nullopt;
}

[[noreturn]] void fail_not_found(const std::string& message) {
    throw Error(ErrorKind::not_found, message);
}

/// Keys of the register that are nearly this one. Only keys that begin alike are compared, so that a register
/// of a million answers at once.
std::vector<std::string> near_keys(SQLite::Database& db, std::string_view key) {
    const std::size_t colon = key.rfind(':');
    const std::size_t shared = std::min(key.size(), colon == std::string_view::npos ? 2 : colon + 2);
    const std::string from(key.substr(0, shared));
    SQLite::Statement statement(db, "SELECT key FROM survey_group WHERE key >= ?1 AND key < ?2 LIMIT ?3");
    const std::string last_code_point = "\U0010FFFF";
    sql::bind_all(statement, from, from + last_code_point, k_most_compared);
    std::vector<std::pair<std::size_t, std::string>> found;
    while (statement.executeStep()) {
        std::string candidate = statement.getColumn(0).getString();
        const std::size_t distance = edit_distance(key, candidate);
        if (distance <= 3) {
            found.emplace_back(distance, std::move(candidate));
        }
    }
    std::sort(found.begin(), found.end());
    found.resize(std::min(found.size(), k_most_near));
    std::vector<std::string> keys;
    std::transform(found.begin(), found.end(), std::back_inserter(keys),
                   [](auto& pair) { return pair.second; });
    return keys;
}

[[noreturn]] void fail_on_key(SQLite::Database& db, std::string_view key) {
    const auto near = near_keys(db, key);
    fail_not_found(
        near.empty() ? say("the register has no group {}; `hnat survey find` looks for words of a name", key)
                     : say("the register has no group {}; did you mean {}?", key,
                           fmt::format("{}", fmt::join(near, ", "))));
}

/// The keys that an address may mean, and why it was not taken where it was not.
struct AddressReading {
    std::vector<std::string> keys;
    std::optional<AddressRefusal> refusal;
};

AddressReading read_address(std::string_view text) {
    const std::array<std::optional<Entity>, 3> entities{std::nullopt, Entity::page, Entity::channel};
    AddressReading reading;
    for (const auto& entity : entities) {
        auto result = AddressRules::standard().parse_address(text, entity);
        if (const auto* address = std::get_if<GroupAddress>(&result)) {
            reading.keys.push_back(address->key());
        } else if (!reading.refusal) {
            reading.refusal = std::get<AddressRefusal>(std::move(result));
        }
    }
    return reading;
}

std::int64_t id_of_address(SQLite::Database& db, std::string_view text) {
    const AddressReading reading = read_address(text);
    for (const auto& key : reading.keys) {
        if (const auto id = register_row::id_of_key(db, key)) {
            return *id;
        }
    }
    if (reading.refusal && reading.refusal->reason == AddressRefusal::Reason::person) {
        throw Error(ErrorKind::usage, reading.refusal->message);
    }
    if (!reading.keys.empty()) {
        fail_on_key(db, reading.keys.front());
    }
    if (may_be_phone(text)) {
        throw Error(ErrorKind::usage,
                    say("hnat keeps groups, not people: this may be a phone number; give the number, the "
                        "address or the key of a group"));
    }
    if (text.find(':') != std::string_view::npos && text.find('/') == std::string_view::npos) {
        fail_on_key(db, text);
    }
    fail_not_found(say(
        "'{}' is no number, address or key of a group; `hnat survey find` looks for words of a name", text));
}

std::int64_t id_of_text(SQLite::Database& db, std::string_view text) {
    if (const auto id = register_row::id_of_key(db, text)) {
        return *id;
    }
    return id_of_address(db, text);
}

} // namespace

Group find_group(const Store& store, std::string_view reference, Day today) {
    const std::string text = squeeze(reference);
    const auto number = as_number(text);
    if (!number) {
        return register_row::get_group(store.db(), id_of_text(store.db(), text), today);
    }
    if (auto group = register_row::group_of_number(store.db(), *number, today)) {
        return *std::move(group);
    }
    fail_not_found(may_be_phone(text)
                       ? say("no group has this number; `hnat survey list` shows the numbers")
                       : say("there is no group {}; `hnat survey list` shows the numbers", *number));
}

} // namespace hnat
