// survey add, edit, merge, shortlist, assign, revert.
#include "base/error.hpp"
#include "base/message.hpp"
#include "base/text.hpp"
#include "cli/arguments.hpp"
#include "cli/command.hpp"
#include "enroll/approach.hpp"
#include "meeting/change.hpp"
#include "store/office.hpp"
#include "store/wipe.hpp"
#include "survey/import.hpp"
#include "survey/register.hpp"
#include "survey/row.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <memory>

namespace hnat::cli {

namespace {

/// The facts of a group as typed. An empty optional was not given; for edit, an empty text clears the field.
struct FactFlags {
    std::optional<std::string> name, url, entity, members, members_on, topic, locality, visibility, language,
        source;

    void declare(Parser& parser) {
        parser.add_option("--name", name, "the group's name")->type_name("NAME");
        parser.add_option("--url", url, "the group's address")->type_name("URL");
        parser.add_option("--entity", entity, "what it is")->type_name(placeholder_of<Entity>());
        parser.add_option("--members", members, "how many members: 12500, 12.500, 12,5K")->type_name("N");
        parser.add_option("--members-on", members_on, "the day they were counted")->type_name("DAY");
        parser.add_option("--topic", topic, "a topic of the closed list, e.g. trade")->type_name("TOPIC");
        parser.add_option("--locality", locality, "a commune or ward: code or name")->type_name("LOCALITY");
        parser.add_option("--visibility", visibility, "who can read it")
            ->type_name(placeholder_of<Visibility>());
        parser.add_option("--language", language, "language code, e.g. vi")->type_name("LANGUAGE");
        parser.add_option("--source", source, "where the facts come from: a list, never a person")
            ->type_name("TEXT");
    }
};

/// Every problem on a line of its own, as of a list.
[[noreturn]] void refuse_flags(Context& context, const Diagnostics& problems) {
    std::string line;
    for (const Diagnostic& problem : problems) {
        if (!line.empty()) {
            context.streams().message(fmt::format("hnat: {}", line));
        }
        std::string flag = problem.column;
        std::ranges::replace(flag, '_', '-');
        line = flag.empty() ? problem.message : fmt::format("--{}: {}", flag, problem.message);
    }
    throw Error(ErrorKind::usage, line);
}

/// Flags go through the same parser as a row of a list, so that the same rules (P1 among them) hold for both.
ParsedRow parse_flags(const FactFlags& flags, Context& context) {
    const Store& store = context.store();
    const std::array<std::pair<std::string_view, const std::optional<std::string>*>, 10> cells{{
        {"name", &flags.name},
        {"url", &flags.url},
        {"entity", &flags.entity},
        {"members", &flags.members},
        {"members_on", &flags.members_on},
        {"topic", &flags.topic},
        {"locality", &flags.locality},
        {"visibility", &flags.visibility},
        {"language", &flags.language},
        {"source", &flags.source},
    }};
    std::vector<std::string> header;
    ListRow row;
    for (const auto& [column, value] : cells) {
        header.emplace_back(column);
        row.cells.push_back({squeeze(nfc(value->value_or(""))), std::nullopt});
    }
    const ColumnMap columns = map_columns(header, "command line", 0);
    const Office office = read_office(store);
    const LocalityIndex localities = LocalityIndex::load(store);
    auto parsed =
        parse_row(row, columns, header,
                  {AddressRules::standard(), localities, office.province, "command line", context.today()});
    if (auto* problems = std::get_if<Diagnostics>(&parsed)) {
        refuse_flags(context, *problems);
    }
    return std::get<ParsedRow>(std::move(parsed));
}

/// For one field of edit: not given, cleared with an empty text, or the parsed value.
template <typename Type>
std::optional<std::optional<Type>> edited(const std::optional<std::string>& flag,
                                          const std::optional<Type>& parsed) {
    if (!flag) {
        return std::nullopt;
    }
    return flag->empty() ? std::optional<Type>() : parsed;
}

/// The edit that the flags ask for. What was not typed is taken from the group for parsing only.
GroupEdit make_edit(const FactFlags& flags, const Group& group, Context& context) {
    if (flags.name && flags.name->empty()) {
        throw Error(ErrorKind::usage, say("--name: a group has a name; it cannot be cleared"));
    }
    FactFlags complete = flags;
    complete.name = flags.name.value_or(group.facts.name);
    complete.url = flags.url.value_or(group.address.url);
    complete.entity = flags.entity ? flags.entity : std::string(name_of(group.address.entity));
    const ParsedRow parsed = parse_flags(complete, context);
    const GroupFacts& facts = parsed.facts;
    GroupEdit edit;
    if (flags.name) {
        edit.name = facts.name;
    }
    if (flags.url || flags.entity) {
        edit.address = parsed.address;
    }
    edit.members = edited(flags.members, facts.members);
    edit.members_on = edited(flags.members_on, facts.members_on);
    edit.topic = edited(flags.topic, facts.topic);
    edit.locality = edited(flags.locality, facts.locality);
    edit.visibility = edited(flags.visibility, facts.visibility);
    edit.language = edited(flags.language, facts.language);
    edit.source = edited(flags.source, facts.source);
    return edit;
}

} // namespace

Action bind_survey_add(Parser& parser) {
    auto flags = std::make_shared<FactFlags>();
    flags->declare(parser);
    parser.find("--name")->required();
    parser.find("--url")->required();
    return [flags](Context& context) {
        Store& store = context.store();
        const ParsedRow row = parse_flags(*flags, context);
        Transaction transaction(store, context.actor());
        const std::int64_t number = add_group(transaction, row.address, row.facts);
        transaction.commit();
        context.note(say("added group {}: {}", number, row.address.key()));
        return 0;
    };
}

Action bind_survey_edit(Parser& parser) {
    struct Flags {
        std::string group;
        FactFlags facts;
    };
    auto flags = std::make_shared<Flags>();
    parser.add_option("GROUP", flags->group, "number, address or key of the group")->required();
    flags->facts.declare(parser);
    return [flags](Context& context) {
        Store& store = context.store();
        const Group group = find_group(store, flags->group, context.today());
        const GroupEdit edit = make_edit(flags->facts, group, context);
        Transaction transaction(store, context.actor());
        const auto changed = edit_group(transaction, group.id, edit);
        transaction.commit();
        context.note(changed.empty() ? say("group {}: nothing to change", group.id)
                                     : say("group {}: changed {}", group.id, fmt::join(changed, ", ")));
        return 0;
    };
}

Action bind_survey_merge(Parser& parser) {
    struct Flags {
        std::string into, from;
    };
    auto flags = std::make_shared<Flags>();
    parser.add_option("GROUP", flags->into, "the group that stays")->required();
    parser.add_option("OTHER", flags->from, "the same group under another address: moves into the first")
        ->required();
    return [flags](Context& context) {
        Store& store = context.store();
        const Group into = find_group(store, flags->into, context.today());
        const Group from = find_group(store, flags->from, context.today());
        const bool agreed = context.confirm(say("Merge group {} ({}) into group {} ({})?", from.id,
                                                from.facts.name, into.id, into.facts.name));
        if (!agreed) {
            context.note(tr("nothing was changed"));
            return 1;
        }
        Transaction transaction(store, context.actor());
        move_enroll_records(transaction, from.id, into.id);
        move_meeting_records(transaction, from.id, into.id);
        merge_groups(transaction, into.id, from.id);
        audit_moved_enroll_records(transaction, into.id);
        audit_moved_meeting_records(transaction, into.id);
        transaction.commit();
        wipe_deleted(store, say("group {} is now part of group {}", from.id, into.id));
        context.note(say("group {} is now part of group {}; its address stays known", from.id, into.id));
        return 0;
    };
}

Action bind_survey_shortlist(Parser& parser) {
    auto references = std::make_shared<std::vector<std::string>>();
    parser.add_option("GROUP", *references, "numbers, addresses or keys of groups")->required();
    return [references](Context& context) {
        Store& store = context.store();
        Transaction transaction(store, context.actor());
        for (const std::string& reference : *references) {
            shortlist_group(transaction, find_group(store, reference, context.today()).id);
        }
        transaction.commit();
        context.note(say("{} shortlisted", count_of_groups(references->size())));
        return 0;
    };
}

Action bind_survey_assign(Parser& parser) {
    struct Flags {
        std::vector<std::string> groups;
        std::string liaison;
    };
    auto flags = std::make_shared<Flags>();
    parser.add_option("GROUP", flags->groups, "numbers, addresses or keys of groups")->required();
    parser.add_option("--liaison", flags->liaison, "code of the staff member who keeps contact")
        ->type_name("STAFF")
        ->required();
    return [flags](Context& context) {
        Store& store = context.store();
        const Staff staff = find_liaison(store, flags->liaison);
        Transaction transaction(store, context.actor());
        for (const std::string& reference : flags->groups) {
            assign_liaison(transaction, find_group(store, reference, context.today()).id, staff.code);
        }
        transaction.commit();
        context.note(say("{} keeps contact with {} more", staff.code, count_of_groups(flags->groups.size())));
        return 0;
    };
}

Action bind_survey_revert(Parser& parser) {
    auto batch = std::make_shared<std::int64_t>(0);
    add_number(parser, "BATCH", *batch, "number of the batch: see hnat survey batches");
    return [batch](Context& context) {
        Store& store = context.store();
        Transaction transaction(store, context.actor());
        const RevertResult result = revert_batch(transaction, *batch);
        transaction.commit();
        wipe_deleted(store, say("batch {} is taken back", *batch));
        context.note(say("batch {} is taken back: {} removed, {} restored", *batch,
                         count_of_groups(static_cast<std::size_t>(result.removed)), result.restored));
        return 0;
    };
}

} // namespace hnat::cli
