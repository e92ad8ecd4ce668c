#include "cli/text_flags.hpp"

#include "base/error.hpp"
#include "base/message.hpp"
#include "cli/options.hpp"

namespace hnat::cli {

void TextFlags::declare(Parser& parser, std::string_view what) {
    parser.add_option("--text", text, say("{}, in words", tr(what)))->type_name("TEXT");
    parser.add_option("--text-file", file, say("a file with {}; - is standard input", tr(what)))
        ->type_name("FILE|-");
}

std::optional<std::string> TextFlags::get(Context& context) const {
    if (text && file) {
        throw Error(ErrorKind::usage, say("--text and --text-file say the same twice; give one of them"));
    }
    return file ? std::optional(read_input(*file, context.streams().in)) : text;
}

std::string TextFlags::require(Context& context) const {
    auto given = get(context);
    if (!given) {
        throw Error(ErrorKind::usage, say("missing: --text; give it, or --text-file FILE"));
    }
    return *std::move(given);
}

} // namespace hnat::cli
