// Compiling data/platforms.toml. Whatever is wrong in it is told with file, line and column.
#include "address/rule_set.hpp"

#include "address/text.hpp"
#include "address/toml.hpp"

#include <algorithm>

namespace hnat::address {

namespace {

using namespace std::string_view_literals;

/// Reads the tree of one file into a RuleSet.
class Compiler : TomlSource {
  public:
    Compiler(RuleSet& rules, std::string_view file) : TomlSource(file), m_rules(rules) {}

    void compile(const toml::table& root) {
        check_keys(root, {"class", "redirect", "platform"});
        read_classes(root, m_common);
        for_each_table(root, "redirect", [this](const toml::table& table) { read_redirect(table); });
        for_each_table(root, "platform", [this](const toml::table& table) { read_platform(table); });
        if (m_rules.platforms.empty()) {
            fail(root, "no [[platform]] in it");
        }
    }

  private:
    using Classes = std::map<std::string, const CharClass*, std::less<>>;

    // Classes.

    void read_classes(const toml::table& parent, Classes& classes) {
        const toml::node* node = parent.get("class");
        if (node == nullptr) {
            return;
        }
        const toml::table* tables = node->as_table();
        if (tables == nullptr) {
            fail(*node, "'class' has to be written as [class.name]");
        }
        for (const auto& [name, element] : *tables) {
            if (!element.is_table()) {
                fail(element, "a class has to be a table");
            }
            classes[std::string(name.str())] = &read_class(std::string(name.str()), *element.as_table());
        }
        for (const auto& [name, element] : *tables) { // when all are known
            const std::string other = text(*element.as_table(), "not", "");
            if (other.empty()) {
                continue;
            }
            const auto found = classes.find(other);
            if (found == classes.end() || found->second->among.empty()) {
                fail(element,
                     fmt::format("'not' names '{}', which is no class with 'among'", escape_controls(other)));
            }
            mutable_class(*classes.at(std::string(name.str()))).except = found->second;
        }
    }

    CharClass& mutable_class(const CharClass& wanted) {
        return **std::find_if(m_rules.classes.begin(), m_rules.classes.end(),
                              [&wanted](const auto& entry) { return entry.get() == &wanted; });
    }

    CharClass& read_class(std::string name, const toml::table& table) {
        check_keys(table,
                   {"chars", "letters", "first", "drop", "min", "max", "needs-letter", "among", "not"});
        m_rules.classes.push_back(std::make_unique<CharClass>());
        CharClass& made = *m_rules.classes.back();
        made.name = std::move(name);
        made.chars = read_chars(table, "chars");
        const auto first = read_chars(table, "first");
        for (std::size_t c = 0; c < first.size(); ++c) {
            if (first[c]) {
                made.first += static_cast<char>(c);
            }
        }
        made.beyond_ascii = flag(table, "letters");
        made.drop = read_chars(table, "drop");
        made.min = count(table, "min", 1);
        made.max = count(table, "max", 200);
        made.needs_letter = flag(table, "needs-letter");
        for (const auto& [word, node] : texts(table, "among")) {
            made.among.push_back(fold(word));
        }
        std::sort(made.among.begin(), made.among.end());
        if (made.chars.none()) {
            fail(table, R"(a class needs 'chars', such as "a-z0-9")");
        }
        return made;
    }

    /// `a-z0-9_`: ranges and single characters; a hyphen comes last.
    std::bitset<128> read_chars(const toml::table& table, std::string_view key) const {
        std::bitset<128> chars;
        const std::string spec = text(table, key, "");
        for (std::size_t i = 0; i < spec.size();) {
            const bool range = i + 2 < spec.size() && spec[i + 1] == '-';
            const char from = spec[i];
            const char to = range ? spec[i + 2] : from;
            if (!is_ascii(from) || !is_ascii(to) || to < from || from <= ' ') {
                fail(*table.get(key),
                     fmt::format("'{}' has to be ASCII characters and ranges such as a-z", key));
            }
            for (auto c = static_cast<unsigned char>(from); c <= static_cast<unsigned char>(to); ++c) {
                chars.set(c);
            }
            i += range ? 3U : 1U;
        }
        return chars;
    }

    /// A function that finds a class by name: the platform's own before those of the whole file.
    auto finder(const Classes* own) const {
        return [this, own](std::string_view name) {
            if (name.empty()) {
                return &anything();
            }
            for (const Classes* classes : {own, &m_common}) {
                if (classes != nullptr) {
                    if (const auto found = classes->find(name); found != classes->end()) {
                        return found->second;
                    }
                }
            }
            throw std::invalid_argument(fmt::format("no class '{}'", escape_controls(name)));
        };
    }

