/// A whole office in memory, for `db check`: everything that hnat can do to groups, members, the charter and
/// meetings, at random or step by step.
#pragma once

#include "base/error.hpp"
#include "cli/check_areas.hpp"
#include "enroll/approach.hpp"
#include "enroll/charter.hpp"
#include "enroll/erasure.hpp"
#include "enroll/join.hpp"
#include "enroll/member_edit.hpp"
#include "enroll/practice.hpp"
#include "enroll/recognition.hpp"
#include "enroll/request.hpp"
#include "enroll/subject_export.hpp"
#include "enroll/withdrawal.hpp"
#include "meeting/change.hpp"
#include "store/check.hpp"
#include "store/statement.hpp"
#include "tests/survey/register_support.hpp"

#include <fmt/format.h>

#include <map>
#include <random>
#include <string>
#include <vector>

namespace hnat::test {

/// All that the check finds, a line for each; "" for a sound store. That retention is late is left out.
inline std::string findings_of(const Store& store, Day today) {
    auto results = check_store(store);
    for (auto& result : cli::check_areas(store, today)) {
        results.push_back(std::move(result));
    }
    std::string text;
    for (const auto& result : results) {
        if (result.name == "expiry") {
            continue;
        }
        for (const auto& finding : result.findings) {
            text += fmt::format("{}: {}\n", result.name, finding);
        }
    }
    return text;
}

/// As the command does it.
inline void merge(Transaction& transaction, std::int64_t into, std::int64_t from) {
    move_enroll_records(transaction, from, into);
    move_meeting_records(transaction, from, into);
    merge_groups(transaction, into, from);
    audit_moved_enroll_records(transaction, into);
    audit_moved_meeting_records(transaction, into);
}

inline ConsentGiven consent_of(Purpose purpose, Day given_on) {
    ConsentGiven given;
    given.purpose = purpose;
    given.evidence = "phiếu 7";
    given.given_on = given_on;
    return given;
}

inline Person person_of(std::uint64_t number) {
    return {fmt::format("Thành viên {}", static_cast<char>('A' + number % 26)),
            {ContactKind::email, fmt::format("m{}@example.org", number)}};
}

} // namespace hnat::test
