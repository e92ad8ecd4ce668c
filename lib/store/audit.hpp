/// The audit chain (promise P9): one row for every write, in the transaction of the write, with no personal
/// data.
#pragma once

#include "base/enum_names.hpp"
#include "base/hash.hpp"
#include "store/store.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hnat {

/// What was done. A closed list, in the table audit_verb and here; a test compares the two. A later area adds
/// its verbs here and in its migration.
enum class AuditVerb {
    store_init,
    store_migrate,
    store_retention,
    store_clock,
    store_restore,
    staff_add,
    staff_retire,
    locality_import,
    survey_import,
    survey_revert,
    survey_add,
    survey_edit,
    survey_merge,
    survey_shortlist,
    survey_assign,
    charter_draft,
    charter_publish,
    charter_comment,
    charter_answer,
    charter_adopt,
    group_approach,
    group_decline,
    group_left,
    member_join,
    member_consent,
    member_edit,
    member_withdraw,
    member_erase,
    member_export,
    member_import,
    request_add,
    request_answer,
    request_extend,
    request_done,
    group_assess,
    member_recognise,
    meeting_plan,
    meeting_invite,
    meeting_move,
    meeting_cancel,
    meeting_hold,
    meeting_attend,
    meeting_question,
    meeting_answer,
    meeting_action,
    meeting_action_done,
    plan_start,
    plan_done,
    plan_item,
    plan_note,
    plan_review,
    tip_add,
    tip_read,
    tip_ack,
    tip_triage,
    tip_scrub,
    tip_refer,
    tip_answer,
    tip_close,
    tip_reopen,
    tip_extend,
    tip_reveal,
    tip_purge,
    tip_out_of_scope,
    key_init,
    key_epoch,
    key_drill,
    key_rotate,
    key_retire,
    key_recovery,
    key_destroy,
    audit_checkpoint,
    report_number,
};
template <>
inline constexpr std::array k_enum_names<AuditVerb>{
    EnumName{AuditVerb::store_init, "store-init"},
    EnumName{AuditVerb::store_migrate, "store-migrate"},
    EnumName{AuditVerb::store_retention, "store-retention"},
    EnumName{AuditVerb::store_clock, "store-clock"},
    EnumName{AuditVerb::store_restore, "store-restore"},
    EnumName{AuditVerb::staff_add, "staff-add"},
    EnumName{AuditVerb::staff_retire, "staff-retire"},
    EnumName{AuditVerb::locality_import, "locality-import"},
    EnumName{AuditVerb::survey_import, "survey-import"},
    EnumName{AuditVerb::survey_revert, "survey-revert"},
    EnumName{AuditVerb::survey_add, "survey-add"},
    EnumName{AuditVerb::survey_edit, "survey-edit"},
    EnumName{AuditVerb::survey_merge, "survey-merge"},
    EnumName{AuditVerb::survey_shortlist, "survey-shortlist"},
    EnumName{AuditVerb::survey_assign, "survey-assign"},
    EnumName{AuditVerb::charter_draft, "charter-draft"},
    EnumName{AuditVerb::charter_publish, "charter-publish"},
    EnumName{AuditVerb::charter_comment, "charter-comment"},
    EnumName{AuditVerb::charter_answer, "charter-answer"},
    EnumName{AuditVerb::charter_adopt, "charter-adopt"},
    EnumName{AuditVerb::group_approach, "group-approach"},
    EnumName{AuditVerb::group_decline, "group-decline"},
    EnumName{AuditVerb::group_left, "group-left"},
    EnumName{AuditVerb::member_join, "member-join"},
    EnumName{AuditVerb::member_consent, "member-consent"},
    EnumName{AuditVerb::member_edit, "member-edit"},
    EnumName{AuditVerb::member_withdraw, "member-withdraw"},
    EnumName{AuditVerb::member_erase, "member-erase"},
    EnumName{AuditVerb::member_export, "member-export"},
    EnumName{AuditVerb::member_import, "member-import"},
    EnumName{AuditVerb::request_add, "request-add"},
    EnumName{AuditVerb::request_answer, "request-answer"},
    EnumName{AuditVerb::request_extend, "request-extend"},
    EnumName{AuditVerb::request_done, "request-done"},
    EnumName{AuditVerb::group_assess, "group-assess"},
    EnumName{AuditVerb::member_recognise, "member-recognise"},
    EnumName{AuditVerb::meeting_plan, "meeting-plan"},
    EnumName{AuditVerb::meeting_invite, "meeting-invite"},
    EnumName{AuditVerb::meeting_move, "meeting-move"},
    EnumName{AuditVerb::meeting_cancel, "meeting-cancel"},
    EnumName{AuditVerb::meeting_hold, "meeting-hold"},
    EnumName{AuditVerb::meeting_attend, "meeting-attend"},
    EnumName{AuditVerb::meeting_question, "meeting-question"},
    EnumName{AuditVerb::meeting_answer, "meeting-answer"},
    EnumName{AuditVerb::meeting_action, "meeting-action"},
    EnumName{AuditVerb::meeting_action_done, "meeting-action-done"},
    EnumName{AuditVerb::plan_start, "plan-start"},
    EnumName{AuditVerb::plan_done, "plan-done"},
    EnumName{AuditVerb::plan_item, "plan-item"},
    EnumName{AuditVerb::plan_note, "plan-note"},
    EnumName{AuditVerb::plan_review, "plan-review"},
    EnumName{AuditVerb::tip_add, "tip-add"},
    EnumName{AuditVerb::tip_read, "tip-read"},
    EnumName{AuditVerb::tip_ack, "tip-ack"},
    EnumName{AuditVerb::tip_triage, "tip-triage"},
    EnumName{AuditVerb::tip_scrub, "tip-scrub"},
    EnumName{AuditVerb::tip_refer, "tip-refer"},
    EnumName{AuditVerb::tip_answer, "tip-answer"},
    EnumName{AuditVerb::tip_close, "tip-close"},
    EnumName{AuditVerb::tip_reopen, "tip-reopen"},
    EnumName{AuditVerb::tip_extend, "tip-extend"},
    EnumName{AuditVerb::tip_reveal, "tip-reveal"},
    EnumName{AuditVerb::tip_purge, "tip-purge"},
    EnumName{AuditVerb::tip_out_of_scope, "tip-out-of-scope"},
    EnumName{AuditVerb::key_init, "key-init"},
    EnumName{AuditVerb::key_epoch, "key-epoch"},
    EnumName{AuditVerb::key_drill, "key-drill"},
    EnumName{AuditVerb::key_rotate, "key-rotate"},
    EnumName{AuditVerb::key_retire, "key-retire"},
    EnumName{AuditVerb::key_recovery, "key-recovery"},
    EnumName{AuditVerb::key_destroy, "key-destroy"},
    EnumName{AuditVerb::audit_checkpoint, "audit-checkpoint"},
    EnumName{AuditVerb::report_number, "report-number"}};

