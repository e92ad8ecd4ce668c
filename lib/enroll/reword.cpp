#include "enroll/reword.hpp"

#include "address/free_text.hpp"
#include "base/error.hpp"
#include "base/message.hpp"
#include "base/text.hpp"
#include "enroll/free_texts.hpp"
#include "enroll/record_state.hpp"
#include "enroll/request.hpp"
#include "store/audit.hpp"
#include "store/office.hpp"
#include "store/register_state.hpp"
#include "store/statement.hpp"
#include "store/wipe.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>

namespace hnat {

namespace {

struct Place {
    std::string kind, record, field;
};

Place parse_place(std::string_view text) {
    const auto first = text.find('/');
    const auto last = text.rfind('/');
    if (first == std::string_view::npos || first == last) {
        throw Error(ErrorKind::usage,
                    say("that names no text; write KIND/RECORD/FIELD as `hnat enroll erase` "
                        "lists it, e.g. question/7/answer"));
    }
    return {std::string(text.substr(0, first)), std::string(text.substr(first + 1, last - first - 1)),
            std::string(text.substr(last + 1))};
}

const FreeText& find_text(const Place& place) {
    const auto found = std::ranges::find_if(free_texts(), [&](const FreeText& text) {
        return text.kind == place.kind && text.field == place.field;
    });
    if (found == free_texts().end()) {
        std::string known;
        for (const FreeText& text : free_texts()) {
            if (text.rewording) {
                known += fmt::format("{}{}/…/{}", known.empty() ? "" : ", ", text.kind, text.field);
            }
        }
        throw Error(ErrorKind::usage, say("'{}/…/{}' is no text that can be written anew; those are {}",
                                          place.kind, place.field, known));
    }
    if (!found->rewording) {
        throw Error(ErrorKind::usage, say("that text is not edited here; see `{}`",
                                          fmt::format(fmt::runtime(found->command), place.record)));
    }
    return *found;
}

/// The random key of the record. Errors: not_found.
Uuid object_of(SQLite::Database& db, const FreeText& text, const Place& place) {
    const auto& object = text.rewording->object;
    const std::string_view value = text.value.empty() ? text.column : text.value;
    SQLite::Statement statement(db,
                                fmt::format("SELECT {} FROM {} WHERE CAST({} AS TEXT) = ? AND {} IS NOT NULL",
                                            object.empty() ? "(SELECT uuid FROM office)" : object, text.table,
                                            text.record, value));
    sql::bind_all(statement, place.record);
    if (!statement.executeStep()) {
        throw Error(ErrorKind::not_found, say("there is no {}/{}/{}; `hnat enroll erase` lists texts as they "
                                              "are called",
                                              place.kind, place.record, place.field));
    }
    return sql::uuid_at(statement, 0);
}

/// Salts of the rows that may have committed to the old text. The office has one random key for all of its
/// rows: there, those of the same verb.
void forget_old_text(Transaction& transaction, const Rewording& rewording, const Uuid& object) {
    if (!rewording.object.empty()) {
        forget_audit_salts(transaction, object);
        return;
    }
    request_wipe(transaction);
    sql::run_once(transaction.db(),
                  "DELETE FROM audit_salt WHERE seq IN (SELECT seq FROM audit WHERE object = ? AND verb = ?)",
                  object, name_of(rewording.verb));
}

/// The row that `db check` compares the record with from now on.
void audit_new_text(Transaction& transaction, AuditVerb verb, const Uuid& object, const CanonicalState& text,
                    const RewordedAudit& audit_meeting) {
    SQLite::Database& db = transaction.db();
    const auto number = [&](const char* sql) { return sql::integer_of(db, sql, object); };
    const auto group = number("SELECT id FROM survey_group WHERE uuid = ?");
    if (verb == AuditVerb::request_extend) {
        audit_request(transaction, verb, number("SELECT id FROM request WHERE uuid = ?"));
    } else if (verb == AuditVerb::charter_comment || verb == AuditVerb::charter_answer) {
        append_audit(transaction, verb, object,
                     record_state::of_comment(db, number("SELECT id FROM charter_comment WHERE uuid = ?")));
    } else if (verb == AuditVerb::survey_edit && group != 0) {
        // What the list changed can't be taken back any more: the old text would be in it.
        sql::run_once(db, "UPDATE survey_group SET last_batch = NULL WHERE id = ?", group);
        append_audit(transaction, verb, object, register_state(db, group));
    } else if (!audit_meeting(transaction, verb, object)) {
        append_audit(transaction, verb, object, text); // compared with nothing
    }
}

} // namespace

void reword(Transaction& transaction, std::string_view place_text, std::string_view new_text,
            const RewordedAudit& audit_meeting) {
    SQLite::Database& db = transaction.db();
    const Place place = parse_place(place_text);
    const FreeText& text = find_text(place);
    const Rewording& rewording = *text.rewording;
    const std::string stored =
        rewording.one_line ? free_line(tr("the text"), new_text) : free_text(tr("the text"), new_text);
    if (const std::size_t length = count_code_points(stored);
        rewording.longest != 0 && length > rewording.longest) {
        throw Error(ErrorKind::usage,
                    say("the text has {} characters; expected at most {}", length, rewording.longest));
    }
    const Uuid object = object_of(db, text, place);
    const std::string set =
        rewording.set.empty() ? fmt::format("{} = ?1", text.column) : std::string(rewording.set);
    sql::run_once(
        db, fmt::format("UPDATE {} SET {} WHERE CAST({} AS TEXT) = ?2", text.table, set, text.record).c_str(),
        stored, place.record);
    forget_old_text(transaction, rewording, object);
    CanonicalState state;
    state.add("record", place.kind + "/" + place.record).add(place.field, stored);
    audit_new_text(transaction, rewording.verb, object, state, audit_meeting);
}

} // namespace hnat
