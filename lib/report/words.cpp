#include "report/words.hpp"

#include "base/error.hpp"
#include "base/message.hpp"
#include "base/resource.hpp"

#include <toml++/toml.h>

namespace hnat {

namespace {

constexpr std::string_view k_file = "data/words.toml";

} // namespace

std::optional<std::string_view> find_word(std::string_view list, std::string_view code, bool vietnamese) {
    static const toml::table words = toml::parse(resource(k_file), k_file);
    return words[list][code][vietnamese ? "vi" : "en"].value<std::string_view>();
}

std::string_view word_of(std::string_view list, std::string_view code, bool vietnamese) {
    const auto word = find_word(list, code, vietnamese);
    if (!word) {
        throw Error(ErrorKind::failed, say("{}: no word for '{}' in [{}]", k_file, code, list));
    }
    return *word;
}

} // namespace hnat
