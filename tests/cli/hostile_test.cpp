// S2, S3: text that somebody wrote to do harm, in every text field of every table, through every command that
// reads and every format that it has. Nothing is taken for an instruction by the terminal, the spreadsheet or
// the reader of JSON that gets it.
#include "tests/cli/harness.hpp"

#include "base/text.hpp"
#include "cli/command.hpp"
#include "store/store.hpp"

#include <SQLiteCpp/Column.h>
#include <SQLiteCpp/Statement.h>
#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <sqlite3.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <set>

using namespace hnat;
using namespace hnat::test;

namespace {

/// A formula first: a spreadsheet looks at the beginning of a cell.
const std::string k_hostile =
    "=1+cmd|'/C x'!A0 \x1b]0;x\x07\x1b[31m\x7f\r\b\u202e\u2066\u200b\u009b31m\u00a0{{x}}<b>|`*_";

/// Columns whose values other things depend on: keys, days, closed lists, numbers as text, public keys and
/// notes.
bool is_free_text(const std::string& table, const std::string& column) {
    static const std::set<std::string> k_free{"office.name",
                                              "office.parent",
                                              "office.place",
                                              "staff.name",
                                              "survey_group.name",
                                              "survey_group.source",
                                              "survey_group.url",
                                              "survey_batch.file_name",
                                              "charter_version.title",
                                              "charter_version.text",
                                              "charter_comment.text",
                                              "charter_comment.answer",
                                              "member.name",
                                              "member.contact",
                                              "consent.evidence",
                                              "request.extension_reason",
                                              "meeting.place",
                                              "meeting.agenda",
                                              "meeting_material.title",
                                              "meeting_material.reference",
                                              "meeting_question.text",
                                              "meeting_question.answer",
                                              "meeting_action.text",
                                              "plan_item.text",
                                              "plan_note.text",
                                              "plan_review.text",
                                              "locality_unit.name",
                                              "locality_unit.district_name"};
    return k_free.contains(table + "." + column);
}

/// Puts the hostile text into the free columns, as somebody would who has the file: triggers off and on.
void poison(const std::filesystem::path& path) {
    SQLite::Database db(path.string(), SQLITE_OPEN_READWRITE);
    std::vector<std::pair<std::string, std::string>> triggers;
    {
        SQLite::Statement statement(db, "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'");
        while (statement.executeStep()) {
            triggers.emplace_back(statement.getColumn(0).getString(), statement.getColumn(1).getString());
        }
    }
    for (const auto& trigger : triggers) {
        db.exec("DROP TRIGGER " + trigger.first);
    }
    SQLite::Statement columns(db,
                              "SELECT t.name, c.name FROM sqlite_schema AS t, pragma_table_info(t.name) AS c "
                              "WHERE t.type = 'table' AND t.name NOT LIKE 'survey_search%'");
    std::vector<std::pair<std::string, std::string>> free;
    while (columns.executeStep()) {
        if (is_free_text(columns.getColumn(0).getString(), columns.getColumn(1).getString())) {
            free.emplace_back(columns.getColumn(0).getString(), columns.getColumn(1).getString());
        }
    }
    CHECK(free.size() == 28);        // each of them is there
    for (const auto& place : free) { // clang 14 captures no structured binding
        const auto& table = place.first;
        const auto& column = place.second;
        // Unique where it has to be: the rest of the value is the number of the row.
        SQLite::Statement update(db,
                                 fmt::format("UPDATE {0} SET {1} = ? WHERE {1} IS NOT NULL", table, column));
        update.bind(1, k_hostile);
        CAPTURE(table);
        CAPTURE(column);
        const bool in_use =
            db.execAndGet(fmt::format("SELECT count(*) FROM {} WHERE {} IS NOT NULL", table, column))
                .getInt() > 0;
        CHECK(in_use);
        update.exec();
    }
    for (const auto& trigger : triggers) {
        db.exec(trigger.second);
    }
}

/// An office in which every free column is in use.
void fill(Office& office) {
    const auto run = [&](std::initializer_list<std::string> words) {
        const Outcome outcome = office(words);
        CHECK_MESSAGE(outcome.code == 0, std::string(outcome.err));
    };
    office.surroundings().environment["HNAT_TODAY"] = "2026-09-10";
    office.surroundings().environment["HNAT_COLOR"] = "never"; // the escapes of headings are our own
    run({"init", "--office", "Office", "--code", "OFF", "--parent", "Parent", "--place", "Place", "--start",
         "2026-07-01"});
    run({"staff", "add", "lan", "--name", "Lan", "--role", "liaison"});
    std::ofstream(office.path("list.csv"))
        << "name,url,source\nA,https://www.facebook.com/groups/aaaaaa,list 1\n";
    run({"survey", "import", office.path("list.csv").string()});
    run({"survey", "shortlist", "1"});
    run({"survey", "assign", "1", "--liaison", "lan"});
    run({"enroll", "approach", "1"});
    std::ofstream(office.path("c.md")) << "# Quy chế\n\nĐiều 1.\n";
    run({"enroll", "charter", "draft", office.path("c.md").string()});
    run({"enroll", "charter", "publish"});
    run({"enroll", "charter", "comment", "--group", "1", "--text", "t"});
    run({"enroll", "charter", "answer", "1", "--text", "t"});
    run({"enroll", "charter", "adopt"});
    std::ofstream(office.path("p.toml")) << "name = \"Nguyễn Văn Mẫu\"\ncontact = \"phone:0900000001\"\n";
    std::filesystem::permissions(office.path("p.toml"), std::filesystem::perms{0600});
    run({"enroll", "join", "1", "--role", "admin", "--consent", "contact", "recognition", "publication",
         "--method", "written", "--evidence", "e", "--person-file", office.path("p.toml").string()});
    run({"enroll", "recognise", "1", "--reason", "quick-warning", "--publish"});
    run({"enroll", "request", "add", "1", "--kind", "copy"});
    run({"enroll", "request", "extend", "1", "--reason", "t"});
    run({"meeting", "plan", "--kind", "quarterly", "--at", "2026-09-10 08:00", "--place", "p", "--group", "1",
         "--agenda", "a", "--material", "title=reference"});
    run({"meeting", "hold", "1"});
    run({"meeting", "attend", "1", "--present", "1"});
    run({"meeting", "question", "1", "--group", "1", "--text", "t"});
    run({"meeting", "answer", "1", "--text", "t"});
    run({"meeting", "action", "1", "--text", "t", "--owner", "lan", "--due", "2026-09-20"});
    run({"plan", "item", "add", "4", "--text", "t", "--owner", "lan", "--due", "2026-09-20"});
    run({"plan", "note", "1", "--text", "t"});
    run({"plan", "review", "--text", "t"});
}

/// What a command needs to be called with; the others are called as they are.
const std::map<std::string_view, std::vector<std::string>>& arguments() {
    static const std::map<std::string_view, std::vector<std::string>> known{
        {"find", {"a"}},
        {"survey find", {"a"}},
        {"survey show", {"1"}},
        {"locality find", {"dong hy"}},
        {"enroll show", {"1"}},
        {"enroll practices", {"--codes"}},
        {"meeting show", {"1"}},
        {"meeting minutes", {"1"}},
        {"meeting ics", {"1"}},
        {"plan show", {}},
        {"enroll charter show", {"1"}},
    };
    return known;
}

/// No control but those that the format is made of, and none of the characters that change the order or width
/// of text.
void expect_harmless(std::string_view text, std::string_view allowed) {
    CHECK(is_utf8(text));
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if ((byte < 0x20 || byte == 0x7f) && allowed.find(c) == std::string_view::npos) {
            FAIL_CHECK("a control character: " << static_cast<int>(byte) << " in "
                                               << escape_controls(text.substr(0, 300)));
            return;
        }
    }
    for (const char* const hidden : {"\u202e", "\u2066", "\u200b", "\u009b"}) {
        CHECK(text.find(hidden) == std::string_view::npos);
    }
}

