/// The log of requests about personal data under Law 91/2025/QH15 art. 4, with the terms of Decree
/// 356/2025/ND-CP art. 5 (data/terms.toml).
#pragma once

#include "base/date.hpp"
#include "enroll/terms.hpp"
#include "store/audit.hpp"
#include "store/store.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hnat {

struct DataRequest {
    std::int64_t id = 0;
    std::optional<std::int64_t> member; ///< empty once the person was erased
    RequestKind kind = RequestKind::see;
    Day received_on;
    Day answer_due, due; ///< the last days in term
    std::optional<Day> answered_on, extended_on;
    std::optional<std::string> extension_reason;
    std::optional<Day> done_on;
    std::optional<RequestOutcome> outcome;
};

/// Writes down a request of a member; the terms run from the day that it was received. Returns its number.
/// Errors: not_found, usage (a day in the future).
std::int64_t add_request(Transaction& transaction, std::int64_t member, RequestKind kind, Day received_on);

/// The person was told that the request came and what will be done. Errors: not_found, usage (answered
/// already; a day in the future or before the request).
void answer_request(Transaction& transaction, std::int64_t id, Day on);

/// Extends the term by its own length: once, before it has ended, with the reason that the person was told.
/// Returns the new due day. Errors: not_found, usage (extended already, done, or too late; no reason, or one
/// with a telephone number or an e-mail address).
Day extend_request(Transaction& transaction, std::int64_t id, std::string_view reason);

/// Records how a request ended; one that was never answered counts as answered with it. `restrict`, when
/// done, marks the member. Errors: not_found, usage (done already; a day in the future or before the request;
/// `withdraw` or `delete` that the data does not bear out: the message names the command that does it).
void finish_request(Transaction& transaction, std::int64_t id, RequestOutcome outcome, Day on);

/// Errors: not_found.
DataRequest find_data_request(const Store& store, std::int64_t request);

/// In the order of their numbers.
std::vector<DataRequest> list_requests(const Store& store, bool open_only);

/// Appends the audit row of a change, with the request as it is now.
void audit_request(Transaction& transaction, AuditVerb verb, std::int64_t id);

/// What is to be done for a request.
enum class RequestStep { answer, carry_out };
template <>
inline constexpr std::array k_enum_names<RequestStep>{EnumName{RequestStep::answer, "answer"},
                                                      EnumName{RequestStep::carry_out, "carry-out"}};

struct DueRequest {
    DataRequest request;
    RequestStep step = RequestStep::answer;
    Day due;
    std::int64_t days_left = 0; ///< calendar days; negative: late by so many
};

/// What is late or due within terms().due_soon_days of a day, the most urgent first. A request of which both
/// steps are due is there twice.
std::vector<DueRequest> due_requests(const Store& store, Day as_of);

} // namespace hnat
