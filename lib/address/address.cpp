#include "address/address.hpp"

#include "address/rule_set.hpp"
#include "address/text.hpp"
#include "address/url.hpp"

#include "base/message.hpp"
#include "base/personal.hpp"
#include "base/resource.hpp"
#include "base/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace hnat {

using namespace address;

namespace {

using Reason = AddressRefusal::Reason;

constexpr int k_most_redirects = 2;
constexpr std::string_view k_example = "https://www.facebook.com/groups/NAME";

/// A refusal of something that is no address. The text is never repeated: a list that has a phone number or a
/// name in the address column must not spread it over logs (P1).
AddressRefusal refusal_of(UrlFault fault) {
    switch (fault) {
    case UrlFault::empty:
        return {Reason::malformed, say("the address is empty; expected an address such as {}", k_example)};
    case UrlFault::too_long:
        return {Reason::malformed, say("the address is longer than {} bytes; expected an address such as {}",
                                       k_longest_address, k_example)};
    case UrlFault::encoding:
        return {
            Reason::malformed,
            say("the address is not UTF-8; copy it again from the browser, or name the list's --encoding")};
    case UrlFault::phone:
        return {
            Reason::person,
            say("a phone number is refused: the register holds groups, not people (P1); write the address "
                "of the group, or take the row out")};
    case UrlFault::mail:
        return {Reason::person,
                say("an e-mail address is refused: the register holds groups, not people (P1); write the "
                    "address of the group, or take the row out")};
    case UrlFault::two:
        return {Reason::malformed, say("two addresses in one cell; write one row for each group")};
    case UrlFault::space:
        return {Reason::malformed,
                say("the address has spaces or control characters inside; write the address "
                    "alone, without other words")};
    case UrlFault::scheme:
        return {
            Reason::malformed,
            say("the beginning of the address is not https://; write https:// with two slashes before it")};
    case UrlFault::login:
        return {Reason::malformed,
                say("the address has a name and @ before its host; write it without them, as "
                    "the browser shows it")};
    case UrlFault::host:
        return {Reason::malformed,
                say("the host of the address is not a host name; write it in ASCII, as the "
                    "browser shows it (xn--... for an accented one)")};
    case UrlFault::not_one:
        break;
    }
    return {Reason::malformed, say("this is not an address; expected an address such as {}; a name or number "
                                   "alone needs the platform and handle columns",
                                   k_example)};
}

AddressRefusal refusal_of(const Rule& rule, const Url& url) {
    switch (rule.verdict) {
    case Verdict::person:
        return {Reason::person, say("{} is refused: the register holds groups, not people (P1); {}",
                                    rule.found.empty() ? tr("an address of a person") : tr(rule.found),
                                    rule.todo.empty() ? tr("take the row out") : tr(rule.todo))};
    case Verdict::needs_entity: // perhaps a person's: not repeated
        return {
            Reason::needs_entity,
            say("{} is taken only where the row says so; write {} in the entity column, or take the row out",
                rule.found.empty() ? tr("an address that may be a person's") : tr(rule.found),
                name_of(rule.entity))};
    default:
        return {Reason::not_a_group,
                say("'{}' is {}; {}", url.shown(), rule.found.empty() ? tr("not a group") : tr(rule.found),
                    rule.todo.empty() ? tr("write the address of the group itself") : tr(rule.todo))};
    }
}

/// A phone number in the place of a group's name: digits that begin with 0 or +. Platforms number their
/// groups too, but not so; 84… without a sign may well be such a number.
bool is_somebodys_number(std::string_view id) {
    const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
    for (const auto* from = id.begin(); from != id.end();) {
        from = std::find_if(from, id.end(), is_digit);
        const auto* const to = std::find_if_not(from, id.end(), is_digit);
        const bool after_plus = from != id.begin() && *(from - 1) == '+';
        if (after_plus || (from != to && *from == '0')) {
            if (holds_phone_number(std::string_view(from - (after_plus ? 1 : 0), to))) {
                return true;
            }
        }
        from = to;
    }
    return false;
}

AddressResult accepted(const Rule& rule, const Captures& captures, std::optional<Entity> said) {
    if (said && *said != rule.entity &&
        std::find(rule.also.begin(), rule.also.end(), *said) == rule.also.end()) {
        return AddressRefusal{Reason::needs_entity,
                              say("the row says {}, but this is a {} address of a {}; write {} or leave the "
                                  "entity empty",
                                  name_of(*said), rule.platform->name, name_of(rule.entity),
                                  name_of(rule.entity))};
    }
    GroupAddress made;
    made.platform = rule.platform->code;
    made.entity = rule.entity;
    made.id = rule.id.expand(captures, Template::Encode::no);
    made.url = rule.url.expand(captures, Template::Encode::percent);
    made.resolved = rule.verdict == Verdict::accept;
    if (is_somebodys_number(made.id)) {
        return refusal_of(UrlFault::phone);
    }
    return made;
}

} // namespace

struct AddressRules::Impl {
    RuleSet rules;

