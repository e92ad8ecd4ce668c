#include "base/error.hpp"
#include "base/resource.hpp"
#include "base/text.hpp"
#include "survey/row.hpp"

#include <toml++/toml.h>

#include <algorithm>
#include <string>
#include <unordered_map>
#include <vector>

namespace hnat {

namespace {

constexpr std::string_view k_path = "data/topics.toml";

struct Topic {
    std::string code, vi, en;
};

struct TopicTable {
    std::vector<Topic> topics;
    std::vector<std::string> codes;
    std::unordered_map<std::string, std::size_t> by_key; ///< K2 of codes and of all names
};

/// Two topics with one name would be a guess: the file is wrong.
void add_name(TopicTable& table, std::string_view name) {
    const std::size_t position = table.topics.size() - 1;
    const auto [entry, is_new] = table.by_key.try_emplace(search_key(name), position);
    if (!is_new && entry->second != position) {
        throw Error(ErrorKind::failed,
                    std::string(k_path) + ": two topics are called '" + std::string(name) + "'");
    }
}

TopicTable read_topics() {
    TopicTable table;
    const toml::table root = toml::parse(resource(k_path), k_path);
    const auto* entries = root["topic"].as_array();
    if (entries == nullptr) {
        throw Error(ErrorKind::failed, std::string(k_path) + ": no [[topic]]");
    }
    for (const auto& node : *entries) {
        const auto entry = toml::node_view<const toml::node>(node);
        Topic topic{entry["code"].value_or(std::string()), entry["vi"].value_or(std::string()),
                    entry["en"].value_or(std::string())};
        if (topic.code.empty() || topic.vi.empty() || topic.en.empty()) {
            throw Error(ErrorKind::failed, std::string(k_path) + ":" +
                                               std::to_string(node.source().begin.line) +
                                               ": a topic has code, vi and en");
        }
        table.topics.push_back(topic);
        table.codes.push_back(topic.code);
        add_name(table, topic.code);
        add_name(table, topic.vi);
        add_name(table, topic.en);
        if (const auto* names = entry["names"].as_array()) {
            for (const auto& name : *names) {
                add_name(table, name.value_or(std::string_view()));
            }
        }
    }
    return table;
}

const TopicTable& table() {
    static const TopicTable topics = read_topics();
    return topics;
}

} // namespace

std::optional<std::string> parse_topic(std::string_view text) {
    const auto found = table().by_key.find(search_key(text));
    return found == table().by_key.end() ? std::nullopt : std::optional(table().codes[found->second]);
}

const std::vector<std::string>& topics() {
    return table().codes;
}

std::string_view topic_name(std::string_view code, std::string_view language) {
    const auto found = std::ranges::find(table().topics, code, &Topic::code);
    if (found == table().topics.end()) {
        return code;
    }
    return language == "vi" ? found->vi : found->en;
}

} // namespace hnat
