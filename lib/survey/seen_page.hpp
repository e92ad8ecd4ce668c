/// Rows of the list that is being imported, for groups whose numbers stand in a row. Internal to lib/survey.
#pragma once

#include "base/date.hpp"
#include "base/enum_names.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace hnat {

/// What became of a row that was taken.
enum class RowOutcome { added, changed, unchanged };
template <>
inline constexpr std::array k_enum_names<RowOutcome>{EnumName{RowOutcome::added, "new"},
                                                     EnumName{RowOutcome::changed, "changed"},
                                                     EnumName{RowOutcome::unchanged, "unchanged"}};

/// The row of this list that a group has its facts from.
struct SeenRow {
    std::size_t line = 0; ///< from 1
    std::optional<Day> members_on;
    RowOutcome outcome = RowOutcome::unchanged;
};

/// One row at most for each of some groups. Open, a row takes eight bytes and can be put; closed, three where
/// the rows stand in the list as the groups stand in the register, and up to ten where they don't.
class SeenPage {
  public:
    static constexpr std::size_t k_groups = 256;

    SeenPage();

    /// `at` is below k_groups, here and in put.
    [[nodiscard]] std::optional<SeenRow> find(std::size_t at) const;
    struct Placed {
        std::size_t at = 0;
        SeenRow row;
    };
    /// All of them, in order.
    [[nodiscard]] std::vector<Placed> rows() const;
    /// Opens the page.
    void put(std::size_t at, const SeenRow& row);
    void close();
    [[nodiscard]] bool is_open() const { return m_open != nullptr; }
    /// About what it takes in memory.
    [[nodiscard]] std::size_t bytes() const;

  private:
    struct Packed {
        std::uint32_t line = 0; ///< 0: no row
        std::int32_t day_and_outcome = 0;
    };
    using Open = std::array<Packed, k_groups>;

    static Packed pack(const SeenRow& row);
    static SeenRow unpack(const Packed& packed);
    /// Calls `visit` with the place of each row before `end` and the row.
    template <typename Visit>
    void each(std::size_t end, const Visit& visit) const;

    std::unique_ptr<Open> m_open; ///< or nullptr, and the rows are in:
    std::string m_closed; ///< for each group the steps from the row before; line 0 is where there is none
};

} // namespace hnat
