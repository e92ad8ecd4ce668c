// find: everything at once: groups, members, meetings.
#include "base/text.hpp"
#include "cli/arguments.hpp"
#include "cli/command.hpp"
#include "cli/options.hpp"
#include "enroll/member_card.hpp"
#include "meeting/meeting.hpp"
#include "survey/register.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <memory>

namespace hnat::cli {

namespace {

constexpr std::size_t k_most_groups = 20;

/// P2: who withdrew is in no search, nor is one whose consents have all ended or who asked for restriction.
void find_members(Context& context, const std::string& words, RowWriter& writer) {
    for (const MemberLine& member : list_members(context.store(), {}, context.today())) {
        if (member.name && !member.restricted_on && has_words(*member.name, words)) {
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
    for (const MeetingSummary& found : list_meetings(context.store(), {}, context.today())) {
        const Meeting& meeting = found.meeting;
        const std::string when = to_text(meeting.at);
        if (has_words(fmt::format("{} {} {}", name_of(meeting.kind), meeting.place, meeting.agenda), words) ||
            when.starts_with(words)) {
            writer.row({std::string("meeting"), meeting.id, fmt::format("{} {}", name_of(meeting.kind), when),
                        meeting.place, std::string(name_of(meeting.state))});
        }
    }
}

} // namespace

Action bind_find(Parser& parser) {
    auto words = std::make_shared<std::vector<std::string>>();
    parser
        .add_option("WORDS", *words, "words of a name, with or without accents; the last may be unfinished")
        ->required();
    return [words](Context& context) {
        const std::string text = join_words(*words);
        const auto groups = find_groups(context.store(), text, {}, context.today(), k_most_groups);
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
        });
        return 0;
    };
}

} // namespace hnat::cli
