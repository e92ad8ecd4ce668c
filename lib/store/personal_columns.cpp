#include "store/personal_columns.hpp"

#include "store/statement.hpp"

#include <array>

namespace hnat {

namespace {

using enum Subject;

constexpr std::array k_member{
    MemberColumn{"id", member, "number", "Số thành viên", "Member number"},
    MemberColumn{"uuid", member, "uuid", "Mã ngẫu nhiên", "Random key", false, false, "lower(hex(uuid))"},
    MemberColumn{"name", member, "name", "Họ tên", "Name", true},
    MemberColumn{"search_key", member, "search_key", "Họ tên không dấu, để tìm",
                 "Name without marks, for searching", true},
    MemberColumn{"contact_kind", member, "contact_kind", "Loại kênh liên hệ", "Kind of contact"},
    MemberColumn{"contact", member, "contact", "Kênh liên hệ", "Contact", true},
    MemberColumn{"language", member, "language", "Ngôn ngữ", "Language", true},
    MemberColumn{"joined_on", member, "joined_on", "Ngày tham gia", "Joined on"},
    MemberColumn{"restricted_on", member, "restricted_on", "Ngày hạn chế sử dụng", "Use restricted on"},
    MemberColumn{"withdrawn_on", member, "withdrawn_on", "Ngày rút lại đồng ý", "Withdrew on"},
    MemberColumn{"expires_on", member, "expires_on", "Ngày xóa muộn nhất", "Erased at the latest on"},
};

constexpr std::array k_member_group{
    MemberColumn{"member_id", member, "member", "Số thành viên", "Member number"},
    MemberColumn{"group_id", member, "group", "Hội nhóm", "Group", false, false,
                 "(SELECT name || ' <' || url || '>' FROM survey_group WHERE survey_group.id = group_id)"},
    MemberColumn{"role", member, "role", "Vai trò", "Role"},
    MemberColumn{"since", member, "since", "Từ ngày", "Since"},
};

constexpr std::array k_consent{
    MemberColumn{"id", member, "number", "Số phiếu đồng ý", "Consent number"},
    MemberColumn{"uuid", member, "uuid", "Mã ngẫu nhiên", "Random key", false, false, "lower(hex(uuid))"},
    MemberColumn{"member_id", member, "member", "Số thành viên", "Member number"},
    MemberColumn{"purpose", member, "purpose", "Mục đích", "Purpose"},
    MemberColumn{"charter_version", member, "charter_version", "Bản quy chế", "Charter version"},
    MemberColumn{"charter_sha256", member, "charter_sha256", "SHA-256 của quy chế", "SHA-256 of the charter",
                 false, false, "lower(hex(charter_sha256))"},
    MemberColumn{"method", member, "method", "Cách đồng ý", "How it was given"},
    MemberColumn{"given_on", member, "given_on", "Ngày đồng ý", "Given on"},
    MemberColumn{"recorded_on", member, "recorded_on", "Ngày ghi nhận", "Recorded on"},
    MemberColumn{"recorded_by", staff, "recorded_by", "Người ghi nhận", "Recorded by"},
    MemberColumn{"evidence", member, "evidence", "Chứng cứ", "Evidence", true},
    MemberColumn{"sensitive_notice", member, "sensitive_notice", "Đã báo về dữ liệu nhạy cảm",
                 "Told about sensitive data"},
    MemberColumn{"expires_on", member, "expires_on", "Có hiệu lực đến trước ngày", "In force until before"},
};

constexpr std::array k_consent_withdrawal{
    MemberColumn{"consent_id", member, "consent", "Số phiếu đồng ý", "Consent number"},
    MemberColumn{"withdrawn_on", member, "withdrawn_on", "Ngày rút lại", "Withdrawn on"},
    MemberColumn{"recorded_by", staff, "recorded_by", "Người ghi nhận", "Recorded by"},
    MemberColumn{"how", member, "how", "Cách rút lại", "How it was withdrawn"},
};

constexpr std::array k_request{
    MemberColumn{"id", member, "number", "Số yêu cầu", "Request number"},
    MemberColumn{"uuid", member, "uuid", "Mã ngẫu nhiên", "Random key", false, false, "lower(hex(uuid))"},
    MemberColumn{"member_id", member, "member", "Số thành viên", "Member number", false, true},
    MemberColumn{"kind", member, "kind", "Loại yêu cầu", "Kind"},
    MemberColumn{"received_on", member, "received_on", "Ngày nhận", "Received on"},
    MemberColumn{"answer_due", member, "answer_due", "Hạn phản hồi", "Answer due"},
    MemberColumn{"due", member, "due", "Hạn thực hiện", "Due"},
    MemberColumn{"answered_on", member, "answered_on", "Ngày phản hồi", "Answered on"},
    MemberColumn{"extended_on", member, "extended_on", "Ngày gia hạn", "Extended on"},
    MemberColumn{"extension_reason", member, "extension_reason", "Lý do gia hạn", "Reason of the extension",
                 true, true},
    MemberColumn{"done_on", member, "done_on", "Ngày xong", "Done on"},
    MemberColumn{"outcome", member, "outcome", "Kết quả", "Outcome"},
};

constexpr std::array k_recognition{
    MemberColumn{"id", member, "number", "Số khen", "Commendation number"},
    MemberColumn{"uuid", member, "uuid", "Mã ngẫu nhiên", "Random key", false, false, "lower(hex(uuid))"},
    MemberColumn{"member_id", member, "member", "Số thành viên", "Member number"},
    MemberColumn{"day", member, "day", "Ngày", "Day"},
    MemberColumn{"reason", member, "reason", "Lý do", "Reason"},
    MemberColumn{"publish", member, "publish", "Được công bố", "May be published"},
};

constexpr std::array k_audit{
    MemberColumn{"seq", member, "seq", "Số dòng", "Row"},
    MemberColumn{"day", member, "day", "Ngày", "Day"},
    MemberColumn{"staff", staff, "staff", "Cán bộ", "Staff"},
    MemberColumn{"verb", member, "verb", "Việc", "What was done"},
    MemberColumn{"object", member, "object", "Mã ngẫu nhiên của hồ sơ", "Random key of the record", false,
                 false, "lower(hex(object))"},
    MemberColumn{"outcome", member, "outcome", "Kết quả", "Outcome"},
    MemberColumn{"commitment", member, "commitment", "Cam kết", "Commitment", false, false,
                 "lower(hex(commitment))"},
    MemberColumn{"previous", member, "previous", "Mã băm dòng trước", "Hash of the row before", false, false,
                 "lower(hex(previous))"},
    MemberColumn{"hash", member, "hash", "Mã băm", "Hash", false, false, "lower(hex(hash))"},
};

constexpr std::array k_audit_salt{
    MemberColumn{"seq", member, "seq", "Số dòng", "Row"},
    MemberColumn{"object", member, "object", "Mã ngẫu nhiên của hồ sơ", "Random key of the record", false,
                 false, "lower(hex(object))"},
    MemberColumn{"salt", member, "salt", "Muối của cam kết", "Salt of the commitment", false, false,
                 "lower(hex(salt))"},
};

/// The random keys by which the audit chain knows a member and what belongs to them.
constexpr std::string_view k_own_objects =
    "object IN (SELECT uuid FROM member WHERE id = ?1 UNION ALL SELECT uuid FROM consent WHERE member_id = ?1"
    " UNION ALL SELECT uuid FROM request WHERE member_id = ?1"
    " UNION ALL SELECT uuid FROM recognition WHERE member_id = ?1)";

constexpr std::array k_member_tables{
    MemberTable{"member", "member", "Thành viên", "Member", "id = ?1", RowErasure::deleted, k_member},
    MemberTable{"member_group", "groups", "Hội nhóm quản trị", "Groups moderated", "member_id = ?1",
                RowErasure::with_member, k_member_group},
    MemberTable{"consent", "consents", "Phiếu đồng ý", "Consents", "member_id = ?1", RowErasure::with_member,
                k_consent},
    MemberTable{"consent_withdrawal", "withdrawals", "Rút lại đồng ý", "Withdrawals",
                "consent_id IN (SELECT id FROM consent WHERE member_id = ?1)", RowErasure::with_member,
                k_consent_withdrawal},
    MemberTable{"recognition", "recognitions", "Khen", "Commendations", "member_id = ?1",
                RowErasure::with_member, k_recognition},
    MemberTable{"request", "requests", "Yêu cầu", "Requests", "member_id = ?1", RowErasure::kept, k_request},
    MemberTable{"audit", "log", "Nhật ký về hồ sơ", "Log of what was done", k_own_objects, RowErasure::kept,
                k_audit},
    MemberTable{"audit_salt", "log_salts", "Muối của nhật ký", "Salts of the log", k_own_objects,
                RowErasure::deleted, k_audit_salt},
};

constexpr std::array k_other_columns{
    OtherColumns{"staff", "code uuid name role added_on retired_on", staff, "who works in the programme"},
    OtherColumns{"survey_batch", "staff", staff, "who imported the list"},
    OtherColumns{"survey_group", "liaison", staff, "who keeps contact with the group"},
    OtherColumns{"approach", "liaison", staff, "who approached the group"},
    OtherColumns{"meeting_action", "owner", staff, "who does it"},
    OtherColumns{"plan_step", "owner", staff, "who does it"},
    OtherColumns{"plan_item", "owner", staff, "who does it"},
    OtherColumns{"plan_note", "staff", staff, "who wrote it"},
    OtherColumns{"plan_review", "staff", staff, "who reviewed"},
    OtherColumns{"tip_reveal", "staff", staff, "who asked to open the source of a tip"},

    OtherColumns{"schema_migration", "applied_on", nobody, "when hnat changed the file"},
    OtherColumns{"office", "uuid name code parent province place start_day created_on", nobody, "the office"},
    OtherColumns{"locality_unit",
                 "code valid_from valid_to level kind name name_key district_name province_code", nobody,
                 "communes and wards"},
    OtherColumns{"locality_successor", "old_code new_code relation", nobody, "communes and wards"},
    OtherColumns{"survey_batch", "uuid sha256 file_name day mode reverted_on", nobody,
                 "a list of groups; its file's name", "file_name"},
    OtherColumns{"survey_group",
                 "uuid key name search_key platform entity url members_on topic locality visibility language "
                 "source state "
                 "state_on rest_until surveyed_on expires_on",
                 nobody, "a group, not a person (P1)", "name source"},
    OtherColumns{"survey_search", "search_key", nobody, "the index over names of groups"},
    OtherColumns{"survey_alias", "key since", nobody, "older addresses of a group"},
    OtherColumns{"survey_change", "before", nobody, "facts of a group before an import", "before"},
    OtherColumns{"survey_import_line", "members_on outcome", nobody, "an import that is under way"},
    OtherColumns{"survey_event", "day kind detail", nobody,
                 "what happened to a group: states, codes, names of fields"},
    OtherColumns{"survey_expired", "surveyed_on day platform topic locality", nobody,
                 "counts of groups that expired"},
    OtherColumns{"survey_count", "half event dimension code", nobody, "counts of groups"},
    OtherColumns{"audit_verb", "verb", nobody, "the closed list of verbs"},
    OtherColumns{"programme_count", "day event", nobody, "counts"},
    OtherColumns{"approach", "day", nobody, "when a group was approached"},
    OtherColumns{"charter_version",
                 "uuid title text sha256 state drafted_on published_on adopted_on replaced_on", nobody,
                 "the charter, a public text", "title text"},
    OtherColumns{"charter_comment", "uuid day text answer answered_on", nobody,
                 "what a group said; text with a phone number or an e-mail address is refused",
                 "text answer"},
    OtherColumns{"assessment", "uuid day", nobody, "a group's own assessment"},
    OtherColumns{"assessment_answer", "practice answer", nobody, "a group's own assessment"},
    OtherColumns{"meeting",
                 "uuid kind state starts_at place agenda planned_on changed_on invited_on closed_on", nobody,
                 "a meeting; text with a phone number or an e-mail address is refused", "place agenda"},
    OtherColumns{"meeting_material", "title reference", nobody, "papers of a meeting", "title reference"},
    OtherColumns{"meeting_group", "group_uuid attendance", nobody, "which groups came"},
    OtherColumns{"meeting_question", "uuid day text answer answered_on", nobody,
                 "what a group asked; text with a phone number or an e-mail address is refused",
                 "text answer"},
    OtherColumns{"meeting_action", "uuid text due added_on done_on", nobody,
                 "what was agreed; refused as above", "text"},
    OtherColumns{"plan_step", "step started_on done_on", nobody, "steps of the plan"},
    OtherColumns{"plan_item", "step item text due done_on", nobody, "items of the plan; refused as above",
                 "text"},
    OtherColumns{"plan_note", "step day text", nobody, "notes on the plan; refused as above", "text"},
    OtherColumns{"plan_review", "month day text", nobody, "the monthly review; refused as above", "text"},
    OtherColumns{"key_recipient", "uuid role kind public_key since retired_on", nobody,
                 "public keys of the office and the custodian"},
    OtherColumns{"key_epoch", "quarter role public_key made_on destroyed_on", nobody,
                 "public keys of a quarter's tips"},
    OtherColumns{"key_drill", "day role kind", nobody, "when a key was tried"},
    OtherColumns{"tip_receipt_salt", "salt", nobody, "random bytes"},
    OtherColumns{"tip",
                 "uuid code level received_on channel platform state state_on route disposition expires_on "
                 "receipt",
                 nobody, "a tip: closed lists, days, a hash of its receipt"},
    OtherColumns{"tip", "body source", nobody,
                 "sealed: nobody can tell whom they are about without a key that is not in the database (P5, "
                 "P6)"},
    OtherColumns{"tip_reveal", "day outcome", nobody, "requests to open the source of a tip"},
    OtherColumns{"tip_reveal", "reason", nobody, "sealed to the custodian"},
    OtherColumns{"tip_count", "regime month event detail", nobody, "counts of tips"},
    OtherColumns{"tip_tombstone", "regime month code disposition", nobody, "counts of tips that are gone"},
    OtherColumns{"audit_checkpoint", "day root note", nobody, "signed heads of the audit chain"},
    OtherColumns{"signing_key", "uuid public_key since", nobody,
                 "public keys that checkpoints are signed with"},
    OtherColumns{"report_number", "kind period regime day", nobody, "numbers of reports"},
};

} // namespace

std::span<const MemberTable> member_tables() {
    return k_member_tables;
}

std::span<const OtherColumns> other_columns() {
    return k_other_columns;
}

std::int64_t count_member_rows(SQLite::Database& db, const MemberTable& table, std::int64_t member) {
    const std::string sql =
        "SELECT count(*) FROM " + std::string(table.name) + " WHERE " + std::string(table.rows);
    return sql::integer_of(db, sql.c_str(), member);
}

} // namespace hnat
