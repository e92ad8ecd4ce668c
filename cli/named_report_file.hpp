/// Reading `[report.NAME]`. Apart from named_report.hpp, so that only the reader of the file sees the parser.
#pragma once

#include "cli/named_report.hpp"

#include <toml++/toml.h>

#include <filesystem>
#include <vector>

namespace hnat::cli {

/// The table `[report]` of a settings file. Errors: usage with file:line:column (a name that is not one, an
/// unknown key, a value that does not fit, a filter that figures don't have).
std::vector<NamedReport> read_named_reports(const toml::node& reports, const std::filesystem::path& file);

} // namespace hnat::cli
