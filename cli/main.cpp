#include "cli/run.hpp"
#include "cli/terminal.hpp"

#include <chrono>

int main(int argc, char** argv) {
    hnat::cli::Terminal terminal;
    return hnat::cli::run(argc, argv, terminal.streams(), hnat::cli::process_environment(),
                          std::chrono::system_clock::now());
}