/// How it ended. A closed list.
enum class AuditOutcome { done, refused };
template <>
inline constexpr std::array k_enum_names<AuditOutcome>{EnumName{AuditOutcome::done, "done"},
                                                       EnumName{AuditOutcome::refused, "refused"}};

/// The state of a record as bytes: fields in a fixed order, each with name and length, so that two states
/// never have the same bytes.
class CanonicalState {
  public:
    CanonicalState& add(std::string_view name, std::string_view value);
    CanonicalState& add(std::string_view name, std::int64_t value);
    CanonicalState& add(std::string_view name, Day day) { return add(name, std::string_view(to_iso(day))); }
    CanonicalState& add_null(std::string_view name);
    /// All fields of another state, after those of this one.
    CanonicalState& add(const CanonicalState& rest);
    /// The value, or a null.
    template <typename Value>
    CanonicalState& add_optional(std::string_view name, const std::optional<Value>& value) {
        return value ? add(name, *value) : add_null(name);
    }
    [[nodiscard]] const std::string& bytes() const { return m_bytes; }
    /// Ready for another state, in the same memory.
    void clear() { m_bytes.clear(); }

  private:
    std::string m_bytes;
};

/// Appends a row: seq, day, staff, verb, object, outcome, commitment = SHA-256(salt ‖ state), hash of the
/// previous row, hash. The 16-byte salt goes to audit_salt and is deleted with the record, which leaves the
/// chain valid and the commitment unlinkable. Returns seq.
///
/// The hash of a row is the SHA-256 of these nine lines of ASCII, each ended by a line feed, so that anybody
/// can recompute it from `audit list` with sha256sum:
///
///     hnat.audit/1
///     SEQ          decimal, from 1
///     DAY          YYYY-MM-DD
///     STAFF        staff code, or "office"
///     VERB
///     OBJECT       32 hexadecimal digits, lower case as all below
///     OUTCOME
///     COMMITMENT   64 digits
///     PREVIOUS     64 digits: hash of row SEQ-1; zeros for the first row
///
/// A day before the last row's is refused: days that never go back are what lets verify_audit tell a forged
/// or put-in row from an honest one. Work that is entered late keeps its own day in its record; the row says
/// when it was entered. Errors: usage (that).
std::int64_t append_audit(Transaction& transaction, AuditVerb verb, const Uuid& object,
                          const CanonicalState& state, AuditOutcome outcome = AuditOutcome::done);

/// Appends the row store-clock, the only one that may have an earlier day than the row before it: the office
/// states that the clock was ahead. Without it one write under a wrong clock would shut the store until that
/// day comes. Errors: usage (the last row's day is not after today: nothing to correct).
void correct_clock(Transaction& transaction);

/// Forgets the salts of an object, when its record is erased or purged; wipe_deleted (store/wipe.hpp) is due
/// then.
void forget_audit_salts(Transaction& transaction, const Uuid& object);

struct AuditRow {
    std::int64_t seq = 0;
    std::string day, staff, verb, object, outcome, commitment, previous,
        hash; ///< days ISO, bytes hexadecimal
};

/// The rows from `first` on, at most `limit`.
std::vector<AuditRow> audit_rows(const Store& store, std::int64_t first = 1, std::int64_t limit = 1'000'000);

/// Walks the whole chain: gaps in seq, changed rows, broken links, days going back (but for store-clock).
/// Returns one message for each break found (at most 20), empty for a sound chain. A chain cut at its end
/// can't be told from a shorter one without a checkpoint.
std::vector<std::string> verify_audit(const Store& store);

} // namespace hnat
