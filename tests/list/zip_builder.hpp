/// ZIP archives written byte by byte, for what no program writes: directories that lie, parts that are
/// damaged, large parts that are small when they are packed.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace hnat::test {

enum class Packing : std::uint16_t { stored = 0, imploded = 6, deflated = 8 };

/// One part as the archive has it (APPNOTE.TXT, 4.3.7 and 4.3.12).
struct ZipPart {
    std::string name;
    std::string packed{}; ///< the bytes in the archive
    Packing packing = Packing::stored;
    std::uint64_t size = 0; ///< unpacked, as the directory says; below 4 GiB
    std::uint32_t crc = 0;  ///< as the directory says
    bool encrypted = false;
};

/// CRC-32 of a part's bytes, as the directory says it (APPNOTE.TXT, 4.4.7).
std::uint32_t checksum(std::string_view bytes);
/// A part that is as its directory says.
ZipPart stored(std::string name, std::string text);
/// `before`, then `count` times the sign, then `after`: deflated, about 158 to 1, and without a checksum.
ZipPart deflated_run(std::string name, std::string_view before, char sign, std::size_t count,
                     std::string_view after);
/// The archive of these parts.
std::string zip_of(const std::vector<ZipPart>& parts);

} // namespace hnat::test
