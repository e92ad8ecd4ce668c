/// Checks JSON against a schema (https://json-schema.org, draft 2020-12), as far as the schemas in
/// docs/schemas go: a keyword that is not known here is an error, so that none is believed to be checked.
#pragma once

#include <nlohmann/json.hpp>

#include <regex>
#include <set>
#include <string>
#include <vector>

namespace hnat::test {

class JsonSchema {
  public:
    explicit JsonSchema(nlohmann::json schema) : m_root(std::move(schema)) {}

    /// What does not fit, with its place; empty: it fits.
    [[nodiscard]] std::vector<std::string> check(const nlohmann::json& value) const {
        std::vector<std::string> problems;
        check(value, m_root, "", problems);
        return problems;
    }

  private:
    using Json = nlohmann::json;
    using Problems = std::vector<std::string>;

    void check(const Json& value, const Json& schema, const std::string& path, Problems& problems) const {
        static const std::set<std::string> annotations{"$schema", "$id", "$defs", "title", "description"};
        for (const auto& [keyword, rule] : schema.items()) {
            if (annotations.contains(keyword) || keyword == "required" || keyword == "additionalProperties") {
                continue; // additionalProperties goes with properties below
            }
            if (keyword == "$ref") {
                check(value, resolve(rule.get<std::string>()), path, problems);
            } else if (keyword == "type") {
                check_type(value, rule, path, problems);
            } else if (keyword == "enum") {
                expect(std::find(rule.begin(), rule.end(), value) != rule.end(), path, "is not in the list",
                       problems);
            } else if (keyword == "const") {
                expect(value == rule, path, "is not " + rule.dump(), problems);
            } else if (keyword == "pattern") {
                expect(!value.is_string() ||
                           std::regex_search(value.get<std::string>(), std::regex(rule.get<std::string>())),
                       path, "does not look like " + rule.dump(), problems);
            } else if (keyword == "minimum") {
                expect(!value.is_number() || value >= rule, path, "is below " + rule.dump(), problems);
            } else if (keyword == "minItems") {
                expect(!value.is_array() || value.size() >= rule.get<std::size_t>(), path,
                       "has too few items", problems);
            } else if (keyword == "items") {
                for (std::size_t i = 0; value.is_array() && i < value.size(); ++i) {
                    check(value[i], rule, path + "/" + std::to_string(i), problems);
                }
            } else if (keyword == "properties") {
                // with the members below
            } else {
                problems.push_back("the schema has a keyword that is not checked: " + keyword);
            }
        }
        if (value.is_object()) {
            check_members(value, schema, path, problems);
        }
    }

    void check_members(const Json& value, const Json& schema, const std::string& path,
                       Problems& problems) const {
        for (const auto& name : schema.value("required", Json::array())) {
            expect(value.contains(name.get<std::string>()), path, "lacks " + name.dump(), problems);
        }
        const Json properties = schema.value("properties", Json::object());
        for (const auto& [name, member] : value.items()) {
            if (properties.contains(name)) {
                check(member, properties[name], path + "/" + name, problems);
            } else if (schema.contains("additionalProperties")) {
                const Json& rule = schema["additionalProperties"];
                if (rule.is_object()) {
                    check(member, rule, path + "/" + name, problems);
                } else {
                    expect(rule.get<bool>(), path, "has an unknown name '" + name + "'", problems);
                }
            }
        }
    }

    static void check_type(const Json& value, const Json& rule, const std::string& path, Problems& problems) {
        const auto is = [&value](const std::string& type) {
            return (type == "object" && value.is_object()) || (type == "array" && value.is_array()) ||
                   (type == "string" && value.is_string()) || (type == "boolean" && value.is_boolean()) ||
                   (type == "null" && value.is_null()) || (type == "number" && value.is_number()) ||
                   (type == "integer" && value.is_number_integer());
        };
        bool fits = false;
        for (const auto& type : rule.is_array() ? rule : Json::array({rule})) {
            fits = fits || is(type.get<std::string>());
        }
        expect(fits, path, "is no " + rule.dump(), problems);
    }

    static void expect(bool good, const std::string& path, const std::string& what, Problems& problems) {
        if (!good) {
            problems.push_back((path.empty() ? "/" : path) + " " + what);
        }
    }

    /// `#/$defs/name`.
    [[nodiscard]] const Json& resolve(const std::string& reference) const {
        return m_root.at(Json::json_pointer(reference.substr(1)));
    }

    Json m_root;
};

} // namespace hnat::test
