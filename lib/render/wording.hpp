/// Numbers and days as the language of a document writes them.
#pragma once

#include "base/date.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace hnat {

/// Errors: usage (neither "vi" nor "en").
class Wording {
  public:
    explicit Wording(std::string_view language);

    [[nodiscard]] bool vietnamese() const { return m_vietnamese; }
    /// 12.500 in Vietnamese, 12,500 in English.
    [[nodiscard]] std::string number(std::int64_t value) const;
    /// With a sign unless 0: +1.250, -3.
    [[nodiscard]] std::string change(std::int64_t value) const;
    /// One decimal, half away from zero: 11,1% and 11.1%. `whole` must not be 0.
    [[nodiscard]] std::string percent(std::int64_t part, std::int64_t whole) const;
    /// Vietnamese: days under 10 and months 1 and 2 take a 0 (Decree 30/2020/NĐ-CP, appendix I): 05/01/2026,
    /// 14/9/2026. English: ISO.
    [[nodiscard]] std::string day(Day day) const;
    /// The letter of a point in a list, from 0 on: a, b, c, d, đ, e, g, h… in Vietnamese (without ă â ê ô ơ ư
    /// and f j w z), a to z in English; a number after the last one.
    [[nodiscard]] std::string point(std::size_t index) const;
    /// BCP 47: vi-VN, en-GB.
    [[nodiscard]] std::string_view tag() const { return m_vietnamese ? "vi-VN" : "en-GB"; }

  private:
    bool m_vietnamese;
};

/// A number with a leading 0 when it is below `from`.
std::string padded(unsigned number, unsigned from);

/// I to XII; quarters are counted in Roman numerals in Vietnamese.
std::string roman(int number);

/// A bar of block characters, in eighths of a column: the `largest` value fills `columns`. A value above 0 is
/// never invisible.
std::string bar(std::int64_t value, std::int64_t largest, std::int64_t columns);

} // namespace hnat
