#include "meeting/document.hpp"

#include "base/error.hpp"
#include "base/message.hpp"
#include "base/text.hpp"
#include "meeting/calendar.hpp"
#include "meeting/row.hpp"
#include "render/wording.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>

namespace hnat {

namespace {

using kainjow::mustache::data;
using kainjow::mustache::list;
using kainjow::mustache::object;

/// The names are described in docs/meeting-templates.md.
class ViewBuilder {
  public:
    ViewBuilder(const MeetingCard& card, const DocumentForm& form, std::string_view language)
        : m_card(card),
          m_form(form),
          m_wording(language) {}

    View invitation(const Office& office, Day today) {
        object root = common(office, today);
        root.emplace("groups", invited());
        return finish(root, mark_message("invitation"));
    }

    View minutes(const Office& office, Day today) {
        object root = common(office, today);
        root.emplace("present", attendance(Attendance::present));
        root.emplace("apologies", attendance(Attendance::apologies));
        root.emplace("absent", attendance(Attendance::absent));
        root.emplace("not_recorded", attendance(std::nullopt));
        root.emplace("questions", questions());
        root.emplace("actions", actions());
        return finish(root, mark_message("record of the meeting"));
    }

  private:
    View finish(const object& root, std::string_view document) {
        View view;
        view.data = wrap(root);
        view.names = m_names;
        view.document = document;
        add_form(view, m_wording, m_form);
        return view;
    }

    /// An object of the view; remembers its names.
    data wrap(const object& fields) {
        for (const auto& field : fields) {
            m_names.insert(field.first);
        }
        return fields;
    }

    /// A list as a section: `any`, `count` and the `lines`.
    data section(list lines) {
        const auto count = static_cast<std::int64_t>(lines.size());
        return wrap({{"any", count > 0}, {"count", m_wording.number(count)}, {"lines", std::move(lines)}});
    }

    static std::string text(std::string_view value) { return escape_controls(value); }

    /// A text of several lines as a list of them, so that the template says how a line begins.
    data lines_of(std::string_view value) {
        list lines;
        for (std::size_t begin = 0; begin < value.size();) {
            const auto end = std::min(value.find('\n', begin), value.size());
            if (end > begin) {
                lines.push_back(wrap({{"line", text(value.substr(begin, end - begin))}}));
            }
            begin = end + 1;
        }
        return section(std::move(lines));
    }

    /// Day, month and year apart, as the date line of a document needs them.
    data date(Day day) {
        const std::chrono::year_month_day parts{day};
        return wrap({{"date", m_wording.day(day)},
                     {"iso", to_iso(day)},
                     {"day", padded(static_cast<unsigned>(parts.day()), 10)},
                     {"month", padded(static_cast<unsigned>(parts.month()), 3)},
                     {"year", std::to_string(static_cast<int>(parts.year()))},
                     {"weekday", weekday(day)}});
    }

    std::string weekday(Day day) const {
        constexpr std::array k_vietnamese{"Chủ Nhật", "thứ Hai", "thứ Ba", "thứ Tư",
                                          "thứ Năm",  "thứ Sáu", "thứ Bảy"};
        constexpr std::array k_english{"Sunday",   "Monday", "Tuesday", "Wednesday",
                                       "Thursday", "Friday", "Saturday"};
        const auto number = std::chrono::weekday{day}.c_encoding();
        return m_wording.vietnamese() ? k_vietnamese.at(number) : k_english.at(number);
    }

