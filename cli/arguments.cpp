#include "cli/arguments.hpp"

#include "base/error.hpp"
#include "base/message.hpp"
#include "store/office.hpp"
#include "survey/locality.hpp"
#include "survey/row.hpp"

#include <algorithm>
#include <variant>

namespace hnat::cli {

std::string closed_value(std::string_view flag, std::string_view value,
                         const std::vector<std::string>& allowed) {
    if (std::ranges::find(allowed, value) == allowed.end()) {
        refuse_choice(flag, value, {allowed.begin(), allowed.end()});
    }
    return std::string(value);
}

std::string topic_argument(std::string_view value) {
    if (auto topic = parse_topic(value)) {
        return *topic;
    }
    const auto& known = topics();
    refuse_choice("--topic", value, {known.begin(), known.end()});
}

std::string locality_argument(const Store& store, std::string_view value) {
    if (!may_be_shown(value)) {
        throw Error(ErrorKind::usage,
                    say("--locality: the value is somebody's contact; write a commune or ward (P1)"));
    }
    const auto result = LocalityIndex::load(store).match(value, read_office(store).province);
    if (const auto* unit = std::get_if<LocalityUnit>(&result)) {
        return unit->code;
    }
    throw Error(ErrorKind::usage, "--locality: " + std::get<LocalityRefusal>(result).message);
}

} // namespace hnat::cli
