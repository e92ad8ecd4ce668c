#include "cli/parser.hpp"

#include "base/error.hpp"
#include "base/message.hpp"
#include "cli/options.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace hnat::cli {

namespace {

/// The names of the required options that are missing.
std::string missing_options(const std::deque<Option>& options) {
    std::string missing;
    for (const Option& option : options) {
        if (option.is_required() && !option.is_given()) {
            missing.append(missing.empty() ? "" : ", ").append(option.name());
        }
    }
    return missing;
}

} // namespace

Option* Option::required() {
    m_option->required();
    return this;
}

Option* Option::type_name(const std::string& placeholder) {
    m_option->type_name(placeholder);
    return this;
}

Option* Option::expected(int words) {
    m_option->expected(words);
    return this;
}

Option* Option::take_last() {
    m_option->multi_option_policy(CLI::MultiOptionPolicy::TakeLast);
    return this;
}

std::string Option::name() const {
    return m_option->get_name();
}

const std::vector<std::string>& Option::short_names() const {
    return m_option->get_snames();
}

const std::vector<std::string>& Option::long_names() const {
    return m_option->get_lnames();
}

std::string Option::placeholder() const {
    return m_option->get_type_name();
}

const std::string& Option::description() const {
    return m_option->get_description();
}

bool Option::is_argument() const {
    return m_option->get_positional();
}

bool Option::is_required() const {
    return m_option->get_required();
}

bool Option::is_given() const {
    return m_option->count() > 0;
}

bool Option::takes_value() const {
    return m_option->get_items_expected_min() > 0;
}

bool Option::takes_list() const {
    return m_option->get_items_expected_max() > 1;
}

std::size_t Option::most_words() const {
    return static_cast<std::size_t>(m_option->get_items_expected_max());
}

Parser::Parser() : m_app(std::make_unique<CLI::App>()) {
    m_app->set_help_flag();
}

Parser::~Parser() = default;

Option* Parser::keep(CLI::Option* option) {
    return &m_options.emplace_back(*option);
}

template <typename Target>
Option* Parser::add(const std::string& names, Target& target, const std::string& description) {
    return keep(m_app->add_option(names, target, description));
}

Option* Parser::add_option(const std::string& names, std::string& target, const std::string& description) {
    return add(names, target, description);
}

Option* Parser::add_option(const std::string& names, std::optional<std::string>& target,
                           const std::string& description) {
    return add(names, target, description);
}

Option* Parser::add_option(const std::string& names, std::vector<std::string>& target,
                           const std::string& description) {
    return add(names, target, description);
}

Option* Parser::add_option(const std::string& names, std::int64_t& target, const std::string& description) {
    return add(names, target, description);
}

Option* Parser::add_option(const std::string& names, std::optional<std::int64_t>& target,
                           const std::string& description) {
    return add(names, target, description);
}

Option* Parser::add_option_function(const std::string& names,
                                    const std::function<void(const std::string&)>& take,
                                    const std::string& description) {
    return keep(m_app->add_option_function<std::string>(names, take, description));
}

Option* Parser::add_flag(const std::string& names, bool& target, const std::string& description) {
    return keep(m_app->add_flag(names, target, description));
}

Option* Parser::add_flag_function(const std::string& names, std::function<void()> take,
                                  const std::string& description) {
    return keep(m_app->add_flag_function(
        names, [take = std::move(take)](std::int64_t) { take(); }, description));
}

std::vector<const Option*> Parser::options() const {
    std::vector<const Option*> options;
    for (const Option& option : m_options) {
        options.push_back(&option);
    }
    return options;
}

const Option* Parser::find(std::string_view name) const {
    const auto found = std::ranges::find_if(m_options, [name](const Option& option) {
        const bool is_long = name.starts_with("--");
        const auto& names = is_long ? option.long_names() : option.short_names();
        return name.starts_with('-') && std::ranges::find(names, name.substr(is_long ? 2 : 1)) != names.end();
    });
    return found == m_options.end() ? nullptr : &*found;
}

Option* Parser::find(std::string_view name) {
    return const_cast<Option*>(std::as_const(*this).find(name));
}

void Parser::parse(const std::vector<std::string>& words, const std::string& usage) {
    try {
        m_app->parse(std::vector<std::string>(words.rbegin(), words.rend()));
    } catch (const CLI::RequiredError&) {
        throw Error(ErrorKind::usage, say("missing: {}; {}", missing_options(m_options), usage));
    } catch (const CLI::ExtrasError&) {
        throw Error(ErrorKind::usage,
                    say("{} is one argument too many; {}", shown(m_app->remaining().front()), usage));
    } catch (const CLI::ParseError& error) {
        throw Error(ErrorKind::usage, fmt::format("{}; {}", error.what(), usage));
    }
}

} // namespace hnat::cli
