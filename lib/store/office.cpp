#include "store/office.hpp"

#include "base/error.hpp"
#include "base/message.hpp"
#include "base/personal.hpp"
#include "base/text.hpp"
#include "store/audit.hpp"
#include "store/statement.hpp"

#include <SQLiteCpp/Statement.h>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace hnat {

namespace {

constexpr std::size_t k_longest_code = 16;

bool is_small_letter(char c) {
    return c >= 'a' && c <= 'z';
}
bool is_code_character(char c) {
    return is_small_letter(c) || (c >= '0' && c <= '9') || c == '-' || c == '_';
}

Staff read_staff(const SQLite::Statement& statement) {
    Staff staff;
    staff.code = statement.getColumn(0).getString();
    staff.name = statement.getColumn(1).getString();
    staff.role = sql::required_name_at<StaffRole>(statement, 2);
    staff.added = sql::required_day_at(statement, 3);
    staff.retired = sql::day_at(statement, 4);
    return staff;
}

struct StaffRecord {
    Uuid uuid;
    Staff staff;
};

std::optional<StaffRecord> staff_record(SQLite::Database& db, std::string_view code) {
    SQLite::Statement statement(
        db, "SELECT code, name, role, added_on, retired_on, uuid FROM staff WHERE code = ?");
    statement.bind(1, std::string(code));
    if (!statement.executeStep()) {
        return std::nullopt;
    }
    return StaffRecord{sql::uuid_at(statement, 5), read_staff(statement)};
}

CanonicalState canonical(const Staff& staff) {
    CanonicalState state;
    state.add("code", staff.code).add("name", staff.name).add("role", name_of(staff.role));
    state.add("added_on", staff.added).add_optional("retired_on", staff.retired);
    return state;
}

Error no_such_staff(SQLite::Database& db, std::string_view code) {
    SQLite::Statement statement(db, "SELECT code FROM staff WHERE retired_on IS NULL ORDER BY code");
    std::vector<std::string> codes;
    while (statement.executeStep()) {
        codes.push_back(statement.getColumn(0).getString());
    }
    const std::string known = codes.empty() ? say("none; add one with `hnat staff add`")
                                            : fmt::format("{}", fmt::join(codes, ", "));
    // What is no code may be somebody's number or name: it is not repeated (P1).
    return {ErrorKind::not_found,
            is_staff_code(code)
                ? say("no active staff member has the code '{}'; active codes: {}", code, known)
                : say("no active staff member has that code; active codes: {}", known)};
}

} // namespace

Uuid office_uuid(SQLite::Database& db) {
    SQLite::Statement statement(db, "SELECT uuid FROM office");
    return statement.executeStep() ? sql::uuid_at(statement, 0) : Uuid{};
}

void write_office(Transaction& transaction, const Office& office) {
    if (office_uuid(transaction.db()) != Uuid{}) {
        throw Error(ErrorKind::usage,
                    say("this database has its office already; a second office needs a database of its own"));
    }
    const Uuid uuid = random_uuid();
    SQLite::Statement insert(transaction.db(),
                             "INSERT INTO office (id, uuid, name, code, parent, province, place, "
                             "start_day, created_on) VALUES (1, ?, ?, ?, ?, ?, ?, ?, ?)");
    insert.bind(1, uuid.data(), static_cast<int>(uuid.size()));
    insert.bind(2, office.name);
    insert.bind(3, office.code);
    insert.bind(4, office.parent);
    insert.bind(5, office.province);
    insert.bind(6, office.place);
    insert.bind(7, to_iso(office.start));
    insert.bind(8, to_iso(transaction.today()));
    insert.exec();

    CanonicalState state;
    state.add("name", office.name).add("code", office.code).add("parent", office.parent);
    state.add("province", office.province).add("place", office.place).add("start_day", to_iso(office.start));
    append_audit(transaction, AuditVerb::store_init, uuid, state);
}

Office read_office(const Store& store) {
    SQLite::Statement statement(store.db(),
                                "SELECT name, code, parent, province, place, start_day FROM office");
    if (!statement.executeStep()) {
        throw Error(ErrorKind::failed,
                    say("{}: has no office: `hnat init` was interrupted; remove the file and run it again",
                        store.path().string()));
    }
    Office office;
    office.name = statement.getColumn(0).getString();
    office.code = statement.getColumn(1).getString();
    office.parent = statement.getColumn(2).getString();
    office.province = statement.getColumn(3).getString();
    office.place = statement.getColumn(4).getString();
    office.start = sql::required_day_at(statement, 5);
    return office;
}

