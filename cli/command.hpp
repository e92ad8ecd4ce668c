/// A command: one row of the table, one file that binds its flags.
#pragma once

#include "cli/context.hpp"

#include <functional>
#include <string_view>
#include <vector>

namespace CLI {
class App;
}

namespace hnat::cli {

/// Runs the command once its flags are parsed. Errors are hnat::Error; the returned number is the exit code.
using Action = std::function<int(Context&)>;

/// Declares the command's own flags and arguments on `app` (global flags are there already) and returns what
/// to run. Every option has a description: help, completion and man pages are made from it.
using Bind = Action (*)(CLI::App& app);

struct Command {
    std::string_view name;                  ///< "survey import"
    std::string_view arguments;             ///< "FILE|-", for the synopsis
    std::string_view summary;               ///< one line, for help
    std::vector<std::string_view> examples; ///< shell lines; help starts with them
    Access access = Access::none;
    Bind bind = nullptr;
};

/// An area: the first word of its commands, or the first two where a word of an area has verbs of its own.
struct Area {
    std::string_view name;         ///< "survey", "enroll charter"
    std::string_view summary;      ///< one line, for help
    std::string_view default_verb; ///< what the word alone means, e.g. "show"; empty: it needs a verb
};

/// Every command, in the order of help.
const std::vector<Command>& command_table();

/// Every word, and every two words, that have verbs, in the order of help.
const std::vector<Area>& area_table();

/// nullptr when there is none of exactly this name.
const Command* find_command(std::string_view name);
const Area* find_area(std::string_view name);

/// The command files, one function for each row of the table.
Action bind_init(CLI::App& app);
Action bind_staff_add(CLI::App& app);
Action bind_staff_list(CLI::App& app);
Action bind_staff_retire(CLI::App& app);
Action bind_find(CLI::App& app);
Action bind_survey_import(CLI::App& app);
Action bind_survey_add(CLI::App& app);
Action bind_survey_edit(CLI::App& app);
Action bind_survey_list(CLI::App& app);
Action bind_survey_find(CLI::App& app);
Action bind_survey_show(CLI::App& app);
Action bind_survey_stats(CLI::App& app);
Action bind_survey_export(CLI::App& app);
Action bind_survey_batches(CLI::App& app);
Action bind_survey_revert(CLI::App& app);
Action bind_survey_merge(CLI::App& app);
Action bind_survey_shortlist(CLI::App& app);
Action bind_survey_assign(CLI::App& app);
Action bind_survey_unresolved(CLI::App& app);
Action bind_locality_import(CLI::App& app);
Action bind_locality_list(CLI::App& app);
Action bind_locality_find(CLI::App& app);
Action bind_enroll_approach(CLI::App& app);
Action bind_enroll_decline(CLI::App& app);
Action bind_enroll_join(CLI::App& app);
Action bind_enroll_consent(CLI::App& app);
Action bind_enroll_left(CLI::App& app);
Action bind_enroll_list(CLI::App& app);
Action bind_enroll_show(CLI::App& app);
Action bind_enroll_edit(CLI::App& app);
Action bind_enroll_import(CLI::App& app);
Action bind_enroll_withdraw(CLI::App& app);
Action bind_enroll_erase(CLI::App& app);
Action bind_enroll_export_subject(CLI::App& app);
Action bind_enroll_request_add(CLI::App& app);
Action bind_enroll_request_answer(CLI::App& app);
Action bind_enroll_request_extend(CLI::App& app);
Action bind_enroll_request_done(CLI::App& app);
Action bind_enroll_request_due(CLI::App& app);
Action bind_enroll_request_list(CLI::App& app);
Action bind_meeting_plan(CLI::App& app);
Action bind_meeting_invite(CLI::App& app);
Action bind_meeting_move(CLI::App& app);
Action bind_meeting_cancel(CLI::App& app);
Action bind_meeting_hold(CLI::App& app);
Action bind_meeting_attend(CLI::App& app);
Action bind_meeting_question(CLI::App& app);
Action bind_meeting_answer(CLI::App& app);
Action bind_meeting_action(CLI::App& app);
Action bind_meeting_done(CLI::App& app);
Action bind_meeting_minutes(CLI::App& app);
Action bind_meeting_list(CLI::App& app);
Action bind_meeting_show(CLI::App& app);
Action bind_meeting_due(CLI::App& app);
Action bind_meeting_ics(CLI::App& app);
Action bind_report_quarterly(CLI::App& app);
Action bind_report_periods(CLI::App& app);
Action bind_plan_show(CLI::App& app);
Action bind_enroll_charter_draft(CLI::App& app);
Action bind_enroll_charter_publish(CLI::App& app);
Action bind_enroll_charter_comment(CLI::App& app);
Action bind_enroll_charter_answer(CLI::App& app);
Action bind_enroll_charter_adopt(CLI::App& app);
Action bind_enroll_charter_list(CLI::App& app);
Action bind_enroll_charter_comments(CLI::App& app);
Action bind_enroll_charter_show(CLI::App& app);
Action bind_enroll_assess(CLI::App& app);
Action bind_enroll_practices(CLI::App& app);
Action bind_enroll_recognise(CLI::App& app);
Action bind_enroll_recognitions(CLI::App& app);
Action bind_plan_start(CLI::App& app);
Action bind_plan_done(CLI::App& app);
Action bind_plan_item_add(CLI::App& app);
Action bind_plan_item_done(CLI::App& app);
Action bind_plan_item_assign(CLI::App& app);
Action bind_plan_note(CLI::App& app);
Action bind_plan_review(CLI::App& app);
Action bind_plan_reviews(CLI::App& app);
Action bind_audit_list(CLI::App& app);
Action bind_audit_verify(CLI::App& app);
Action bind_db_check(CLI::App& app);
Action bind_db_info(CLI::App& app);
Action bind_db_migrate(CLI::App& app);
Action bind_db_retention(CLI::App& app);
Action bind_db_correct_clock(CLI::App& app);
Action bind_config_show(CLI::App& app);
Action bind_completion(CLI::App& app);
Action bind_help(CLI::App& app);

} // namespace hnat::cli
