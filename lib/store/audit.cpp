#include "store/audit.hpp"

#include "base/error.hpp"
#include "base/message.hpp"
#include "store/audit_row.hpp"
#include "store/connection.hpp"
#include "store/office.hpp"
#include "store/wipe.hpp"

#include <SQLiteCpp/Column.h>
#include <SQLiteCpp/Exception.h>
#include <fmt/format.h>

#include <span>

namespace hnat {

namespace {

/// What the next row links to.
struct LastRow {
    std::int64_t seq = 0;
    std::string day;
    std::string hash = std::string(64, '0');
};

LastRow last_row(SQLite::Database& db) {
    SQLite::Statement statement(db, "SELECT seq, day, hash FROM audit ORDER BY seq DESC LIMIT 1");
    LastRow last;
    if (statement.executeStep()) {
        last.seq = statement.getColumn(0).getInt64();
        last.day = statement.getColumn(1).getString();
        last.hash = column_hex(statement, 2);
    }
    return last;
}

/// The preimage has one line for each field, so no field may have a line break in it.
void require_staff_code(std::string_view code) {
    if (code != k_unnamed_staff && !is_staff_code(code)) {
        throw Error(ErrorKind::failed, "the audit chain was given a staff code that is not one");
    }
}

void require_order(const LastRow& last, const std::string& day) {
    if (day < last.day) {
        throw Error(
            ErrorKind::usage,
            say("today is {}, but the audit chain has a row of {} already; nothing was written. Is --today "
                "or the computer's clock wrong? If it was wrong then, say so with `hnat db correct-clock`",
                day, last.day));
    }
}

void bind_blob(SQLite::Statement& statement, int index, std::span<const std::uint8_t> bytes) {
    statement.bind(index, bytes.data(), static_cast<int>(bytes.size()));
}

AuditRow read_row(const SQLite::Statement& statement) {
    AuditRow row;
    row.seq = statement.getColumn(0).getInt64();
    row.day = statement.getColumn(1).getString();
    row.staff = statement.getColumn(2).getString();
    row.verb = statement.getColumn(3).getString();
    row.object = column_hex(statement, 4);
    row.outcome = statement.getColumn(5).getString();
    row.commitment = column_hex(statement, 6);
    row.previous = column_hex(statement, 7);
    row.hash = column_hex(statement, 8);
    return row;
}

/// Compares rows with their predecessors, one after the other.
class ChainReader {
  public:
    void accept(const AuditRow& row) {
        if (row.seq != m_last.seq + 1) {
            found(say("row {}: follows row {}; the rows between were removed", row.seq, m_last.seq));
        } else if (row.previous != m_last.hash) {
            found(say("row {}: is not linked to row {}: one of them was changed, put in or swapped", row.seq,
                      m_last.seq));
        }
        if (to_hex(sha256(audit_preimage(row))) != row.hash) {
            found(say("row {}: its fields do not give its hash: it was changed", row.seq));
        }
        if (row.day < m_last.day && row.verb != name_of(AuditVerb::store_clock)) {
            found(say("row {}: of {}, after a row of {}: the clock went back, or the row was put in", row.seq,
                      row.day, m_last.day));
        }
        m_last = {row.seq, row.day, row.hash};
    }
    [[nodiscard]] bool full() const { return m_findings.size() >= k_most; }
    [[nodiscard]] std::vector<std::string> findings() && { return std::move(m_findings); }

  private:
    static constexpr std::size_t k_most = 20;

    void found(std::string message) {
        if (!full()) {
            m_findings.push_back(std::move(message));
        }
    }

