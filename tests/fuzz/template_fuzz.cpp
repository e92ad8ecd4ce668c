/// S1: no template makes the renderer crash, hang, run out of memory, or print what is not on the page.
#include "base/error.hpp"
#include "base/text.hpp"
#include "render/document.hpp"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include <unistd.h>

namespace {

using kainjow::mustache::list;
using kainjow::mustache::object;

void require(bool promise) {
    if (!promise) {
        std::abort();
    }
}

const std::filesystem::path& folder() {
    static const std::filesystem::path path = [] {
        auto made =
            std::filesystem::temp_directory_path() / ("hnat-fuzz-template-" + std::to_string(::getpid()));
        std::filesystem::create_directories(made / "en");
        return made;
    }();
    return path;
}

hnat::View view() {
    const object line{{"name", std::string("Chợ | \"quê\" <1>")}, {"count", std::string("12.500")}};
    hnat::View made;
    made.data = object{{"office", object{{"name", std::string("Văn phòng")}}},
                       {"any", true},
                       {"none", false},
                       {"lines", list{line, line, line}}};
    made.names = {"office", "name", "any", "none", "lines", "count"};
    return made;
}

void write(const char* name, std::string_view text) {
    std::ofstream(folder() / "en" / name, std::ios::binary | std::ios::trunc) << text;
}

} // namespace

/// The template, and after a zero byte the partial that it may use.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    constexpr std::size_t k_most_output = 9UL * 1024 * 1024;
    const std::string text(data, data + size);
    const auto zero = std::min(text.find('\0'), text.size());
    for (const auto& format : hnat::k_enum_names<hnat::DocumentFormat>) {
        const std::string extension = "." + std::string(format.name) + ".mustache";
        write(("document" + extension).c_str(), std::string_view(text).substr(0, zero));
        write(("part" + extension).c_str(), std::string_view(text).substr(std::min(zero + 1, text.size())));
        try {
            const std::string page = hnat::render_document(view(), "en", "document", format.value, folder());
            require(page.size() <= k_most_output && hnat::is_utf8(page));
        } catch (const hnat::Error& error) {
            require(std::string_view(error.what()).find(folder().string()) != std::string_view::npos);
        }
    }
    return 0;
}
