#include "base/error.hpp"
#include "base/hash.hpp"
#include "base/message.hpp"
#include "store/connection.hpp"
#include "store/migrate.hpp"
#include "store/sql_functions.hpp"

#include <SQLiteCpp/Column.h>
#include <SQLiteCpp/Statement.h>
#include <fmt/format.h>
#include <sodium/crypto_generichash.h>

#include <algorithm>
#include <array>
#include <tuple>
#include <utility>

namespace hnat {

namespace {

[[noreturn]] void refuse(const std::filesystem::path& path, const std::string& what) {
    throw Error(
        ErrorKind::not_ours,
        say("{}: {}; somebody else changed this database. Go back to a backup, or take the change back",
            path.string(), what));
}

/// Building a schema in memory takes milliseconds, which every look-up would pay. The fingerprints of the
/// released versions spare it: 1, 2, … in order. Nothing depends on them but speed: when one does not fit,
/// the schema that is built decides. The test S10 tells what belongs here.
constexpr std::array<std::string_view, 5> k_fingerprints{
    "a4592189bc9a66d9f0622cb36417d95fe0533f6341c97b1e56d9c8ae8d4dba46",
    "9cf52916d9c6c30914a94784ce9010484e2ffd4b12d8e0b218da3cba9d78e2df",
    "0b108011fe0fb4a8e47213c6e2111fb0be4921f5e3fafbb174d32d9ea31d3802",
    "cf44305c5064b77be745852807bd7d1278dd4515e6e0e1d3fb687de939eb24ce",
    "712001b4ebe86e82fd22cfd4d274ae97b487446fb1998ba845235cc505ae1d61",
};

bool is_known(const std::vector<SchemaObject>& objects, std::size_t version) {
    return version <= k_fingerprints.size() && schema_fingerprint(objects) == k_fingerprints[version - 1];
}

std::vector<SchemaObject> expected_objects(std::span<const Migration> migrations) {
    SQLite::Database db(":memory:", SQLite::OPEN_READWRITE);
    register_functions(db);
    build_schema(db, migrations, Day());
    return schema_objects(db);
}

/// Exactly the tables that ANALYZE makes: another object under such a name is not left out.
bool is_made_by_analyze(const SchemaObject& object) {
    return object.type == "table" &&
           ((object.name == "sqlite_stat1" && object.sql == "CREATE TABLE sqlite_stat1(tbl,idx,stat)") ||
            (object.name == "sqlite_stat4" &&
             object.sql == "CREATE TABLE sqlite_stat4(tbl,idx,neq,nlt,ndlt,sample)"));
}

} // namespace

std::vector<SchemaObject> schema_objects(SQLite::Database& db) {
    SQLite::Statement statement(db,
                                "SELECT type, name, tbl_name, coalesce(sql, ''), typeof(type) = 'text' AND "
                                "typeof(name) = 'text' AND typeof(sql) = 'text' FROM sqlite_schema");
    std::vector<SchemaObject> objects;
    while (statement.executeStep()) {
        SchemaObject object{statement.getColumn(0).getString(), statement.getColumn(1).getString(),
                            statement.getColumn(2).getString(), statement.getColumn(3).getString()};
        const bool is_text = statement.getColumn(4).getInt() != 0; // and no BLOB that reads like it
        if (!is_text || !is_made_by_analyze(object)) {
            objects.push_back(std::move(object));
        }
    }
    std::ranges::sort(objects, {},
                      [](const SchemaObject& object) { return std::tie(object.type, object.name); });
    return objects;
}

std::string schema_fingerprint(const std::vector<SchemaObject>& objects) {
    std::string text;
    for (const SchemaObject& object : objects) {
        for (const std::string* part : {&object.type, &object.name, &object.table, &object.sql}) {
            text.append(fmt::format_int(part->size()).str()).append(":").append(*part);
        }
    }
    Digest digest;
    crypto_generichash(digest.data(), digest.size(), reinterpret_cast<const unsigned char*>(text.data()),
                       text.size(), nullptr, 0);
    return to_hex(digest);
}

void require_schema(SQLite::Database& db, const std::filesystem::path& path,
                    std::span<const Migration> migrations) {
    const std::vector<SchemaObject> actual = schema_objects(db);
    if (is_known(actual, migrations.size())) {
        return;
    }
    const std::vector<SchemaObject> expected = expected_objects(migrations);
    const auto same_name = [](const SchemaObject& wanted) {
        return [&wanted](const SchemaObject& other) {
            return other.type == wanted.type && other.name == wanted.name;
        };
    };
    for (const SchemaObject& object : actual) {
        const auto own = std::ranges::find_if(expected, same_name(object));
        if (own == expected.end()) {
            refuse(path, say("{} '{}' is not of hnat", object.type, object.name));
        }
        if (*own != object) {
            refuse(path, say("{} '{}' is not as hnat made it", object.type, object.name));
        }
    }
    for (const SchemaObject& object : expected) {
        if (std::ranges::find_if(actual, same_name(object)) == actual.end()) {
            refuse(path, say("{} '{}' is missing", object.type, object.name));
        }
    }
    if (actual.size() != expected.size()) { // the same object twice: only a forged sqlite_schema has that
        refuse(path, say("{} '{}' is there, with others, more than once", actual.front().type,
                         actual.front().name));
    }
}

} // namespace hnat
