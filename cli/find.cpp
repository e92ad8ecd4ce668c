// find: everything at once: groups, members, meetings, and records by their number.
#include "base/error.hpp"
#include "base/text.hpp"
#include "cli/arguments.hpp"
#include "cli/command.hpp"
#include "cli/options.hpp"
#include "enroll/member_card.hpp"
#include "meeting/meeting.hpp"
#include "store/record_numbers.hpp"
#include "survey/register.hpp"
#include "tip/tip.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <charconv>
#include <memory>

namespace hnat::cli {

namespace {

constexpr std::size_t k_most_groups = 20;

std::optional<std::int64_t> whole_number(std::string_view text) {
    std::int64_t number = 0;
    const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    const bool whole = !text.empty() && error == std::errc() && stop == text.data() + text.size();
    return whole ? std::optional(number) : std::nullopt;
}

/// By words of the name; or the one that a number, an address or a key names.
std::vector<Group> matching_groups(Context& context, const std::string& text) {
    auto groups = find_groups(context.store(), text, {}, context.today(), k_most_groups);
    try {
        Group named = find_group(context.store(), text, context.today());
        if (std::ranges::find(groups, named.id, &Group::id) == groups.end()) {
            groups.insert(groups.begin(), std::move(named));
        }
    } catch (const Error& error) {
        if (error.kind() != ErrorKind::not_found && error.kind() != ErrorKind::usage) {
            throw;
        }
    }
    return groups;
}

/// P2: who withdrew is in no search, nor is one whose consents have all ended or who asked for restriction.
void find_members(Context& context, const std::string& words, RowWriter& writer) {
    const auto number = whole_number(words);
    for (const MemberLine& member : list_members(context.store(), {}, context.today())) {
        if (member.name && !member.restricted_on && (member.id == number || has_words(*member.name, words))) {
            std::vector<std::string> groups;
            for (const MemberGroup& group : member.groups) {
                groups.push_back(fmt::format("{} of group {}", name_of(group.role), group.group));
            }
            writer.row({std::string("member"), member.id, *member.name,
                        fmt::format("{}", fmt::join(groups, ", ")), std::string("consents")});
        }
    }
}

void find_meetings(Context& context, const std::string& words, RowWriter& writer) {
    const auto number = whole_number(words);
    for (const MeetingSummary& found : list_meetings(context.store(), {}, context.today())) {
        const Meeting& meeting = found.meeting;
        const std::string when = to_text(meeting.at);
        if (has_words(fmt::format("{} {} {}", name_of(meeting.kind), meeting.place, meeting.agenda), words) ||
            when.starts_with(words) || meeting.id == number) {
            writer.row({std::string("meeting"), meeting.id, fmt::format("{} {}", name_of(meeting.kind), when),
                        meeting.place, std::string(name_of(meeting.state))});
        }
    }
}

/// P5: a tip is found by its number or its reference alone; no word of it is in the clear.
void find_tips(Context& context, const std::string& words, RowWriter& writer) {
    std::string reference = words;
    std::ranges::transform(reference, reference.begin(), [](char c) {
        return c >= 'a' && c <= 'f' ? static_cast<char>(c - 'a' + 'A') : c;
    });
    for (const Tip& tip : list_tips(context.store(), {}, context.today())) {
        if (std::to_string(tip.id) == words || tip_reference(tip) == reference) {
            writer.row({std::string("tip"), tip.id, std::string(name_of(tip.harm)),
                        fmt::format("{}, received on {}", name_of(tip.level), to_iso(tip.received_on)),
                        std::string(name_of(tip.state))});
        }
    }
}

} // namespace

Action bind_find(Parser& parser) {
    auto words = std::make_shared<std::vector<std::string>>();
    parser
        .add_option("WORDS", *words,
                    "words of a name, with or without accents, the last may be unfinished; or a number, an "
                    "address, a key")
        ->required();
    return [words](Context& context) {
        const std::string text = join_words(*words);
        const auto groups = matching_groups(context, text);
        const ListShape shape{"hnat.find/1",
                              {{"kind", "Kind"},
                               {"number", "No.", true},
                               {"title", "Name"},
                               {"detail", "Detail"},
                               {"state", "State"}}};
        context.write_list(shape, [&](RowWriter& writer) {
            for (const Group& group : groups) {
                writer.row({std::string("group"), group.id, group.facts.name, group.address.key(),
                            std::string(name_of(group.state))});
            }
            find_members(context, text, writer);
            find_meetings(context, text, writer);
            find_tips(context, text, writer);
        });
        return 0;
    };
}

} // namespace hnat::cli
