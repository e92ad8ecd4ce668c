#include "enroll/free_texts.hpp"

#include <array>

namespace hnat {

namespace {

using enum AuditVerb;

constexpr std::string_view k_own_key = "uuid";
constexpr std::string_view k_meeting_key = "(SELECT uuid FROM meeting WHERE meeting.id = meeting_id)";
constexpr std::string_view k_group_key = "(SELECT uuid FROM survey_group WHERE survey_group.id = group_id)";
/// Also of a batch: its own rows tell how many groups it brought and nothing of its file's name, so they keep
/// their salts, and no newer row comes between.
constexpr std::string_view k_office_key{};

constexpr Rewording line(AuditVerb verb, std::string_view object, std::string_view set = {},
                         std::size_t longest = 0) {
    return {verb, object, true, set, longest};
}
constexpr Rewording text(AuditVerb verb, std::string_view object) {
    return {verb, object, false, {}};
}

constexpr std::array k_free_texts{
    FreeText{
        "group", "name", "survey_group", "name", "id", {}, "hnat survey edit {} --name NAME", "search_key"},
    FreeText{"group", "source", "survey_group", "source", "id", {}, "hnat survey edit {} --source TEXT"},
    FreeText{"batch", "file", "survey_batch", "file_name", "id", line(survey_edit, k_office_key)},
    FreeText{"batch",
             "name-before",
             "survey_change",
             "before",
             "batch_id || '/' || group_id",
             line(survey_edit, k_group_key, "before = json_set(before, '$.name', ?1)", 300),
             {},
             "json_extract(before, '$.name')"},
    FreeText{"batch",
             "source-before",
             "survey_change",
             "before",
             "batch_id || '/' || group_id",
             line(survey_edit, k_group_key, "before = json_set(before, '$.source', ?1)", 200),
             {},
             "json_extract(before, '$.source')"},
    FreeText{"charter", "title", "charter_version", "title", "id", {}, "hnat enroll charter draft FILE"},
    FreeText{"charter", "text", "charter_version", "text", "id", {}, "hnat enroll charter draft FILE"},
    FreeText{"comment", "text", "charter_comment", "text", "id", text(charter_comment, k_own_key)},
    FreeText{"comment", "answer", "charter_comment", "answer", "id", text(charter_answer, k_own_key)},
    FreeText{"meeting", "place", "meeting", "place", "id", line(meeting_plan, k_own_key)},
    FreeText{"meeting", "agenda", "meeting", "agenda", "id", text(meeting_plan, k_own_key)},
    FreeText{"material", "title", "meeting_material", "title", "meeting_id || '/' || position",
             line(meeting_plan, k_meeting_key)},
    FreeText{"material", "reference", "meeting_material", "reference", "meeting_id || '/' || position",
             line(meeting_plan, k_meeting_key)},
    FreeText{"question", "text", "meeting_question", "text", "id", text(meeting_question, k_own_key)},
    FreeText{"question", "answer", "meeting_question", "answer", "id", text(meeting_answer, k_own_key)},
    FreeText{"action", "text", "meeting_action", "text", "id", text(meeting_action, k_own_key)},
    FreeText{"item", "text", "plan_item", "text", "step || '/' || item", text(plan_item, k_office_key)},
    FreeText{"note", "text", "plan_note", "text", "id", text(plan_note, k_office_key)},
    FreeText{"review", "text", "plan_review", "text", "month", text(plan_review, k_office_key)},
    // A consent is never changed: it goes with its member.
    FreeText{
        "member", "evidence", "consent", "evidence", "member_id", {}, "hnat enroll show {}", {}, "member_id"},
    FreeText{"request",
             "extension-reason",
             "request",
             "extension_reason",
             "id",
             line(request_extend, k_own_key),
             {},
             {},
             "member_id"},
};

} // namespace

std::span<const FreeText> free_texts() {
    return k_free_texts;
}

} // namespace hnat
