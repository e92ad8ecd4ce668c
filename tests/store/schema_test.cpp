#include "store_support.hpp"

#include "store/connection.hpp"
#include "store/migrate.hpp"
#include "store/sql_functions.hpp"

#include <chrono>
#include <cstdlib>

using namespace hnat;
using namespace hnat::test;

namespace {

std::string schema_text() {
    const ScratchDatabase scratch;
    std::string text;
    for (const SchemaObject& object : schema_objects(scratch.read().db())) {
        text += "-- " + object.type + " " + object.name + " on " + object.table + "\n";
        text += object.sql.empty() ? "" : object.sql + ";\n";
    }
    return text;
}

} // namespace

TEST_CASE("S10: the schema of a new database is the golden one") {
    const std::filesystem::path golden = HNAT_SOURCE_DIR "/tests/fixtures/schema.golden.sql";
    const std::string actual = schema_text();
    if (std::getenv("HNAT_UPDATE_GOLDEN") != nullptr) {
        write_bytes(golden, actual);
    }
    CHECK_MESSAGE(
        bytes_of(golden) == actual,
        "the schema has changed: add a migration for released schemas, then update the golden file with "
        "HNAT_UPDATE_GOLDEN=1 test_store --test-case='S10*' and review the difference");
}

TEST_CASE("S10: the fingerprint of every schema is up to date, so that opening is fast") {
    const auto code = bytes_of(HNAT_SOURCE_DIR "/lib/store/schema.cpp");
    const auto migrations = embedded_migrations();
    for (std::size_t version = 1; version <= migrations.size(); ++version) {
        SQLite::Database db(":memory:", SQLite::OPEN_READWRITE);
        register_functions(db);
        build_schema(db, migrations.first(version), Day());
        const std::string fingerprint = schema_fingerprint(schema_objects(db));
        const bool known = holds(code, fingerprint);
        CHECK_MESSAGE(known, "k_fingerprints in lib/store/schema.cpp should hold, for schema ", version, ": ",
                      fingerprint);
    }
}

TEST_CASE("the schema is compared in moments, at every opening") {
    const ScratchDatabase scratch;
    const Store store = scratch.read();
    const auto start = std::chrono::steady_clock::now();
    constexpr int k_rounds = 20;
    for (int i = 0; i < k_rounds; ++i) {
        require_schema(store.db(), scratch.path(), embedded_migrations());
    }
    const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - start;
    MESSAGE("schema compared in ", took.count() / k_rounds, " ms");
}
