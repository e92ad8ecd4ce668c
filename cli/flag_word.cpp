#include "cli/flag_word.hpp"

#include <fmt/format.h>

namespace hnat::cli {

bool looks_like_flag(std::string_view word) {
    return word.size() > 1 && word.front() == '-';
}

bool is_help(const Option& option) {
    return option.name() == "--help";
}

FlagWord read_flag(const Parser& parser, std::string_view word) {
    if (word.starts_with("--")) {
        const auto equals = word.find('=');
        FlagWord flag{std::string(word.substr(0, equals)), nullptr, false};
        flag.option = parser.find(flag.name);
        flag.value_follows =
            flag.option != nullptr && equals == std::string_view::npos && flag.option->takes_value();
        return flag;
    }
    // A cluster: switches, then at most one flag with a value, which is the rest of the word or the next
    // word.
    for (std::size_t i = 1; i < word.size(); ++i) {
        FlagWord flag{fmt::format("-{}", word[i]), nullptr, false};
        flag.option = parser.find(flag.name);
        if (flag.option == nullptr) {
            return flag;
        }
        if (flag.option->takes_value()) {
            flag.value_follows = i + 1 == word.size();
            return flag;
        }
        if (i + 1 == word.size() || is_help(*flag.option)) {
            return flag;
        }
    }
    return {};
}

} // namespace hnat::cli
