#include "report/words.hpp"

#include "base/error.hpp"
#include "base/resource.hpp"

#include <fmt/format.h>
#include <toml++/toml.h>

namespace hnat {

std::string_view word_of(std::string_view list, std::string_view code, bool vietnamese) {
    constexpr std::string_view k_file = "data/words.toml";
    static const toml::table words = toml::parse(resource(k_file), k_file);
    const auto word = words[list][code][vietnamese ? "vi" : "en"].value<std::string_view>();
    if (!word) {
        throw Error(ErrorKind::failed, fmt::format("{}: no word for '{}' in [{}]", k_file, code, list));
    }
    return *word;
}

} // namespace hnat
