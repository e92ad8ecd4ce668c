#include "store/search_index.hpp"

#include "base/error.hpp"
#include "base/message.hpp"
#include "store/connection.hpp"

#include <SQLiteCpp/Column.h>
#include <SQLiteCpp/Exception.h>
#include <SQLiteCpp/Statement.h>
#include <sodium.h>
#include <sqlite3.h>

#include <array>
#include <cstring>
#include <memory>
#include <optional>
#include <string_view>
#include <utility>

namespace hnat {

namespace {

/// A sum over a set of words that does not depend on their order.
class WordSum {
  public:
    using Key = std::array<unsigned char, crypto_shorthash_KEYBYTES>;
    explicit WordSum(const Key& key) : m_key(key) {}

    void add(std::int64_t row, std::int64_t position, std::string_view word) {
        m_buffer.resize(sizeof row + sizeof position);
        std::memcpy(m_buffer.data(), &row, sizeof row);
        std::memcpy(m_buffer.data() + sizeof row, &position, sizeof position);
        m_buffer += word;
        std::uint64_t hash = 0;
        static_assert(sizeof hash == crypto_shorthash_BYTES);
        crypto_shorthash(reinterpret_cast<unsigned char*>(&hash),
                         reinterpret_cast<const unsigned char*>(m_buffer.data()), m_buffer.size(),
                         m_key.data());
        m_sum += hash;
        ++m_words;
    }
    [[nodiscard]] std::uint64_t words() const { return m_words; }
    friend bool operator==(const WordSum& a, const WordSum& b) {
        return a.m_sum == b.m_sum && a.m_words == b.m_words;
    }

  private:
    Key m_key;
    std::string m_buffer;
    std::uint64_t m_sum = 0;
    std::uint64_t m_words = 0;
};

/// fts5vocab needs a virtual table. It goes to the temporary schema, which lies in memory; query_only forbids
/// even that, so it is lifted for the time (the file itself is opened read-only all the same).
class Vocabulary {
  public:
    explicit Vocabulary(SQLite::Database& db)
        : m_db(db),
          m_query_only(query_integer(db, "PRAGMA query_only") != 0) {
        m_db.exec("PRAGMA query_only = OFF");
        m_db.exec(
            "CREATE VIRTUAL TABLE temp.check_words USING fts5vocab('main', 'survey_search', 'instance')");
    }
    ~Vocabulary() {
        m_db.tryExec("DROP TABLE IF EXISTS temp.check_words");
        m_db.tryExec(m_query_only ? "PRAGMA query_only = ON" : "PRAGMA query_only = OFF");
    }
    Vocabulary(const Vocabulary&) = delete;
    Vocabulary& operator=(const Vocabulary&) = delete;

    void add_to(WordSum& sum) {
        SQLite::Statement statement(m_db, "SELECT doc, offset, term FROM temp.check_words");
        while (statement.executeStep()) {
            const SQLite::Column term = statement.getColumn(2);
            const char* text = term.getText();
            sum.add(statement.getColumn(0).getInt64(), statement.getColumn(1).getInt64(),
                    {text, static_cast<std::size_t>(term.getBytes())});
        }
    }

  private:
    SQLite::Database& m_db;
    bool m_query_only;
};

struct Finalize {
    void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};

/// FTS5's extension interface (https://www.sqlite.org/fts5.html, section 7). SQLiteCpp binds no pointers.
fts5_api* fts5_interface(SQLite::Database& db) {
    sqlite3_stmt* raw = nullptr;
    const int result = sqlite3_prepare_v2(db.getHandle(), "SELECT fts5(?1)", -1, &raw, nullptr);
    const std::unique_ptr<sqlite3_stmt, Finalize> statement(raw);
    fts5_api* api = nullptr;
    if (result == SQLITE_OK) {
        sqlite3_bind_pointer(raw, 1, static_cast<void*>(&api), "fts5_api_ptr", nullptr);
        sqlite3_step(raw);
    }
    if (api == nullptr) {
        throw Error(ErrorKind::failed, say("this SQLite library has no FTS5"));
    }
    return api;
}

/// The tokenizer that the schema names for survey_search.
class Tokenizer {
  public:
    explicit Tokenizer(SQLite::Database& db) {
        fts5_api* api = fts5_interface(db);
        void* context = nullptr;
        std::array<const char*, 2> arguments{"remove_diacritics", "0"};
        if (api->xFindTokenizer(api, "unicode61", &context, &m_module) != SQLITE_OK ||
            m_module.xCreate(context, arguments.data(), static_cast<int>(arguments.size()), &m_tokenizer) !=
                SQLITE_OK) {
            throw Error(ErrorKind::failed, say("this SQLite library has no tokenizer unicode61"));
        }
    }
    ~Tokenizer() { m_module.xDelete(m_tokenizer); }
    Tokenizer(const Tokenizer&) = delete;
    Tokenizer& operator=(const Tokenizer&) = delete;