    object common(const Office& office, Day today) {
        const Meeting& meeting = m_card.meeting;
        list materials;
        for (const auto& material : m_card.materials) {
            materials.push_back(
                wrap({{"title", text(material.title)}, {"reference", text(material.reference)}}));
        }
        const std::int64_t minute = meeting.at.minute % 60;
        return {{"office", wrap({{"name", text(office.name)},
                                 {"code", text(office.code)},
                                 {"has_parent", !office.parent.empty()},
                                 {"parent", text(office.parent)},
                                 {"has_place", !office.place.empty()},
                                 {"place", text(office.place)}})},
                {"made", date(today)},
                {"meeting", wrap({{"number", m_wording.number(meeting.id)},
                                  {"title", std::string(title_of(meeting.kind, m_wording.vietnamese()))},
                                  {"on", date(meeting.at.day)},
                                  {"time", clock_of(meeting.at)},
                                  {"hour", std::to_string(meeting.at.minute / 60)},
                                  {"minute", fmt::format("{:02}", minute)},
                                  {"minutes", m_wording.number(meeting.minutes)},
                                  {"place", text(meeting.place)},
                                  {"moved", meeting.state == MeetingState::moved},
                                  {"agenda", lines_of(meeting.agenda)},
                                  {"materials", section(std::move(materials))}})}};
    }

    data group_line(const MeetingGroup& group) {
        return wrap({{"known", group.group.has_value()}, {"name", text(group.name)}});
    }

    list invited() {
        list lines;
        for (const auto& group : m_card.groups) {
            if (group.may_be_invited) {
                lines.push_back(wrap({{"name", text(group.name)}, {"first", lines.empty()}}));
            }
        }
        return lines;
    }

    data attendance(std::optional<Attendance> which) {
        list lines;
        for (const auto& group : m_card.groups) {
            if (group.attendance == which) {
                lines.push_back(group_line(group));
            }
        }
        return section(std::move(lines));
    }

    data questions() {
        list lines;
        for (const auto& question : m_card.questions) {
            lines.push_back(wrap({{"group", wrap({{"known", question.group.has_value()},
                                                  {"name", text(question.group_name)}})},
                                  {"number", m_wording.number(static_cast<std::int64_t>(lines.size()) + 1)},
                                  {"text", lines_of(question.text)},
                                  {"answered", question.answer.has_value()},
                                  {"answer", lines_of(question.answer.value_or(""))}}));
        }
        return section(std::move(lines));
    }

    data actions() {
        list lines;
        for (const auto& task : m_card.tasks) {
            std::string one_line = task.text;
            std::ranges::replace(one_line, '\n', ' ');
            lines.push_back(wrap({{"number", m_wording.number(static_cast<std::int64_t>(lines.size()) + 1)},
                                  {"text", text(one_line)},
                                  {"owner", text(task.owner_name)},
                                  {"due", m_wording.day(task.due)},
                                  {"done", task.done_on.has_value()},
                                  {"done_on", task.done_on ? m_wording.day(*task.done_on) : ""}}));
        }
        return section(std::move(lines));
    }

    const MeetingCard& m_card;
    const DocumentForm& m_form;
    Wording m_wording;
    std::set<std::string, std::less<>> m_names;
};

} // namespace

std::string render_invitation(const Office& office, const DocumentForm& form, const MeetingCard& card,
                              Day today, std::string_view language, DocumentFormat format,
                              const std::optional<std::filesystem::path>& folder) {
    if (std::ranges::none_of(card.groups, &MeetingGroup::may_be_invited)) {
        throw Error(ErrorKind::usage, say("{} has no group that could be invited; name some with --group",
                                          meeting_row::label(card.meeting)));
    }
    return render_document(ViewBuilder(card, form, language).invitation(office, today), language,
                           "invitation", format, folder);
}

std::string render_minutes(const Office& office, const DocumentForm& form, const MeetingCard& card, Day today,
                           std::string_view language, DocumentFormat format,
                           const std::optional<std::filesystem::path>& folder) {
    const Meeting& meeting = card.meeting;
    if (meeting.state != MeetingState::held) {
        throw Error(ErrorKind::usage,
                    say("{} is {}; there are minutes of meetings that were held: `hnat meeting hold {}`",
                        meeting_row::label(meeting), name_of(meeting.state), meeting.id));
    }
    return render_document(ViewBuilder(card, form, language).minutes(office, today), language, "minutes",
                           format, folder);
}

} // namespace hnat
