/// Helpers that tests of several rooms use.
#pragma once

#include "base/date.hpp"

#include <doctest.h>

#include <filesystem>
#include <string>

namespace hnat::test {

/// A day that the test wrote itself.
inline Day day(const char* iso) {
    const auto parsed = parse_day(iso);
    REQUIRE_MESSAGE(parsed.has_value(), iso);
    return *parsed;
}

/// A scratch folder that goes away with the object.
class TempDir {
  public:
    TempDir() {
        std::string name = (std::filesystem::temp_directory_path() / "hnat-test-XXXXXX").string();
        REQUIRE(::mkdtemp(name.data()) != nullptr);
        m_path = name;
    }
    ~TempDir() {
        std::error_code ignored;
        std::filesystem::remove_all(m_path, ignored);
    }
    TempDir(const TempDir&) = delete;
    TempDir& operator=(const TempDir&) = delete;
    [[nodiscard]] const std::filesystem::path& path() const { return m_path; }

  private:
    std::filesystem::path m_path;
};

/// ../shared/data beside the project; tests that need it skip with a message when it is absent.
inline std::filesystem::path shared_data() {
    return HNAT_SHARED_DATA;
}

} // namespace hnat::test
