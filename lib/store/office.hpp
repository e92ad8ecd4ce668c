/// The office that keeps the records, and its staff. They live with the store because every audit row names
/// one.
#pragma once

#include "base/enum_names.hpp"
#include "base/hash.hpp"
#include "store/store.hpp"

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hnat {

struct Office {
    std::string name;     ///< issuing body, as printed on reports
    std::string code;     ///< short code in document numbers, e.g. "ABC"
    std::string parent;   ///< parent body that reports go to
    std::string province; ///< code of the province, e.g. "19"
    std::string place;    ///< place in the date line of reports
    Day start;            ///< first day of the programme; the plan counts from it
    friend bool operator==(const Office&, const Office&) = default;
};

/// Writes the office into a new store: once. Errors: usage (there is one already).
void write_office(Transaction& transaction, const Office& office);
/// Errors: failed (a store without an office: a bug or a foreign file).
Office read_office(const Store& store);

/// The uuid of the office, the object of audit rows that concern the store as a whole; zeros before there is
/// one.
Uuid office_uuid(SQLite::Database& db);

enum class StaffRole { clerk, liaison, custodian, reviewer };
template <>
inline constexpr std::array k_enum_names<StaffRole>{
    EnumName{StaffRole::clerk, "clerk"}, EnumName{StaffRole::liaison, "liaison"},
    EnumName{StaffRole::custodian, "custodian"}, EnumName{StaffRole::reviewer, "reviewer"}};

struct Staff {
    std::string code; ///< 1 to 16 of a-z 0-9 - _, starting with a letter; "office" is reserved
    std::string name; ///< display name
    StaffRole role = StaffRole::clerk;
    Day added;
    std::optional<Day> retired;
};

/// The form of a staff code as above, "office" not included.
bool is_staff_code(std::string_view code);

/// Errors: usage (malformed or reserved code, empty name, code taken).
void add_staff(Transaction& transaction, std::string_view code, std::string_view name, StaffRole role);
/// Errors: not_found, usage (retired already).
void retire_staff(Transaction& transaction, std::string_view code);
std::vector<Staff> list_staff(const Store& store);
/// An active staff member. Errors: not_found (the message lists the active codes).
Staff find_staff(const Store& store, std::string_view code);
/// One who may keep contact with groups. Errors: as find_staff; usage (another role).
Staff find_liaison(const Store& store, std::string_view code);

} // namespace hnat
