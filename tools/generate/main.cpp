/// hnat_generate: writes a made-up list of groups as offices get them, and the truth about its rows.
#include "base/error.hpp"
#include "tools/generate/shapes.hpp"

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>

#include <iostream>
#include <vector>

namespace {

using namespace hnat::generate;

std::vector<Shape> shapes_of(const std::vector<std::string>& names) {
    std::vector<Shape> shapes{Shape::csv};
    for (const auto& entry : hnat::k_enum_names<Shape>) {
        const auto given = [&](std::string_view name) {
            return std::find(names.begin(), names.end(), name) != names.end();
        };
        if (entry.value != Shape::csv && (given("all") || given(entry.name))) {
            shapes.push_back(entry.value);
        }
    }
    return shapes;
}

void write(const ListOptions& options, const std::filesystem::path& folder,
           const std::vector<Shape>& shapes) {
    std::filesystem::create_directories(folder);
    std::vector<std::unique_ptr<RowSink>> sinks;
    for (const auto shape : shapes) {
        sinks.push_back(open_shape(shape, folder));
    }
    sinks.push_back(open_truth(folder));
    for (std::uint64_t index = 0; index < options.rows; ++index) {
        const auto row = row_at(options, index);
        for (const auto& sink : sinks) {
            sink->row(row);
        }
    }
    for (const auto& sink : sinks) {
        sink->finish();
    }
}

} // namespace

int main(int argc, char** argv) {
    ListOptions options;
    std::filesystem::path folder;
    std::vector<std::string> names;
    CLI::App app("Writes DIR/groups.csv, a made-up list of groups, and DIR/truth.csv: which rows are the "
                 "same group, which "
                 "only look like it, and which have to be rejected. The same seed gives the same bytes on "
                 "every machine.");
    app.add_option("--rows", options.rows, "Rows of the list")->capture_default_str();
    app.add_option("--seed", options.seed, "Seed")->capture_default_str();
    app.add_option("--out", folder, "Folder to write to; it is made when it is not there")
        ->required()
        ->type_name("DIR");
    app.add_flag("--clean", options.clean, "No bad rows");
    app.add_option("--shapes", names, "Also the same rows as these files")
        ->delimiter(',')
        ->check(
            CLI::IsMember({"all", "semicolon", "tab", "utf16", "cp1258", "tcvn3", "viscii", "vni", "xlsx"}));
    CLI11_PARSE(app, argc, argv);
    try {
        write(options, folder, shapes_of(names));
    } catch (const std::exception& error) {
        std::cerr << "hnat_generate: " << error.what() << '\n';
        return 1;
    }
    return 0;
}
