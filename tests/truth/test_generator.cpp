#include "base/hash.hpp"
#include "tests/support.hpp"
#include "tools/generate/legacy.hpp"
#include "tools/generate/row.hpp"
#include "tools/generate/shapes.hpp"

#include <fstream>
#include <map>
#include <sstream>

using namespace hnat;
using namespace hnat::generate;

namespace {

std::string all_cells(const ListOptions& options) {
    std::string text;
    for (std::uint64_t index = 0; index < options.rows; ++index) {
        const auto row = row_at(options, index);
        for (const auto cell : row.cells.all()) {
            text += cell;
            text += '\n';
        }
    }
    return text;
}

std::string unhex(std::string_view hex) {
    std::string bytes;
    for (std::size_t i = 0; i + 1 < hex.size(); i += 2) {
        bytes += static_cast<char>(std::stoi(std::string(hex.substr(i, 2)), nullptr, 16));
    }
    return bytes;
}

} // namespace

TEST_CASE("the sample list has the same bytes on every machine and with every compiler") {
    CHECK_EQ(to_hex(sha256(all_cells({2'000, 1, false}))),
             "ff4f2f784c8c4ed59c99318249f692fb28f9b715574140aeb376970f54eb5e73");
}

TEST_CASE("any row can be made alone, in any order") {
    const ListOptions options{500, 3, false};
    std::map<std::uint64_t, std::string> urls;
    for (std::uint64_t index = 0; index < options.rows; ++index) {
        urls[index] = row_at(options, index).cells.url;
    }
    for (std::uint64_t index = options.rows; index-- > 0;) {
        CHECK_EQ(row_at(options, index).cells.url, urls[index]);
    }
}

TEST_CASE("the shares of the sample list are those that it promises") {
    std::map<RowKind, int> counts;
    const ListOptions options{20'000, 5, false};
    for (std::uint64_t index = 0; index < options.rows; ++index) {
        ++counts[row_at(options, index).kind];
    }
    CHECK(counts[RowKind::duplicate] == doctest::Approx(2'400).epsilon(0.1));
    CHECK(counts[RowKind::near_miss] == doctest::Approx(600).epsilon(0.15));
    CHECK(counts[RowKind::bad] == doctest::Approx(800).epsilon(0.15));
}

TEST_CASE("a clean list has no bad row and the same duplicates") {
    for (std::uint64_t index = 0; index < 5'000; ++index) {
        const auto clean = row_at({5'000, 5, true}, index);
        CHECK(clean.kind != RowKind::bad);
        if (clean.kind == RowKind::near_miss) {
            CHECK(row_at({5'000, 5, false}, index).kind == RowKind::near_miss);
        }
    }
}

TEST_CASE("letters are encoded as the table of legacy encodings says") {
    std::ifstream table(test::shared_data() / "vi_legacy_encodings.csv");
    if (!table) {
        MESSAGE("skipped: " << test::shared_data().string() << " is not there");
        return;
    }
    const auto vni = vni_encoder();
    const auto tcvn = iconv_encoder("TCVN5712-1");
    const auto viscii = iconv_encoder("VISCII");
    const auto cp1258 = iconv_encoder("CP1258");
    std::string line;
    std::getline(table, line);
    while (std::getline(table, line)) {
        std::vector<std::string> cells;
        std::istringstream stream(line);
        for (std::string cell; std::getline(stream, cell, ',');) {
            cells.push_back(cell);
        }
        REQUIRE(cells.size() >= 9);
        CAPTURE(cells[0]);
        CHECK_EQ(vni->encode(cells[0]), unhex(cells[3]));
        CHECK_EQ(tcvn->encode(cells[0]), unhex(cells[5]));
        CHECK_EQ(viscii->encode(cells[0]), unhex(cells[7]));
        CHECK_EQ(cp1258->encode(cells[0]), unhex(cells[8]));
    }
}
