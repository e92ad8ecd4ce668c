/// What the tests of tips share.
#pragma once

#include "store/audit.hpp"
#include "store/office.hpp"
#include "store/store.hpp"
#include "tests/support.hpp"
#include "tip/tip.hpp"

#include <SQLiteCpp/Column.h>
#include <SQLiteCpp/Statement.h>
#include <fmt/format.h>

#include <string>

namespace hnat::test {

/// A folder with a new database of an office in it, closed.
class ScratchTips {
  public:
    explicit ScratchTips(const char* today = "2026-07-01") {
        m_options.path = m_folder.path() / "hnat.db";
        Store store = Store::create(m_options, day(today));
        Transaction transaction(store, {k_unnamed_staff, day(today)});
        write_office(transaction, {"Văn phòng", "VP", "", "19", "Thái Nguyên", day(today)});
        transaction.commit();
    }
    [[nodiscard]] std::filesystem::path path() const { return m_options.path; }
    [[nodiscard]] std::filesystem::path folder() const { return m_folder.path(); }
    [[nodiscard]] Store read() const { return Store::open(m_options, Access::read, day("2026-07-01")); }
    [[nodiscard]] Store write() const { return Store::open(m_options, Access::write, day("2026-07-01")); }

  private:
    TempDir m_folder;
    StoreOptions m_options;
};

/// A tip whose boxes hold nothing, for what is done with clear columns alone. `change` is put over the row.
/// Its number.
inline std::int64_t insert_tip(Store& store, Harm harm, const char* received_on,
                               const std::string& change = "") {
    Transaction transaction(store, {k_unnamed_staff, day(received_on)});
    SQLite::Database& db = transaction.db();
    db.exec(fmt::format("INSERT INTO tip (uuid, code, level, received_on, channel, state_on, expires_on, "
                        "receipt, body, source) VALUES"
                        " (randomblob(16), '{}', '{}', '{}', 'phone', '{}', date('{}', '+180 days'), "
                        "randomblob(32), x'00', x'00')",
                        name_of(harm), name_of(harm_entry(harm).level), received_on, received_on,
                        received_on));
    const std::int64_t id = db.getLastInsertRowid();
    if (!change.empty()) {
        db.exec(fmt::format("UPDATE tip SET {} WHERE id = {}", change, id));
    }
    transaction.commit();
    return id;
}

} // namespace hnat::test
