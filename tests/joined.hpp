/// A group that has joined, for tests of rooms below the programme: the schema takes none without a consent (P2).
#pragma once

#include <SQLiteCpp/Database.h>

#include <string>

namespace hnat::test {

/// Lets somebody of group `group` consent to be contacted, and the group join.
inline void let_join(SQLite::Database& db, std::int64_t group) {
    const std::string number = std::to_string(group);
    db.exec("INSERT OR IGNORE INTO charter_version (id, uuid, title, text, sha256, state, drafted_on, published_on)"
            " VALUES (1, zeroblob(16), 'Quy chế', 'Điều 1', zeroblob(32), 'published', '2025-01-01', '2025-01-01')");
    db.exec("INSERT INTO member (id, uuid, name, search_key, contact_kind, contact, language, joined_on, expires_on)"
            " VALUES (" + number + ", randomblob(16), 'Thành viên " + number + "', 'thanh vien " + number +
            "', 'email', 'm" + number + "@example.org', 'vi', '2025-01-01', '2027-01-01')");
    db.exec("INSERT INTO member_group (member_id, group_id, role, since) VALUES (" + number + ", " + number +
            ", 'admin', '2025-01-01')");
    db.exec("INSERT INTO consent (uuid, member_id, purpose, charter_version, charter_sha256, method, given_on,"
            " recorded_on, recorded_by, evidence, sensitive_notice, expires_on) VALUES (randomblob(16), " + number +
            ", 'contact', 1, zeroblob(32), 'written', '2025-01-01', '2025-01-01', 'office', 'phiếu', 0, '2027-01-01')");
    db.exec("UPDATE survey_group SET state = 'joined', expires_on = NULL WHERE id = " + number);
}

} // namespace hnat::test
