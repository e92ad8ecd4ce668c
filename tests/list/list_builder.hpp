/// Lists for tests: written to a string, opened, and read to the end.
#pragma once

#include "base/diagnostic.hpp"
#include "list/list_reader.hpp"
#include "survey/columns.hpp"
#include "tests/support.hpp"

#include <fstream>
#include <sstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace hnat::test {

/// Everything that a reader gave.
struct ReadList {
    std::vector<std::string> header;
    std::size_t header_line = 0;
    std::vector<ListRow> rows;
    Digest digest{};

    /// All problems as a person sees them.
    [[nodiscard]] std::vector<std::string> problems() const {
        std::vector<std::string> all;
        for (const auto& row : rows) {
            for (const auto& problem : row.problems) {
                all.push_back(to_string(problem));
            }
        }
        return all;
    }
    [[nodiscard]] std::vector<std::string> texts(std::size_t row) const {
        std::vector<std::string> all;
        for (const auto& cell : rows.at(row).cells) {
            all.push_back(cell.text);
        }
        return all;
    }
};

inline ReadList read_rows(ListReader& reader) {
    ReadList list;
    list.header = reader.header();
    list.header_line = reader.header_line();
    for (ListRow row; reader.next(row);) {
        list.rows.push_back(row);
    }
    list.digest = reader.digest();
    return list;
}

inline ReadList read_list(std::string_view bytes, const ListOptions& options = {}) {
    std::istringstream stream{std::string(bytes)};
    return read_rows(*open_list(stream, "list.csv", options, looks_like_header));
}

inline void write_file(const std::filesystem::path& path, std::string_view bytes) {
    std::ofstream stream(path, std::ios::binary);
    stream.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    REQUIRE(stream.good());
}

/// A ZIP of text parts, made with libzip.
std::string make_zip(const std::vector<std::pair<std::string, std::string>>& parts);

using Strings = std::vector<std::string>;

} // namespace hnat::test
