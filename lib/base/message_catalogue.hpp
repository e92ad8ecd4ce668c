/// Reads a compiled catalogue of GNU gettext (a .mo file) where it lies in memory; nothing is copied.
/// Source: the GNU gettext manual, "The Format of GNU MO Files".
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace hnat {

class MessageCatalogue {
  public:
    /// `mo`: the whole file, in the byte order of this machine; must outlive the catalogue. Throws
    /// Error{failed} for anything else: the catalogue is part of the binary, so that is a bug of the build.
    explicit MessageCatalogue(std::string_view mo);

    /// The translation of a key (for a plural: of the singular, a NUL and the plural), all its forms with a
    /// NUL between them; nothing where there is none. Binary search: O(log n).
    [[nodiscard]] std::optional<std::string_view> find(std::string_view key) const noexcept;

    [[nodiscard]] std::uint32_t size() const noexcept { return m_count; }
    /// The key of entry `index` < size(), in the order of their bytes.
    [[nodiscard]] std::string_view key(std::uint32_t index) const noexcept { return text(m_keys, index); }

  private:
    [[nodiscard]] std::uint32_t number(std::size_t at) const noexcept;
    [[nodiscard]] std::string_view text(std::uint32_t table, std::uint32_t index) const noexcept;

    std::string_view m_mo;
    std::uint32_t m_count = 0;
    std::uint32_t m_keys = 0;         ///< offset of the table of keys
    std::uint32_t m_translations = 0; ///< offset of the table of translations
};

/// The compiled catalogue po/vi.po, a part of the binary.
std::string_view vietnamese_catalogue();

} // namespace hnat
