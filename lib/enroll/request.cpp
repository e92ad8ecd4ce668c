#include "enroll/request.hpp"

#include "base/error.hpp"
#include "base/message.hpp"
#include "base/personal.hpp"
#include "base/text.hpp"
#include "base/working_days.hpp"
#include "enroll/member_row.hpp"
#include "enroll/record_state.hpp"
#include "store/audit.hpp"
#include "store/member_state.hpp"
#include "store/statement.hpp"

#include <algorithm>
#include <tuple>

namespace hnat {

namespace {

constexpr std::size_t k_longest_reason = 4000; // characters would be fewer; bytes are what the file grows by

constexpr const char* k_select =
    "SELECT id, member_id, kind, received_on, answer_due, due, answered_on, extended_on,"
    " extension_reason, done_on, outcome FROM request";

[[noreturn]] void refuse(const std::string& message) {
    throw Error(ErrorKind::usage, message);
}

DataRequest read_request(const SQLite::Statement& statement) {
    DataRequest request;
    request.id = statement.getColumn(0).getInt64();
    request.member = sql::count_at(statement, 1);
    request.kind = sql::required_name_at<RequestKind>(statement, 2);
    request.received_on = sql::required_day_at(statement, 3);
    request.answer_due = sql::required_day_at(statement, 4);
    request.due = sql::required_day_at(statement, 5);
    request.answered_on = sql::day_at(statement, 6);
    request.extended_on = sql::day_at(statement, 7);
    request.extension_reason = sql::text_at(statement, 8);
    request.done_on = sql::day_at(statement, 9);
    request.outcome = sql::name_at<RequestOutcome>(statement, 10);
    return request;
}

DataRequest get_request(SQLite::Database& db, std::int64_t id) {
    SQLite::Statement statement(db, std::string(k_select) + " WHERE id = ?");
    sql::bind_all(statement, id);
    if (!statement.executeStep()) {
        throw Error(ErrorKind::not_found,
                    say("there is no request {}; `hnat enroll request list` shows the numbers", id));
    }
    return read_request(statement);
}

} // namespace

void audit_request(Transaction& transaction, AuditVerb verb, std::int64_t id) {
    SQLite::Statement statement(transaction.db(), "SELECT uuid FROM request WHERE id = ?");
    sql::bind_all(statement, id);
    statement.executeStep();
    append_audit(transaction, verb, sql::uuid_at(statement, 0),
                 record_state::of_request(transaction.db(), id));
}

namespace {

void require_past(Day day, Day today) {
    if (day > today) {
        refuse(say("{} is in the future; today is {}", to_iso(day), to_iso(today)));
    }
}

/// A day on which something was done for a request.
void require_day_of(const DataRequest& request, Day day, Day today) {
    require_past(day, today);
    if (day < request.received_on) {
        refuse(say("request {} was received on {}, after {}", request.id, to_iso(request.received_on),
                   to_iso(day)));
    }
}

void require_open(const DataRequest& request) {
    if (request.done_on) {
        refuse(say("request {} was recorded as {} on {}", request.id,
                   name_of(request.outcome.value_or(RequestOutcome::done)), to_iso(*request.done_on)));
    }
}

std::string checked_reason(std::string_view text) {
    std::string reason = is_utf8(text) ? squeeze(nfc(text)) : std::string();
    if (reason.empty() || reason.size() > k_longest_reason) {
        refuse(say("the reason is empty, too long (over {} bytes) or no text in UTF-8; write what "
                   "the person was told",
                   k_longest_reason));
    }
    if (holds_phone_number(reason) || holds_email(reason)) {
        refuse(
            say("the reason holds a telephone number or an e-mail address; contacts of people stand in their "
                "own record only "
                "(P1): leave it out"));
    }
    return reason;
}

/// Whether what was asked for has happened to the data since the request came.
void require_borne_out(SQLite::Database& db, const DataRequest& request) {
    if (!request.member) {
        return;
    }
    if (request.kind == RequestKind::erase) {
        refuse(say("member {0} is still there; `hnat enroll erase {0}` erases, then request {1} is done",
                   *request.member, request.id));
    }
    if (request.kind == RequestKind::withdraw &&
        sql::integer_of(db,
                        "SELECT 1 FROM consent_withdrawal JOIN consent ON consent.id = consent_id"
                        " WHERE member_id = ? AND withdrawn_on >= ?",
                        *request.member, request.received_on) == 0 &&
        !member_row::get_member(db, *request.member).withdrawn_on) {
        refuse(say("member {0} has withdrawn nothing since {1}; `hnat enroll withdraw {0}` records "
                   "it, then request {2} "
                   "is done",
                   *request.member, to_iso(request.received_on), request.id));
    }
}

} // namespace

std::int64_t add_request(Transaction& transaction, std::int64_t member, RequestKind kind, Day received_on) {
    SQLite::Database& db = transaction.db();
    member_row::get_member(db, member);
    require_past(received_on, transaction.today());
    sql::run_once(
        db,
        "INSERT INTO request (uuid, member_id, kind, received_on, answer_due, due) VALUES (?, ?, ?, ?, ?, ?)",
        random_uuid(), member, name_of(kind), received_on,
        add_working_days(received_on, terms().answer_working_days).day,
        received_on + std::chrono::days(terms().days_for(kind)));
    const std::int64_t id = db.getLastInsertRowid();
    audit_request(transaction, AuditVerb::request_add, id);
    return id;
}

void answer_request(Transaction& transaction, std::int64_t id, Day on) {
    const DataRequest request = get_request(transaction.db(), id);
    if (request.answered_on) {
        refuse(say("request {} was answered on {}", id, to_iso(*request.answered_on)));
    }
    require_day_of(request, on, transaction.today());
    sql::run_once(transaction.db(), "UPDATE request SET answered_on = ? WHERE id = ?", on, id);
    audit_request(transaction, AuditVerb::request_answer, id);
}

Day extend_request(Transaction& transaction, std::int64_t id, std::string_view reason) {
    const DataRequest request = get_request(transaction.db(), id);
    require_open(request);
    if (request.extended_on) {
        refuse(say("request {} was extended on {}, to {}; a term is extended once only", id,
                   to_iso(*request.extended_on), to_iso(request.due)));
    }
    if (request.due < transaction.today()) {
        refuse(
            say("request {} was due on {}; a term that has ended is not extended", id, to_iso(request.due)));
    }
    const std::string told = checked_reason(reason);
    const Day due = request.due + std::chrono::days(terms().days_for(request.kind));
    sql::run_once(transaction.db(),
                  "UPDATE request SET due = ?, extended_on = ?, extension_reason = ? WHERE id = ?", due,
                  transaction.today(), request.member ? std::optional(told) : std::nullopt, id);
    audit_request(transaction, AuditVerb::request_extend, id);
    return due;
}

void finish_request(Transaction& transaction, std::int64_t id, RequestOutcome outcome, Day on) {
    SQLite::Database& db = transaction.db();
    const DataRequest request = get_request(db, id);
    require_open(request);
    require_day_of(request, on, transaction.today());
    if (outcome == RequestOutcome::done) {
        require_borne_out(db, request);
    }
    sql::run_once(db,
                  "UPDATE request SET done_on = ?1, outcome = ?2, answered_on = coalesce(answered_on, ?1) "
                  "WHERE id = ?3",
                  on, name_of(outcome), id);
    if (outcome == RequestOutcome::done && request.kind == RequestKind::restrict_use && request.member) {
        sql::run_once(db, "UPDATE member SET restricted_on = coalesce(restricted_on, ?) WHERE id = ?", on,
                      *request.member);
        audit_member(transaction, AuditVerb::member_edit, *request.member);
    }
    audit_request(transaction, AuditVerb::request_done, id);
}

DataRequest find_data_request(const Store& store, std::int64_t request) {
    return get_request(store.db(), request);
}

std::vector<DataRequest> list_requests(const Store& store, bool open_only) {
    SQLite::Statement statement(store.db(), std::string(k_select) +
                                                (open_only ? " WHERE done_on IS NULL" : "") + " ORDER BY id");
    std::vector<DataRequest> requests;
    while (statement.executeStep()) {
        requests.push_back(read_request(statement));
    }
    return requests;
}

std::vector<DueRequest> due_requests(const Store& store, Day as_of) {
    const Day horizon = as_of + std::chrono::days(terms().due_soon_days);
    std::vector<DueRequest> due;
    for (const DataRequest& request : list_requests(store, true)) {
        if (!request.answered_on && request.answer_due <= horizon) {
            due.push_back(
                {request, RequestStep::answer, request.answer_due, (request.answer_due - as_of).count()});
        }
        if (request.due <= horizon) {
            due.push_back({request, RequestStep::carry_out, request.due, (request.due - as_of).count()});
        }
    }
    std::ranges::stable_sort(due, {},
                             [](const DueRequest& line) { return std::tuple(line.due, line.request.id); });
    return due;
}

} // namespace hnat
