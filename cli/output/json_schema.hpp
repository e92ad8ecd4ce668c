/// What a list looks like in JSON, for programs that read it.
#pragma once

#include "cli/output/row_writer.hpp"

#include <string>

namespace hnat::cli {

/// What the values of a column are once its name was looked at: never FieldType::by_name.
FieldType type_of(const Field& field);

/// A JSON Schema (draft 2020-12) of the envelope that -f json writes. Further fields are allowed: a list only
/// ever gains some.
std::string to_json_schema(const ListShape& shape);

} // namespace hnat::cli
