/// The flags and arguments that a command declares. CLI11 parses them, behind this header: its own are a
/// third of the time that the program takes to compile, when each command includes them.
#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace CLI {
class App;
class Option;
} // namespace CLI

namespace hnat::cli {

/// One flag ("--mode"), or one argument ("GROUP").
class Option {
  public:
    explicit Option(CLI::Option& option) : m_option(&option) {}

    /// It must be on every line.
    Option* required();
    /// The placeholder of its value: `FILE`, `GROUP`, `vi|en`. Help shows it, and completion looks it up.
    Option* type_name(const std::string& placeholder);
    /// A list that takes so many words after each flag, and not as many as come.
    Option* expected(int words);
    /// Of several values the last counts.
    Option* take_last();

    /// "--mode" of "-m,--mode"; "GROUP" of an argument; "-m" when there is no long one.
    [[nodiscard]] std::string name() const;
    [[nodiscard]] const std::vector<std::string>& short_names() const; ///< without dashes
    [[nodiscard]] const std::vector<std::string>& long_names() const;  ///< without dashes
    [[nodiscard]] std::string placeholder() const;
    [[nodiscard]] const std::string& description() const;
    [[nodiscard]] bool is_argument() const;
    [[nodiscard]] bool is_required() const;
    [[nodiscard]] bool is_given() const;    ///< on the line that was parsed
    [[nodiscard]] bool takes_value() const; ///< it is no switch
    [[nodiscard]] bool takes_list() const;
    /// The values that follow one flag at most.
    [[nodiscard]] std::size_t most_words() const;

  private:
    CLI::Option* m_option;
};

class Parser {
  public:
    Parser();
    ~Parser();
    Parser(const Parser&) = delete;
    Parser& operator=(const Parser&) = delete;

    /// `names` is "--mode", "-f,--format" or, for an argument, "GROUP". The target lives as long as the
    /// parser and has its value after parse().
    Option* add_option(const std::string& names, std::string& target, const std::string& description);
    Option* add_option(const std::string& names, std::optional<std::string>& target,
                       const std::string& description);
    Option* add_option(const std::string& names, std::vector<std::string>& target,
                       const std::string& description);
    Option* add_option(const std::string& names, std::int64_t& target, const std::string& description);
    Option* add_option(const std::string& names, std::optional<std::int64_t>& target,
                       const std::string& description);
    /// Calls `take` with the value. What it throws comes out of parse().
    Option* add_option_function(const std::string& names, const std::function<void(const std::string&)>& take,
                                const std::string& description);
    /// A switch.
    Option* add_flag(const std::string& names, bool& target, const std::string& description);
    Option* add_flag_function(const std::string& names, std::function<void()> take,
                              const std::string& description);

    /// All of them, in the order in which they were declared.
    [[nodiscard]] std::vector<const Option*> options() const;
    /// The flag of this name, "--mode" or "-m"; nullptr when there is none.
    [[nodiscard]] const Option* find(std::string_view name) const;
    [[nodiscard]] Option* find(std::string_view name);

    /// Errors: usage, which ends with `usage`: an argument is missing, one is too many, a value does not fit.
    void parse(const std::vector<std::string>& words, const std::string& usage);

  private:
    template <typename Target>
    Option* add(const std::string& names, Target& target, const std::string& description);
    Option* keep(CLI::Option* option);

    std::unique_ptr<CLI::App> m_app;
    std::deque<Option> m_options; ///< their addresses stay
};

} // namespace hnat::cli
