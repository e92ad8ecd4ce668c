#include "enroll/practice.hpp"

#include "base/error.hpp"
#include "base/hash.hpp"
#include "base/message.hpp"
#include "enroll/figures_practice.hpp"
#include "enroll/record_state.hpp"
#include "store/audit.hpp"
#include "store/statement.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <functional>
#include <map>
#include <set>

namespace hnat {

namespace {

void require_joined(SQLite::Database& db, std::int64_t group) {
    SQLite::Statement query(db, "SELECT state FROM survey_group WHERE id = ?");
    sql::bind_all(query, group);
    if (!query.executeStep()) {
        throw Error(ErrorKind::not_found,
                    say("there is no group {}; `hnat survey list` shows the numbers", group));
    }
    const std::string state = query.getColumn(0).getString();
    if (state != "joined") {
        throw Error(ErrorKind::usage,
                    say("group {} is {}; only a group that has joined assesses itself", group, state));
    }
}

std::vector<std::string> codes_without_answer(const PracticeAnswers& answers) {
    std::vector<std::string> missing;
    for (const Practice& practice : practices()) {
        if (!answers.contains(practice.code)) {
            missing.push_back(practice.code);
        }
    }
    return missing;
}

PracticeAnswers answers_of(SQLite::Database& db, std::int64_t assessment) {
    SQLite::Statement query(db, "SELECT practice, answer FROM assessment_answer WHERE assessment_id = ?");
    sql::bind_all(query, assessment);
    PracticeAnswers answers;
    while (query.executeStep()) {
        answers.emplace(query.getColumn(0).getString(), sql::required_name_at<PracticeAnswer>(query, 1));
    }
    return answers;
}

std::int64_t count_of(const PracticeAnswers& answers, PracticeAnswer answer) {
    return std::ranges::count_if(answers, [answer](const auto& entry) { return entry.second == answer; });
}

/// The mean of groups' scores in per cent: of the practices that fit a group, the share that it follows.
class MeanScore {
  public:
    void next_group() {
        if (m_yes + m_no > 0) {
            m_sum += 100.0 * static_cast<double>(m_yes) / static_cast<double>(m_yes + m_no);
            ++m_groups;
        }
        m_yes = m_no = 0;
    }
    void add(PracticeAnswer answer) {
        m_yes += answer == PracticeAnswer::yes ? 1 : 0;
        m_no += answer == PracticeAnswer::no ? 1 : 0;
    }
    std::optional<double> value() {
        next_group();
        return m_groups == 0 ? std::nullopt : std::optional(m_sum / static_cast<double>(m_groups));
    }

