#include "report/tips_audit.hpp"

#include <algorithm>

namespace hnat {

namespace {

constexpr std::int64_t k_largest_small = k_smallest_count - 1;

bool is_there(const std::vector<TipTable>& tables, TipTable which) {
    return std::ranges::find(tables, which) != tables.end();
}

} // namespace

const std::vector<std::vector<TipTable>>& tip_table_families() {
    static const auto families = [] {
        std::vector<std::vector<TipTable>> result;
        for (std::size_t i = 0; i < k_tip_tables; ++i) {
            const auto which = static_cast<TipTable>(i);
            const auto* const linked =
                std::ranges::find(k_linked_tip_tables, which, &std::pair<TipTable, TipTable>::second);
            if (linked == k_linked_tip_tables.end()) {
                result.push_back({which});
            } else {
                std::ranges::find_if(result, [&](const auto& family) {
                    return is_there(family, linked->first);
                })->push_back(which);
            }
        }
        return result;
    }();
    return families;
}

TipAudit::TipAudit(const std::vector<TipPart>& quarters, const std::vector<TipTable>& tables)
    : m_tables(tables),
      m_quarters(quarters.size()) {
    for (const TipTable which : m_tables) {
        const auto table = static_cast<std::size_t>(which);
        m_offsets.at(table) = m_width;
        m_sizes.at(table) = quarters.front().cells.at(table).size();
        m_width += m_sizes.at(table) + 1;
    }
    add_bounds(quarters);
    add_sums();
    for (std::size_t quarter = 0; quarter < quarters.size(); ++quarter) {
        publish(quarter, 1, quarters[quarter].shown);
    }
    std::erase_if(m_guarded, [this](std::size_t count) { return m_bounds.knows(count); });
}

/// Quarters, halves and the year, in the order of their numbers.
std::vector<TipAudit::Span> TipAudit::periods() const {
    std::vector<Span> periods;
    for (std::size_t quarters = 1; quarters <= m_quarters; quarters *= 2) {
        for (std::size_t first = 0; first < m_quarters; first += quarters) {
            periods.push_back({first, quarters});
        }
    }
    return periods;
}

void TipAudit::add_bounds(const std::vector<TipPart>& quarters) {
    for (const Span period : periods()) {
        for (const TipTable which : m_tables) {
            for (std::size_t cell = 0; cell < size_of(which); ++cell) {
                std::int64_t value = 0;
                if (period.quarters == 1 && !quarters[period.first].shown.table(which).cells.at(cell)) {
                    value = quarters[period.first].cells.at(static_cast<std::size_t>(which)).at(cell);
                }
                const bool small = value > 0 && value <= k_largest_small;
                const std::size_t count =
                    m_bounds.add(small ? 1 : 0, small ? k_largest_small : BoundedSums::k_no_bound);
                if (value > 0) {
                    m_hidden.push_back(unknown(period.first, which, cell));
                }
                if (small) {
                    m_guarded.push_back(count);
                }
            }
            m_bounds.add(0); // the total
        }
    }
}

void TipAudit::add_sums() {
    for (const Span period : periods()) {
        for (const TipTable which : m_tables) {
            std::vector<std::size_t> cells;
            for (std::size_t cell = 0; cell < size_of(which); ++cell) {
                cells.push_back(count_of(period, which, cell));
            }
            m_bounds.add_sum(count_of(period, which, size_of(which)), std::move(cells));
            const std::size_t half = period.quarters / 2;
            for (std::size_t cell = 0; half > 0 && cell <= size_of(which); ++cell) {
                m_bounds.add_sum(count_of(period, which, cell),
                                 {count_of({period.first, half}, which, cell),
                                  count_of({period.first + half, half}, which, cell)});
            }
        }
        for (const auto& [one, other] : k_linked_tip_tables) {
            if (is_there(m_tables, one)) {
                m_bounds.add_sum(count_of(period, one, size_of(one)),
                                 {count_of(period, other, size_of(other))});
            }
        }
    }
}

std::size_t TipAudit::unknown(std::size_t quarter, TipTable which, std::size_t cell) const {
    return count_of({quarter, 1}, which, cell);
}

std::size_t TipAudit::count_of(Span span, TipTable which, std::size_t cell) const {
    std::size_t period = span.first / span.quarters;
    for (std::size_t shorter = 1; shorter < span.quarters; shorter *= 2) {
        period += m_quarters / shorter;
    }
    return period * m_width + m_offsets.at(static_cast<std::size_t>(which)) + cell;
}

LinearKnowledge::Equation TipAudit::sum_of(Span span, TipTable which, std::size_t from,
                                           std::size_t to) const {
    LinearKnowledge::Equation equation;
    for (std::size_t quarter = span.first; quarter < span.first + span.quarters; ++quarter) {
        for (std::size_t cell = from; cell < to; ++cell) {
            equation.emplace(unknown(quarter, which, cell), 1);
        }
    }
    return equation;
}

void TipAudit::publish(std::size_t first, std::size_t quarters, const ShownTips& shown) {
    const Span span{first, quarters};
    for (const TipTable which : m_tables) {
        const ShownTable& printed = shown.table(which);
        for (std::size_t cell = 0; cell < printed.cells.size(); ++cell) {
            if (printed.cells[cell]) {
                m_knowledge.add(sum_of(span, which, cell, cell + 1));
                m_bounds.know(count_of(span, which, cell), *printed.cells[cell]);
            }
        }
        if (printed.total) {
            m_knowledge.add(sum_of(span, which, 0, printed.cells.size()));
            m_bounds.know(count_of(span, which, printed.cells.size()), *printed.total);
        }
    }
    for (const auto& [one, other] : k_linked_tip_tables) {
        if (!is_there(m_tables, one)) {
            continue;
        }
        auto equation = sum_of(span, one, 0, shown.table(one).cells.size());
        for (const auto& [name, factor] : sum_of(span, other, 0, shown.table(other).cells.size())) {
            equation[name] -= factor;
        }
        m_knowledge.add(std::move(equation));
    }
}

bool TipAudit::accept(Span span, TipTable which, std::size_t cell, std::int64_t value) {
    const std::size_t cells = size_of(which);
    LinearKnowledge with = m_knowledge;
    with.add(cell == cells ? sum_of(span, which, 0, cells) : sum_of(span, which, cell, cell + 1));
    auto before = m_bounds.bounds();
    m_bounds.know(count_of(span, which, cell), value);
    if (std::ranges::any_of(m_hidden, [&with](std::size_t hidden) { return with.knows(hidden); }) ||
        std::ranges::any_of(m_guarded, [this](std::size_t count) { return m_bounds.knows(count); })) {
        m_bounds.forget(std::move(before));
        return false;
    }
    m_knowledge = std::move(with);
    return true;
}

void TipAudit::restrict(std::size_t first, std::size_t quarters, ShownTips& shown) {
    const Span span{first, quarters};
    for (const TipTable which : m_tables) {
        ShownTable& printed = shown.table(which);
        if (printed.total && !accept(span, which, printed.cells.size(), *printed.total)) {
            printed = withheld_table(printed.cells.size());
        }
        for (std::size_t cell = 0; cell < printed.cells.size(); ++cell) {
            if (printed.cells[cell] && !accept(span, which, cell, *printed.cells[cell])) {
                printed.cells[cell].reset();
            }
        }
    }
}

} // namespace hnat
