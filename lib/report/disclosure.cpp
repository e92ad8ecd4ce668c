#include "report/disclosure.hpp"

namespace hnat {

namespace {

constexpr std::int64_t k_prime = 2'147'483'647; // 2^31 - 1: products fit into 64 bits

std::int64_t wrapped(std::int64_t value) {
    const std::int64_t rest = value % k_prime;
    return rest < 0 ? rest + k_prime : rest;
}

/// By Fermat's little theorem.
std::int64_t inverse(std::int64_t value) {
    std::int64_t result = 1;
    std::int64_t base = wrapped(value);
    for (std::int64_t power = k_prime - 2; power > 0; power /= 2) {
        result = power % 2 == 1 ? result * base % k_prime : result;
        base = base * base % k_prime;
    }
    return result;
}

/// Takes the pivot of a row out of an equation.
void eliminate(LinearKnowledge::Equation& equation, std::size_t pivot, const LinearKnowledge::Equation& row) {
    const auto found = equation.find(pivot);
    if (found == equation.end()) {
        return;
    }
    const std::int64_t factor = found->second;
    for (const auto& [unknown, value] : row) {
        std::int64_t& target = equation[unknown];
        target = wrapped(target - factor * value % k_prime);
        if (target == 0) {
            equation.erase(unknown);
        }
    }
}

} // namespace

void LinearKnowledge::add(Equation equation) {
    for (auto& [unknown, factor] : equation) {
        factor = wrapped(factor);
    }
    for (const auto& [pivot, row] : m_rows) {
        eliminate(equation, pivot, row);
    }
    if (equation.empty()) {
        return;
    }
    const auto [pivot, factor] = *equation.begin();
    const std::int64_t scale = inverse(factor);
    for (auto& [unknown, value] : equation) {
        value = value * scale % k_prime;
    }
    for (auto& [other, row] : m_rows) {
        eliminate(row, pivot, equation);
    }
    m_rows.emplace(pivot, std::move(equation));
}

bool LinearKnowledge::knows(std::size_t unknown) const {
    const auto row = m_rows.find(unknown);
    return row != m_rows.end() && row->second.size() == 1;
}

} // namespace hnat
