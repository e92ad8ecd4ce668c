/// S1: no bytes make the readers of TOML crash or hang: a person file, which may hold anything that somebody
/// typed, and the settings.
#include "base/error.hpp"
#include "base/text.hpp"
#include "cli/settings_file.hpp"
#include "enroll/person_file.hpp"

#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include <unistd.h>

namespace {

void require(bool promise) {
    if (!promise) {
        std::abort();
    }
}

/// A message never repeats a name or a contact, so it is short whatever the file holds.
void try_person(std::string_view text) {
    const auto person = hnat::parse_person_file(text, "p");
    for (const auto& problem : person.problems) {
        require(hnat::is_utf8(hnat::to_string(problem)));
    }
    if (person.name) {
        require(hnat::is_utf8(*person.name) && !person.name->empty());
    }
}

void try_settings(std::string_view text) {
    static const auto path =
        std::filesystem::temp_directory_path() / ("hnat-fuzz-toml-" + std::to_string(::getpid()));
    std::ofstream(path, std::ios::binary | std::ios::trunc) << text;
    try {
        (void)hnat::cli::read_settings_file(path);
    } catch (const hnat::Error& error) {
        require(error.kind() == hnat::ErrorKind::usage);
    }
    std::filesystem::remove(path);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string text(data, data + size);
    try_person(text);
    try_settings(text);
    return 0;
}
