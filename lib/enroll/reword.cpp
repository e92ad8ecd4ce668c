#include "enroll/reword.hpp"

#include "address/free_text.hpp"
#include "base/error.hpp"
#include "base/message.hpp"
#include "enroll/free_texts.hpp"
#include "enroll/request.hpp"
#include "store/audit.hpp"
#include "store/office.hpp"
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
    SQLite::Statement statement(db, fmt::format("SELECT {} FROM {} WHERE {} = ? AND {} IS NOT NULL",
                                                object.empty() ? "(SELECT uuid FROM office)" : object,
                                                text.table, text.record, value));
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
                  "DELETE FROM audit_salt WHERE seq IN (SELECT seq FROM audit WHERE verb = ?)",
                  name_of(rewording.verb));
}

} // namespace

void reword(Transaction& transaction, std::string_view place_text, std::string_view new_text) {
    SQLite::Database& db = transaction.db();
    const Place place = parse_place(place_text);
    const FreeText& text = find_text(place);
    const Rewording& rewording = *text.rewording;
    const std::string stored =
        rewording.one_line ? free_line(tr("the text"), new_text) : free_text(tr("the text"), new_text);
    const Uuid object = object_of(db, text, place);
    const std::string set =
        rewording.set.empty() ? fmt::format("{} = ?1", text.column) : std::string(rewording.set);
    sql::run_once(db, fmt::format("UPDATE {} SET {} WHERE {} = ?2", text.table, set, text.record).c_str(),
                  stored, place.record);
    forget_old_text(transaction, rewording, object);
    if (rewording.verb == AuditVerb::request_extend) {
        // `db check` compares a request with its newest row.
        audit_request(transaction, rewording.verb,
                      sql::integer_of(db, "SELECT id FROM request WHERE uuid = ?", object));
        return;
    }
    CanonicalState state;
    state.add("record", place.kind + "/" + place.record).add(place.field, stored);
    append_audit(transaction, rewording.verb, object, state);
}

} // namespace hnat