    static const CharClass& anything() {
        static const CharClass made_once = [] {
            CharClass made;
            made.anything = true;
            return made;
        }();
        return made_once;
    }

    // Rules.

    using Hosts = std::vector<std::pair<std::string, const toml::node*>>;

    void read_redirect(const toml::table& table) {
        check_keys(table, {"hosts", "path", "query"});
        Rule& rule = add_rule(table, nullptr);
        rule.verdict = Verdict::redirect;
        rule.fold = false;
        if (!captured(rule, rule.paths.front(), "target")) {
            fail(table, "a redirect needs a query or path with {target}");
        }
        add_hosts(rule, texts(table, "hosts"), table, nullptr);
    }

    void read_platform(const toml::table& table) {
        check_keys(table, {"code", "name", "hosts", "base", "class", "handle", "rule"});
        m_rules.platforms.push_back(std::make_unique<Platform>());
        Platform& platform = *m_rules.platforms.back();
        platform.code = text(table, "code");
        const auto is_code_char = [](char c) {
            return is_digit(c) || (is_letter(c) && c == lower(c)) || c == '-';
        };
        if (platform.code.empty() || !std::all_of(platform.code.begin(), platform.code.end(), is_code_char)) {
            fail(*table.get("code"), "a platform's code has to be lower-case letters, digits and hyphens");
        }
        if (std::find(m_rules.codes.begin(), m_rules.codes.end(), platform.code) != m_rules.codes.end()) {
            fail(*table.get("code"), fmt::format("two platforms have the code '{}'", platform.code));
        }
        m_rules.codes.push_back(platform.code);
        platform.name = text(table, "name");
        platform.base = text(table, "base", "");
        Classes own;
        read_classes(table, own);
        for_each_table(table, "handle",
                       [&](const toml::table& handle) { read_handle(handle, platform, own); });
        const Hosts hosts = texts(table, "hosts");
        for_each_table(table, "rule",
                       [&](const toml::table& entry) { read_rule(entry, platform, own, hosts); });
    }

    void read_handle(const toml::table& table, Platform& platform, const Classes& own) const {
        check_keys(table, {"entity", "pattern", "path"});
        Platform::Handle handle;
        if (const std::string entity = text(table, "entity", ""); !entity.empty()) {
            handle.entity = choice<Entity>(*table.get("entity"), entity);
        }
        const std::string pattern = text(table, "pattern");
        handle.pattern =
            at(*table.get("pattern"), [&] { return TextPattern::compile(pattern, finder(&own)); });
        const std::string path = text(table, "path");
        handle.path = at(*table.get("path"), [&] { return Template::compile(path); });
        if (platform.base.empty()) {
            fail(table, "a handle needs the platform's 'base' address");
        }
        platform.handles.push_back(std::move(handle));
    }

    void read_rule(const toml::table& table, const Platform& platform, const Classes& own,
                   const Hosts& hosts) {
        check_keys(table, {"path", "query", "hosts", "verdict", "entity", "also", "only-if-said", "case",
                           "id", "url", "found", "todo"});
        Rule& rule = add_rule(table, &own);
        rule.platform = &platform;
        if (const std::string verdict = text(table, "verdict", ""); !verdict.empty()) {
            rule.verdict = choice<Verdict>(*table.get("verdict"), verdict);
        }
        if (rule.verdict == Verdict::redirect) {
            fail(*table.get("verdict"), "a redirect belongs to no platform; write it as [[redirect]]");
        }
        const std::string letter_case = text(table, "case", "fold");
        if (letter_case != "fold" && letter_case != "exact") {
            fail(*table.get("case"), R"('case' has to be "fold" or "exact")");
        }
        rule.fold = letter_case == "fold";
        rule.only_if_said = flag(table, "only-if-said");
        rule.found = text(table, "found", "");
        rule.todo = text(table, "todo", "");
        read_result(table, rule);
        add_hosts(rule, table.contains("hosts") ? texts(table, "hosts") : hosts, table, &own);
    }

    /// Entity, id and canonical address of a rule that takes something.
    void read_result(const toml::table& table, Rule& rule) const {
        const bool takes = rule.verdict == Verdict::accept || rule.verdict == Verdict::unresolved;
        if (takes || table.contains("entity")) {
            const std::string entity = text(table, "entity");
            rule.entity = choice<Entity>(*table.get("entity"), entity);
        }
        for (const auto& [entity, node] : texts(table, "also")) {
            rule.also.push_back(choice<Entity>(*node, entity));
        }
        if (!takes) {
            return;
        }
        for (const auto& [key, target] : {std::pair{"id"sv, &rule.id}, std::pair{"url"sv, &rule.url}}) {
            const std::string source = text(table, key);
            const toml::node& node = *table.get(key);
            *target = at(node, [&source = source] { return Template::compile(source); });
        }
    }

