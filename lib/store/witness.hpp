/// What the audit chain last said of a record: for `db check`, and for what is not done to a record that
/// somebody changed.
#pragma once

#include "base/date.hpp"
#include "store/audit.hpp"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>

#include <cstdint>
#include <optional>
#include <string>

namespace hnat {

/// Compares records with the chain; made once for many of them.
class Witness {
  public:
    /// The newest row of the chain that tells the state of an object: drills of a key and exports of a member
    /// tell none.
    struct Row {
        std::int64_t seq = 0;
        Day day;
        std::string verb;
        std::optional<Uuid> salt; ///< nullopt: forgotten, nothing can be compared any more
        Digest commitment{};

        /// Whether the row commits to this state (append_audit).
        [[nodiscard]] bool tells(const CanonicalState& state) const;
    };

    explicit Witness(SQLite::Database& db);
    /// Of a query with the columns seq, day, verb, salt and commitment.
    static Row read(const SQLite::Statement& statement);

    std::optional<Row> newest(const Uuid& object);
    /// Whether the newest row commits to this state. An older row does not count, so that nothing can be put
    /// back to what it was once; nor does one whose salt is gone.
    bool agrees(const Uuid& object, const CanonicalState& state);
    /// Whether the chain has any such row of the object.
    bool knows(const Uuid& object);

  private:
    SQLite::Statement m_newest;
};

} // namespace hnat
