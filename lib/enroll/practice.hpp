/// Self-assessment: a group that has joined says which safety practices it has. The answers are the group's
/// own, about the safety of its accounts and members and never about what members say; there is no free text.
#pragma once

#include "base/date.hpp"
#include "base/enum_names.hpp"
#include "base/period.hpp"
#include "store/store.hpp"

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hnat {

/// A statement of data/practices.toml.
struct Practice {
    std::string code, name_vi, name_en;
};

/// All, in the order of the file.
const std::vector<Practice>& practices();

enum class PracticeAnswer { yes, no, not_applicable };
template <>
inline constexpr std::array k_enum_names<PracticeAnswer>{
    EnumName{PracticeAnswer::yes, "yes"}, EnumName{PracticeAnswer::no, "no"},
    EnumName{PracticeAnswer::not_applicable, "not-applicable"}};

/// By the practice's code.
using PracticeAnswers = std::map<std::string, PracticeAnswer, std::less<>>;

/// Reads "CODE=yes", "CODE=no", "CODE=n-a" (also not-applicable). Errors: usage (no answer; an unknown code,
/// with the nearest; a code twice).
PracticeAnswers parse_answers(const std::vector<std::string>& pairs);

/// Reads a TOML file of `CODE = "yes"`, "no", "n-a", true or false. `file` is for messages. Errors: usage,
/// with the line.
PracticeAnswers parse_answers_file(std::string_view text, std::string_view file);

/// Yes among yes and no, in per cent, rounded; nullopt when there is neither.
std::optional<int> practice_score(std::int64_t yes, std::int64_t no);

/// Stores a group's answers. Returns the codes that have no answer. Errors: not_found, usage (the group has
/// not joined; no answer at all; with `partial` false, practices without an answer: the message names them).
std::vector<std::string> assess_group(Transaction& transaction, std::int64_t group,
                                      const PracticeAnswers& answers, bool partial);

/// The latest assessment of a group in a quarter.
struct Assessment {
    Period quarter;
    std::int64_t group = 0;
    std::string group_name;
    Day day;
    std::int64_t yes = 0, no = 0, not_applicable = 0, missing = 0;
    std::optional<int> score; ///< per cent
    PracticeAnswers answers;
};

/// The newest quarter first, in it by group. Without a group, of all; without a quarter, of all quarters.
std::vector<Assessment> list_assessments(const Store& store, const Regime& regime,
                                         std::optional<std::int64_t> group,
                                         const std::optional<Period>& quarter);

} // namespace hnat
