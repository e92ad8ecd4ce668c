#include "list/list_reader_merged.hpp"

#include "base/error.hpp"
#include "base/message.hpp"

#include <algorithm>
#include <utility>

namespace hnat {

namespace {

constexpr std::size_t k_most_merged = 200'000;

} // namespace

void MergedCells::add(std::size_t column, std::size_t first, std::size_t last) {
    if (last <= first) {
        return; // merged sideways: a title, or a heading over several columns
    }
    if (m_waiting.size() == k_most_merged) {
        throw Error(ErrorKind::rejected,
                    say("the sheet has more than {} merged cells; save the list as CSV", k_most_merged));
    }
    m_waiting.push_back({column, first, last, std::nullopt});
    m_sorted = false;
}

/// Opens what begins in this row, or began in one before it that had no cells.
void MergedCells::begin(const SheetRow& row) {
    if (!std::exchange(m_sorted, true)) {
        std::ranges::sort(m_waiting, std::ranges::greater(), &Run::first);
    }
    while (!m_waiting.empty() && m_waiting.back().first <= row.number) {
        Run run = std::move(m_waiting.back());
        m_waiting.pop_back();
        const auto cell = std::ranges::find(row.cells, run.column, &SheetCell::column);
        if (run.first == row.number && cell != row.cells.end()) {
            run.value = *cell;
            run.value->merged = true;
            m_open.push_back(std::move(run));
        }
    }
}

void MergedCells::fill(SheetRow& row) {
    std::erase_if(m_open, [&row](const Run& run) { return run.last < row.number; });
    for (const Run& run : m_open) {
        if (std::ranges::find(row.cells, run.column, &SheetCell::column) == row.cells.end()) {
            row.cells.push_back(*run.value);
        }
    }
    std::ranges::sort(row.cells, {}, &SheetCell::column);
    begin(row);
}

} // namespace hnat
