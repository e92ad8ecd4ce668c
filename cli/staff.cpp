#include "base/message.hpp"
#include "cli/command.hpp"
#include "cli/options.hpp"
#include "store/office.hpp"

#include <fmt/format.h>

#include <memory>

namespace hnat::cli {

Action bind_staff_add(Parser& parser) {
    struct Options {
        std::string code, name;
        StaffRole role = StaffRole::clerk;
    };
    auto options = std::make_shared<Options>();
    parser
        .add_option("CODE", options->code, "Short code, such as lan: 1 to 16 of a-z 0-9 - _, a letter first")
        ->required();
    parser.add_option("--name", options->name, "Name for display")->type_name("NAME")->required();
    add_choice<StaffRole>(parser, "--role", options->role, "What the person does in the programme")
        ->required();
    return [options](Context& context) {
        Transaction transaction(context.store(), context.actor());
        add_staff(transaction, options->code, options->name, options->role);
        transaction.commit();
        context.note(say("Added {} as {}.", options->code, name_of(options->role)));
        return 0;
    };
}

Action bind_staff_list(Parser& parser) {
    auto all = std::make_shared<bool>(false);
    parser.add_flag("--all", *all, "Retired staff too");
    return [all](Context& context) {
        static const ListShape shape{"hnat.staff.list/1",
                                     {{"code", "Code"},
                                      {"name", "Name"},
                                      {"role", "Role"},
                                      {"added_on", "Added"},
                                      {"retired_on", "Retired"}}};
        context.write_list(shape, [&](RowWriter& out) {
            for (const auto& staff : list_staff(context.store())) {
                if (*all || !staff.retired) {
                    out.row({staff.code, staff.name, std::string(name_of(staff.role)), staff.added,
                             staff.retired ? Value{*staff.retired} : Value{}});
                }
            }
        });
        return 0;
    };
}

Action bind_staff_retire(Parser& parser) {
    auto code = std::make_shared<std::string>();
    parser.add_option("CODE", *code, "Code of an active staff member")->required();
    return [code](Context& context) {
        Transaction transaction(context.store(), context.actor());
        retire_staff(transaction, *code);
        transaction.commit();
        context.note(say("Retired {}. The code stays in what was recorded.", *code));
        return 0;
    };
}

} // namespace hnat::cli
