/// Bytes that must not be left behind: passphrases, private keys, what a tip says, who gave it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace hnat {

/// Memory of its own kind (libsodium's sodium_malloc): locked against swapping where the system allows it,
/// zeroed when it goes. It moves and is never copied by accident.
class Secret {
  public:
    Secret() = default;
    /// So many zero bytes. Errors: failed (no memory).
    explicit Secret(std::size_t size);
    static Secret copy_of(std::span<const std::uint8_t> bytes);
    static Secret copy_of(std::string_view text);

    Secret(Secret&& other) noexcept;
    Secret& operator=(Secret&& other) noexcept;
    Secret(const Secret&) = delete;
    Secret& operator=(const Secret&) = delete;
    ~Secret();

    [[nodiscard]] std::size_t size() const { return m_size; }
    [[nodiscard]] bool empty() const { return m_size == 0; }
    [[nodiscard]] std::span<std::uint8_t> bytes() { return {m_data, m_size}; }
    [[nodiscard]] std::span<const std::uint8_t> bytes() const { return {m_data, m_size}; }
    /// The bytes as text; a view into this object.
    [[nodiscard]] std::string_view text() const;
    /// Makes it shorter; what is cut off is zeroed.
    void shorten(std::size_t size);

  private:
    std::uint8_t* m_data = nullptr;
    std::size_t m_size = 0;
};

/// Whether both hold the same bytes; how long it takes tells nothing about them but their sizes.
bool same(const Secret& one, const Secret& other);

} // namespace hnat
