#include "survey/locality.hpp"
#include "base/message.hpp"
#include "cli/command.hpp"
#include "cli/interrupt.hpp"
#include "cli/options.hpp"
#include "store/office.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <memory>

namespace hnat::cli {

namespace {

/// "xã Văn Lang (22), phường Bắc Kạn (19)".
std::string describe(const std::vector<LocalityUnit>& units) {
    std::string text;
    for (const auto& unit : units) {
        text += fmt::format("{}{} {} ({})", text.empty() ? "" : ", ", unit.kind, unit.name, unit.code);
    }
    return text;
}

Value optional_text(const std::string& text) {
    return text.empty() ? Value{} : Value{text};
}

Value optional_day(const std::optional<Day>& day) {
    return day ? Value{*day} : Value{};
}

} // namespace

Action bind_locality_import(Parser& parser) {
    auto file = std::make_shared<std::string>();
    parser
        .add_option("FILE", *file,
                    "A national list as CSV: units, or the map from old to new; - is standard input")
        ->required();
    return [file](Context& context) {
        const std::string csv = read_input(*file, context.streams().in);
        const std::string name = *file == "-" ? "-" : std::filesystem::path(*file).filename().string();
        Transaction transaction(context.store(), context.actor());
        const auto result = import_localities(transaction, csv, name);
        context.report(result.problems);
        if (!result.problems.empty()) {
            context.streams().message(say_plural("{}: {} problem in {} rows; nothing was written",
                                                 "{}: {} problems in {} rows; nothing was written",
                                                 static_cast<std::int64_t>(result.problems.size()), name,
                                                 result.problems.size(), result.rows));
            return 3;
        }
        stop_if_interrupted();
        transaction.commit();
        context.note(say("{}: {} rows: {} new, {} changed, {} unchanged.", name, result.rows, result.added,
                         result.changed, result.unchanged));
        return 0;
    };
}

Action bind_locality_list(Parser& parser) {
    struct Options {
        std::optional<std::string> province;
        bool everywhere = false, old = false;
    };
    auto options = std::make_shared<Options>();
    parser.add_option("--province", options->province, "Code of a province [the office's]")
        ->type_name("PROVINCE");
    parser.add_flag("--everywhere", options->everywhere, "Every province");
    parser.add_flag("--old", options->old, "Those of before 1 July 2025 instead");
    return [options](Context& context) {
        static const ListShape shape{"hnat.locality.list/1",
                                     {{"code", "Code"},
                                      {"kind", "Kind"},
                                      {"name", "Name"},
                                      {"level", "Level", false, false},
                                      {"district", "District", false, false},
                                      {"province", "Province", false, false},
                                      {"valid_from", "From", false, false},
                                      {"valid_to", "To", false, false}}};
        context.write_list(shape, [&](RowWriter& out) {
            std::string province;
            if (!options->everywhere) {
                province = options->province ? *options->province : read_office(context.store()).province;
            }
            for (const auto& unit : list_localities(context.store(), province, options->old)) {
                out.row({unit.code, unit.kind, unit.name, unit.level, optional_text(unit.district_name),
                         unit.province_code, unit.valid_from, optional_day(unit.valid_to)});
            }
        });
        return 0;
    };
}

Action bind_locality_find(Parser& parser) {
    auto words = std::make_shared<std::vector<std::string>>();
    parser.add_option("WORDS", *words, "words of a name, accents optional, or a code")->required();
    return [words](Context& context) {
        static const ListShape shape{"hnat.locality.find/1",
                                     {{"code", "Code"},
                                      {"kind", "Kind"},
                                      {"name", "Name"},
                                      {"district", "District"},
                                      {"province", "Province"},
                                      {"valid_to", "Until"},
                                      {"now", "Now"}}};
        context.write_list(shape, [&](RowWriter& out) {
            for (const auto& hit : find_localities(context.store(), join_words(*words))) {
                const auto& unit = hit.unit;
                out.row({unit.code, unit.kind, unit.name, optional_text(unit.district_name),
                         unit.province_code, optional_day(unit.valid_to),
                         optional_text(describe(hit.successors))});
            }
        });
        return 0;
    };
}

} // namespace hnat::cli
