/// Where the values of flags and arguments come from, for completion.
#pragma once

#include "cli/command.hpp"
#include "cli/completion.hpp"
#include "cli/parser.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hnat::cli {

/// What kind of thing a flag or an argument takes.
enum class ValueSource {
    unknown, ///< neither its name nor its placeholder is in the vocabulary
    free,    ///< words, numbers, times: nothing to offer
    choices, ///< the placeholder lists them: `vi|en`
    files,
    folders,
    days,
    periods,
    list_format,
    document_format,
    columns,
    topic_of_help,
    groups,
    members,
    meetings,
    tips,
    questions,
    actions,
    comments,
    requests,
    charters,
    batches,
    staff,
    steps,
    items,
    platforms,
    topics,
    localities,
};

/// The words `a`, `b` of a placeholder `a|b|FILE`; none when it lists nothing.
std::vector<std::string> listed_choices(std::string_view placeholder);

/// Told from the vocabulary in completion_values.cpp: by the command and the option's name, else by its name,
/// else by its placeholder. A test refuses an option that gives `unknown`.
ValueSource value_source(const Command& command, const Parser& parser, const Option& option);

/// A value that is being typed.
struct UnfinishedValue {
    const Command& command;
    const Option& option;
    std::string_view typed;
    std::vector<std::string> before; ///< the command's arguments (no flags) before it
};

/// Offers the values that begin with what was typed. `settings` says which database; nothing comes of one
/// that can't be opened at once. Errors: of the store.
Completion offer_values(ValueSource source, const UnfinishedValue& value, const Settings& settings);

} // namespace hnat::cli
