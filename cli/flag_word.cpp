#include "cli/flag_word.hpp"

#include <CLI/App.hpp>
#include <fmt/format.h>

namespace hnat::cli {

bool looks_like_flag(std::string_view word) {
    return word.size() > 1 && word.front() == '-';
}

bool takes_value(const CLI::Option& option) {
    return option.get_items_expected_min() > 0;
}

FlagWord read_flag(const CLI::App& app, std::string_view word) {
    if (word.starts_with("--")) {
        const auto equals = word.find('=');
        FlagWord flag{std::string(word.substr(0, equals)), nullptr, false};
        flag.option = app.get_option_no_throw(flag.name);
        flag.value_follows =
            flag.option != nullptr && equals == std::string_view::npos && takes_value(*flag.option);
        return flag;
    }
    // A cluster: switches, then at most one flag with a value, which is the rest of the word or the next
    // word.
    for (std::size_t i = 1; i < word.size(); ++i) {
        FlagWord flag{fmt::format("-{}", word[i]), nullptr, false};
        flag.option = app.get_option_no_throw(flag.name);
        if (flag.option == nullptr) {
            return flag;
        }
        if (takes_value(*flag.option)) {
            flag.value_follows = i + 1 == word.size();
            return flag;
        }
        if (i + 1 == word.size() || flag.option->check_lname("help")) {
            return flag;
        }
    }
    return {};
}

} // namespace hnat::cli
