/// Inside lib/tip: what the audit chain last said of a record.
#pragma once

#include "store/audit.hpp"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>

namespace hnat {

/// Compares records with the chain; made once for many of them.
class Witness {
  public:
    explicit Witness(SQLite::Database& db);

    /// Whether the newest row of the chain that tells the state of the object commits to this one
    /// (append_audit). An older row does not count, so that nothing can be put back to what it was once; nor
    /// does one whose salt is gone.
    bool agrees(const Uuid& object, const CanonicalState& state);
    /// Whether the chain has any such row of the object.
    bool knows(const Uuid& object);

  private:
    SQLite::Statement m_newest;
};

} // namespace hnat
