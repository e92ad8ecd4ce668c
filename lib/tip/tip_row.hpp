/// Inside lib/tip: rows of the table tip.
#pragma once

#include "store/audit.hpp"
#include "tip/tip.hpp"

#include <SQLiteCpp/Statement.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace hnat::tip_row {

/// The columns that read_tip wants, without a WHERE.
inline constexpr const char* k_select =
    "SELECT id, uuid, code, level, received_on, channel, platform, state, state_on, route,"
    " disposition, expires_on FROM tip";
/// The present row of a statement of k_select. Errors: failed (a value that a CHECK rules out).
Tip read_tip(const SQLite::Statement& statement);

/// As find_tip, on a bare connection.
Tip get_tip(SQLite::Database& db, std::int64_t number, Day today);

/// The name of what may be missing, to be bound or written.
template <typename Enum>
std::optional<std::string_view> name_or_null(const std::optional<Enum>& value) {
    return value ? std::optional(name_of(*value)) : std::nullopt;
}

/// The sealed columns.
struct Boxes {
    std::string body, source;
};
Boxes get_boxes(SQLite::Database& db, std::int64_t number);

/// Whether the chain has a row that says that this was done to the tip.
bool was_done(SQLite::Database& db, const Uuid& tip, AuditVerb verb);

/// What the chain commits to of a tip: its clear columns; hashes of the sealed ones, of the receipt and of
/// what receipts are hashed with; every request to open its source. Made once for many tips.
class StateReader {
  public:
    explicit StateReader(SQLite::Database& db);
    CanonicalState state_of(const Tip& tip);

  private:
    std::string reveals_of(std::int64_t number);

    SQLite::Statement m_boxes, m_reveals;
    std::string m_receipt_salt;
};

/// Appends the audit row with the tip as it is now.
void audit(Transaction& transaction, AuditVerb verb, std::int64_t number,
           AuditOutcome outcome = AuditOutcome::done);

} // namespace hnat::tip_row
