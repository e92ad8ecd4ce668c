#include "cli/list_flags.hpp"

#include "cli/arguments.hpp"

namespace hnat::cli {

namespace {

std::optional<char> delimiter_argument(const std::string& text) {
    if (text.empty()) {
        return std::nullopt;
    }
    if (text == "," || text == "comma") {
        return ',';
    }
    if (text == ";" || text == "semicolon") {
        return ';';
    }
    if (text == "\t" || text == "\\t" || text == "tab") {
        return '\t';
    }
    refuse_choice("--delimiter", text, {"comma", "semicolon", "tab"});
}

} // namespace

void ListFileFlags::declare(Parser& parser) {
    parser.add_option("--encoding", encoding, "utf-8 (default), cp1258, tcvn3, viscii or vni")
        ->type_name(placeholder_of<ListEncoding>());
    parser
        .add_option("--delimiter", delimiter, "comma, semicolon or tab; told from the header when not given")
        ->type_name("comma|semicolon|tab");
    parser.add_option("--sheet", sheet, "name of the sheet; the first that is not hidden when not given")
        ->type_name("SHEET");
}

ListOptions ListFileFlags::options() const {
    ListOptions options;
    options.encoding = enum_argument<ListEncoding>("--encoding", encoding);
    options.delimiter = delimiter_argument(delimiter);
    options.sheet = sheet;
    return options;
}

} // namespace hnat::cli
