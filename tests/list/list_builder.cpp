#include "tests/list/list_builder.hpp"

#include <zip.h>

#include <iterator>

namespace hnat::test {

std::string make_zip(const std::vector<std::pair<std::string, std::string>>& parts) {
    const TempDir folder;
    const auto path = folder.path() / "made.zip";
    zip_t* const archive = zip_open(path.c_str(), ZIP_CREATE | ZIP_EXCL, nullptr);
    REQUIRE(archive != nullptr);
    for (const auto& [name, text] : parts) {
        zip_source_t* const source = zip_source_buffer(archive, text.data(), text.size(), 0);
        REQUIRE(zip_file_add(archive, name.c_str(), source, ZIP_FL_ENC_UTF_8) >= 0);
    }
    REQUIRE(zip_close(archive) == 0);
    std::ifstream stream(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

} // namespace hnat::test
