/// Every list in every format. The lists are found by walking the command table with a line made for each
/// command, so a new one is tested as soon as it is in the table.
#include "cli/command_line.hpp"
#include "cli/completion_values.hpp"
#include "cli/output/json_schema.hpp"
#include "cli/output/row_writer.hpp"
#include "filled_office.hpp"

#include <nlohmann/json.hpp>

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <set>

using namespace hnat;
using namespace hnat::cli;
using namespace hnat::test;

namespace {

using Json = nlohmann::json;
using Words = std::vector<std::string>;

/// A value that the filled office has.
std::string sample(ValueSource source) {
    switch (source) {
    case ValueSource::staff:
        return "lan";
    case ValueSource::topic_of_help:
        return "formats";
    case ValueSource::items:
        return "shortlist";
    case ValueSource::free:
        return "mua";
    default:
        return "1";
    }
}

/// The command with its required arguments, and the flags that make a list of it where it writes.
Words line_of(const Command& command) {
    Words line;
    std::istringstream name{std::string(command.name)};
    line.assign(std::istream_iterator<std::string>(name), {});
    Parser parser;
    GlobalOptions globals;
    add_global_options(parser, globals);
    const Action action = command.bind(parser);
    for (const auto* option : parser.options()) {
        if (option->is_argument() && option->is_required()) {
            const auto choices = listed_choices(option->placeholder());
            line.push_back(choices.empty() ? sample(value_source(command, parser, *option))
                                           : choices.front());
        }
    }
    return line;
}

struct List {
    std::string command;
    Words line;
    std::string columns; ///< what `--columns ?` prints
};

Words with(Words line, std::initializer_list<std::string> more) {
    line.insert(line.end(), more);
    return line;
}

/// The commands that only read and answer `--columns ?` with columns, and lists of commands that may write.
std::vector<List> lists(Office& office) {
    std::vector<List> found;
    const auto add = [&](const std::string& command, const Words& line) {
        const Outcome outcome = run_hnat(with(line, {"--columns", "?"}), office.surroundings());
        INFO(command << ": " << outcome.err);
        CHECK(outcome.code == 0);
        if (outcome.out.starts_with("Examples:") || outcome.out.find('\t') == std::string::npos) {
            return; // a document
        }
        found.push_back({command, line, outcome.out});
    };
    // What makes a file, and documents that are made of files or of settings, which this office does not
    // have.
    const std::set<std::string_view> documents{"report run", "report rollup", "db backup", "db restore"};
    for (const auto& command : command_table()) {
        const bool reads = command.access == Access::read || command.access == Access::none;
        if (reads && !documents.contains(command.name)) {
            add(std::string(command.name), line_of(command));
        }
    }
    add("db retention", {"db", "retention", "--dry-run"});
    add("enroll erase", {"enroll", "erase", "1", "--dry-run"});
    return found;
}

Words column_names(const List& list) {
    Words names;
    std::istringstream lines(list.columns);
    for (std::string line; std::getline(lines, line);) {
        names.push_back(line.substr(0, line.find('\t')));
    }
    return names;
}

bool fits(const Json& value, const Json& schema) {
    const auto& types = schema["type"];
    const auto allowed = [&](const char* type) { return std::ranges::find(types, type) != types.end(); };
    if (value.is_null()) {
        return allowed("null");
    }
    if (value.is_string()) {
        const bool day = schema.value("format", "") == "date";
        return allowed("string") && (!day || parse_day(value.get<std::string>()).has_value());
    }
    if (value.is_boolean()) {
        return allowed("boolean");
    }
    return allowed("number") || (value.is_number_integer() && allowed("integer"));
}

std::string read(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

std::filesystem::path schema_file(const std::string& schema) {
    return std::filesystem::path(HNAT_SOURCE_DIR "/docs/schemas") /
           (schema.substr(0, schema.find('/')) + ".json");
}

} // namespace

TEST_CASE("every list says its columns, and has every format") {
    Office office;
    fill(office);
    fill_rest(office);
    const auto found = lists(office);
    CHECK(found.size() > 30);
    for (const List& list : found) {
        INFO(list.command);
        const auto names = column_names(list);
        const auto text = [&](std::initializer_list<std::string> flags) {
            const Outcome outcome = run_hnat(with(list.line, flags), office.surroundings());
            CHECK_MESSAGE(outcome.err.find("hnat: ") == std::string::npos, outcome.err);
            return outcome.out;
        };
        // JSON: the envelope, every field of every row in the order of the columns, and as its schema says.
        const Json schema = Json::parse(text({"--columns", "?", "-f", "json"}));
        const Json json = Json::parse(text({"-f", "json"}));
        CHECK(json["schema"] == schema["$id"]);
        for (const Json& row : json["rows"]) {
            CHECK(row.size() == names.size());
            for (const auto& name : names) {
                CHECK_MESSAGE(fits(row[name], schema["properties"]["rows"]["items"]["properties"][name]),
                              name, ": ", row[name].dump());
            }
        }
        // NDJSON: the same rows.
        std::istringstream objects(text({"-f", "ndjson"}));
        std::size_t count = 0;
        for (std::string line; std::getline(objects, line); ++count) {
            CHECK(Json::parse(line) == json["rows"][count]);
        }
        CHECK(count == json["rows"].size());
        // CSV and TSV: the names as header.
        std::string csv_header;
        std::string tsv_header;
        for (const auto& name : names) {
            csv_header += (csv_header.empty() ? "" : ",") + name;
            tsv_header += (tsv_header.empty() ? "" : "\t") + name;
        }
        CHECK(text({"-f", "csv"}).starts_with(csv_header + "\r\n"));
        CHECK(text({"-f", "tsv"}).starts_with(tsv_header + "\n"));
        CHECK(text({"-f", "xlsx"}).starts_with("PK"));
        // Tables: in a pipe tab-separated; one column of each alone.
        const std::string table = text({"-f", "table"});
        CHECK(table.find('\n') != std::string::npos);
        for (const auto& name : names) {
            const std::string column = text({"-f", "table", "--columns", name});
            CHECK(column.substr(0, column.find('\n')).find('\t') == std::string::npos);
        }
        const Outcome unknown = run_hnat(with(list.line, {"--columns", "nonsense"}), office.surroundings());
        CHECK(unknown.code == 2);
        CHECK(unknown.err.find("--columns: 'nonsense' is not one of " + names.front()) != std::string::npos);
    }
}

TEST_CASE("every list in Vietnamese has other headings and facts in its table, and the same keys elsewhere") {
    Office office;
    fill(office);
    fill_rest(office);
    for (const List& list : lists(office)) {
        INFO(list.command);
        const auto first_line = [&](std::initializer_list<std::string> flags) {
            const std::string out = run_hnat(with(list.line, flags), office.surroundings()).out;
            return out.substr(0, out.find('\n'));
        };
        for (const auto& name : column_names(list)) {
            INFO(name);
            const auto english = first_line({"-f", "table", "--columns", name});
            const auto vietnamese = first_line({"-f", "table", "--columns", name, "--lang", "vi"});
            CHECK((vietnamese != english || english == "SHA-256"));
            if (name == "field") {
                const std::string facts =
                    run_hnat(with(list.line, {"-f", "table", "--columns", name, "--lang", "vi"}),
                             office.surroundings())
                        .out;
                CHECK_MESSAGE(facts.find('_') == std::string::npos, facts);
                CHECK_MESSAGE(facts.find("\nnumber\n") == std::string::npos, facts);
            }
        }
        CHECK(first_line({"-f", "csv", "--lang", "vi"}) == first_line({"-f", "csv"}));
        CHECK(first_line({"-f", "json", "--lang", "vi"}) == first_line({"-f", "json"}));
    }
}

TEST_CASE("every list fits a terminal") {
    Office office;
    fill(office);
    fill_rest(office);
    const auto found = lists(office);
    office.surroundings().terminal = true;
    office.surroundings().width = 100;
    for (const List& list : found) {
        const Outcome outcome = run_hnat(with(list.line, {"-f", "table"}), office.surroundings());
        std::istringstream lines(outcome.out);
        for (std::string line; std::getline(lines, line);) {
            // Numbers are not cut and text not below a legible width: a list of many columns may be wider.
            CHECK_MESSAGE(line.find('\t') == std::string::npos, list.command, ": ", line);
        }
    }
}

TEST_CASE("the schema of every list is in docs/schemas, and a published field stays") {
    Office office;
    fill(office);
    fill_rest(office);
    const bool update = std::getenv("HNAT_UPDATE_GOLDEN") != nullptr;
    std::set<std::filesystem::path> files;
    for (const List& list : lists(office)) {
        const std::string schema =
            run_hnat(with(list.line, {"--columns", "?", "-f", "json"}), office.surroundings()).out;
        const auto file = schema_file(Json::parse(schema)["$id"]);
        // One schema, one shape: two commands may share it.
        files.insert(file);
        if (update) {
            std::filesystem::create_directories(file.parent_path());
            std::ofstream(file, std::ios::binary) << schema;
        }
        CHECK_MESSAGE(
            read(file) == schema, list.command, ": ", file.filename().string(),
            " is not as the program has it; a field that is gone or changed needs a new number in the id; "
            "HNAT_UPDATE_GOLDEN=1 writes the file");
    }
    for (const auto& entry : std::filesystem::directory_iterator(HNAT_SOURCE_DIR "/docs/schemas")) {
        const bool report = entry.path().filename() == "hnat.report.json"; // of a document, report_data_test
        CHECK_MESSAGE((report || files.contains(entry.path())), entry.path().filename().string(),
                      " is of no list any more");
    }
}
