#include "cli/output/card_label.hpp"

#include "base/message.hpp"

#include <algorithm>
#include <array>

namespace hnat::cli {

namespace {

struct CardLabel {
    std::string_view fact, word;
};

constexpr std::array k_labels{
    CardLabel{"action", mark_message("Task")},
    CardLabel{"agenda", mark_message("Agenda")},
    CardLabel{"alias", mark_message("Earlier address")},
    CardLabel{"answer", mark_message("Answer")},
    CardLabel{"at", mark_message("Time")},
    CardLabel{"cancelled_on", mark_message("Cancelled on")},
    CardLabel{"channel", mark_message("Channel")},
    CardLabel{"code", mark_message("Code")},
    CardLabel{"consent", mark_message("Consent")},
    CardLabel{"contact", mark_message("Contact")},
    CardLabel{"disposition", mark_message("What came of it")},
    CardLabel{"entity", mark_message("Kind of group")},
    CardLabel{"expires_on", mark_message("Expires on")},
    CardLabel{"group", mark_message("Group")},
    CardLabel{"harm", mark_message("Harm")},
    CardLabel{"held_on", mark_message("Held on")},
    CardLabel{"history", mark_message("History")},
    CardLabel{"invited_on", mark_message("Invited on")},
    CardLabel{"joined_on", mark_message("Joined on")},
    CardLabel{"key", mark_message("Key")},
    CardLabel{"language", mark_message("Language")},
    CardLabel{"level", mark_message("Level")},
    CardLabel{"liaison", mark_message("Liaison")},
    CardLabel{"liaison_name", mark_message("Name of the liaison")},
    CardLabel{"locality", mark_message("Code of the locality")},
    CardLabel{"locality_name", mark_message("Locality")},
    CardLabel{"material", mark_message("Material")},
    CardLabel{"meeting", mark_message("Meeting")},
    CardLabel{"member", mark_message("Number of the member")},
    CardLabel{"members", mark_message("Members")},
    CardLabel{"members_on", mark_message("Counted on")},
    CardLabel{"minutes", mark_message("Minutes")},
    CardLabel{"name", mark_message("Name")},
    CardLabel{"number", mark_message("Number")},
    CardLabel{"place", mark_message("Place")},
    CardLabel{"planned_on", mark_message("Planned on")},
    CardLabel{"platform", mark_message("Platform")},
    CardLabel{"question", mark_message("Question")},
    CardLabel{"received_on", mark_message("Received on")},
    CardLabel{"recognition", mark_message("Recognition")},
    CardLabel{"reference", mark_message("Reference")},
    CardLabel{"request", mark_message("Request")},
    CardLabel{"resolved", mark_message("Address is final")},
    CardLabel{"rest_until", mark_message("Rests until")},
    CardLabel{"restricted_on", mark_message("Restricted since")},
    CardLabel{"route", mark_message("Referred to")},
    CardLabel{"sequence", mark_message("Version of the invitation")},
    CardLabel{"source", mark_message("Source")},
    CardLabel{"state", mark_message("State")},
    CardLabel{"state_on", mark_message("In this state since")},
    CardLabel{"status", mark_message("Status")},
    CardLabel{"surveyed_on", mark_message("Surveyed on")},
    CardLabel{"topic", mark_message("Topic")},
    CardLabel{"url", mark_message("Address")},
    CardLabel{"visibility", mark_message("Visibility")},
};
static_assert(std::ranges::is_sorted(k_labels, {}, &CardLabel::fact));

} // namespace

std::string_view card_label(std::string_view fact, std::string_view lang) {
    const auto found = std::ranges::lower_bound(k_labels, fact, {}, &CardLabel::fact);
    const bool known = found != k_labels.end() && found->fact == fact;
    return lang == "vi" && known ? tr(found->word) : fact;
}

} // namespace hnat::cli