/// Every string of a JSON document, to see that none was cut or changed.
bool has_string(const nlohmann::json& value, const std::string& wanted) {
    if (value.is_string()) {
        return value.get<std::string>().find(wanted) != std::string::npos;
    }
    return std::ranges::any_of(value, [&](const auto& part) {
        return part.is_structured() || part.is_string() ? has_string(part, wanted) : false;
    });
}

struct Figures {
    int commands = 0, outputs = 0, with_text = 0;
};

void try_format(Office& office, const cli::Command& command, const std::string& format, Figures& figures) {
    std::vector<std::string> words;
    for (std::string_view name = command.name; !name.empty();) {
        const auto end = std::min(name.find(' '), name.size());
        words.emplace_back(name.substr(0, end));
        name.remove_prefix(std::min(end + 1, name.size()));
    }
    if (const auto known = arguments().find(command.name); known != arguments().end()) {
        words.insert(words.end(), known->second.begin(), known->second.end());
    }
    words.insert(words.end(), {"-f", format, "--yes"});
    const Outcome outcome = run_hnat(words, office.surroundings());
    CAPTURE(words);
    if (outcome.code == 2) {
        return; // the command has no such format
    }
    ++figures.outputs;
    CHECK_MESSAGE((outcome.code == 0 || outcome.code == 1), std::string(outcome.err));
    expect_harmless(outcome.err, "\n");
    const bool terminal = office.surroundings().terminal;
    if (format == "xlsx") {
        CHECK(outcome.out.starts_with("PK"));
        return;
    }
    if (format == "json" || format == "ndjson") {
        expect_harmless(outcome.out, "\n");
        const std::string first =
            format == "json" ? outcome.out : outcome.out.substr(0, outcome.out.find('\n'));
        CHECK((nlohmann::json::accept(first) || (format == "ndjson" && first.empty()))); // no rows
        if (format == "json" && nlohmann::json::accept(outcome.out)) {
            figures.with_text += has_string(nlohmann::json::parse(outcome.out), k_hostile) ? 1 : 0;
        }
        return;
    }
    const bool calendar = command.name == "meeting ics";
    const bool aligned = terminal && format != "tsv"; // tabs separate in the other cases
    const bool data = format == "csv" || format == "tsv";
    // A file or another program gets every byte; a charter's have the SHA-256 that consents name.
    const bool exact = data || command.name == "enroll charter show";
    if (!exact || terminal) {
        expect_harmless(outcome.out, format == "csv" || calendar ? "\r\n" : aligned ? "\n" : "\t\n");
    }
    if (data) {
        for (const char* const begin : {"\n=", ",=", "\t=", "\"=", ",\"=", "\n\"="}) {
            CHECK(outcome.out.find(begin) == std::string::npos);
        }
    }
}

} // namespace

TEST_CASE("S2, S3: hostile text in every text field harms no reader, by any command in any format") {
    Office office;
    fill(office);
    poison(office.path("hnat.db"));
    Figures figures;
    for (const cli::Command& command : cli::command_table()) {
        if (command.access != Access::read) {
            continue;
        }
        CAPTURE(command.name);
        ++figures.commands;
        for (const bool terminal : {false, true}) {
            office.surroundings().terminal = terminal;
            for (const char* const format :
                 {"table", "csv", "tsv", "json", "ndjson", "xlsx", "txt", "md", "html"}) {
                if (!terminal || std::string_view(format) != "xlsx") {
                    try_format(office, command, format, figures);
                }
            }
        }
    }
    MESSAGE(figures.commands, " commands, ", figures.outputs,
            " outputs; the text came through JSON unchanged ", figures.with_text, " times");
    CHECK(figures.with_text > 10);
}
