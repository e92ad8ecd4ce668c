#include "cli/output/json_schema.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>

namespace hnat::cli {

namespace {

using Json = nlohmann::ordered_json;

Json schema_of(const Field& field) {
    Json schema{{"title", field.heading}};
    switch (type_of(field)) {
    case FieldType::by_name:
    case FieldType::text:
    case FieldType::label:
        schema["type"] = {"string", "null"};
        break;
    case FieldType::count:
        schema["type"] = {"integer", "null"};
        break;
    case FieldType::real:
        schema["type"] = {"number", "null"};
        break;
    case FieldType::yes_no:
        schema["type"] = {"boolean", "null"};
        break;
    case FieldType::day:
        schema["type"] = {"string", "null"};
        schema["format"] = "date";
        break;
    case FieldType::any:
        schema["type"] = {"string", "number", "boolean", "null"};
        break;
    }
    return schema;
}

} // namespace

FieldType type_of(const Field& field) {
    if (field.type != FieldType::by_name) {
        return field.type;
    }
    if (field.right) {
        return FieldType::count;
    }
    static constexpr std::array<std::string_view, 4> k_days{"_on", "day", "due", "_until"};
    const bool day =
        std::ranges::any_of(k_days, [&](std::string_view end) { return field.name.ends_with(end); });
    return day ? FieldType::day : FieldType::text;
}

std::string to_json_schema(const ListShape& shape) {
    Json properties = Json::object();
    Json names = Json::array();
    for (const Field& field : shape.fields) {
        properties[std::string(field.name)] = schema_of(field);
        names.push_back(field.name);
    }
    const Json row{{"type", "object"}, {"required", names}, {"properties", properties}};
    const Json schema{
        {"$schema", "https://json-schema.org/draft/2020-12/schema"},
        {"$id", shape.schema},
        {"type", "object"},
        {"required", {"schema", "rows"}},
        {"properties",
         {{"schema", {{"const", shape.schema}}}, {"rows", {{"type", "array"}, {"items", row}}}}}};
    return schema.dump(2) + '\n';
}

} // namespace hnat::cli
