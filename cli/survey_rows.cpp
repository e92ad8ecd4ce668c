#include "cli/survey_rows.hpp"

#include "address/address.hpp"
#include "base/error.hpp"
#include "base/message.hpp"
#include "base/text.hpp"
#include "cli/arguments.hpp"
#include "store/office.hpp"
#include "survey/locality.hpp"
#include "survey/row.hpp"

#include <fmt/format.h>

#include <utility>

namespace hnat::cli {

namespace {

template <typename Type>
Value optional_value(std::optional<Type> value) {
    return value ? Value(*std::move(value)) : Value();
}

/// The texts of the values are moved, which an initializer list would copy.
template <typename... Values>
Row row_of(Values&&... values) {
    Row row;
    row.reserve(sizeof...(values));
    (row.emplace_back(std::forward<Values>(values)), ...);
    return row;
}

} // namespace

/// Its names are labels too, on the card of a group.
ListShape group_shape(std::string_view schema) {
    return {schema,
            {
                {mark_message("number"), "No.", true},
                {mark_message("key"), "Key", false, false},
                {mark_message("name"), "Name"},
                {mark_message("platform"), "Platform"},
                {mark_message("entity"), "Entity", false, false},
                {mark_message("url"), "Address", false, false},
                {mark_message("resolved"), "Resolved", false, false, FieldType::yes_no},
                {mark_message("members"), "Members", true},
                {mark_message("members_on"), "Counted on", false, false},
                {mark_message("topic"), "Topic"},
                {mark_message("locality"), "Locality code", false, false},
                {mark_message("locality_name"), "Locality"},
                {mark_message("visibility"), "Visibility", false, false},
                {mark_message("language"), "Language", false, false},
                {mark_message("source"), "Source", false, false},
                {mark_message("state"), "State"},
                {mark_message("state_on"), "Since", false, false},
                {mark_message("rest_until"), "Rests until", false, false},
                {mark_message("surveyed_on"), "Surveyed on", false, false},
                {mark_message("expires_on"), "Expires on", false, false},
                {mark_message("liaison"), "Liaison", false, false},
            }};
}

Row GroupRows::row(Group group) {
    GroupFacts& facts = group.facts;
    std::string key = group.address.key();
    Value place = facts.locality ? Value(locality_name(*facts.locality)) : Value();
    return row_of(
        group.id, std::move(key), std::move(facts.name), std::move(group.address.platform),
        std::string(name_of(group.address.entity)), std::move(group.address.url), group.address.resolved,
        optional_value(facts.members), optional_value(facts.members_on),
        optional_value(std::move(facts.topic)), optional_value(std::move(facts.locality)), std::move(place),
        facts.visibility ? Value(std::string(name_of(*facts.visibility))) : Value(),
        optional_value(std::move(facts.language)), optional_value(std::move(facts.source)),
        std::string(name_of(group.state)), group.state_on, optional_value(group.rest_until),
        group.surveyed_on, optional_value(group.expires_on), optional_value(std::move(group.liaison)));
}

ListShape export_shape() {
    return {"hnat.survey.export/1",
            {{"name", "Name"},
             {"url", "Address"},
             {"entity", "Entity"},
             {"members", "Members", true},
             {"members_on", "Counted on"},
             {"topic", "Topic"},
             {"locality", "Locality code"},
             {"visibility", "Visibility"},
             {"language", "Language"},
             {"source", "Source"}}};
}

Row export_row(Group group) {
    GroupFacts& facts = group.facts;
    return row_of(std::move(facts.name), std::move(group.address.url),
                  std::string(name_of(group.address.entity)), optional_value(facts.members),
                  optional_value(facts.members_on), optional_value(std::move(facts.topic)),
                  optional_value(std::move(facts.locality)),
                  facts.visibility ? Value(std::string(name_of(*facts.visibility))) : Value(),
                  optional_value(std::move(facts.language)), optional_value(std::move(facts.source)));
}

std::string GroupRows::locality_name(const std::string& code) {
    const auto known = m_locality_names.find(code);
    if (known != m_locality_names.end()) {
        return known->second;
    }
    return m_locality_names.emplace(code, locality_label(m_store, code)).first->second;
}

void FilterFlags::declare(Parser& parser) {
    parser.add_option("--platform", platform, "only this platform, e.g. facebook")->type_name("PLATFORM");
    parser.add_option("--topic", topic, "only this topic, e.g. trade")->type_name("TOPIC");
    parser.add_option("--locality", locality, "only this commune or ward: a code or a name")
        ->type_name("LOCALITY");
    parser.add_option("--liaison", liaison, "only groups of this staff code")->type_name("STAFF");
    parser.add_option("--state", state, "only this state")->type_name(placeholder_of<GroupState>());
    parser.add_option("--since", since, "surveyed on this day or later")->type_name("DAY");
    parser.add_option("--until", until, "surveyed on this day or earlier")->type_name("DAY");
}

GroupFilter FilterFlags::filter(const Store& store, Day today) const {
    GroupFilter filter;
    if (!platform.empty()) {
        filter.platform = closed_value("--platform", platform, AddressRules::standard().platforms());
    }
    if (!topic.empty()) {
        filter.topic = topic_argument(topic);
    }
    if (!locality.empty()) {
        filter.locality = locality_argument(store, locality);
    }
    if (!liaison.empty()) {
        std::vector<std::string> codes;
        for (const Staff& staff : list_staff(store)) {
            codes.push_back(staff.code);
        }
        filter.liaison = closed_value("--liaison", liaison, codes);
    }
    if (!state.empty()) {
        filter.state = enum_argument<GroupState>("--state", state);
    }
    if (!since.empty()) {
        filter.since = day_of_flag("--since", since, today);
    }
    if (!until.empty()) {
        filter.until = day_of_flag("--until", until, today);
    }
    return filter;
}

} // namespace hnat::cli
