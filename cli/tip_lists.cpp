// tip categories, routes, out-of-scope: what can be recorded, where it goes, and where the rest does.
#include "base/error.hpp"
#include "base/message.hpp"
#include "cli/command.hpp"
#include "cli/options.hpp"
#include "cli/tip_options.hpp"
#include "tip/out_of_scope.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <memory>

namespace hnat::cli {

Action bind_tip_categories(Parser& /*parser*/) {
    return [](Context& context) {
        static const ListShape shape{"hnat.tip.categories/1",
                                     {{"code", "Code"},
                                      {"level", "Level"},
                                      {"harm", "Harm"},
                                      {"condition", "Condition"},
                                      {"routes", "Goes to"},
                                      {"mapping", "Elsewhere", false, false}}};
        const bool vietnamese = context.lang() == "vi";
        context.write_list(shape, [vietnamese](RowWriter& out) {
            for (const HarmEntry& entry : harms()) {
                std::vector<std::string_view> names;
                for (const Route route : harm_routes(entry.harm, entry.level)) {
                    names.push_back(name_of(route));
                }
                const auto condition = entry.condition(vietnamese);
                out.row({std::string(name_of(entry.harm)), std::string(name_of(entry.level)),
                         std::string(entry.name(vietnamese)),
                         condition.empty() ? Value{} : Value{std::string(condition)},
                         fmt::format("{}", fmt::join(names, ", ")), mapping_text(entry)});
            }
        });
        return 0;
    };
}

Action bind_tip_routes(Parser& /*parser*/) {
    return [](Context& context) {
        static const ListShape shape{"hnat.tip.routes/1",
                                     {{"route", "Route"},
                                      {"name", "Name"},
                                      {"address", "Number or address"},
                                      {"checked", "Checked"},
                                      {"own", "Own", false, false, FieldType::yes_no}}};
        const bool vietnamese = context.lang() == "vi";
        context.write_list(shape, [&](RowWriter& out) {
            for (const RouteEntry& entry : routes(route_overrides(context))) {
                out.row({std::string(name_of(entry.route)), entry.name(vietnamese), entry.address(vietnamese),
                         entry.checked ? Value{*entry.checked} : Value{}, entry.own});
            }
        });
        return 0;
    };
}

Action bind_tip_out_of_scope(Parser& parser) {
    auto words = std::make_shared<std::vector<std::string>>();
    parser.add_option("KIND", *words,
                      "What the call was about, in a word: politics, spam, \"tin đồn\"…; it is not stored");
    return [words](Context& context) {
        const bool vietnamese = context.lang() == "vi";
        std::string_view where = where_otherwise(vietnamese);
        if (!words->empty()) {
            const OutOfScope* const kind = find_out_of_scope(join_words(*words));
            if (kind == nullptr) {
                std::vector<std::string_view> codes;
                for (const OutOfScope& known : out_of_scope_kinds()) {
                    codes.push_back(known.code);
                }
                throw Error(ErrorKind::usage, say("KIND: not one of {}; leave it out to count a call about "
                                                  "something else",
                                                  fmt::join(codes, ", ")));
            }
            where = kind->where(vietnamese);
        }
        Transaction transaction(context.store(), context.actor());
        count_out_of_scope(transaction, find_regime(context.settings().value("regime")));
        transaction.commit();
        context.write_document(fmt::format("{}\n", where));
        context.note(say("Counted as out of scope; nothing else of it is kept."));
        return 0;
    };
}

} // namespace hnat::cli