    void add_to(WordSum& sum, std::int64_t row, std::string_view text) {
        Target target{sum, row, 0};
        const int result = m_module.xTokenize(m_tokenizer, &target, FTS5_TOKENIZE_DOCUMENT, text.data(),
                                              static_cast<int>(text.size()), take);
        if (result != SQLITE_OK) {
            throw SQLite::Exception(sqlite3_errstr(result), result);
        }
    }

  private:
    struct Target {
        WordSum& sum;
        std::int64_t row;
        std::int64_t position;
    };

    static int take(void* context, int /*flags*/, const char* word, int size, int /*start*/, int /*end*/) {
        auto* target = static_cast<Target*>(context);
        target->sum.add(target->row, target->position, {word, static_cast<std::size_t>(size)});
        ++target->position;
        return SQLITE_OK;
    }

    fts5_tokenizer m_module{};
    Fts5Tokenizer* m_tokenizer = nullptr;
};

void add_table(SQLite::Database& db, WordSum& sum) {
    Tokenizer tokenizer(db);
    SQLite::Statement statement(db, "SELECT id, search_key FROM survey_group");
    while (statement.executeStep()) {
        const SQLite::Column key = statement.getColumn(1);
        const char* text = key.getText();
        tokenizer.add_to(sum, statement.getColumn(0).getInt64(),
                         {text, static_cast<std::size_t>(key.getBytes())});
    }
}

/// Groups that have no entry in the index, and entries that are of no group.
std::pair<std::int64_t, std::int64_t> unpaired_rows(SQLite::Database& db) {
    SQLite::Statement groups(db, "SELECT id FROM survey_group ORDER BY id");
    SQLite::Statement entries(db, "SELECT id FROM survey_search_docsize ORDER BY id");
    const auto next = [](SQLite::Statement& statement) {
        return statement.executeStep() ? std::optional(statement.getColumn(0).getInt64()) : std::nullopt;
    };
    std::int64_t stray = 0;
    std::int64_t extra = 0;
    auto group = next(groups);
    auto entry = next(entries);
    while (group || entry) {
        const bool group_first = group && (!entry || *group < *entry);
        const bool entry_first = entry && (!group || *entry < *group);
        stray += group_first ? 1 : 0;
        extra += entry_first ? 1 : 0;
        group = entry_first ? group : next(groups);
        entry = group_first ? entry : next(entries);
    }
    return {stray, extra};
}

WordSum::Key random_key() {
    WordSum::Key key;
    crypto_shorthash_keygen(key.data());
    return key;
}

} // namespace

std::vector<std::string> check_search_index(SQLite::Database& db) {
    if (sodium_init() < 0) {
        throw Error(ErrorKind::failed, say("libsodium could not be initialised: no source of random bytes"));
    }
    const WordSum::Key key = random_key();
    WordSum table(key);
    WordSum index(key);
    add_table(db, table);
    Vocabulary(db).add_to(index);

    std::vector<std::string> findings;
    if (table != index) {
        findings.push_back(
            say("the names of the register have {} words, the search index has {}, and they are not "
                "the same; put it right with sqlite3 FILE \"INSERT INTO survey_search "
                "(survey_search) VALUES ('rebuild')\"",
                table.words(), index.words()));
    }
    const auto [stray, extra] = unpaired_rows(db);
    if (stray != 0 || extra != 0) {
        findings.push_back(
            say("{} groups are not in the search index, {} entries of it are of no group", stray, extra));
    }
    return findings;
}

} // namespace hnat
