// Looking an address up in the compiled rules.
#include "address/rule_set.hpp"

#include "address/text.hpp"

#include <algorithm>

namespace hnat::address {

namespace {

bool matches(const HostRule& entry, const Url& url, std::string_view labels, std::optional<Entity> said,
             Captures& captures) {
    const Rule& rule = *entry.rule;
    if (rule.only_if_said && said != rule.entity) {
        return false;
    }
    const bool path_taken = std::any_of(rule.paths.begin(), rule.paths.end(), [&](const PathPattern& path) {
        captures.clear();
        return path.match(url.segments, rule.fold, captures);
    });
    if (!path_taken || (entry.labels && !entry.labels->match(labels, rule.fold, captures))) {
        return false;
    }
    return std::all_of(rule.query.begin(), rule.query.end(), [&](const auto& wanted) {
        const auto value = url.parameter(wanted.first);
        return value && wanted.second.match(*value, rule.fold, captures);
    });
}

const Rule* first_match(const std::vector<HostRule>& rules, const Url& url, std::string_view labels,
                        std::optional<Entity> said, Captures& captures) {
    for (const HostRule& entry : rules) {
        if (matches(entry, url, labels, said, captures)) {
            captures.add("host", url.host);
            return entry.rule;
        }
    }
    return nullptr;
}

/// Calls `visit(suffix, labels before it)` for `a.b.c` with `b.c` and `c`, until it returns true.
template <typename Visit>
bool any_suffix(std::string_view host, const Visit& visit) {
    for (std::size_t dot = host.find('.'); dot != std::string_view::npos; dot = host.find('.', dot + 1)) {
        if (visit(host.substr(dot + 1), host.substr(0, dot))) {
            return true;
        }
    }
    return false;
}

} // namespace

const Platform* RuleSet::platform(std::string_view code_or_name) const {
    const auto found = std::find_if(platforms.begin(), platforms.end(), [code_or_name](const auto& entry) {
        return equal_ignoring_case(entry->code, code_or_name) ||
               equal_ignoring_case(entry->name, code_or_name);
    });
    return found == platforms.end() ? nullptr : found->get();
}

bool RuleSet::knows(std::string_view host) const {
    return by_host.find(host) != by_host.end() ||
           any_suffix(host, [this](std::string_view suffix, std::string_view) {
               return by_suffix.find(suffix) != by_suffix.end();
           });
}

const Rule* RuleSet::find(const Url& url, std::optional<Entity> said, Captures& captures) const {
    const std::string_view host(url.host);
    if (const auto exact = by_host.find(host); exact != by_host.end()) {
        return first_match(exact->second, url, {}, said, captures);
    }
    if (!url.is_web()) {
        return nullptr;
    }
    const Rule* rule = nullptr;
    const bool known = any_suffix(host, [&](std::string_view suffix, std::string_view labels) {
        const auto entry = by_suffix.find(suffix);
        if (entry == by_suffix.end()) {
            return false;
        }
        rule = first_match(entry->second, url, labels, said, captures);
        return true;
    });
    const auto any = by_host.find(std::string_view("*"));
    return known || any == by_host.end() ? rule : first_match(any->second, url, {}, said, captures);
}

} // namespace hnat::address
