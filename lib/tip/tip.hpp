/// A tip (phản ánh): a report of one of fifteen harms. What it says and who gave it are sealed and not here;
/// what is here says nothing about anybody (P5, P6).
#pragma once

#include "base/date.hpp"
#include "base/enum_names.hpp"
#include "base/hash.hpp"
#include "store/store.hpp"
#include "tip/harm.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace hnat {

enum class TipChannel { phone, message, email, in_person, meeting };
template <>
inline constexpr std::array k_enum_names<TipChannel>{
    EnumName{TipChannel::phone, "phone"}, EnumName{TipChannel::message, "message"},
    EnumName{TipChannel::email, "email"}, EnumName{TipChannel::in_person, "in-person"},
    EnumName{TipChannel::meeting, "meeting"}};

enum class TipState { received, acknowledged, triaged, referred, answered, closed };
template <>
inline constexpr std::array k_enum_names<TipState>{
    EnumName{TipState::received, "received"}, EnumName{TipState::acknowledged, "acknowledged"},
    EnumName{TipState::triaged, "triaged"},   EnumName{TipState::referred, "referred"},
    EnumName{TipState::answered, "answered"}, EnumName{TipState::closed, "closed"}};

/// How it ended.
enum class TipDisposition {
    resolved,
    passed_on,
    content_removed,
    account_recovered,
    money_stopped,
    not_confirmed,
    duplicate,
    taken_back,
    no_contact,
};
template <>
inline constexpr std::array k_enum_names<TipDisposition>{
    EnumName{TipDisposition::resolved, "resolved"},
    EnumName{TipDisposition::passed_on, "passed-on"},
    EnumName{TipDisposition::content_removed, "content-removed"},
    EnumName{TipDisposition::account_recovered, "account-recovered"},
    EnumName{TipDisposition::money_stopped, "money-stopped"},
    EnumName{TipDisposition::not_confirmed, "not-confirmed"},
    EnumName{TipDisposition::duplicate, "duplicate"},
    EnumName{TipDisposition::taken_back, "taken-back"},
    EnumName{TipDisposition::no_contact, "no-contact"}};

struct Tip {
    std::int64_t id = 0;
    Uuid uuid{};
    Harm harm = Harm::slf;
    TipLevel level = TipLevel::p0;
    Day received_on;
    TipChannel channel = TipChannel::phone;
    std::optional<std::string> platform; ///< a code of data/platforms.toml
    TipState state = TipState::received;
    Day state_on;
    std::optional<Route> route; ///< the last one that it was referred to
    std::optional<TipDisposition> disposition;
    Day expires_on;
};

/// A tip by its number. One that has expired is gone for everybody from that day on, whenever retention runs.
/// Errors: not_found.
Tip find_tip(const Store& store, std::int64_t number, Day today);

/// How a tip is called outside of the office: eight hexadecimal digits that tell nothing. Its number would
/// tell how many there were before it (P8).
std::string tip_reference(const Tip& tip);

struct TipFilter {
    std::optional<Harm> harm;
    std::optional<TipLevel> level;
    std::optional<TipState> state;
    std::optional<std::string> platform;
    bool open_only = false; ///< not those that are closed
};
/// In the order of their numbers, without what has expired.
std::vector<Tip> list_tips(const Store& store, const TipFilter& filter, Day today);

/// What was done with a tip, from the audit chain.
struct TipDeed {
    Day day;
    std::string verb;    ///< of the audit chain: tip-add, tip-read, …
    std::string outcome; ///< done or refused
    std::string staff;
};
std::vector<TipDeed> tip_history(const Store& store, const Tip& tip);

/// What the holder of a receipt may know.
struct TipStatus {
    TipState state = TipState::received;
    Day state_on;
    std::optional<TipDisposition> disposition;
};
/// The state of the tip that a receipt (in canonical form) was given for; nullopt, and nothing else to tell
/// them apart, for one that was never given, has expired or was purged. Errors: as receipt_hash.
std::optional<TipStatus> tip_status(const Store& store, std::string_view receipt, Day today);

} // namespace hnat
