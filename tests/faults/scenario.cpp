#include "tests/faults/scenario.hpp"

#include "base/hash.hpp"
#include "store/check.hpp"
#include "store/migrate.hpp"
#include "store/open.hpp"

#include <SQLiteCpp/Column.h>
#include <SQLiteCpp/Exception.h>
#include <SQLiteCpp/Statement.h>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <sqlite3.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <fstream>
#include <iterator>

namespace hnat::faults {

namespace {

namespace fs = std::filesystem;

constexpr const char* k_canary = "Nguyễn Thị Hoàng Yến Mẫu";
constexpr int k_members = 12; // groups 1 to 12
constexpr int k_canary_member = 6;
constexpr const char* k_canary_key = "nguyen thi hoang yen";
constexpr const char* k_canary_contact = "900000777";

Day day(const char* iso) {
    return parse_day(iso).value();
}

bool is_random(std::string_view column) {
    constexpr std::array k_random{"uuid", "group_uuid", "object",     "salt",    "commitment", "previous",
                                  "hash", "root",       "public_key", "receipt", "note"};
    return std::ranges::find(k_random, column) != k_random.end();
}

std::vector<std::string> tables_of(SQLite::Database& db) {
    SQLite::Statement statement(
        db,
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name <> 'wipe_pending' AND name NOT LIKE "
        "'sqlite_%' AND name NOT LIKE 'survey_search%' ORDER BY name");
    std::vector<std::string> names;
    while (statement.executeStep()) {
        names.push_back(statement.getColumn(0).getString());
    }
    return names;
}

std::string text_of(const SQLite::Column& column) {
    if (column.isNull()) {
        return "null";
    }
    const auto* const bytes = static_cast<const std::uint8_t*>(column.getBlob());
    return column.isBlob() ? "x" + to_hex({bytes, static_cast<std::size_t>(column.getBytes())})
                           : column.getString();
}

std::string table_list(int groups, int first, std::string_view suffix) {
    std::string list = "Tên nhóm,Đường dẫn,Số thành viên,Chủ đề\n";
    for (int i = first; i < first + groups; ++i) {
        list += fmt::format("Chợ quê số {0}{1},https://www.facebook.com/groups/choque{0},{2},mua bán\n", i,
                            suffix, 100 + i);
    }
    return list;
}

void run_all(const fs::path& folder, const std::vector<std::vector<std::string>>& commands,
             const std::string& today) {
    for (const auto& words : commands) {
        const Outcome outcome = run_here(folder, words, today);
        expect(outcome.code == 0,
               fmt::format("hnat {} ended with {}: {}", fmt::join(words, " "), outcome.code, outcome.err));
    }
}

void join(const fs::path& folder, int group, std::string_view name, std::string_view phone) {
    const fs::path file = folder / "person.toml";
    write_bytes(file, fmt::format("name = \"{}\"\ncontact = \"phone:{}\"\n", name, phone));
    fs::permissions(file, fs::perms::owner_read | fs::perms::owner_write);
    const std::string number = std::to_string(group);
    run_all(folder,
            {{"survey", "shortlist", number, "-q"},
             {"survey", "assign", number, "--liaison", "lan", "-q"},
             {"enroll", "approach", number, "-q"},
             {"enroll", "join", number, "--role", "admin", "--consent", "contact", "meetings", "--method",
              "written", "--evidence", "phieu 1", "--person-file", file.string(), "-q"}},
            "2026-09-10");
    fs::remove(file);
}

/// A database of schema 2 with an office and groups in it, as a released hnat left it.
void make_older(const fs::path& path) {
    StoreOptions options;
    options.path = path;
    constexpr std::size_t k_older = 2;
    const auto db = create_database(options, day("2026-08-01"), embedded_migrations().first(k_older));
    db->exec("INSERT INTO office (id, uuid, name, code, parent, province, place, start_day, created_on) "
             "VALUES (1, "
             "zeroblob(16), 'Office', 'OFF', '', '19', 'Thái Nguyên', '2026-08-01', '2026-08-01')");
    for (int id = 1; id <= 400; ++id) {
        db->exec(fmt::format(
            "INSERT INTO staff (code, uuid, name, role, added_on) VALUES ('s{0}', x'{0:032x}', 'Name "
            "{0}', 'clerk', '2026-08-02')",
            id));
    }
}

} // namespace

void expect(bool holds, const std::string& message) {
    if (!holds) {
        throw Broken(message);
    }
}

Folder::Folder() {
    // In memory where there is such a place: what is looked at is the order of calls, not the disk.
    const char* const chosen = std::getenv("TMPDIR");
    const fs::path base = chosen != nullptr ? chosen : fs::is_directory("/dev/shm") ? "/dev/shm" : "/tmp";
    std::string name = (base / "hnat-faults-XXXXXX").string();
    expect(::mkdtemp(name.data()) != nullptr, "no scratch folder in " + base.string());
    m_path = name;
}

Folder::~Folder() {
    std::error_code ignored;
    fs::remove_all(m_path, ignored);
}

std::string read_bytes(const fs::path& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

void write_bytes(const fs::path& path, std::string_view bytes) {
    std::ofstream(path, std::ios::binary | std::ios::trunc) << bytes;
}

State state_of(const fs::path& database) {
    SQLite::Database db(database.string(), SQLITE_OPEN_READWRITE); // a hot journal is played back first
    State state;
    for (const std::string& table : tables_of(db)) {
        SQLite::Statement statement(db, "SELECT * FROM " + table);
        while (statement.executeStep()) {
            std::string exact;
            std::string likeness;
            for (int i = 0; i < statement.getColumnCount(); ++i) {
                const std::string value = text_of(statement.getColumn(i));
                exact += value + "|";
                likeness += (is_random(statement.getColumnName(i)) ? "*" : value) + "|";
            }
            state.exact[table].push_back(std::move(exact));
            state.likeness[table].push_back(std::move(likeness));
        }
    }
    for (Rows* rows : {&state.exact, &state.likeness}) {
        for (auto& table : *rows) {
            std::ranges::sort(table.second);
        }
    }
    return state;
}

std::string difference(const Rows& one, const Rows& other) {
    for (const auto& [table, rows] : one) {
        const auto found = other.find(table);
        if (found == other.end()) {
            return fmt::format("table {} is empty on one side", table);
        }
        if (rows != found->second) {
            const auto at = std::ranges::mismatch(rows, found->second);
            return fmt::format("table {} has {} and {} rows; first difference: {} / {}", table, rows.size(),
                               found->second.size(), at.in1 == rows.end() ? "(end)" : at.in1->substr(0, 60),
                               at.in2 == found->second.end() ? "(end)" : at.in2->substr(0, 60));
        }
    }
    return one.size() == other.size() ? "" : "one side has a table more";
}

void expect_sound(const fs::path& database, Health health) {
    StoreOptions options;
    options.path = database;
    for (const CheckResult& part : check_store(Store::open(options, Access::read, day("2026-10-05")))) {
        const bool passes =
            part.name == "expiry" || (part.name == "erasure" && health == Health::wipe_may_be_due);
        expect(part.findings.empty() || passes,
               fmt::format("db check, {}: {}", part.name, fmt::join(part.findings, "; ")));
    }
}

Records::Records(int groups) {
    const fs::path& folder = m_made.path();
    write_bytes(folder / "first.csv", table_list(groups, 1, ""));
    run_all(folder, {{"init", "--office", "Office", "--code", "OFF", "--start", "2026-07-01", "-q"}},
            "2026-09-01");
    run_all(folder,
            {{"staff", "add", "lan", "--name", "Lan", "--role", "liaison", "-q"},
             {"survey", "import", (folder / "first.csv").string(), "-q"}},
            "2026-09-02");
    write_bytes(folder / "charter.md", "# Quy chế\n\nĐiều 1. Tự nguyện.\n");
    run_all(folder,
            {{"enroll", "charter", "draft", (folder / "charter.md").string(), "-q"},
             {"enroll", "charter", "publish", "-q"},
             {"enroll", "charter", "adopt", "-q"}},
            "2026-09-03");
    for (int member = 1; member <= k_members; ++member) {
        const bool canary = member == k_canary_member;
        join(folder, member, canary ? k_canary : fmt::format("Trần Văn Mẫu {}", member),
             canary ? std::string("0") + k_canary_contact : fmt::format("0900000{:03}", member));
    }
    leave_copies();
    write_bytes(folder / "second.csv", table_list(groups, groups / 2, " (mới)"));
    make_older(folder / "older.db");
}

/// Leaves copies of the name in the free space of the file, as rows do that move to other pages
/// (store/wipe.hpp): only an erasure that writes the whole file anew gets at them.
void Records::leave_copies() const {
    SQLite::Database db((m_made / "hnat.db").string(), SQLITE_OPEN_READWRITE);
    db.exec("PRAGMA secure_delete = OFF");
    std::string text;
    while (text.size() < 20'000) {
        text += k_canary;
    }
    db.exec(fmt::format("UPDATE member SET language = '{}' WHERE id = {}", text, k_canary_member));
    db.exec("UPDATE member SET language = 'vi'");
    const std::string bytes = read_bytes(m_made / "hnat.db");
    expect(bytes.find(k_canary) != bytes.rfind(k_canary),
           "no copy was left: the erasure would prove nothing");
}

void Records::copy_to(const fs::path& folder, const Verb& verb) const {
    fs::copy_file(m_made / (verb.older_schema ? "older.db" : "hnat.db"), folder / "hnat.db");
    fs::copy_file(m_made / "second.csv", folder / "second.csv");
    if (!verb.output.empty()) {
        write_bytes(folder / verb.output, "an older file\n");
    }
}

const std::vector<Verb>& verbs() {
    static const std::vector<Verb> all{
        {"import", {"survey", "import", "second.csv"}, "2026-10-05", "", {}, false, {0, 2}},
        {"erase",
         {"enroll", "erase", std::to_string(k_canary_member), "--yes"},
         "2026-10-05",
         "",
         {k_canary, k_canary_key, k_canary_contact},
         false,
         {4}},
        {"purge",
         {"db", "retention", "--yes"},
         "2028-12-01",
         "",
         {k_canary, k_canary_key, k_canary_contact},
         false,
         {0}},
        {"migrate", {"db", "migrate"}, "2026-10-05", "", {}, true, {0}},
        {"backup", {"db", "backup", "out.db", "--overwrite"}, "2026-10-05", "out.db", {}, false, {0}},
        {"report",
         {"report", "quarterly", "--period", "2026Q3", "-o", "out.txt", "--overwrite"},
         "2026-10-05",
         "out.txt",
         {},
         false,
         {0}},
    };
    return all;
}

const Verb& find_verb(std::string_view name) {
    const auto found = std::ranges::find(verbs(), name, &Verb::name);
    expect(found != verbs().end(),
           fmt::format("'{}' is none of import, erase, purge, migrate, backup, report", name));
    return *found;
}

Ends ends_of(const Records& records, const Verb& verb) {
    const Folder folder;
    records.copy_to(folder.path(), verb);
    Ends ends;
    ends.before = state_of(folder / "hnat.db");
    ends.output_before = verb.output.empty() ? "" : read_bytes(folder / verb.output);
    run_all(folder.path(), {verb.words}, verb.today);
    ends.after = state_of(folder / "hnat.db");
    ends.output_after = verb.name == "backup" || verb.output.empty() ? "" : read_bytes(folder / verb.output);
    return ends;
}

} // namespace hnat::faults
