/// The program's three streams and what they are connected to. One object owns stdout and stderr: a document
/// goes to `out`, everything that is said about it goes through `message` to stderr.
#pragma once

#include <exception>
#include <functional>
#include <istream>
#include <ostream>
#include <string_view>

namespace hnat::cli {

/// Thrown by a write to `out` whose reader has gone (`hnat survey list | head`): the program ends quietly.
struct OutputClosed : std::exception {
    [[nodiscard]] const char* what() const noexcept override {
        return "the reader of standard output has gone";
    }
};

struct Streams {
    std::istream& in;
    std::ostream& out;
    std::ostream& err;
    bool in_is_tty = false;
    bool out_is_tty = false;
    bool err_is_tty = false;
    int width = 80; ///< columns of the terminal, when out_is_tty
    /// Switches whether the terminal shows what is typed; empty where there is none. Errors: io.
    std::function<void(bool on)> echo = {};

    /// One line to stderr, control characters escaped.
    void message(std::string_view text);
};

} // namespace hnat::cli