bool is_staff_code(std::string_view code) {
    return !code.empty() && code.size() <= k_longest_code && is_small_letter(code.front()) &&
           std::ranges::all_of(code, is_code_character) && code != k_unnamed_staff;
}

void add_staff(Transaction& transaction, std::string_view code, std::string_view name, StaffRole role) {
    if (code == k_unnamed_staff) {
        throw Error(ErrorKind::usage,
                    say("the staff code 'office' is reserved for writes that name nobody; choose another"));
    }
    if (!is_staff_code(code)) {
        throw Error(
            ErrorKind::usage,
            say("that is not a staff code; write 1 to 16 of a-z 0-9 - _ and begin with a letter, e.g. "
                "'clerk-2'"));
    }
    Staff staff{std::string(code), squeeze(nfc(name)), role, transaction.today(), std::nullopt};
    if (staff.name.empty()) {
        throw Error(ErrorKind::usage, say("staff member '{}' needs a name; give --name", code));
    }
    if (holds_phone_number(staff.name) || holds_email(staff.name)) {
        throw Error(ErrorKind::usage,
                    say("the name of staff member '{}' holds a phone number or an e-mail address; the "
                        "file has no contacts of staff: give the name alone",
                        code));
    }
    if (has_controls(staff.name)) {
        throw Error(ErrorKind::usage, say("the name of staff member '{}' holds control characters or "
                                          "marks that can't be seen; type it anew",
                                          code));
    }
    if (staff_record(transaction.db(), code)) {
        throw Error(
            ErrorKind::usage,
            say("the staff code '{}' is taken, or was: the audit chain needs every code to mean one person; "
                "choose another",
                code));
    }
    const Uuid uuid = random_uuid();
    SQLite::Statement insert(transaction.db(),
                             "INSERT INTO staff (code, uuid, name, role, added_on) VALUES (?, ?, ?, ?, ?)");
    insert.bind(1, staff.code);
    insert.bind(2, uuid.data(), static_cast<int>(uuid.size()));
    insert.bind(3, staff.name);
    insert.bind(4, std::string(name_of(role)));
    insert.bind(5, to_iso(staff.added));
    insert.exec();
    append_audit(transaction, AuditVerb::staff_add, uuid, canonical(staff));
}

void retire_staff(Transaction& transaction, std::string_view code) {
    auto record = staff_record(transaction.db(), code);
    if (!record) {
        throw no_such_staff(transaction.db(), code);
    }
    if (record->staff.retired) {
        throw Error(ErrorKind::usage,
                    say("staff member '{}' was retired on {} already", code, to_iso(*record->staff.retired)));
    }
    record->staff.retired = transaction.today();
    SQLite::Statement update(transaction.db(), "UPDATE staff SET retired_on = ? WHERE code = ?");
    update.bind(1, to_iso(transaction.today()));
    update.bind(2, std::string(code));
    update.exec();
    append_audit(transaction, AuditVerb::staff_retire, record->uuid, canonical(record->staff));
}

std::vector<Staff> list_staff(const Store& store) {
    SQLite::Statement statement(store.db(),
                                "SELECT code, name, role, added_on, retired_on FROM staff ORDER BY code");
    std::vector<Staff> all;
    while (statement.executeStep()) {
        all.push_back(read_staff(statement));
    }
    return all;
}

Staff find_staff(const Store& store, std::string_view code) {
    auto record = staff_record(store.db(), code);
    if (!record || record->staff.retired) {
        throw no_such_staff(store.db(), code);
    }
    return std::move(record->staff);
}

Staff find_liaison(const Store& store, std::string_view code) {
    Staff staff = find_staff(store, code);
    if (staff.role != StaffRole::liaison) {
        throw Error(ErrorKind::usage, say("'{}' is a {}; only a liaison keeps contact with groups: `hnat "
                                          "staff list` shows the roles",
                                          code, name_of(staff.role)));
    }
    return staff;
}

} // namespace hnat
