/// Rows of member as structs, with everything that is in the file: what may be shown is decided in
/// member.cpp. Internal to lib/enroll.
#pragma once

#include "base/hash.hpp"
#include "enroll/consent.hpp"
#include "enroll/contact.hpp"
#include "store/store.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace hnat::member_row {

struct MemberRow {
    std::int64_t id = 0;
    Uuid uuid{};
    std::string name;
    Contact contact;
    std::string language;
    Day joined_on, expires_on;
    std::optional<Day> restricted_on, withdrawn_on;
};

/// Errors: not_found.
MemberRow get_member(SQLite::Database& db, std::int64_t id);

std::optional<std::int64_t> id_of_contact(SQLite::Database& db, const Contact& contact);

/// Errors: usage (the person has withdrawn: nothing is added to or changed in what is to be erased).
void refuse_withdrawn(const MemberRow& member);

/// Errors: usage (the last consent has ended: the record is to be erased, P7, and neither changed nor revived
/// by papers that are not of before that).
void refuse_ended(const MemberRow& member, Day today, const std::vector<ConsentGiven>& papers = {});

/// ISO 639 code: two or three small letters. Errors: usage.
void require_language(std::string_view language);

} // namespace hnat::member_row