    LastRow m_last;
    std::vector<std::string> m_findings;
};

} // namespace

CanonicalState& CanonicalState::add(std::string_view name, std::string_view value) {
    const fmt::format_int size(value.size());
    m_bytes.append(name).append(" text ").append(size.data(), size.size()).append(":").append(value) += '\n';
    return *this;
}

CanonicalState& CanonicalState::add(std::string_view name, std::int64_t value) {
    const fmt::format_int digits(value);
    m_bytes.append(name).append(" integer ").append(digits.data(), digits.size()) += '\n';
    return *this;
}

CanonicalState& CanonicalState::add(const CanonicalState& rest) {
    m_bytes += rest.m_bytes;
    return *this;
}

CanonicalState& CanonicalState::add_null(std::string_view name) {
    m_bytes.append(name).append(" null\n");
    return *this;
}

std::string column_hex(const SQLite::Statement& statement, int index) {
    const SQLite::Column column = statement.getColumn(index);
    const auto* bytes =
        static_cast<const std::uint8_t*>(column.getBlob()); // before the length: it may convert
    return to_hex({bytes, static_cast<std::size_t>(column.getBytes())});
}

std::string audit_preimage(const AuditRow& row) {
    return fmt::format("hnat.audit/1\n{}\n{}\n{}\n{}\n{}\n{}\n{}\n{}\n", row.seq, row.day, row.staff,
                       row.verb, row.object, row.outcome, row.commitment, row.previous);
}

std::string audit_head(SQLite::Database& db) {
    const LastRow last = last_row(db);
    return last.seq == 0 ? std::string() : last.hash;
}

std::int64_t append_audit_row(SQLite::Database& db, const Actor& actor, AuditVerb verb, const Uuid& object,
                              const CanonicalState& state, AuditOutcome outcome) {
    require_staff_code(actor.staff);
    const LastRow last = last_row(db);
    const std::string day = to_iso(actor.today);
    if (verb != AuditVerb::store_clock) {
        require_order(last, day);
    }
    const Uuid salt = random_uuid();
    const Digest commitment = sha256(std::string(as_bytes(salt)) + state.bytes());
    AuditRow row;
    row.seq = last.seq + 1;
    row.day = day;
    row.staff = actor.staff;
    row.verb = name_of(verb);
    row.object = to_hex(object);
    row.outcome = name_of(outcome);
    row.commitment = to_hex(commitment);
    row.previous = last.hash;
    const Digest hash = sha256(audit_preimage(row));

    SQLite::Statement insert(
        db, "INSERT INTO audit (seq, day, staff, verb, object, outcome, commitment, previous, hash) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, "
            "coalesce((SELECT hash FROM audit ORDER BY seq DESC LIMIT 1), zeroblob(32)), ?)");
    insert.bind(1, row.seq);
    insert.bind(2, row.day);
    insert.bind(3, row.staff);
    insert.bind(4, row.verb);
    bind_blob(insert, 5, object);
    insert.bind(6, row.outcome);
    bind_blob(insert, 7, commitment);
    bind_blob(insert, 8, hash);
    insert.exec();

    SQLite::Statement remember(db, "INSERT INTO audit_salt (seq, object, salt) VALUES (?, ?, ?)");
    remember.bind(1, row.seq);
    bind_blob(remember, 2, object);
    bind_blob(remember, 3, salt);
    remember.exec();
    return row.seq;
}

std::int64_t append_audit(Transaction& transaction, AuditVerb verb, const Uuid& object,
                          const CanonicalState& state, AuditOutcome outcome) {
    return append_audit_row(transaction.db(), transaction.actor(), verb, object, state, outcome);
}

void correct_clock(Transaction& transaction) {
    const LastRow last = last_row(transaction.db());
    const std::string day = to_iso(transaction.today());
    if (last.day <= day) {
        throw Error(ErrorKind::usage,
                    say("the last row of the audit chain is of {}, today is {}: there is nothing to correct",
                        last.day, day));
    }
    CanonicalState state;
    state.add("was", last.day).add("is", day);
    append_audit(transaction, AuditVerb::store_clock, office_uuid(transaction.db()), state);
}

void forget_audit_salts(Transaction& transaction, const Uuid& object) {
    request_wipe(transaction);
    SQLite::Statement statement(transaction.db(), "DELETE FROM audit_salt WHERE object = ?");
    bind_blob(statement, 1, object);
    statement.exec();
}

std::vector<AuditRow> audit_rows(const Store& store, std::int64_t first, std::int64_t limit) {
    SQLite::Statement statement(store.db(),
                                "SELECT seq, day, staff, verb, object, outcome, commitment, previous, hash "
                                "FROM audit WHERE seq >= ? ORDER BY seq LIMIT ?");
    statement.bind(1, first);
    statement.bind(2, limit);
    std::vector<AuditRow> rows;
    while (statement.executeStep()) {
        rows.push_back(read_row(statement));
    }
    return rows;
}

std::vector<std::string> verify_audit(const Store& store) {
    return verify_chain(store.db());
}

std::vector<std::string> verify_chain(SQLite::Database& db) {
    SQLite::Statement statement(db,
                                "SELECT seq, day, staff, verb, object, outcome, commitment, previous, hash "
                                "FROM audit ORDER BY seq");
    ChainReader reader;
    while (!reader.full() && statement.executeStep()) {
        reader.accept(read_row(statement));
    }
    return std::move(reader).findings();
}

} // namespace hnat
