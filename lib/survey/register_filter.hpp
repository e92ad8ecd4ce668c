/// A GroupFilter as SQL. Internal to lib/survey.
#pragma once

#include "survey/register.hpp"

#include <SQLiteCpp/Statement.h>

#include <string>

namespace hnat {

/// A condition on survey_group AS g; its parameters are bound by bind_filter, whatever the filter leaves
/// empty.
std::string filter_sql();

/// Also binds `:today`.
void bind_filter(SQLite::Statement& statement, const GroupFilter& filter, Day today);

} // namespace hnat
