/// The compiled form of data/platforms.toml. The file itself explains the language. Not meant for other
/// rooms.
#pragma once

#include "address/address.hpp"
#include "address/pattern.hpp"
#include "address/url.hpp"

#include "base/enum_names.hpp"

#include <array>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace hnat::address {

enum class Verdict { accept, unresolved, person, needs_entity, not_a_group, redirect };

struct Platform {
    std::string code, name, base; ///< base: what a handle is appended to; empty = handles say nothing
    struct Handle {
        std::optional<Entity> entity; ///< what the row has to say
        TextPattern pattern;
        Template path;
    };
    std::vector<Handle> handles;
};

struct Rule {
    const Platform* platform = nullptr; ///< none for a redirect
    Verdict verdict = Verdict::accept;
    std::vector<PathPattern> paths;                         ///< any of them
    std::vector<std::pair<std::string, TextPattern>> query; ///< all of them
    Entity entity = Entity::group;                          ///< in the key
    std::vector<Entity> also;  ///< what the row may say as well; the key has `entity`
    bool only_if_said = false; ///< matches only a row that says `entity`
    bool fold = true;          ///< captures in lower case
    Template id, url;
    std::string found, todo; ///< of a refusal, for its message
};

/// A rule under one of its hosts.
struct HostRule {
    const Rule* rule = nullptr;
    std::optional<TextPattern> labels; ///< what stands before the host, for `{name:class}.t.me`
};

struct TextHash : std::hash<std::string_view> {
    using is_transparent = void;
};
template <typename Value>
using TextMap = std::unordered_map<std::string, Value, TextHash, std::equal_to<>>;

/// Everything that was read from one rules file. Pointers between its parts stay valid: nothing moves after
/// compile().
struct RuleSet {
    std::vector<std::unique_ptr<Platform>> platforms;
    std::vector<std::string> codes;
    std::vector<std::unique_ptr<Rule>> rules;
    TextMap<std::vector<HostRule>> by_host;   ///< "t.me", "tg://resolve"; "*" for hosts that nobody claims
    TextMap<std::vector<HostRule>> by_suffix; ///< "facebook.com" for its subdomains
    std::vector<std::unique_ptr<CharClass>> classes;

    /// Throws Error{failed} with file, line and column.
    static RuleSet compile(std::string_view toml, std::string_view file_name);

    [[nodiscard]] const Platform* platform(std::string_view code_or_name) const;

    /// The first rule that takes the address, with its captures (and `host`).
    [[nodiscard]] const Rule* find(const Url& url, std::optional<Entity> said, Captures& captures) const;
    /// True when rules name the host: another shape of it is not a forum's.
    [[nodiscard]] bool knows(std::string_view host) const;
};

} // namespace hnat::address

namespace hnat {

template <>
inline constexpr std::array k_enum_names<address::Verdict>{
    EnumName{address::Verdict::accept, "accept"},
    EnumName{address::Verdict::unresolved, "unresolved"},
    EnumName{address::Verdict::person, "person"},
    EnumName{address::Verdict::needs_entity, "needs-entity"},
    EnumName{address::Verdict::not_a_group, "not-a-group"},
    EnumName{address::Verdict::redirect, "redirect"}};

} // namespace hnat
