#include "meeting/due.hpp"

#include "meeting/joined.hpp"
#include "meeting/meeting.hpp"
#include "store/snapshot.hpp"
#include "store/statement.hpp"

#include <fmt/core.h>

#include <algorithm>

namespace hnat {

namespace {

constexpr std::chrono::days k_one_day{1};

/// What became of the meetings of the quarter that a group was invited to, as `as_of` sees it.
class QuarterMeetings {
  public:
    QuarterMeetings(SQLite::Database& db, const DayRange& quarter, Day as_of)
        : m_statement(db, "SELECT substr(m.starts_at, 1, 10), m.state, m.closed_on, mg.attendance "
                          "FROM meeting_group AS mg JOIN meeting AS m ON m.id = mg.meeting_id "
                          "WHERE mg.group_id = ? AND m.starts_at >= ? AND m.starts_at < ? "
                          "ORDER BY m.starts_at, m.id"),
          m_quarter(quarter),
          m_as_of(as_of) {}

    void add_reasons(std::int64_t group, std::vector<DueReason>& why) {
        sql::bind_all(m_statement, group, m_quarter.start, m_quarter.end);
        while (m_statement.executeStep()) {
            const Day day = sql::required_day_at(m_statement, 0);
            const auto state = sql::required_name_at<MeetingState>(m_statement, 1);
            const auto closed_on = sql::day_at(m_statement, 2);
            const auto attendance = sql::name_at<Attendance>(m_statement, 3);
            const bool closed = closed_on && *closed_on <= m_as_of;
            if (state == MeetingState::cancelled && closed) {
                continue;
            }
            why.push_back({cause_of(state == MeetingState::held && closed, attendance, day), day});
        }
    }

  private:
    [[nodiscard]] DueCause cause_of(bool held, std::optional<Attendance> attendance, Day day) const {
        if (!held) {
            return day < m_as_of ? DueCause::not_held : DueCause::still_planned;
        }
        if (!attendance) {
            return DueCause::not_recorded;
        }
        return *attendance == Attendance::apologies ? DueCause::apologies : DueCause::absent;
    }

    SQLite::Statement m_statement;
    DayRange m_quarter;
    Day m_as_of;
};

const char* wording_en(DueCause cause) {
    switch (cause) {
    case DueCause::never_met:
        return "never met since it joined on {}";
    case DueCause::met_before:
        return "last met on {}, before this quarter";
    case DueCause::still_planned:
        return "the meeting planned on {} is not held yet";
    case DueCause::not_held:
        return "the meeting of {} is not on record as held";
    case DueCause::apologies:
        return "sent apologies for the meeting on {}";
    case DueCause::absent:
        return "missed the meeting on {}";
    case DueCause::not_recorded:
        return "whether it came to the meeting on {} is not recorded";
    case DueCause::contact_ended:
        return "the consent to contact ended on {}: it is not contacted without a new one";
    }
    return "";
}

const char* wording_vi(DueCause cause) {
    switch (cause) {
    case DueCause::never_met:
        return "chưa gặp lần nào kể từ khi tham gia ngày {}";
    case DueCause::met_before:
        return "lần gặp gần nhất ngày {}, trước quý này";
    case DueCause::still_planned:
        return "cuộc họp dự kiến ngày {} chưa diễn ra";
    case DueCause::not_held:
        return "cuộc họp ngày {} chưa được ghi nhận là đã diễn ra";
    case DueCause::apologies:
        return "đã báo vắng cuộc họp ngày {}";
    case DueCause::absent:
        return "vắng mặt tại cuộc họp ngày {}";
    case DueCause::not_recorded:
        return "chưa ghi nhận có dự cuộc họp ngày {} hay không";
    case DueCause::contact_ended:
        return "đồng ý cho liên hệ đã hết hạn ngày {}: chưa liên hệ khi chưa có đồng ý mới";
    }
    return "";
}

} // namespace

std::string in_words(const DueReason& reason, bool vietnamese) {
    const std::string day = vietnamese ? to_vietnamese(reason.day) : to_iso(reason.day);
    return fmt::format(fmt::runtime(vietnamese ? wording_vi(reason.cause) : wording_en(reason.cause)), day);
}

DueList due_contacts(const Store& store, const Regime& regime, Day as_of) {
    const Snapshot snapshot(store.db());
    DueList list;
    list.quarter = regime.containing(PeriodKind::quarter, as_of);
    list.as_of = as_of;
    const DayRange& days = list.quarter.days;
    list.days_left = (days.end - k_one_day - as_of).count();
    QuarterMeetings meetings(store.db(), days, as_of);
    for (const auto& joined : joined_groups(store.db(), as_of)) {
        if (joined.last_contact && days.contains(*joined.last_contact)) {
            continue;
        }
        DueGroup group{joined.group, joined.name, joined.liaison, joined.joined_on, joined.last_contact, {}};
        group.why.push_back(joined.last_contact ? DueReason{DueCause::met_before, *joined.last_contact}
                                                : DueReason{DueCause::never_met, joined.joined_on});
        meetings.add_reasons(joined.group, group.why);
        if (const auto ended = contact_ended(store.db(), joined.group, as_of)) {
            group.why.push_back({DueCause::contact_ended, *ended});
        }
        list.groups.push_back(std::move(group));
    }
    std::ranges::stable_sort(list.groups, {}, &DueGroup::last_contact);
    return list;
}

} // namespace hnat