    /// The parts that every kind of rule has: paths and query.
    Rule& add_rule(const toml::table& table, const Classes* own) {
        m_rules.rules.push_back(std::make_unique<Rule>());
        Rule& rule = *m_rules.rules.back();
        for (const auto& [path, node] : texts(table, "path")) {
            rule.paths.push_back(
                at(*node, [&path = path, this, own] { return PathPattern::compile(path, finder(own)); }));
        }
        if (rule.paths.empty()) {
            fail(table, R"('path' is missing, such as "/groups/{id:slug}/**")");
        }
        if (const toml::node* node = table.get("query")) {
            if (!node->is_table()) {
                fail(*node, R"('query' has to be a table such as { id = "{n:digits}" })");
            }
            for (const auto& [key, element] : *node->as_table()) {
                const std::string name(key.str());
                const std::string pattern = text(*node->as_table(), name);
                rule.query.emplace_back(
                    name, at(element, [&] { return TextPattern::compile(pattern, finder(own)); }));
            }
        }
        return rule;
    }

    static bool captured(const TextPattern& pattern, std::string_view name) {
        return std::any_of(pattern.captures().begin(), pattern.captures().end(),
                           [name](const auto& capture) { return capture.name == name; });
    }

    static bool captured(const Rule& rule, const PathPattern& path, std::string_view name) {
        return path.captures(name) ||
               std::any_of(rule.query.begin(), rule.query.end(),
                           [name](const auto& entry) { return captured(entry.second, name); });
    }

    /// `t.me`, `*.t.me`, `{name:word}.t.me`, `tg://resolve`, `*`.
    void add_hosts(const Rule& rule, const Hosts& hosts, const toml::table& table, const Classes* own) {
        if (hosts.empty()) {
            fail(table, "'hosts' is missing");
        }
        for (const auto& [host, node] : hosts) {
            HostRule entry{&rule, std::nullopt};
            const std::size_t dot = host.find('.');
            const std::string labels = host.substr(0, dot);
            const bool suffix =
                dot != std::string::npos && (labels == "*" || labels.find('{') != std::string::npos);
            if (suffix && labels != "*") {
                entry.labels =
                    at(*node, [&labels, this, own] { return TextPattern::compile(labels, finder(own)); });
            }
            const std::string name = suffix ? host.substr(dot + 1) : host;
            if (name.empty() || name != fold(name) ||
                (name != "*" && name.find_first_of("*{}/ ") != name.find("//"))) {
                fail(*node, fmt::format("'{}' is not a host; write it in lower case as t.me, *.t.me, "
                                        "{{name:class}}.t.me, tg://resolve or *",
                                        escape_controls(host)));
            }
            check_captures(rule, entry, table);
            (suffix ? m_rules.by_suffix : m_rules.by_host)[name].push_back(std::move(entry));
        }
    }

    /// Every name in id and url has to be captured, whichever path and host matches.
    void check_captures(const Rule& rule, const HostRule& host, const toml::table& table) const {
        for (const auto& [key, made] : {std::pair{"id"sv, &rule.id}, std::pair{"url"sv, &rule.url}}) {
            for (const std::string& name : made->names()) {
                const bool by_all_paths =
                    std::all_of(rule.paths.begin(), rule.paths.end(),
                                [&](const auto& path) { return captured(rule, path, name); });
                if (name != "host" && !by_all_paths && !(host.labels && captured(*host.labels, name))) {
                    fail(*table.get(key), fmt::format("{{{}}} is not captured by every path of the rule",
                                                      escape_controls(name)));
                }
            }
        }
    }

    RuleSet& m_rules;
    Classes m_common;
};

} // namespace

RuleSet RuleSet::compile(std::string_view toml, std::string_view file_name) {
    RuleSet rules;
    try {
        const toml::table root = toml::parse(toml, file_name);
        Compiler(rules, file_name).compile(root);
    } catch (const toml::parse_error& error) {
        const auto& at = error.source().begin;
        throw Error(ErrorKind::failed,
                    fmt::format("{}:{}:{}: {}", file_name, at.line, at.column, error.description()));
    }
    return rules;
}

} // namespace hnat::address