  private:
    std::int64_t m_yes = 0, m_no = 0, m_groups = 0;
    double m_sum = 0;
};

} // namespace

std::optional<int> practice_score(std::int64_t yes, std::int64_t no) {
    if (yes + no == 0) {
        return std::nullopt;
    }
    return static_cast<int>((200 * yes + yes + no) / (2 * (yes + no)));
}

std::vector<std::string> assess_group(Transaction& transaction, std::int64_t group,
                                      const PracticeAnswers& answers, bool partial) {
    SQLite::Database& db = transaction.db();
    require_joined(db, group);
    auto missing = codes_without_answer(answers);
    if (answers.empty()) {
        throw Error(ErrorKind::usage,
                    say("no answers; expected CODE=yes, no or n-a for each of {}", fmt::join(missing, ", ")));
    }
    if (!missing.empty() && !partial) {
        throw Error(
            ErrorKind::usage,
            say("no answer to: {}; answer them (n-a for what does not fit the group), or give --partial",
                fmt::join(missing, ", ")));
    }
    const Uuid uuid = random_uuid();
    sql::run_once(db, "INSERT INTO assessment (uuid, group_id, day) VALUES (?, ?, ?)", uuid, group,
                  transaction.today());
    const std::int64_t assessment = db.getLastInsertRowid();
    SQLite::Statement insert(
        db, "INSERT INTO assessment_answer (assessment_id, practice, answer) VALUES (?, ?, ?)");
    for (const auto& [practice, answer] : answers) {
        sql::run(insert, assessment, practice, name_of(answer));
    }
    append_audit(transaction, AuditVerb::group_assess, uuid, record_state::of_assessment(db, assessment));
    return missing;
}

std::vector<Assessment> list_assessments(const Store& store, const Regime& regime,
                                         std::optional<std::int64_t> group,
                                         const std::optional<Period>& quarter) {
    SQLite::Statement query(store.db(),
                            "SELECT assessment.id, assessment.group_id, survey_group.name, assessment.day"
                            " FROM assessment JOIN survey_group ON survey_group.id = assessment.group_id"
                            " WHERE ?1 IS NULL OR assessment.group_id = ?1"
                            " ORDER BY assessment.day DESC, assessment.id DESC");
    sql::bind_all(query, group);
    std::vector<Assessment> all;
    std::set<std::pair<Day, std::int64_t>> seen; // quarter and group: the newest comes first
    while (query.executeStep()) {
        Assessment entry;
        entry.group = query.getColumn(1).getInt64();
        entry.day = sql::required_day_at(query, 3);
        entry.quarter = regime.containing(PeriodKind::quarter, entry.day);
        const bool wanted = !quarter || quarter->days.contains(entry.day);
        if (!wanted || !seen.emplace(entry.quarter.days.start, entry.group).second) {
            continue;
        }
        entry.group_name = query.getColumn(2).getString();
        entry.answers = answers_of(store.db(), query.getColumn(0).getInt64());
        entry.yes = count_of(entry.answers, PracticeAnswer::yes);
        entry.no = count_of(entry.answers, PracticeAnswer::no);
        entry.not_applicable = count_of(entry.answers, PracticeAnswer::not_applicable);
        entry.missing = static_cast<std::int64_t>(codes_without_answer(entry.answers).size());
        entry.score = practice_score(entry.yes, entry.no);
        all.push_back(std::move(entry));
    }
    std::ranges::stable_sort(all, [](const Assessment& left, const Assessment& right) {
        return left.quarter.days.start != right.quarter.days.start
                   ? left.quarter.days.start > right.quarter.days.start
                   : left.group < right.group;
    });
    return all;
}

PracticeFigures practice_figures(const Store& store, DayRange period) {
    PracticeFigures figures;
    for (const Practice& practice : practices()) {
        figures.practices.push_back({practice.code, practice.name_vi, practice.name_en, 0, 0, 0});
    }
    // The latest of each group, by the answers to each practice; its id groups its lines.
    SQLite::Statement query(
        store.db(),
        "SELECT assessment.id, practice, answer FROM assessment"
        " LEFT JOIN assessment_answer ON assessment_id = assessment.id WHERE day >= ?1 AND day < ?2"
        " AND NOT EXISTS (SELECT 1 FROM assessment AS later WHERE later.group_id = assessment.group_id"
        "     AND later.day >= ?1 AND later.day < ?2"
        "     AND (later.day, later.id) > (assessment.day, assessment.id)) ORDER BY assessment.id");
    sql::bind_all(query, period.start, period.end);
    std::map<std::string, PracticeCount*, std::less<>> by_code;
    for (PracticeCount& count : figures.practices) {
        by_code.emplace(count.code, &count);
    }
    MeanScore mean;
    std::int64_t id = 0;
    while (query.executeStep()) {
        if (const auto next = query.getColumn(0).getInt64(); next != id) {
            id = next;
            ++figures.groups;
            mean.next_group();
        }
        const auto answer = sql::name_at<PracticeAnswer>(query, 2);
        if (!answer) {
            continue;
        }
        mean.add(*answer);
        if (const auto count = by_code.find(query.getColumn(1).getString()); count != by_code.end()) {
            count->second->yes += *answer == PracticeAnswer::yes ? 1 : 0;
            count->second->no += *answer == PracticeAnswer::no ? 1 : 0;
            count->second->not_applicable += *answer == PracticeAnswer::not_applicable ? 1 : 0;
        }
    }
    figures.mean_score = mean.value();
    return figures;
}

} // namespace hnat
