#include "store/sql_functions.hpp"
#include "store_support.hpp"

#include "base/text.hpp"
#include "tests/seed.hpp"

#include <SQLiteCpp/Exception.h>
#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <optional>
#include <random>
#include <string>
#include <string_view>
#include <vector>

using namespace hnat;
using namespace hnat::test;

namespace {

struct Value {
    std::optional<std::string> bytes; ///< nullopt: NULL
    enum { text, blob, number } type = text;
};

void bind(SQLite::Statement& statement, int index, const Value& value) {
    if (!value.bytes) {
        statement.bind(index);
    } else if (value.type == Value::blob) {
        statement.bind(index, value.bytes->data(), static_cast<int>(value.bytes->size()));
    } else if (value.type == Value::number) {
        statement.bind(index, std::atof(value.bytes->c_str()));
    } else {
        statement.bind(index, *value.bytes);
    }
}

/// X GLOB Y as the connection answers it; nullopt for NULL.
std::optional<int> glob(SQLite::Statement& statement, const Value& text, const Value& pattern) {
    statement.reset();
    bind(statement, 1, text);
    bind(statement, 2, pattern);
    statement.executeStep();
    const SQLite::Column answer = statement.getColumn(0);
    return answer.isNull() ? std::nullopt : std::optional(answer.getInt());
}

/// Days and patterns, and what is nearly one.
class Values {
  public:
    explicit Values(std::uint64_t seed) : m_random(seed) {}

    Value text() {
        std::string day = "2026-09-30";
        for (const std::size_t place : {3U, 6U, 9U}) {
            day[place] = static_cast<char>('0' + below(10));
        }
        return wrapped(damaged(std::move(day)));
    }

    Value pattern() {
        static const std::vector<std::string> k_others{"*",    "2026-*",   "tip-*", "",
                                                       "[12]", "202?-0?*", "[^2]*"};
        switch (below(8)) {
        case 0:
            return wrapped(k_others[below(k_others.size())]);
        case 1:
            return wrapped(damaged(k_day_pattern));
        default:
            return {k_day_pattern};
        }
    }

  private:
    std::size_t below(std::size_t end) { return static_cast<std::size_t>(m_random() % end); }

    std::string damaged(std::string text) {
        using namespace std::string_view_literals;
        static constexpr std::string_view k_signs = "0123456789-/:.;[]*?^! \0\x80\xC4\xA0\xFF"sv;
        for (std::size_t damages = std::max<std::size_t>(below(4), 1) - 1; damages > 0; --damages) {
            const std::size_t place = below(text.size() + 1);
            const char sign = k_signs[below(k_signs.size())];
            switch (below(4)) {
            case 0:
                text.insert(place, 1, sign);
                break;
            case 1:
                text.erase(place, 1);
                break;
            default:
                text.replace(place, 1, 1, sign);
            }
        }
        return text;
    }

    Value wrapped(std::string text) {
        switch (below(20)) {
        case 0:
            return {};
        case 1:
            return {std::move(text), Value::blob};
        case 2:
            return {std::move(text), Value::number};
        default:
            return {std::move(text)};
        }
    }

    std::mt19937_64 m_random;
};

} // namespace

TEST_CASE("GLOB answers as SQLite's own does, of days and of anything else") {
    const ScratchDatabase scratch;
    const Store store = scratch.read();
    SQLite::Database bare(":memory:", SQLite::OPEN_READWRITE);
    SQLite::Statement ours(store.db(), "SELECT ?1 GLOB ?2");
    SQLite::Statement own(bare, "SELECT ?1 GLOB ?2");
    const auto seed = test::seed();
    INFO("seed " << seed);
    Values values(seed);
    constexpr int k_questions = 100'000;
    int matches = 0;
    int of_days = 0;
    for (int i = 0; i < k_questions; ++i) {
        const Value text = values.text();
        const Value pattern = values.pattern();
        const auto answer = glob(ours, text, pattern);
        if (answer != glob(own, text, pattern)) {
            FAIL("'", text.bytes.value_or("NULL"), "' GLOB '", pattern.bytes.value_or("NULL"), "'");
        }
        matches += answer.value_or(0);
        of_days += pattern.bytes == k_day_pattern ? 1 : 0;
    }
    CHECK(of_days > k_questions / 2);
    CHECK(matches > k_questions / 10);
    CHECK(matches < k_questions - k_questions / 10);
}

TEST_CASE("the pattern that GLOB knows is the one in the CHECKs of a group's five days") {
    const ScratchDatabase scratch;
    const Store store = scratch.read();
    const std::string sql = text(store.db(), "SELECT sql FROM sqlite_schema WHERE name = 'survey_group'");
    const std::string check = fmt::format(" GLOB '{}')", k_day_pattern);
    int days = 0;
    for (auto at = sql.find(check); at != std::string::npos; at = sql.find(check, at + 1)) {
        ++days;
    }
    CHECK(days == 5);
}

TEST_CASE("a pattern that is too long for SQLite's GLOB is too long for ours") {
    const ScratchDatabase scratch;
    const Store store = scratch.read();
    SQLite::Database bare(":memory:", SQLite::OPEN_READWRITE);
    constexpr int k_longest = 50'000; // SQLITE_MAX_LIKE_PATTERN_LENGTH
    for (auto* db : {&store.db(), &bare}) {
        const auto ask = [db](int length) {
            SQLite::Statement statement(*db, "SELECT 'a' GLOB ?");
            statement.bind(1, std::string(static_cast<std::size_t>(length), '*'));
            statement.executeStep();
            return statement.getColumn(0).getInt();
        };
        CHECK(ask(k_longest) == 1);
        CHECK_THROWS_WITH_AS(ask(k_longest + 1), "LIKE or GLOB pattern too complex", SQLite::Exception);
    }
}

TEST_CASE("SQL knows the match keys and the Vietnamese order") {
    const ScratchDatabase scratch;
    const Store store = scratch.read();
    CHECK(text(store.db(), "SELECT hnat_k2('Mua bán Đồng Hỷ')") == search_key("Mua bán Đồng Hỷ"));
    CHECK(text(store.db(), "SELECT hnat_name_key('Hoà Bình')") == name_key("Hoà Bình"));
    CHECK(number(store.db(), "SELECT hnat_k2(NULL) IS NULL") == 1);
    const bool before = compare_vietnamese("ăn", "âm") < 0;
    CHECK(number(store.db(), "SELECT 'ăn' < 'âm' COLLATE VI") == (before ? 1 : 0));
}

TEST_CASE("text that is not UTF-8 is neither an error nor a crash in SQL") {
    const ScratchDatabase scratch;
    const Store store = scratch.read();
    for (const char* sql :
         {"SELECT hnat_k2(CAST(x'fffe80' AS TEXT))", "SELECT hnat_name_key(CAST(x'c3' AS TEXT))",
          "SELECT CAST(x'ff' AS TEXT) < 'a' COLLATE VI"}) {
        CAPTURE(sql);
        CHECK_NOTHROW(store.db().execAndGet(sql));
    }
}
