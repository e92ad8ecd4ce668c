// completion: the scripts that make a shell ask `hnat __complete`.
#include "base/resource.hpp"
#include "cli/command.hpp"
#include "cli/options.hpp"

#include <fmt/format.h>

#include <memory>

namespace hnat::cli {

namespace {

enum class Shell { bash, zsh, fish };

} // namespace

} // namespace hnat::cli

template <>
inline constexpr std::array hnat::k_enum_names<hnat::cli::Shell>{
    hnat::EnumName{hnat::cli::Shell::bash, "bash"}, hnat::EnumName{hnat::cli::Shell::zsh, "zsh"},
    hnat::EnumName{hnat::cli::Shell::fish, "fish"}};

namespace hnat::cli {

Action bind_completion(Parser& parser) {
    auto shell = std::make_shared<Shell>();
    add_choice<Shell>(parser, "SHELL", *shell, "The shell: bash, zsh or fish")->required();
    return [shell](Context& context) {
        context.write_document(resource(fmt::format("data/completion/hnat.{}", name_of(*shell))));
        return 0;
    };
}

} // namespace hnat::cli
