#include "tip/key_check.hpp"

#include "base/error.hpp"
#include "base/message.hpp"
#include "store/statement.hpp"
#include "tip/key_rows.hpp"

#include <functional>
#include <set>

namespace hnat {

namespace {

using Findings = std::vector<std::string>;

constexpr std::size_t k_most = 20;

void check_rows(const std::function<void()>& read, Findings& findings) {
    try {
        read();
    } catch (const Error& error) {
        findings.emplace_back(error.what());
    }
}

void check_recipients(SQLite::Database& db, Findings& findings) {
    check_rows([&] { list_recipients(db); }, findings);
    SQLite::Statement rows(db, "SELECT min(seq), day FROM audit WHERE verb IN ('key-init', 'key-rotate', "
                               "'key-recovery') AND object NOT IN (SELECT uuid FROM key_recipient"
                               " UNION ALL SELECT uuid FROM signing_key) GROUP BY object ORDER BY 1");
    while (findings.size() < k_most && rows.executeStep()) {
        findings.push_back(say("a key that was made on {} (row {} of the audit chain) is not there any more: "
                               "somebody took it out of the database",
                               rows.getColumn(1).getString(), rows.getColumn(0).getInt64()));
    }
}

void check_epochs(SQLite::Database& db, Findings& findings) {
    check_rows([&] { list_epochs(db); }, findings);
    std::set<Uuid> there;
    SQLite::Statement epochs(db, "SELECT quarter, role FROM key_epoch");
    while (epochs.executeStep()) {
        there.insert(
            epoch_object(db, epochs.getColumn(0).getString(), sql::required_name_at<KeyRole>(epochs, 1)));
    }
    SQLite::Statement rows(db, "SELECT min(seq), day, object FROM audit WHERE verb = 'key-epoch'"
                               " GROUP BY object ORDER BY 1");
    while (findings.size() < k_most && rows.executeStep()) {
        if (!there.contains(sql::uuid_at(rows, 2))) {
            findings.push_back(
                say("a key of a quarter that was made on {} (row {} of the audit chain) is not "
                    "there any more: somebody took it out of the database",
                    rows.getColumn(1).getString(), rows.getColumn(0).getInt64()));
        }
    }
}

void check_drills(SQLite::Database& db, Findings& findings) {
    SQLite::Statement rows(
        db, "WITH made AS (SELECT DISTINCT day, role, kind FROM audit JOIN key_recipient ON uuid = object"
            "              WHERE verb = 'key-drill' AND outcome = 'done'),"
            "     kept AS (SELECT day, role, kind FROM key_drill)"
            " SELECT day, role, kind, 0 FROM"
            "     (SELECT day, role, kind FROM made EXCEPT SELECT day, role, kind FROM kept)"
            " UNION ALL SELECT day, role, kind, 1 FROM"
            "     (SELECT day, role, kind FROM kept EXCEPT SELECT day, role, kind FROM made)");
    while (findings.size() < k_most && rows.executeStep()) {
        const std::string day = rows.getColumn(0).getString();
        const std::string role = rows.getColumn(1).getString();
        const std::string kind = rows.getColumn(2).getString();
        const bool is_kept = rows.getColumn(3).getInt() != 0;
        findings.push_back(is_kept
                               ? say("the drill of the {} key of the {} on {} is not in the audit chain: "
                                     "somebody changed the database",
                                     kind, role, day)
                               : say("the drill of the {} key of the {} on {} is in the audit chain only: "
                                     "somebody changed the database",
                                     kind, role, day));
    }
}

} // namespace

std::vector<std::string> check_keys(SQLite::Database& db) {
    Findings findings;
    check_recipients(db, findings);
    check_epochs(db, findings);
    check_drills(db, findings);
    return findings;
}

} // namespace hnat
