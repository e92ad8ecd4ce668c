#include "base/file.hpp"
#include "base/text.hpp"

#include "tests/support.hpp"

#include <doctest.h>

#include <array>
#include <map>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

namespace hnat {

namespace {

constexpr std::array k_names{
    "Hội mua bán Đồng Hỷ",       "Chợ phiên Định Hóa",         "Việc làm Sông Công",
    "Phụ huynh trường tiểu học", "Xã Yên Bình, Thái Nguyên",   "Hội đồng hương Võ Nhai",
    "Rao vặt Phổ Yên",           "Bóng đá phường Quang Trung", "Thành phố Thái Nguyên",
    "Nhà đất Đại Từ giá rẻ",     "Cựu học sinh khóa 2005",     "Ẩm thực Thái Nguyên",
};

std::vector<std::string> fields(const std::string& line) {
    std::vector<std::string> parts;
    std::istringstream stream(line);
    for (std::string part; std::getline(stream, part, ',');) {
        parts.push_back(part);
    }
    return parts;
}

/// Each accented letter to what CP1252 shows for its bytes, from one column of the table.
std::map<std::string, std::string> letters_as_cp1252(const std::string& table, std::size_t column) {
    std::map<std::string, std::string> letters;
    std::istringstream stream(table);
    std::string line;
    std::getline(stream, line);
    while (std::getline(stream, line)) {
        const auto parts = fields(line);
        letters[parts.at(0)] = parts.size() > column ? parts[column] : "";
    }
    return letters;
}

std::string spoil(std::string_view text, const std::map<std::string, std::string>& letters) {
    std::string spoiled;
    for (std::size_t i = 0; i < text.size();) {
        std::size_t size = 1;
        while (i + size < text.size() && (static_cast<unsigned char>(text[i + size]) & 0xC0U) == 0x80) {
            ++size;
        }
        const std::string letter(text.substr(i, size));
        const auto found = letters.find(letter);
        spoiled += found == letters.end() ? letter : found->second;
        i += size;
    }
    return spoiled;
}

} // namespace

TEST_CASE("TCVN3 read as CP1252 is recognised") {
    for (const std::string_view text :
         {"Hµ Néi", "Thµnh phè", "C«ng ty", "ViÖt Nam", "§ång Hû", "TØnh Th¸i Nguyªn", "mua b¸n",
          "Hå ChÝ Minh", "®Êt nÒn", "Ph­¬ng", "chî Trung t©m", "Héi c«ng an", "Shop Th¶o 2024"}) {
        INFO(text);
        CHECK(looks_like_legacy_encoding(text) == "tcvn3");
    }
}

TEST_CASE("VNI read as CP1252 is recognised") {
    for (const std::string_view text :
         {"Haø Noäi", "Thaønh phoá", "HAØ NOÄI", "Vieät Nam", "Nguyeãn", "Tröôøng hoïc", "ngöôøi",
          "Ñoàng Hyû", "Thaùi Nguyeân", "mua baùn nhaø ñaát", "Coâng ty"}) {
        INFO(text);
        CHECK(looks_like_legacy_encoding(text) == "vni");
    }
}

TEST_CASE("sound text raises no false alarm") {
    for (const std::string_view text :
         {"", "Mua ban", "Hà Nam", "Hoà Bình", "Hòa Bình", "Tân Thành", "Cà phê", "toà nhà", "loá", "Bà Rịa",
          "Lê Lợi",
          // other languages
          "Où est Loïc", "Où", "Loïc", "Zoé et Chloé", "Noël", "L'été à la plage", "«Bonjour»",
          "mot « cité »", "dû", "Hélène Gaël", "Château d'eau", "français", "naïf", "Seán", "Mª Carmen",
          "1ª planta", "nº 5", "¿Qué? ¡Hola!", "Raúl", "aún", "niño", "João São", "Größe für Müller", "Ærø",
          "Tromsø", "smörgåsbord", "Łódź", "col·lega", "Zoë", "più", "Über uns", "Wáng Lì", "Xué Yáng",
          // signs
          "5µm", "10 µm", "20°C", "© 2024", "Brand®", "m²", "3×4", "£5", "§ 12", "H2O", "½", "a·b",
          "Ho\u00ADtel",
          // other scripts, emoji
          "约翰·史密斯", "王小明", "Привет", "🔥❤️ Sale", "👨‍👩‍👧", "\xff"}) {
        INFO(text);
        CHECK_FALSE(looks_like_legacy_encoding(text));
    }
    for (const std::string_view name : k_names) {
        INFO(name);
        CHECK_FALSE(looks_like_legacy_encoding(name));
    }
}

TEST_CASE("every name spoiled by either encoding is recognised") {
    const auto path = test::shared_data() / "vi_legacy_encodings.csv";
    if (!std::filesystem::exists(path)) {
        MESSAGE("skipped: no " << path);
        return;
    }
    const std::string table = read_file(path);
    const auto vni = letters_as_cp1252(table, 4);
    const auto tcvn = letters_as_cp1252(table, 6);
    for (const std::string_view name : k_names) {
        INFO(name);
        CHECK(looks_like_legacy_encoding(spoil(name, vni)) == "vni");
        CHECK(looks_like_legacy_encoding(spoil(name, tcvn)) == "tcvn3");
    }
}

TEST_CASE("no commune, old or new, raises a false alarm, and nearly all are recognised when spoiled") {
    const auto folder = test::shared_data();
    if (!std::filesystem::exists(folder / "units_2024.csv")) {
        MESSAGE("skipped: no " << folder / "units_2024.csv");
        return;
    }
    const std::string table = read_file(folder / "vi_legacy_encodings.csv");
    const auto vni = letters_as_cp1252(table, 4);
    const auto tcvn = letters_as_cp1252(table, 6);
    std::size_t names = 0;
    std::size_t seen_vni = 0;
    std::size_t seen_tcvn = 0;
    for (const auto* file : {"units_2024.csv", "units_2026.csv"}) {
        std::istringstream stream(read_file(folder / file));
        std::string line;
        std::getline(stream, line);
        while (std::getline(stream, line)) {
            const auto parts = fields(line);
            INFO(line);
            CHECK_FALSE(looks_like_legacy_encoding(parts.at(1)));
            CHECK_FALSE(looks_like_legacy_encoding(line));
            // As a cell would have it: the kind and the name.
            const std::string cell = parts.at(2) + ' ' + parts.at(1);
            ++names;
            seen_vni += looks_like_legacy_encoding(spoil(cell, vni)) == "vni" ? 1U : 0U;
            seen_tcvn += looks_like_legacy_encoding(spoil(cell, tcvn)) == "tcvn3" ? 1U : 0U;
        }
    }
    MESSAGE("of " << names << " spoiled names, VNI " << seen_vni << ", TCVN3 " << seen_tcvn << " recognised");
    CHECK(seen_vni * 100 >= names * 95);
    CHECK(seen_tcvn * 100 >= names * 95);
}

} // namespace hnat
