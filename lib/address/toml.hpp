/// Typed reading of a TOML file whose mistakes are told with file, line and column. Not meant for other
/// rooms.
#pragma once

#include "base/enum_names.hpp"
#include "base/error.hpp"
#include "base/text.hpp"

#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace hnat::address {

/// A missing key gives the default, another type is an Error{failed}.
class TomlSource {
  public:
    explicit TomlSource(std::string_view file) : m_file(file) {}

    [[noreturn]] void fail(const toml::node& node, std::string_view what) const {
        const auto& at = node.source().begin;
        throw Error(ErrorKind::failed, fmt::format("{}:{}:{}: {}", m_file, at.line, at.column, what));
    }

    void check_keys(const toml::table& table, std::initializer_list<std::string_view> known) const {
        for (const auto& [key, node] : table) {
            if (std::find(known.begin(), known.end(), key.str()) == known.end()) {
                fail(node, fmt::format("unknown key '{}'; expected one of: {}", escape_controls(key.str()),
                                       fmt::join(known, ", ")));
            }
        }
    }

    template <typename Visit>
    void for_each_table(const toml::table& parent, std::string_view key, const Visit& visit) const {
        const toml::node* node = parent.get(key);
        if (node == nullptr) {
            return;
        }
        const toml::array* array = node->as_array();
        if (array == nullptr) {
            fail(*node, fmt::format("'{}' has to be written as [[…]] or as a list of tables", key));
        }
        for (const toml::node& element : *array) {
            const toml::table* table = element.as_table();
            if (table == nullptr) {
                fail(element, fmt::format("every '{}' has to be a table", key));
            }
            visit(*table);
        }
    }

    std::string text(const toml::table& table, std::string_view key, const char* fallback = nullptr) const {
        const toml::node* node = table.get(key);
        if (node == nullptr) {
            if (fallback == nullptr) {
                fail(table, fmt::format("'{}' is missing", key));
            }
            return fallback;
        }
        const auto value = node->value_exact<std::string>();
        if (!value) {
            fail(*node, fmt::format("'{}' has to be a text in quotes", key));
        }
        return *value;
    }

    bool flag(const toml::table& table, std::string_view key) const {
        const toml::node* node = table.get(key);
        const auto value = node == nullptr ? std::optional(false) : node->value_exact<bool>();
        if (!value) {
            fail(*node, fmt::format("'{}' has to be true or false", key));
        }
        return *value;
    }

    std::size_t count(const toml::table& table, std::string_view key, std::size_t fallback) const {
        const toml::node* node = table.get(key);
        if (node == nullptr) {
            return fallback;
        }
        const auto value = node->value_exact<std::int64_t>();
        if (!value || *value < 1 || *value > 1000) {
            fail(*node, fmt::format("'{}' has to be a number from 1 to 1000", key));
        }
        return static_cast<std::size_t>(*value);
    }

    /// A text or a list of texts, with the place of each.
    std::vector<std::pair<std::string, const toml::node*>> texts(const toml::table& table,
                                                                 std::string_view key) const {
        std::vector<std::pair<std::string, const toml::node*>> values;
        const toml::node* node = table.get(key);
        if (node == nullptr) {
            return values;
        }
        const auto add = [&](const toml::node& element) {
            const auto value = element.value_exact<std::string>();
            if (!value) {
                fail(element, fmt::format("'{}' has to be a text or a list of texts", key));
            }
            values.emplace_back(*value, &element);
        };
        if (const toml::array* array = node->as_array()) {
            for (const toml::node& element : *array) {
                add(element);
            }
        } else {
            add(*node);
        }
        return values;
    }

    template <typename Enum>
    Enum choice(const toml::node& node, std::string_view name) const {
        const auto value = enum_from<Enum>(name);
        if (!value) {
            fail(node, fmt::format("'{}' is not known here; expected one of: {}", escape_controls(name),
                                   fmt::join(names_of<Enum>(), ", ")));
        }
        return *value;
    }

    /// Runs a compile step of a pattern and gives its complaint the place of `node`.
    template <typename Step>
    auto at(const toml::node& node, const Step& step) const {
        try {
            return step();
        } catch (const std::invalid_argument& error) {
            fail(node, error.what());
        }
    }

  private:
    std::string m_file;
};

} // namespace hnat::address
