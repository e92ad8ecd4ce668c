/// The sample list, row by row: any row can be made from seed and index alone.
#pragma once

#include "base/enum_names.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace hnat::generate {

/// What a row of the list is, by construction.
enum class RowKind {
    original,  ///< a group that no earlier row has
    duplicate, ///< a group of an earlier row, written another way
    near_miss, ///< looks like an earlier row but is another group
    bad,       ///< has to be rejected
};

} // namespace hnat::generate

template <>
inline constexpr std::array hnat::k_enum_names<hnat::generate::RowKind>{
    hnat::EnumName{hnat::generate::RowKind::original, "original"},
    hnat::EnumName{hnat::generate::RowKind::duplicate, "duplicate"},
    hnat::EnumName{hnat::generate::RowKind::near_miss, "near-miss"},
    hnat::EnumName{hnat::generate::RowKind::bad, "bad"}};

namespace hnat::generate {

struct ListOptions {
    std::uint64_t rows = 1000;
    std::uint64_t seed = 1;
    bool clean = false; ///< no bad rows
};

/// Columns of the list, in the order of `Cells`.
inline constexpr std::array<std::string_view, 10> k_header{
    "Tên nhóm", "Đường dẫn", "Loại",   "Số thành viên", "Ngày ghi nhận",
    "Chủ đề",   "Xã/Phường", "Chế độ", "Ngôn ngữ",      "Nguồn"};

struct Cells {
    std::string name, url, entity, members, members_on, topic, locality, visibility, language, source;

    [[nodiscard]] std::array<std::string_view, 10> all() const {
        return {name, url, entity, members, members_on, topic, locality, visibility, language, source};
    }
};

struct Row {
    Cells cells;
    RowKind kind = RowKind::original;
    std::uint64_t group = 0; ///< rows of one group have one number; 0: bad, no group
    std::string reason;      ///< how it is written or what is wrong with it
    bool extra_cell = false; ///< a bad row with one cell too many
};

/// Row `index` of the list, from 0.
Row row_at(const ListOptions& options, std::uint64_t index);

} // namespace hnat::generate
