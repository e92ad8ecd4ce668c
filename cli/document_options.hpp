/// Flags of commands that write a document from a template.
#pragma once

#include "cli/context.hpp"
#include "cli/parser.hpp"
#include "render/document.hpp"
#include "render/form.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace hnat::cli {

/// -f, else the extension of -o, else txt. `refusal` is the message, of the catalogue, of what an extension
/// does: "names no format of minutes". Errors: usage.
DocumentFormat chosen_document_format(const GlobalFlags& flags, std::string_view refusal);

/// `--templates FOLDER`.
void add_templates_flag(Parser& parser, std::optional<std::string>& target);

/// Who signs and who gets the office's documents: signer_title, signer_name and recipients of the settings; a
/// ';' begins the next line or recipient. `recipients`: instead of those of the settings.
DocumentForm chosen_form(const Context& context, const std::optional<std::string>& recipients = {});

/// The folder of the flag, else the setting's; nullopt: the templates in the program.
std::optional<std::filesystem::path> chosen_templates(const Context& context,
                                                      const std::optional<std::string>& flag);

} // namespace hnat::cli