    [[nodiscard]] AddressRefusal no_rule(const Url& url) const {
        if (!url.is_web()) {
            return {Reason::malformed,
                    say("the beginning of the address is not https://; write the address that the browser "
                        "shows")};
        }
        if (rules.knows(url.host)) { // its path may name a person: only the host is shown
            return {Reason::not_a_group,
                    say("'{}' with a path that is not one of a group; write the address of the group itself",
                        url.host)};
        }
        std::string names;
        for (const auto& platform : rules.platforms) {
            names.append(names.empty() ? "" : ", ").append(platform->name);
        }
        return {Reason::unknown, say("'{}' is not a platform that hnat knows; expected one of: {}",
                                     Url{url.host, {}, {}}.shown(), names)};
    }
};

AddressRules::AddressRules(std::unique_ptr<Impl> impl) : m_impl(std::move(impl)) {}
AddressRules::~AddressRules() = default;
AddressRules::AddressRules(AddressRules&&) noexcept = default;
AddressRules& AddressRules::operator=(AddressRules&&) noexcept = default;

AddressRules AddressRules::parse(std::string_view toml, std::string_view file_name) {
    return AddressRules(std::make_unique<Impl>(Impl{RuleSet::compile(toml, file_name)}));
}

const AddressRules& AddressRules::standard() {
    static const AddressRules rules = parse(resource("data/platforms.toml"), "data/platforms.toml");
    return rules;
}

AddressResult AddressRules::parse_address(std::string_view text, std::optional<Entity> entity) const {
    std::string target;
    for (int redirects = 0; redirects <= k_most_redirects; ++redirects) {
        const auto read = read_url(text);
        if (const auto* fault = std::get_if<UrlFault>(&read)) {
            return refusal_of(*fault);
        }
        const Url& url = std::get<Url>(read);
        Captures captures;
        const Rule* rule = m_impl->rules.find(url, entity, captures);
        if (rule == nullptr) {
            return m_impl->no_rule(url);
        }
        if (rule->verdict == Verdict::accept || rule->verdict == Verdict::unresolved) {
            return accepted(*rule, captures, entity);
        }
        if (rule->verdict != Verdict::redirect) {
            return refusal_of(*rule, url);
        }
        target = captures.get("target");
        text = target;
    }
    return AddressRefusal{Reason::malformed,
                          say("redirects inside redirects; open the link and copy the address that the "
                              "browser shows")};
}

AddressResult AddressRules::parse_handle(std::string_view platform_text, std::string_view handle_text,
                                         std::optional<Entity> entity) const {
    if (!is_utf8(platform_text) || !is_utf8(handle_text) || handle_text.size() > k_longest_address) {
        return refusal_of(UrlFault::encoding);
    }
    const Platform* platform = m_impl->rules.platform(clean_cell(platform_text));
    if (platform == nullptr) {
        return AddressRefusal{Reason::unknown,
                              say("the platform is not one that hnat knows; expected one of: {}",
                                  fmt::format("{}", fmt::join(m_impl->rules.codes, ", ")))};
    }
    const std::string handle = clean_cell(handle_text);
    if (handle.empty()) {
        return AddressRefusal{Reason::malformed,
                              say("the handle is empty; write the group's name or number on the platform")};
    }
    if (looks_like_mail(handle)) {
        return refusal_of(UrlFault::mail);
    }
    // Digits are a group's number on some platforms; with 0 or + before them they are a phone's on every one.
    if ((handle.front() == '0' || handle.front() == '+') && looks_like_phone(handle)) {
        return refusal_of(UrlFault::phone);
    }
    const std::string host = handle.substr(0, handle.find_first_of("/?#"));
    if (handle.find("://") != std::string::npos || m_impl->rules.knows(host) ||
        starts_with_ignoring_case(host, "www.")) {
        AddressResult result = parse_address(handle, entity);
        const auto* found = std::get_if<GroupAddress>(&result);
        if (found != nullptr && found->platform != platform->code) {
            return AddressRefusal{Reason::malformed,
                                  say("the row says {}, but the handle is an address of {}", platform->name,
                                      platform_name(found->platform))};
        }
        return result;
    }
    if (platform->base.empty()) {
        return AddressRefusal{
            Reason::malformed,
            say("{} has no handles; write the whole address in the url column", platform->name)};
    }
    Captures captures;
    for (const Platform::Handle& form : platform->handles) {
        captures.clear();
        if ((!form.entity || form.entity == entity) && form.pattern.match(handle, false, captures)) {
            return parse_address(platform->base + form.path.expand(captures, Template::Encode::no), entity);
        }
    }
    AddressResult result = parse_address(platform->base + handle, entity);
    auto* refusal = std::get_if<AddressRefusal>(&result);
    const bool group_would_do = std::ranges::any_of(
        platform->handles, [](const Platform::Handle& form) { return form.entity == Entity::group; });
    if (refusal != nullptr && refusal->reason == AddressRefusal::Reason::person && !entity &&
        group_would_do) {
        refusal->message =
            say("{}; the name or number of a group needs group in that column", refusal->message);
    }
    return result;
}

const std::vector<std::string>& AddressRules::platforms() const {
    return m_impl->rules.codes;
}

std::string_view AddressRules::platform_name(std::string_view code) const {
    const Platform* platform = m_impl->rules.platform(code);
    return platform == nullptr ? code : std::string_view(platform->name);
}

} // namespace hnat
