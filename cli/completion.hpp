/// What may stand at the cursor of an unfinished command line. The scripts of `hnat completion` ask for it
/// with `hnat __complete WORDS…`, at each TAB: it takes milliseconds, writes nothing, and says nothing when
/// it knows nothing.
#pragma once

#include "cli/settings.hpp"

#include <ostream>
#include <string>
#include <string_view>
#include <vector>

namespace hnat::cli {

/// The word of the command line that asks; not a command, so it is in no list of commands.
inline constexpr std::string_view k_complete_word = "__complete";

struct Candidate {
    std::string word;
    std::string note; ///< what it is, for shells that show it; may be empty
};

struct Completion {
    std::vector<Candidate> candidates; ///< all begin with what was typed of the word
    bool files = false;                ///< names of files too, which the shell knows better
    bool folders = false;              ///< names of folders too
    bool glued = false;                ///< more of the same word follows: no space after it
};

/// `line`: the words after "hnat"; the last is what was typed of the one at the cursor, and may be empty.
/// Settings count as for a command: `--db` of the line, then the environment, then the settings file. Never
/// throws.
Completion complete(const std::vector<std::string>& line, const Environment& environment, Day clock_today);

/// A line with what the shell is to do (`:`, `:files`, `:folders`, `:glued`), then each candidate on a line,
/// its note after a tab.
void write_completion(const Completion& completion, std::ostream& out);

} // namespace hnat::cli
