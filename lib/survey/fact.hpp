/// The facts of a group, one after the other: the one list of them behind statements, changes and the audit's
/// states. Internal to lib/survey.
#pragma once

#include "base/enum_names.hpp"
#include "survey/group.hpp"

#include <array>
#include <string>

namespace hnat {

enum class Fact { name, members, members_on, topic, locality, visibility, language, source };
/// As the columns of survey_group are called.
template <>
inline constexpr std::array k_enum_names<Fact>{EnumName{Fact::name, "name"},
                                               EnumName{Fact::members, "members"},
                                               EnumName{Fact::members_on, "members_on"},
                                               EnumName{Fact::topic, "topic"},
                                               EnumName{Fact::locality, "locality"},
                                               EnumName{Fact::visibility, "visibility"},
                                               EnumName{Fact::language, "language"},
                                               EnumName{Fact::source, "source"}};

/// Calls `visit` with each fact and the member that holds it, in that order.
template <typename Visit>
void each_fact(const Visit& visit) {
    visit(Fact::name, &GroupFacts::name);
    visit(Fact::members, &GroupFacts::members);
    visit(Fact::members_on, &GroupFacts::members_on);
    visit(Fact::topic, &GroupFacts::topic);
    visit(Fact::locality, &GroupFacts::locality);
    visit(Fact::visibility, &GroupFacts::visibility);
    visit(Fact::language, &GroupFacts::language);
    visit(Fact::source, &GroupFacts::source);
}

/// SQL for each fact, of its column's name, with commas between.
template <typename Sql>
std::string facts_sql(const Sql& sql_of) {
    std::string sql;
    for (const auto& fact : k_enum_names<Fact>) {
        sql += sql.empty() ? "" : ", ";
        sql += sql_of(fact.name);
    }
    return sql;
}

/// Some of the facts, a bit for each.
using Facts = unsigned;

constexpr Facts bit_of(Fact fact) {
    return 1U << static_cast<unsigned>(fact);
}
inline constexpr Facts k_all_facts = (1U << k_enum_names<Fact>.size()) - 1;
constexpr bool has_fact(Facts facts, Fact fact) {
    return (facts & bit_of(fact)) != 0;
}

} // namespace hnat
