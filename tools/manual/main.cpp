/// Writes the manual pages: hnat_manual FOLDER YYYY-MM-DD. The build calls it.
#include "base/message.hpp"
#include "cli/manual.hpp"

#include <exception>
#include <filesystem>
#include <fstream>
#include <iostream>

int main(int argc, char** argv) {
    const auto released = argc == 3 ? hnat::parse_day(argv[2]) : std::nullopt;
    if (!released) {
        std::cerr << "usage: hnat_manual FOLDER YYYY-MM-DD\n";
        return 2;
    }
    hnat::choose_message_language("en"); // whatever the machine that builds it speaks
    try {
        const std::filesystem::path folder = argv[1];
        std::filesystem::create_directories(folder);
        for (const auto& page : hnat::cli::manual_pages(*released)) {
            std::ofstream file(folder / (page.name + ".1"), std::ios::binary);
            file << page.text << std::flush;
            if (!file) {
                std::cerr << "hnat_manual: " << page.name << ".1 can't be written\n";
                return 1;
            }
        }
    } catch (const std::exception& error) {
        std::cerr << "hnat_manual: " << error.what() << '\n';
        return 1;
    }
    return 0;
}
