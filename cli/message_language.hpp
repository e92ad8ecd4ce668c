/// The language of everything that is said, known before anything can be wrong with the line.
#pragma once

#include "cli/settings.hpp"

#include <string>
#include <vector>

namespace hnat::cli {

/// "vi" or "en", by the rules of the setting `lang`: --lang (anywhere on the line, the last one), HNAT_LANG,
/// the settings file that the line or the environment names, the locale. Never an error: what does not fit is
/// passed over here, and refused by Settings::resolve in the language that was found.
std::string message_language(const std::vector<std::string>& line, const Environment& environment);

} // namespace hnat::cli
