// survey list, find, show, stats, export, unresolved, batches.
#include "base/error.hpp"
#include "base/message.hpp"
#include "cli/arguments.hpp"
#include "cli/command.hpp"
#include "cli/options.hpp"
#include "cli/survey_rows.hpp"
#include "survey/import.hpp"
#include "survey/register.hpp"

#include <fmt/format.h>

#include <memory>
#include <utility>

namespace hnat::cli {

namespace {

constexpr std::int64_t k_most_rows = 1'000'000'000;
constexpr std::int64_t k_default_hits = 50;

struct ListFlags {
    FilterFlags filter;
    std::string sort = "number";
    std::optional<std::int64_t> limit;
};

void declare_sort(Parser& parser, ListFlags& flags) {
    parser
        .add_option("--sort", flags.sort,
                    "number (default), name (Vietnamese order) or members (largest first)")
        ->type_name("number|name|members");
    add_count(parser, "--limit", flags.limit, "at most this many rows", 1, k_most_rows);
}

GroupOrder order_argument(const std::string& text) {
    if (text == "number") {
        return GroupOrder::number;
    }
    if (text == "name") {
        return GroupOrder::name;
    }
    if (text == "members") {
        return GroupOrder::members;
    }
    refuse_choice("--sort", text, {"number", "name", "members"});
}

/// The groups of the filter as rows of the shape.
void write_groups(Context& context, const ListFlags& flags, const GroupFilter& filter, const ListShape& shape,
                  const std::function<Row(Group&&)>& row, Format fallback = Format::table) {
    const GroupOrder order = order_argument(flags.sort);
    context.write_list(
        shape,
        [&](RowWriter& writer) {
            std::int64_t written = 0;
            list_groups(context.store(), filter, order, context.today(), [&](Group&& group) {
                writer.row(row(std::move(group)));
                ++written;
                return !flags.limit || written < *flags.limit;
            });
        },
        fallback);
}

std::string event_text(const GroupEvent& event) {
    if (event.kind == "state") {
        return event.detail;
    }
    if (event.kind == "liaison") {
        return "liaison " + event.detail;
    }
    if (event.kind == "edited") {
        return "edited: " + event.detail;
    }
    if (event.kind == "merged") {
        return "merged in: " + event.detail;
    }
    return event.detail.empty() ? event.kind : event.kind + " " + event.detail;
}

/// The card as a list of fields and history lines, so that it has all formats.
ListShape card_shape() {
    return {"hnat.survey.show/1",
            {{"day", "Day"},
             {"field", "Field", false, true, FieldType::label},
             {"value", "Value", false, true, FieldType::any}}};
}

void write_card(RowWriter& writer, const GroupCard& card, Row group_row, const ListShape& shape) {
    for (std::size_t i = 0; i < shape.fields.size(); ++i) {
        if (!std::holds_alternative<std::monostate>(group_row[i])) {
            writer.row({Value(), std::string(shape.fields[i].name), std::move(group_row[i])});
        }
    }
    if (!card.liaison_name.empty()) {
        writer.row({Value(), std::string(mark_message("liaison_name")), card.liaison_name});
    }
    for (const std::string& alias : card.aliases) {
        writer.row({Value(), std::string(mark_message("alias")), alias});
    }
    for (const GroupEvent& event : card.history) {
        writer.row({event.day, std::string(mark_message("history")), event_text(event)});
    }
}

} // namespace

Action bind_survey_list(Parser& parser) {
    auto flags = std::make_shared<ListFlags>();
    flags->filter.declare(parser);
    declare_sort(parser, *flags);
    return [flags](Context& context) {
        GroupRows rows(context.store());
        write_groups(context, *flags, flags->filter.filter(context.store(), context.today()),
                     group_shape("hnat.survey.list/1"),
                     [&rows](Group&& group) { return rows.row(std::move(group)); });
        return 0;
    };
}

Action bind_survey_export(Parser& parser) {
    auto flags = std::make_shared<ListFlags>();
    flags->filter.declare(parser);
    declare_sort(parser, *flags);
    return [flags](Context& context) {
        write_groups(
            context, *flags, flags->filter.filter(context.store(), context.today()), export_shape(),
            [](Group&& group) { return export_row(std::move(group)); }, Format::csv);
        return 0;
    };
}

Action bind_survey_unresolved(Parser& parser) {
    auto flags = std::make_shared<ListFlags>();
    flags->filter.declare(parser);
    declare_sort(parser, *flags);
    return [flags](Context& context) {
        GroupFilter filter = flags->filter.filter(context.store(), context.today());
        filter.resolved = false;
        GroupRows rows(context.store());
        write_groups(context, *flags, filter, group_shape("hnat.survey.unresolved/1"),
                     [&rows](Group&& group) { return rows.row(std::move(group)); });
        return 0;
    };
}

Action bind_survey_find(Parser& parser) {
    struct Flags {
        std::vector<std::string> words;
        FilterFlags filter;
        std::optional<std::int64_t> limit;
    };
    auto flags = std::make_shared<Flags>();
    parser
        .add_option("WORDS", flags->words,
                    "words of the name, with or without accents; the last may be unfinished")
        ->required();
    flags->filter.declare(parser);
    add_count(parser, "--limit", flags->limit, "at most this many rows (default 50)", 1, k_most_rows);
    return [flags](Context& context) {
        Store& store = context.store();
        const GroupFilter filter = flags->filter.filter(store, context.today());
        const auto limit = static_cast<std::size_t>(flags->limit.value_or(k_default_hits));
        const auto groups = find_groups(store, join_words(flags->words), filter, context.today(), limit);
        GroupRows rows(store);
        context.write_list(group_shape("hnat.survey.find/1"), [&](RowWriter& writer) {
            for (const Group& group : groups) {
                writer.row(rows.row(group));
            }
        });
        if (groups.size() == limit) {
            context.note(say("the first {}; add a word, a filter or --limit N", groups.size()));
        }
        return 0;
    };
}

Action bind_survey_show(Parser& parser) {
    auto reference = std::make_shared<std::string>();
    parser.add_option("GROUP", *reference, "number, address or key of a group")->required();
    return [reference](Context& context) {
        Store& store = context.store();
        const GroupCard card = group_card(store, find_group(store, *reference, context.today()));
        GroupRows rows(store);
        context.write_list(card_shape(), [&](RowWriter& writer) {
            write_card(writer, card, rows.row(card.group), group_shape("hnat.survey.list/1"));
        });
        return 0;
    };
}

Action bind_survey_stats(Parser& /*parser*/) {
    return [](Context& context) {
        const auto stats = group_stats(context.store(), context.today());
        const ListShape shape{
            "hnat.survey.stats/1",
            {{"by", "By"}, {"value", "Value"}, {"groups", "Groups", true}, {"members", "Members", true}}};
        context.write_list(shape, [&](RowWriter& writer) {
            for (const GroupStat& stat : stats) {
                writer.row({stat.by, stat.value, stat.groups, stat.members});
            }
        });
        return 0;
    };
}

Action bind_survey_batches(Parser& /*parser*/) {
    return [](Context& context) {
        const auto batches = list_batches(context.store());
        const ListShape shape{"hnat.survey.batches/1",
                              {{"batch", "Batch", true},
                               {"day", "Day"},
                               {"file", "File"},
                               {"mode", "Mode", false, false},
                               {"rows", "Rows", true},
                               {"new", "New", true},
                               {"changed", "Changed", true},
                               {"unchanged", "Unchanged", true},
                               {"duplicate", "Duplicate", true},
                               {"rejected", "Rejected", true},
                               {"staff", "By"},
                               {"reverted_on", "Reverted on"},
                               {"sha256", "SHA-256", false, false}}};
        context.write_list(shape, [&](RowWriter& writer) {
            for (const Batch& batch : batches) {
                const ImportCounts& counts = batch.counts;
                writer.row({batch.id, batch.day, batch.file_name, std::string(name_of(batch.mode)),
                            counts.rows, counts.added, counts.changed, counts.unchanged, counts.duplicate,
                            counts.rejected, batch.staff,
                            batch.reverted_on ? Value(*batch.reverted_on) : Value(), batch.sha256});
            }
        });
        return 0;
    };
}

} // namespace hnat::cli
