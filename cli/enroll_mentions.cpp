// enroll reword, and the list of texts for it that an erasure gives.
#include "cli/enroll_mentions.hpp"

#include "base/message.hpp"
#include "cli/command.hpp"
#include "enroll/reword.hpp"
#include "meeting/reworded.hpp"
#include "store/wipe.hpp"

#include <memory>
#include <string>

namespace hnat::cli {

namespace {

void write_mentions(Context& context, const std::vector<Mention>& mentions) {
    static const ListShape shape{
        "hnat.enroll.mentions/1",
        {{"kind", "Kind"}, {"record", "Record"}, {"field", "Text"}, {"command", "Command"}}};
    context.write_list(shape, [&](RowWriter& writer) {
        for (const Mention& mention : mentions) {
            writer.row(
                {std::string(mention.kind), mention.record, std::string(mention.field), mention.command});
        }
    });
}

} // namespace

bool wants_columns_of_mentions(Context& context) {
    const bool asked = context.flags().columns == "?";
    if (asked) {
        write_mentions(context, {});
    }
    return asked;
}

void preview_mentions(Context& context, const std::vector<Mention>& mentions) {
    write_mentions(context, mentions);
    const auto count = static_cast<std::int64_t>(mentions.size());
    context.note(mentions.empty()
                     ? say("nothing was changed; no text that would be left was found to name the person")
                     : say_plural("nothing was changed; {} text that would be left may name the person",
                                  "nothing was changed; {} texts that would be left may name the person",
                                  count, count));
}

void tell_mentions(Context& context, const std::vector<Mention>& mentions) {
    const GlobalFlags& flags = context.flags();
    if (!mentions.empty() || flags.format || flags.output || flags.columns) {
        write_mentions(context, mentions);
    }
    if (!mentions.empty()) {
        const auto count = static_cast<std::int64_t>(mentions.size());
        context.note(say_plural(
            "{} text that stays may name the person: look at it, and write it anew without the name",
            "{} texts that stay may name the person: look at each, and write it anew without the name", count,
            count));
    }
}

Action bind_enroll_reword(Parser& parser) {
    struct Flags {
        std::string place, text;
    };
    auto flags = std::make_shared<Flags>();
    parser.add_option("TEXT", flags->place, "the text, as hnat enroll erase lists it: question/7/answer")
        ->required();
    parser.add_option("--text", flags->text, "what it says from now on, without anybody's name or contact")
        ->type_name("TEXT")
        ->required();
    return [flags](Context& context) {
        Transaction transaction(context.store(), context.actor());
        reword(transaction, flags->place, flags->text, audit_reworded_meeting);
        transaction.commit();
        wipe_deleted(context.store(), say("{} has its new text", flags->place));
        context.note(
            say("{} is written anew; copies and documents made before still have the old text: destroy them",
                flags->place));
        return 0;
    };
}

} // namespace hnat::cli
