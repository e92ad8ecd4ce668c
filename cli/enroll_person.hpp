/// How names and contacts come in: from a person file, standard input or a prompt, never from argv, which the
/// shell's history and the list of processes keep (P3).
#pragma once

#include "cli/context.hpp"
#include "cli/parser.hpp"
#include "enroll/person_file.hpp"

#include <optional>
#include <string>

namespace hnat::cli {

/// Declares `--person-file`.
void add_person_file(Parser& parser, std::optional<std::string>& file);

/// The name and contact of a new member: from the file, or asked on the terminal. Errors: rejected (the
/// file's problems have been reported), usage (nothing to read them from, or what was typed does not fit),
/// io.
Person read_person(Context& context, const std::optional<std::string>& file);

/// What a person file corrects. Errors as above.
PersonFile read_corrections(Context& context, const std::string& file);

} // namespace hnat::cli
