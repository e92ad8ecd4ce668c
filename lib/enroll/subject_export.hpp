/// Everything that is held about one person, by the registry of personal columns.
#pragma once

#include "store/store.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace hnat {

struct SubjectExport {
    using Value =
        std::variant<std::monostate, std::int64_t, std::string>; ///< days ISO, keys and hashes hexadecimal

    struct Column {
        std::string_view key, name_vi, name_en;
    };
    struct Part { ///< one table
        std::string_view key, name_vi, name_en;
        std::vector<Column> columns;
        std::vector<std::vector<Value>> rows;
    };
    std::int64_t member = 0;
    Day day;
    std::string office;
    std::vector<Part> parts; ///< those without rows as well: that nothing is held is told too
};

/// Reads the person's data and appends the audit row of the export, which knows no more than the day. The
/// caller commits when the data has been written where it goes. Errors: not_found.
SubjectExport export_subject(Transaction& transaction, const Store& store, std::int64_t member);

} // namespace hnat
