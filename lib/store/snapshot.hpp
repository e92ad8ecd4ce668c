/// Reading in one go.
#pragma once

#include <SQLiteCpp/Database.h>
#include <sqlite3.h>

namespace hnat {

/// Several reads that see one state of the file. Readers do not stop each other; a commit waits for them.
class Snapshot {
  public:
    explicit Snapshot(SQLite::Database& db) : m_db(db), m_ours(sqlite3_get_autocommit(db.getHandle()) != 0) {
        if (m_ours) {
            m_db.exec("BEGIN");
        }
    }
    ~Snapshot() {
        if (m_ours && sqlite3_get_autocommit(m_db.getHandle()) == 0) {
            m_db.tryExec("ROLLBACK");
        }
    }
    Snapshot(const Snapshot&) = delete;
    Snapshot& operator=(const Snapshot&) = delete;

  private:
    SQLite::Database& m_db;
    bool m_ours;
};

} // namespace hnat
