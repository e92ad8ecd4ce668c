/// Headers of consent lists: which column means what, by data/consent_columns.toml, and which are refused
/// because nobody agreed to them.
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

enum class ConsentColumn {
    group,
    name,
    contact,
    phone,
    email,
    facebook,
    zalo,
    telegram,
    role,
    purpose,
    method,
    evidence,
    given_on,
    expires_on,
    sensitive_notice,
    language,
    charter,
};
template <>
inline constexpr std::array k_enum_names<ConsentColumn>{
    EnumName{ConsentColumn::group, "group"},
    EnumName{ConsentColumn::name, "name"},
    EnumName{ConsentColumn::contact, "contact"},
    EnumName{ConsentColumn::phone, "phone"},
    EnumName{ConsentColumn::email, "email"},
    EnumName{ConsentColumn::facebook, "facebook"},
    EnumName{ConsentColumn::zalo, "zalo"},
    EnumName{ConsentColumn::telegram, "telegram"},
    EnumName{ConsentColumn::role, "role"},
    EnumName{ConsentColumn::purpose, "purpose"},
    EnumName{ConsentColumn::method, "method"},
    EnumName{ConsentColumn::evidence, "evidence"},
    EnumName{ConsentColumn::given_on, "given_on"},
    EnumName{ConsentColumn::expires_on, "expires_on"},
    EnumName{ConsentColumn::sensitive_notice, "sensitive_notice"},
    EnumName{ConsentColumn::language, "language"},
    EnumName{ConsentColumn::charter, "charter"}};

/// The columns that can hold a contact; a row has exactly one of them filled.
inline constexpr std::array k_contact_columns{ConsentColumn::contact, ConsentColumn::phone,
                                              ConsentColumn::email,   ConsentColumn::facebook,
                                              ConsentColumn::zalo,    ConsentColumn::telegram};

/// The columns of one list.
struct ConsentColumns {
    std::vector<std::optional<ConsentColumn>> columns; ///< one for each header cell; empty: ignored
    Diagnostics problems; ///< a refused column, an unknown, missing or repeated one

    [[nodiscard]] std::optional<std::size_t> position(ConsentColumn column) const;
};

/// Matches the header cells; `file` and `line` go into the problems.
ConsentColumns map_consent_columns(const std::vector<std::string>& header, std::string_view file,
                                   std::size_t line);

/// True when enough cells are known column names for this to be a header and not a title block.
bool looks_like_consent_header(const std::vector<std::string>& cells);

} // namespace hnat
