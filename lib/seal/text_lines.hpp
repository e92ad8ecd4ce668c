/// Reads the text of a key file or an epoch file in its fixed order.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace hnat {

/// Takes one thing after another off the front of a text. Once something was not there, nothing more is.
class TextLines {
  public:
    explicit TextLines(std::string_view text) : m_rest(text) {}

    [[nodiscard]] bool failed() const { return m_failed; }
    [[nodiscard]] bool at_end() const { return m_rest.empty(); }
    [[nodiscard]] bool next_is(std::string_view text) const { return m_rest.starts_with(text); }

    void expect(std::string_view text);
    /// What comes before `end`, which goes too.
    std::string_view until(char end);
    /// Two digits for each byte.
    void hex(std::span<std::uint8_t> bytes);
    /// A decimal number.
    std::uint64_t number();

  private:
    void fail();

    std::string_view m_rest;
    bool m_failed = false;
};

} // namespace hnat
