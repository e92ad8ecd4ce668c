// enroll charter draft, publish, comment, answer, adopt, list, comments, show.
#include "base/error.hpp"
#include "base/message.hpp"
#include "cli/command.hpp"
#include "cli/enroll_charter_card.hpp"
#include "cli/options.hpp"
#include "cli/text_flags.hpp"
#include "enroll/charter.hpp"
#include "survey/register.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <memory>

namespace hnat::cli {

namespace {

Value optional_day(const std::optional<Day>& day) {
    return day ? Value{*day} : Value{};
}

std::string number_list(const std::vector<std::int64_t>& numbers) {
    return fmt::format("{}", fmt::join(numbers, ", "));
}

const ListShape& version_shape() {
    static const ListShape shape{"hnat.enroll.charter.list/1",
                                 {{"version", "Version", true},
                                  {"title", "Title"},
                                  {"state", "State"},
                                  {"drafted_on", "Drafted", false, false},
                                  {"published_on", "Published"},
                                  {"adopted_on", "Adopted"},
                                  {"replaced_on", "Replaced", false, false},
                                  {"comments", "Comments", true},
                                  {"unanswered", "Unanswered", true},
                                  {"members", "Consents of"},
                                  {"sha256", "SHA-256", false, false}}};
    return shape;
}

Row version_row(const CharterVersion& version) {
    return {version.number,
            version.title,
            std::string(name_of(version.state)),
            version.drafted_on,
            optional_day(version.published_on),
            optional_day(version.adopted_on),
            optional_day(version.replaced_on),
            version.comments,
            version.unanswered,
            version.members.empty() ? Value{} : Value{number_list(version.members)},
            to_hex(version.hash)};
}

/// A version with its text; its comments are a list of their own.
ListShape card_shape() {
    ListShape shape = version_shape();
    shape.schema = "hnat.enroll.charter.show/1";
    shape.fields.push_back({"text", "Text", false, false});
    return shape;
}

Row card_row(const CharterCard& card) {
    Row row = version_row(card.version);
    row.emplace_back(card.text);
    return row;
}

const ListShape& comment_shape() {
    static const ListShape shape{"hnat.enroll.charter.comments/1",
                                 {{"comment", "No.", true},
                                  {"version", "Version", true},
                                  {"group", "Group", true},
                                  {"group_name", "Name"},
                                  {"day", "Day"},
                                  {"text", "Comment"},
                                  {"answered_on", "Answered"},
                                  {"answer", "Answer"}}};
    return shape;
}

Row comment_row(const CharterComment& comment) {
    return {comment.number,
            comment.version,
            comment.group ? Value{*comment.group} : Value{},
            comment.group_name.empty() ? Value{} : Value{comment.group_name},
            comment.day,
            comment.text,
            optional_day(comment.answered_on),
            comment.answer ? Value{*comment.answer} : Value{}};
}

} // namespace

Action bind_enroll_charter_draft(Parser& parser) {
    struct Flags {
        std::string file;
        std::optional<std::string> title;
    };
    auto flags = std::make_shared<Flags>();
    parser.add_option("FILE", flags->file, "The text: plain or Markdown, UTF-8; - is standard input")
        ->required();
    parser.add_option("--title", flags->title, "Its title [its first heading, else its first line]")
        ->type_name("TITLE");
    return [flags](Context& context) {
        const std::string bytes = read_input(flags->file, context.streams().in);
        Transaction transaction(context.store(), context.actor());
        const std::int64_t number = draft_charter(transaction, bytes, flags->title);
        transaction.commit();
        const CharterVersion version = charter_card(context.store(), number, context.today()).version;
        context.note(say("version {} is a draft: {}", number, version.title));
        return 0;
    };
}

Action bind_enroll_charter_publish(Parser& /*parser*/) {
    return [](Context& context) {
        Transaction transaction(context.store(), context.actor());
        const std::int64_t number = publish_charter(transaction);
        transaction.commit();
        const CharterVersion version = charter_card(context.store(), number, context.today()).version;
        context.note(
            say("version {} is published; its text is fixed, SHA-256 {}", number, to_hex(version.hash)));
        return 0;
    };
}

Action bind_enroll_charter_comment(Parser& parser) {
    struct Flags {
        std::string group;
        TextFlags text;
        std::optional<std::int64_t> version;
    };
    auto flags = std::make_shared<Flags>();
    parser.add_option("--group", flags->group, "The group that it comes from: number, address or key")
        ->type_name("GROUP")
        ->required();
    flags->text.declare(parser, mark_message("the comment"));
    add_count(parser, "--charter", flags->version, "The version that it is about [the newest published]", 1);
    return [flags](Context& context) {
        const std::string text = flags->text.require(context);
        Store& store = context.store();
        const std::int64_t group = find_group(store, flags->group, context.today()).id;
        Transaction transaction(store, context.actor());
        const std::int64_t comment = comment_on_charter(transaction, group, text, flags->version);
        transaction.commit();
        context.note(say("comment {} of group {}", comment, group));
        return 0;
    };
}

Action bind_enroll_charter_answer(Parser& parser) {
    struct Flags {
        std::optional<std::int64_t> comment;
        TextFlags text;
    };
    auto flags = std::make_shared<Flags>();
    add_count(parser, "COMMENT", flags->comment, "Number of the comment", 1)->required();
    flags->text.declare(parser, mark_message("the answer"));
    return [flags](Context& context) {
        const std::string text = flags->text.require(context);
        Transaction transaction(context.store(), context.actor());
        answer_charter_comment(transaction, *flags->comment, text);
        transaction.commit();
        context.note(say("comment {} is answered", *flags->comment));
        return 0;
    };
}

Action bind_enroll_charter_adopt(Parser& /*parser*/) {
    return [](Context& context) {
        Transaction transaction(context.store(), context.actor());
        const CharterAdoption adoption = adopt_charter(transaction);
        transaction.commit();
        context.note(say("version {} is adopted", adoption.number));
        if (!adoption.members_of_older.empty()) {
            context.note(say("consents of members that refer to an older version: {}; ask them again",
                             number_list(adoption.members_of_older)));
        }
        return 0;
    };
}

Action bind_enroll_charter_list(Parser& /*parser*/) {
    return [](Context& context) {
        context.write_list(version_shape(), [&](RowWriter& out) {
            for (const auto& version : list_charters(context.store(), context.today())) {
                out.row(version_row(version));
            }
        });
        return 0;
    };
}

Action bind_enroll_charter_comments(Parser& parser) {
    auto version = std::make_shared<std::optional<std::int64_t>>();
    add_count(parser, "VERSION", *version, "Only those on this version", 1);
    return [version](Context& context) {
        context.write_list(comment_shape(), [&](RowWriter& out) {
            for (const auto& comment : list_charter_comments(context.store(), *version)) {
                out.row(comment_row(comment));
            }
        });
        return 0;
    };
}

Action bind_enroll_charter_show(Parser& parser) {
    struct Flags {
        std::optional<std::int64_t> version;
        bool text_only = false;
    };
    auto flags = std::make_shared<Flags>();
    add_count(parser, "VERSION", flags->version,
              "Number of the version; else the adopted one, the newest published, the draft", 1);
    parser.add_flag("--text", flags->text_only,
                    "Only the text, as it is stored: its sha256sum is the version's hash");
    return [flags](Context& context) {
        const auto& format = context.flags().format;
        const bool as_list = context.flags().columns || (format && format != "table");
        if (as_list && flags->text_only) {
            throw Error(ErrorKind::usage,
                        say("--text writes the text as it is stored; leave -f and --columns out"));
        }
        const CharterCard card = charter_card(context.store(), flags->version, context.today());
        if (as_list) {
            context.write_list(card_shape(), [&](RowWriter& out) { out.row(card_row(card)); });
            return 0;
        }
        write_text(context, flags->text_only ? card.text : charter_card_text(card, context.lang() == "vi"));
        return 0;
    };
}

} // namespace hnat::cli
