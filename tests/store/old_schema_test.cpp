// R8: every schema that was released opens, is migrated with all that was in it, and is left alone when that
// fails.
#include "store_support.hpp"

#include "store/check.hpp"
#include "store/migrate.hpp"
#include "store/open.hpp"

#include <map>

using namespace hnat;
using namespace hnat::test;

namespace {

constexpr int k_released[] = {1, 2, 3, 4};

/// A database as the hnat of that schema left it: its own migrations, and rows that it wrote.
struct OldDatabase {
    TempDir folder;
    StoreOptions options;

    explicit OldDatabase(int version) {
        options.path = folder.path() / "hnat.db";
        create_database(options, day("2026-08-03"),
                        embedded_migrations().first(static_cast<std::size_t>(version)));
        const std::filesystem::path rows = std::filesystem::path(HNAT_SOURCE_DIR) / "tests/fixtures" /
                                           ("schema-" + std::to_string(version) + ".sql");
        SQLite::Database(options.path.string(), SQLITE_OPEN_READWRITE).exec(bytes_of(rows));
    }
};

/// The tables of a database with their columns, and every row as text.
using Content = std::map<std::string, std::vector<std::string>>;

std::map<std::string, std::string> tables_of(const std::filesystem::path& path) {
    SQLite::Database db(path.string(), SQLITE_OPEN_READONLY);
    SQLite::Statement statement(
        db, "SELECT t.name, group_concat('quote(' || c.name || ')', '||') FROM sqlite_schema AS t, "
            "pragma_table_info(t.name) AS c WHERE t.type = 'table' AND t.name NOT LIKE "
            "'survey_search%' AND t.name NOT LIKE 'sqlite_%' GROUP BY t.name");
    std::map<std::string, std::string> tables;
    while (statement.executeStep()) {
        tables[statement.getColumn(0).getString()] = statement.getColumn(1).getString();
    }
    return tables;
}

/// What these tables hold in these columns.
Content content_of(const std::filesystem::path& path, const std::map<std::string, std::string>& tables) {
    SQLite::Database db(path.string(), SQLITE_OPEN_READONLY);
    Content content;
    for (const auto& [table, columns] : tables) {
        SQLite::Statement statement(db, "SELECT " + columns + " FROM " + table + " ORDER BY 1");
        while (statement.executeStep()) {
            content[table].push_back(statement.getColumn(0).getString());
        }
    }
    return content;
}

/// The statements of a migration.
std::vector<std::string> statements_of(std::string_view sql) {
    std::vector<std::string> statements;
    std::string statement;
    for (const char c : sql) {
        statement += c;
        if (c == ';' && sqlite3_complete(statement.c_str()) == 1) {
            statements.push_back(std::move(statement));
            statement.clear();
        }
    }
    return statements;
}

} // namespace

TEST_CASE("R8: there is a fixture of every schema that was released") {
    CHECK(std::size(k_released) == static_cast<std::size_t>(schema_version()) - 1);
}

TEST_CASE("R8: a released schema is migrated with every row that was in it, after a copy") {
    for (const int version : k_released) {
        CAPTURE(version);
        const OldDatabase old(version);
        const auto tables = tables_of(old.options.path);
        const Content before = content_of(old.options.path, tables);
        CHECK(before.at("survey_group").size() == 5);
        const Trace trace = trace_of(old.options.path);
        const Error error = error_of([&] { Store::open(old.options, Access::read, day("2026-09-10")); });
        CHECK(error.kind() == ErrorKind::not_ours);
        CHECK(trace_of(old.options.path) == trace);

        const Store store = Store::open(old.options, Access::write, day("2026-09-10"));
        Content after = content_of(old.options.path, tables);
        // What a migration adds: verbs, its own record, its row of the chain and the row's salt.
        for (const char* grown : {"audit_verb", "schema_migration", "audit", "audit_salt"}) {
            for (const std::string& row : before.at(grown)) {
                CHECK(std::count(after[grown].begin(), after[grown].end(), row) == 1);
            }
            const bool adds_verbs = grown != std::string_view("audit_verb") || version < 3;
            CHECK(after[grown].size() >= before.at(grown).size() + (adds_verbs ? 1 : 0));
            after[grown] = before.at(grown);
        }
        for (const auto& entry : before) { // clang 14 captures no structured binding
            const auto& table = entry.first;
            const auto& rows = entry.second;
            CAPTURE(table);
            CHECK(after[table] == rows);
        }
        for (const CheckResult& part : check_store(store)) {
            CAPTURE(part.name);
            CHECK(part.findings == std::vector<std::string>{});
        }
        CHECK(audit_rows(store).back().verb == "store-migrate");
        const auto copy = old.options.path.string() + ".schema-" + std::to_string(version) + ".bak";
        CHECK(content_of(copy, tables) == before);
        CHECK(mode_of(copy) == 0600);
    }
}

TEST_CASE("R8: a number that was a group's is not given again after a migration") {
    for (const int version : k_released) {
        CAPTURE(version);
        const OldDatabase old(version);
        const auto last = [&old] {
            SQLite::Database db(old.options.path.string(), SQLITE_OPEN_READONLY);
            return number(db, "SELECT seq FROM sqlite_sequence WHERE name = 'survey_group'");
        };
        SQLite::Database(old.options.path.string(), SQLITE_OPEN_READWRITE)
            .exec("UPDATE sqlite_sequence SET seq = 77 WHERE name = 'survey_group'");
        Store::open(old.options, Access::write, day("2026-09-10"));
        CHECK(last() == 77);
    }
}

TEST_CASE(
    "R8: a migration that fails after any of its statements leaves the file and its folder as they were") {
    int failures = 0;
    for (const int version : k_released) {
        const OldDatabase old(version);
        const Trace before = trace_of(old.options.path);
        const auto embedded = embedded_migrations();
        std::vector<Migration> migrations(embedded.begin(), embedded.begin() + version + 1);
        const auto statements = statements_of(migrations.back().sql);
        REQUIRE(statements.size() > 1);
        std::string sql;
        for (std::size_t i = 0; i <= statements.size(); ++i) {
            const std::string broken = sql + " INSERT INTO no_such_table VALUES (1);";
            migrations.back().sql = broken;
            CAPTURE(version);
            CAPTURE(i);
            CHECK(error_of([&] {
                      open_database(old.options, Access::write, day("2026-09-10"), migrations);
                  }).kind() == ErrorKind::failed);
            CHECK(trace_of(old.options.path) == before);
            ++failures;
            sql += i < statements.size() ? statements[i] : "";
        }
    }
    MESSAGE(failures, " failures");
}
