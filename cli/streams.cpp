#include "cli/streams.hpp"

#include "base/text.hpp"

namespace hnat::cli {

void Streams::message(std::string_view text) {
    err << escape_controls(text) << '\n' << std::flush;
}

} // namespace hnat::cli
