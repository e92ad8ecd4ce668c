#include "base/message_catalogue.hpp"

#include "base/error.hpp"

#include <cstring>

namespace hnat {

namespace {

constexpr std::uint32_t k_magic = 0x950412de;
constexpr std::size_t k_header = 20; ///< magic, revision, count, offsets of the two tables
constexpr std::size_t k_entry = 8;   ///< length and offset of a text

} // namespace

MessageCatalogue::MessageCatalogue(std::string_view mo) : m_mo(mo) {
    const auto refuse = [] {
        throw Error(ErrorKind::failed, "the catalogue of messages in this binary is damaged");
    };
    if (mo.size() < k_header || number(0) != k_magic) {
        refuse();
    }
    m_count = number(8);
    m_keys = number(12);
    m_translations = number(16);
    const auto fits = [&](std::size_t offset, std::size_t length) {
        return offset <= mo.size() && length <= mo.size() - offset;
    };
    for (const std::size_t table : {m_keys, m_translations}) {
        if (m_count > mo.size() / k_entry || !fits(table, m_count * k_entry)) {
            refuse();
        }
        for (std::size_t i = 0; i < m_count; ++i) {
            if (!fits(number(table + i * k_entry + 4), number(table + i * k_entry))) {
                refuse();
            }
        }
    }
}

std::uint32_t MessageCatalogue::number(std::size_t at) const noexcept {
    std::uint32_t value = 0;
    std::memcpy(&value, m_mo.data() + at, sizeof value);
    return value;
}

std::string_view MessageCatalogue::text(std::uint32_t table, std::uint32_t index) const noexcept {
    const std::size_t entry = table + std::size_t{index} * k_entry;
    return {m_mo.data() + number(entry + 4), number(entry)};
}

std::optional<std::string_view> MessageCatalogue::find(std::string_view key) const noexcept {
    std::uint32_t low = 0;
    std::uint32_t high = m_count;
    while (low < high) {
        const std::uint32_t middle = low + (high - low) / 2;
        if (this->key(middle) < key) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    if (low == m_count || this->key(low) != key) {
        return std::nullopt;
    }
    return text(m_translations, low);
}

} // namespace hnat
