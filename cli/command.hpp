/// A command: one row of the table, one file that binds its flags.
#pragma once

#include "cli/context.hpp"
#include "cli/parser.hpp"

#include <functional>
#include <string_view>
#include <vector>

namespace hnat::cli {

/// Runs the command once its flags are parsed. Errors are hnat::Error; the returned number is the exit code.
using Action = std::function<int(Context&)>;

/// Declares the command's own flags and arguments on `parser` (global flags are there already) and returns
/// what to run. Every option has a description: help, completion and man pages are made from it.
using Bind = Action (*)(Parser& parser);

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
    std::string_view name;            ///< "survey", "enroll charter"
    std::string_view summary;         ///< one line, for help
    std::string_view default_verb;    ///< what the word alone means, e.g. "show"; empty: it needs a verb
    std::string_view other_verb = {}; ///< what a word means that is no verb of it; empty: it is refused
};

/// Every command, in the order of help.
const std::vector<Command>& command_table();

/// Every word, and every two words, that have verbs, in the order of help.
const std::vector<Area>& area_table();

/// nullptr when there is none of exactly this name.
const Command* find_command(std::string_view name);
const Area* find_area(std::string_view name);

/// The command files, one function for each row of the table.
Action bind_init(Parser& parser);
Action bind_staff_add(Parser& parser);
Action bind_staff_list(Parser& parser);
Action bind_staff_retire(Parser& parser);
Action bind_find(Parser& parser);
Action bind_survey_import(Parser& parser);
Action bind_survey_add(Parser& parser);
Action bind_survey_edit(Parser& parser);
Action bind_survey_list(Parser& parser);
Action bind_survey_find(Parser& parser);
Action bind_survey_show(Parser& parser);
Action bind_survey_stats(Parser& parser);
Action bind_survey_export(Parser& parser);
Action bind_survey_batches(Parser& parser);
Action bind_survey_revert(Parser& parser);
Action bind_survey_merge(Parser& parser);
Action bind_survey_shortlist(Parser& parser);
Action bind_survey_assign(Parser& parser);
Action bind_survey_unresolved(Parser& parser);
Action bind_locality_import(Parser& parser);
Action bind_locality_list(Parser& parser);
Action bind_locality_find(Parser& parser);
Action bind_enroll_approach(Parser& parser);
Action bind_enroll_decline(Parser& parser);
Action bind_enroll_join(Parser& parser);
Action bind_enroll_consent(Parser& parser);
Action bind_enroll_left(Parser& parser);
Action bind_enroll_list(Parser& parser);
Action bind_enroll_show(Parser& parser);
Action bind_enroll_edit(Parser& parser);
Action bind_enroll_import(Parser& parser);
Action bind_enroll_withdraw(Parser& parser);
Action bind_enroll_erase(Parser& parser);
Action bind_enroll_reword(Parser& parser);
Action bind_enroll_export_subject(Parser& parser);
Action bind_enroll_request_add(Parser& parser);
Action bind_enroll_request_answer(Parser& parser);
Action bind_enroll_request_extend(Parser& parser);
Action bind_enroll_request_done(Parser& parser);
Action bind_enroll_request_due(Parser& parser);
Action bind_enroll_request_list(Parser& parser);
Action bind_meeting_plan(Parser& parser);
Action bind_meeting_invite(Parser& parser);
Action bind_meeting_move(Parser& parser);
Action bind_meeting_cancel(Parser& parser);
Action bind_meeting_hold(Parser& parser);
Action bind_meeting_attend(Parser& parser);
Action bind_meeting_question(Parser& parser);
Action bind_meeting_answer(Parser& parser);
Action bind_meeting_action(Parser& parser);
Action bind_meeting_done(Parser& parser);
Action bind_meeting_minutes(Parser& parser);
Action bind_meeting_list(Parser& parser);
Action bind_meeting_show(Parser& parser);
Action bind_meeting_due(Parser& parser);
Action bind_meeting_ics(Parser& parser);
Action bind_tip_categories(Parser& parser);
Action bind_tip_routes(Parser& parser);
Action bind_tip_add(Parser& parser);
Action bind_tip_read(Parser& parser);
Action bind_tip_scrub(Parser& parser);
Action bind_tip_refer(Parser& parser);
Action bind_tip_reveal(Parser& parser);
Action bind_tip_reveals(Parser& parser);
Action bind_tip_list(Parser& parser);
Action bind_tip_show(Parser& parser);
Action bind_tip_ack(Parser& parser);
Action bind_tip_triage(Parser& parser);
Action bind_tip_answer(Parser& parser);
Action bind_tip_close(Parser& parser);
Action bind_tip_reopen(Parser& parser);
Action bind_tip_extend(Parser& parser);
Action bind_tip_due(Parser& parser);
Action bind_tip_status(Parser& parser);
Action bind_tip_out_of_scope(Parser& parser);
Action bind_report_monthly(Parser& parser);
Action bind_report_quarterly(Parser& parser);
Action bind_report_half_year(Parser& parser);
Action bind_report_annual(Parser& parser);
Action bind_report_run(Parser& parser);
Action bind_report_rollup(Parser& parser);
Action bind_report_periods(Parser& parser);
Action bind_report_number(Parser& parser);
Action bind_report_numbers(Parser& parser);
Action bind_report_check_templates(Parser& parser);
Action bind_plan_show(Parser& parser);
Action bind_enroll_charter_draft(Parser& parser);
Action bind_enroll_charter_publish(Parser& parser);
Action bind_enroll_charter_comment(Parser& parser);
Action bind_enroll_charter_answer(Parser& parser);
Action bind_enroll_charter_adopt(Parser& parser);
Action bind_enroll_charter_list(Parser& parser);
Action bind_enroll_charter_comments(Parser& parser);
Action bind_enroll_charter_show(Parser& parser);
Action bind_enroll_assess(Parser& parser);
Action bind_enroll_practices(Parser& parser);
Action bind_enroll_recognise(Parser& parser);
Action bind_enroll_recognitions(Parser& parser);
Action bind_plan_start(Parser& parser);
Action bind_plan_done(Parser& parser);
Action bind_plan_item_add(Parser& parser);
Action bind_plan_item_done(Parser& parser);
Action bind_plan_item_assign(Parser& parser);
Action bind_plan_note(Parser& parser);
Action bind_plan_review(Parser& parser);
Action bind_plan_reviews(Parser& parser);
Action bind_key_init(Parser& parser);
Action bind_key_show(Parser& parser);
Action bind_key_drill(Parser& parser);
Action bind_key_rotate(Parser& parser);
Action bind_key_recovery(Parser& parser);
Action bind_key_renew(Parser& parser);
Action bind_audit_list(Parser& parser);
Action bind_audit_verify(Parser& parser);
Action bind_audit_checkpoint(Parser& parser);
Action bind_audit_checkpoints(Parser& parser);
Action bind_audit_key(Parser& parser);
Action bind_db_check(Parser& parser);
Action bind_db_info(Parser& parser);
Action bind_db_migrate(Parser& parser);
Action bind_db_backup(Parser& parser);
Action bind_db_restore(Parser& parser);
Action bind_db_erasures(Parser& parser);
Action bind_db_retention(Parser& parser);
Action bind_db_correct_clock(Parser& parser);
Action bind_config_show(Parser& parser);
Action bind_completion(Parser& parser);
Action bind_help(Parser& parser);

} // namespace hnat::cli
