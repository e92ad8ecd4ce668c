/// The terms of data/terms.toml (Decree 356/2025/ND-CP art. 5), and the closed lists of requests.
#pragma once

#include "base/enum_names.hpp"

#include <array>

namespace hnat {

/// What a person may ask for (Law 91/2025/QH15 art. 4).
enum class RequestKind { see, correct, copy, erase, restrict_use, withdraw, object };
template <>
inline constexpr std::array k_enum_names<RequestKind>{EnumName{RequestKind::see, "see"},
                                                      EnumName{RequestKind::correct, "correct"},
                                                      EnumName{RequestKind::copy, "copy"},
                                                      EnumName{RequestKind::erase, "delete"},
                                                      EnumName{RequestKind::restrict_use, "restrict"},
                                                      EnumName{RequestKind::withdraw, "withdraw"},
                                                      EnumName{RequestKind::object, "object"}};

enum class RequestOutcome { done, refused, taken_back };
template <>
inline constexpr std::array k_enum_names<RequestOutcome>{EnumName{RequestOutcome::done, "done"},
                                                         EnumName{RequestOutcome::refused, "refused"},
                                                         EnumName{RequestOutcome::taken_back, "taken-back"}};

struct Terms {
    int answer_working_days = 0;
    int due_soon_days = 0;
    int erasure_days = 0; ///< from a withdrawal to the erasure, at the latest
    std::array<int, k_enum_names<RequestKind>.size()>
        request_days{}; ///< calendar days, in the order of RequestKind

    [[nodiscard]] int days_for(RequestKind kind) const {
        return request_days[static_cast<std::size_t>(kind)];
    }
};

/// Errors: failed (data/terms.toml lacks one: a bug).
const Terms& terms();

} // namespace hnat
