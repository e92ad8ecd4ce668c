// find: everything at once. The register is what there is to look through; later areas add their hits here.
#include "cli/arguments.hpp"
#include "cli/command.hpp"
#include "survey/register.hpp"

#include <CLI/CLI.hpp>

#include <memory>

namespace hnat::cli {

Action bind_find(CLI::App& app) {
    auto words = std::make_shared<std::vector<std::string>>();
    app.add_option("WORDS", *words, "words of a name, with or without accents; the last may be unfinished")
        ->required();
    return [words](Context& context) {
        const auto groups = find_groups(context.store(), join_words(*words), {}, context.today(), 20);
        const ListShape shape{"hnat.find/1",
                              {{"kind", "Kind"},
                               {"number", "No.", true},
                               {"title", "Name"},
                               {"detail", "Detail"},
                               {"state", "State"}}};
        context.write_list(shape, [&](RowWriter& writer) {
            for (const Group& group : groups) {
                writer.row({std::string("group"), group.id, group.facts.name, group.address.key(),
                            std::string(name_of(group.state))});
            }
        });
        return 0;
    };
}

} // namespace hnat::cli
