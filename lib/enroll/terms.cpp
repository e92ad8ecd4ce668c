#include "enroll/terms.hpp"

#include "base/error.hpp"
#include "base/message.hpp"
#include "base/resource.hpp"

#include <toml++/toml.h>

#include <string>
#include <string_view>

namespace hnat {

namespace {

constexpr std::string_view k_file = "data/terms.toml";

int days_of(const toml::table& table, std::string_view key) {
    const auto days = table[key].value<int>();
    if (!days || *days < 1 || *days > 365) {
        const auto begin = table.source().begin;
        throw Error(ErrorKind::failed, say("{}:{}:{}: '{}' is missing or is no number of days", k_file,
                                           begin.line, begin.column, key));
    }
    return *days;
}

Terms read_terms() {
    const toml::table file = toml::parse(resource(k_file), k_file);
    Terms terms{days_of(file, "answer_working_days"),
                days_of(file, "due_soon_days"),
                days_of(file, "erasure_days"),
                {}};
    if (const auto* const requests = file["request"].as_array()) {
        for (const auto& node : *requests) {
            const auto* const entry = node.as_table();
            const auto kind = entry == nullptr
                                  ? std::nullopt
                                  : enum_from<RequestKind>((*entry)["kind"].value_or<std::string_view>(""));
            if (!kind) {
                throw Error(ErrorKind::failed, say("{}: a request of no known kind", k_file));
            }
            terms.request_days[static_cast<std::size_t>(*kind)] = days_of(*entry, "days");
        }
    }
    for (const auto& [kind, name] : k_enum_names<RequestKind>) {
        if (terms.days_for(kind) == 0) {
            throw Error(ErrorKind::failed, say("{}: no term for '{}'", k_file, name));
        }
    }
    return terms;
}

} // namespace

const Terms& terms() {
    static const Terms read = read_terms();
    return read;
}

} // namespace hnat
