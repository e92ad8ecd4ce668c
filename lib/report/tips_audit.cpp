#include "report/tips_audit.hpp"

#include <algorithm>

namespace hnat {

TipAudit::TipAudit(const std::vector<TipPart>& quarters) {
    for (std::size_t table = 0; table < k_tip_tables; ++table) {
        m_offsets.at(table) = m_width;
        m_sizes.at(table) = quarters.front().cells.at(table).size();
        m_width += m_sizes.at(table);
    }
    for (std::size_t quarter = 0; quarter < quarters.size(); ++quarter) {
        const TipPart& part = quarters[quarter];
        publish(quarter, 1, part.shown);
        for (std::size_t table = 0; table < k_tip_tables; ++table) {
            const auto which = static_cast<TipTable>(table);
            for (std::size_t cell = 0; cell < m_sizes.at(table); ++cell) {
                if (!part.shown.table(which).cells.at(cell) && part.cells.at(table).at(cell) > 0) {
                    m_hidden.push_back(unknown(quarter, which, cell));
                }
            }
        }
    }
}

std::size_t TipAudit::unknown(std::size_t quarter, TipTable which, std::size_t cell) const {
    return quarter * m_width + m_offsets.at(static_cast<std::size_t>(which)) + cell;
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
    for (std::size_t table = 0; table < k_tip_tables; ++table) {
        const auto which = static_cast<TipTable>(table);
        const ShownTable& printed = shown.table(which);
        for (std::size_t cell = 0; cell < printed.cells.size(); ++cell) {
            if (printed.cells[cell]) {
                m_knowledge.add(sum_of(span, which, cell, cell + 1));
            }
        }
        if (printed.total) {
            m_knowledge.add(sum_of(span, which, 0, printed.cells.size()));
        }
    }
    for (const auto& [one, other] : k_linked_tip_tables) {
        auto equation = sum_of(span, one, 0, shown.table(one).cells.size());
        for (const auto& [name, factor] : sum_of(span, other, 0, shown.table(other).cells.size())) {
            equation[name] -= factor;
        }
        m_knowledge.add(std::move(equation));
    }
}

bool TipAudit::accept(const LinearKnowledge::Equation& equation) {
    LinearKnowledge with = m_knowledge;
    with.add(equation);
    if (std::ranges::any_of(m_hidden, [&with](std::size_t hidden) { return with.knows(hidden); })) {
        return false;
    }
    m_knowledge = std::move(with);
    return true;
}

void TipAudit::restrict(std::size_t first, std::size_t quarters, ShownTips& shown) {
    const Span span{first, quarters};
    for (std::size_t table = 0; table < k_tip_tables; ++table) {
        const auto which = static_cast<TipTable>(table);
        ShownTable& printed = shown.table(which);
        if (printed.total && !accept(sum_of(span, which, 0, printed.cells.size()))) {
            printed = withheld_table(printed.cells.size());
        }
        for (std::size_t cell = 0; cell < printed.cells.size(); ++cell) {
            if (printed.cells[cell] && !accept(sum_of(span, which, cell, cell + 1))) {
                printed.cells[cell].reset();
            }
        }
    }
}

} // namespace hnat
