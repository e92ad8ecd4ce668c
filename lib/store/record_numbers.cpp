#include "store/record_numbers.hpp"

#include "store/statement.hpp"

#include <algorithm>
#include <charconv>
#include <limits>

namespace hnat {

namespace {

/// Number and note of the records from one number to before another, so many at most.
const char* query_of(RecordKind kind) {
    switch (kind) {
    case RecordKind::group:
        return "SELECT id, name FROM survey_group WHERE id >= ? AND id < ? ORDER BY id LIMIT ?";
    case RecordKind::member:
        return "SELECT id, '' FROM member WHERE id >= ? AND id < ? ORDER BY id LIMIT ?";
    case RecordKind::meeting:
        return "SELECT id, kind || ' ' || replace(starts_at, 'T', ' ') FROM meeting WHERE id >= ? AND id < ? "
               "ORDER BY id LIMIT ?";
    case RecordKind::tip:
        return "SELECT id, '' FROM tip WHERE id >= ? AND id < ? ORDER BY id LIMIT ?";
    case RecordKind::question:
        return "SELECT id, 'meeting ' || meeting_id FROM meeting_question "
               "WHERE answer IS NULL AND id >= ? AND id < ? ORDER BY id LIMIT ?";
    case RecordKind::action:
        return "SELECT id, 'meeting ' || meeting_id || ', due ' || due FROM meeting_action "
               "WHERE done_on IS NULL AND id >= ? AND id < ? ORDER BY id LIMIT ?";
    case RecordKind::comment:
        return "SELECT id, 'version ' || version FROM charter_comment "
               "WHERE answer IS NULL AND id >= ? AND id < ? ORDER BY id LIMIT ?";
    case RecordKind::request:
        return "SELECT id, 'due ' || due FROM request WHERE done_on IS NULL AND id >= ? AND id < ? "
               "ORDER BY id LIMIT ?";
    case RecordKind::charter:
        return "SELECT id, state FROM charter_version WHERE id >= ? AND id < ? ORDER BY id LIMIT ?";
    case RecordKind::batch:
        return "SELECT id, day || ' ' || file_name FROM survey_batch "
               "WHERE reverted_on IS NULL AND id >= ? AND id < ? ORDER BY id LIMIT ?";
    }
    return nullptr;
}

/// [first, last) of the numbers that begin with the same digits and have the same length.
struct Range {
    std::int64_t first, last;
};

std::vector<Range> ranges_of(std::string_view digits) {
    constexpr std::int64_t k_most = std::numeric_limits<std::int64_t>::max();
    if (digits.empty()) {
        return {{1, k_most}};
    }
    std::int64_t first = 0;
    const auto [stop, error] = std::from_chars(digits.data(), digits.data() + digits.size(), first);
    if (error != std::errc{} || stop != digits.data() + digits.size() || first <= 0 ||
        digits.front() == '0') {
        return {};
    }
    std::vector<Range> ranges;
    std::int64_t last = first + 1;
    for (; last <= k_most / 10; first *= 10, last *= 10) {
        ranges.push_back({first, last});
    }
    return ranges;
}

} // namespace

std::vector<RecordNumber> record_numbers(const Store& store, RecordKind kind, std::string_view digits,
                                         std::size_t most) {
    std::vector<RecordNumber> found;
    SQLite::Statement query(store.db(), query_of(kind));
    for (const Range range : ranges_of(digits)) {
        sql::bind_all(query, range.first, range.last, static_cast<std::int64_t>(most - found.size()));
        while (query.executeStep()) {
            found.push_back({query.getColumn(0).getInt64(), query.getColumn(1).getString()});
        }
        if (found.size() >= most) {
            break;
        }
    }
    return found;
}

} // namespace hnat
