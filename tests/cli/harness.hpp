/// Drives the whole program in-process.
#pragma once

#include "base/message.hpp"
#include "cli/run.hpp"
#include "tests/support.hpp"

#include <initializer_list>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

namespace hnat::test {

struct Outcome {
    int code = 0;
    std::string out, err;
};

/// What the program is connected to.
struct Surroundings {
    cli::Environment environment;
    std::string input;
    bool terminal = false; ///< all three streams
    int width = 80;
};

inline Outcome run_hnat(const std::vector<std::string>& words, const Surroundings& surroundings) {
    std::vector<const char*> argv{"hnat"};
    for (const auto& word : words) {
        argv.push_back(word.c_str());
    }
    std::istringstream in(surroundings.input);
    std::ostringstream out;
    std::ostringstream err;
    const bool tty = surroundings.terminal;
    cli::Streams streams{in, out, err, tty, tty, tty, surroundings.width};
    const int code = cli::run(static_cast<int>(argv.size()), argv.data(), streams, surroundings.environment,
                              day("2026-10-05"));
    choose_message_language("en"); // for the tests that call the library itself
    return {code, out.str(), err.str()};
}

/// A folder with its own HOME, and HNAT_DB in it.
class Office {
  public:
    Office() {
        m_surroundings.environment = {{"HOME", path("").string()}, {"HNAT_DB", path("hnat.db").string()}};
    }
    [[nodiscard]] std::filesystem::path path(std::string_view name) const { return m_folder.path() / name; }
    Surroundings& surroundings() { return m_surroundings; }
    Outcome operator()(std::initializer_list<std::string> words) { return run_hnat(words, m_surroundings); }

  private:
    TempDir m_folder;
    Surroundings m_surroundings;
};

} // namespace hnat::test
