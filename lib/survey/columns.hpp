/// Headers of lists: which column means what, by data/columns.toml, and which describe a person and are
/// refused (P1).
#pragma once

#include "base/diagnostic.hpp"
#include "base/enum_names.hpp"

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hnat {

enum class Column {
    name,
    url,
    platform,
    handle,
    entity,
    members,
    members_on,
    topic,
    locality,
    visibility,
    language,
    source,
};
template <>
inline constexpr std::array k_enum_names<Column>{EnumName{Column::name, "name"},
                                                 EnumName{Column::url, "url"},
                                                 EnumName{Column::platform, "platform"},
                                                 EnumName{Column::handle, "handle"},
                                                 EnumName{Column::entity, "entity"},
                                                 EnumName{Column::members, "members"},
                                                 EnumName{Column::members_on, "members_on"},
                                                 EnumName{Column::topic, "topic"},
                                                 EnumName{Column::locality, "locality"},
                                                 EnumName{Column::visibility, "visibility"},
                                                 EnumName{Column::language, "language"},
                                                 EnumName{Column::source, "source"}};

/// The columns of one list.
struct ColumnMap {
    std::vector<std::optional<Column>>
        columns; ///< one for each header cell; empty for one that is ignored: `line` and `error` of a rejects
                 ///< file, a running number (STT), a blank header cell
    Diagnostics problems; ///< a person's column, an unknown one (with the nearest known name), a missing one,
                          ///< one given twice

    /// What the next header cell means.
    void add(std::optional<Column> column);
    /// Of the first cell that means the column.
    [[nodiscard]] std::optional<std::size_t> position(Column column) const {
        return first[static_cast<std::size_t>(column)];
    }

    std::array<std::optional<std::size_t>, k_enum_names<Column>.size()> first{}; ///< what position() answers
};

/// Matches the header cells; `file` and `line` go into the problems.
ColumnMap map_columns(const std::vector<std::string>& header, std::string_view file, std::size_t line);

/// True when enough cells are known column names for this to be a header and not a title block.
bool looks_like_header(const std::vector<std::string>& cells);

} // namespace hnat
