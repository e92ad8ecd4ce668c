#include "base/error.hpp"
#include "render/qr_code.hpp"
#include "tests/support.hpp"

#include <array>
#include <cstdio>
#include <fstream>
#include <functional>
#include <memory>
#include <string>
#include <vector>

using namespace hnat;

namespace {

/// What zbarimg reads from an image; the line feed that it adds is taken off.
std::string read_code(const std::filesystem::path& image) {
    const std::string command =
        "zbarimg --raw -q -Sdisable -Sqrcode.enable '" + image.string() + "' 2>/dev/null";
    const std::unique_ptr<FILE, int (*)(FILE*)> pipe(::popen(command.c_str(), "r"), ::pclose);
    REQUIRE(pipe);
    std::string text;
    std::array<char, 4096> buffer{};
    while (const std::size_t size = std::fread(buffer.data(), 1, buffer.size(), pipe.get())) {
        text.append(buffer.data(), size);
    }
    return text.empty() ? text : text.substr(0, text.size() - 1);
}

bool has_reader() {
    return std::system("zbarimg --version >/dev/null 2>&1") == 0; // NOLINT(cert-env33-c)
}

/// The image of dark and light modules, each several pixels wide.
void write_image(const std::filesystem::path& path, std::size_t width, std::size_t height,
                 const std::function<bool(std::size_t, std::size_t)>& dark) {
    constexpr std::size_t k_pixels = 6;
    std::ofstream out(path, std::ios::binary);
    out << "P5\n" << width * k_pixels << ' ' << height * k_pixels << "\n255\n";
    for (std::size_t y = 0; y < height * k_pixels; ++y) {
        for (std::size_t x = 0; x < width * k_pixels; ++x) {
            out.put(dark(x / k_pixels, y / k_pixels) ? '\0' : '\xff');
        }
    }
}

const std::string k_note =
    "hnat-vp/0011223344556677\n7\nSBNJTRN+FjG7owHVrKtue7eqdM4RhdRWVl71HXN2d7I=\n\n"
    "— hnat-vp/0011223344556677 1CHqyunjRx2u+epSzDAij8lZgjdi2LJRVZJXQDrE5cecRS0QPdWQ3zXPmamFj4Ar"
    "DiKA966o/p33s3ypowW1nxurHQw=\n";

} // namespace

TEST_CASE("a QR code of a note is read again, byte for byte, from its half blocks") {
    if (!has_reader()) {
        MESSAGE("zbarimg is not installed: skipped");
        return;
    }
    const test::TempDir folder;
    const auto lines = qr_lines(QrCode(k_note));
    const std::size_t side = QrCode(k_note).size() + 2 * k_qr_margin;
    // What a reader's eye makes of the lines: every character is two modules, one above the other.
    std::vector<std::vector<bool>> seen(lines.size() * 2, std::vector<bool>(side, false));
    for (std::size_t i = 0; i < lines.size(); ++i) {
        std::size_t column = 0;
        for (std::size_t at = 0; at < lines[i].size(); ++column) {
            const std::string character = lines[i].substr(at, lines[i][at] == ' ' ? 1 : 3);
            at += character.size();
            seen[2 * i][column] = character == "█" || character == "▀";
            seen[2 * i + 1][column] = character == "█" || character == "▄";
        }
        CHECK(column <= side);
    }
    write_image(folder.path() / "code.pgm", side, seen.size(),
                [&](std::size_t x, std::size_t y) { return seen[y][x]; });
    CHECK(read_code(folder.path() / "code.pgm") == k_note);
    CHECK(side <= 80); // a line of a terminal
}

TEST_CASE("the SVG of a QR code has one square for every dark module, and its margin") {
    const QrCode code(k_note);
    std::size_t dark = 0;
    for (std::size_t y = 0; y < code.size(); ++y) {
        for (std::size_t x = 0; x < code.size(); ++x) {
            dark += code.is_dark(x, y) ? 1U : 0U;
        }
    }
    const std::string svg = qr_svg(code);
    std::size_t squares = 0;
    for (auto at = svg.find("h1v1h-1z"); at != std::string::npos; at = svg.find("h1v1h-1z", at + 1)) {
        ++squares;
    }
    CHECK(squares == dark);
    const std::string side = std::to_string(code.size() + 2 * k_qr_margin);
    CHECK(svg.find("viewBox=\"0 0 " + side + " " + side + "\"") != std::string::npos);
}

TEST_CASE("what does not go into a QR code is refused") {
    CHECK_THROWS_AS(QrCode(""), Error);
    CHECK_THROWS_AS(QrCode(std::string(3000, 'x')), Error);
    CHECK(QrCode(std::string(2331, 'x')).size() == 177);
    CHECK(!QrCode("x").is_dark(1000, 1000));
}
