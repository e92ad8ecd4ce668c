#include "report/disclosure.hpp"

#include <algorithm>
#include <utility>

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

std::size_t BoundedSums::add(std::int64_t least, std::int64_t most) {
    m_bounds.push_back({least, most});
    m_sums_of.emplace_back();
    return m_bounds.size() - 1;
}

void BoundedSums::add_sum(std::size_t whole, std::vector<std::size_t> parts) {
    const std::size_t sum = m_sums.size();
    m_sums_of.at(whole).push_back(sum);
    for (const std::size_t part : parts) {
        m_sums_of.at(part).push_back(sum);
    }
    m_sums.push_back({whole, std::move(parts)});
    settle({sum});
}

void BoundedSums::know(std::size_t count, std::int64_t value) {
    std::vector<std::size_t> next;
    narrow(count, {value, value}, next);
    settle(std::move(next));
}

bool BoundedSums::knows(std::size_t count) const {
    return m_bounds.at(count).least == m_bounds.at(count).most;
}

void BoundedSums::narrow(std::size_t count, Bounds to, std::vector<std::size_t>& next) {
    Bounds& bounds = m_bounds.at(count);
    const Bounds narrower{std::max(bounds.least, to.least), std::min(bounds.most, to.most)};
    if (narrower.least > narrower.most) {
        return; // numbers that do not fit each other tell nothing
    }
    if (narrower.least != bounds.least || narrower.most != bounds.most) {
        bounds = narrower;
        next.insert(next.end(), m_sums_of.at(count).begin(), m_sums_of.at(count).end());
    }
}

void BoundedSums::narrow(const Sum& sum, std::vector<std::size_t>& next) {
    Bounds all{0, 0};
    for (const std::size_t part : sum.parts) {
        all.least += m_bounds.at(part).least;
        all.most += m_bounds.at(part).most;
    }
    narrow(sum.whole, {all.least, std::min(all.most, k_no_bound)}, next);
    const Bounds whole = m_bounds.at(sum.whole);
    for (const std::size_t part : sum.parts) {
        const Bounds own = m_bounds.at(part);
        narrow(part, {whole.least - (all.most - own.most), whole.most - (all.least - own.least)}, next);
    }
}

void BoundedSums::settle(std::vector<std::size_t> next) {
    while (!next.empty()) {
        const std::size_t sum = next.back();
        next.pop_back();
        narrow(m_sums.at(sum), next);
    }
}

bool LinearKnowledge::knows(std::size_t unknown) const {
    const auto row = m_rows.find(unknown);
    return row != m_rows.end() && row->second.size() == 1;
}

} // namespace hnat
