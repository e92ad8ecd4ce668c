#include "survey/seen_page.hpp"

#include <string_view>
#include <utility>

namespace hnat {

namespace {

/// Days are packed above two bits of outcome, counted from one that no list has; 0 stands for none.
constexpr Day k_first_day{std::chrono::days(-400'000)};
constexpr std::int32_t k_outcomes = 4;

/// Seven bits in a byte, the low ones first; the eighth says that more follow. Small numbers of both signs
/// take one byte.
char* add_number(char* to, std::int64_t number) {
    auto value = static_cast<std::uint64_t>(number) << 1U ^ static_cast<std::uint64_t>(number >> 63U);
    for (; value > 0x7F; value >>= 7U) {
        *to++ = static_cast<char>(value | 0x80U);
    }
    *to++ = static_cast<char>(value);
    return to;
}

std::int64_t take_number(std::string_view& bytes) {
    std::uint64_t value = 0;
    unsigned shift = 0;
    std::size_t size = 0;
    for (bool more = true; more; shift += 7U) {
        const auto byte = static_cast<unsigned char>(bytes[size++]);
        value |= std::uint64_t{byte & 0x7FU} << shift;
        more = byte > 0x7F;
    }
    bytes.remove_prefix(size);
    return static_cast<std::int64_t>(value >> 1U) ^ -static_cast<std::int64_t>(value & 1U);
}

} // namespace

SeenPage::SeenPage() : m_open(std::make_unique<Open>()) {}

SeenPage::Packed SeenPage::pack(const SeenRow& row) {
    const auto days = row.members_on ? static_cast<std::int32_t>((*row.members_on - k_first_day).count()) : 0;
    return {static_cast<std::uint32_t>(row.line), days * k_outcomes + static_cast<std::int32_t>(row.outcome)};
}

SeenRow SeenPage::unpack(const Packed& packed) {
    SeenRow row;
    row.line = packed.line;
    row.outcome = static_cast<RowOutcome>(packed.day_and_outcome % k_outcomes);
    if (const auto days = packed.day_and_outcome / k_outcomes; days != 0) {
        row.members_on = k_first_day + std::chrono::days(days);
    }
    return row;
}

template <typename Visit>
void SeenPage::each(std::size_t end, const Visit& visit) const {
    if (is_open()) {
        for (std::size_t at = 0; at < end; ++at) {
            if (const Packed& packed = (*m_open)[at]; packed.line != 0) {
                visit(at, packed);
            }
        }
        return;
    }
    Packed packed;
    std::string_view bytes = m_closed;
    for (std::size_t at = 0; at < end; ++at) {
        packed.line = static_cast<std::uint32_t>(packed.line + take_number(bytes));
        if (packed.line != 0) {
            packed.day_and_outcome = static_cast<std::int32_t>(packed.day_and_outcome + take_number(bytes));
            visit(at, packed);
        }
    }
}

std::optional<SeenRow> SeenPage::find(std::size_t at) const {
    Packed found;
    if (is_open()) {
        found = (*m_open)[at];
    } else {
        each(at + 1,
             [&](std::size_t place, const Packed& packed) { found = place == at ? packed : Packed(); });
    }
    return found.line != 0 ? std::optional(unpack(found)) : std::nullopt;
}

std::vector<SeenPage::Placed> SeenPage::rows() const {
    std::vector<Placed> rows;
    each(k_groups, [&](std::size_t at, const Packed& packed) { rows.push_back({at, unpack(packed)}); });
    return rows;
}

void SeenPage::put(std::size_t at, const SeenRow& row) {
    if (!is_open()) {
        auto open = std::make_unique<Open>();
        each(k_groups, [&](std::size_t place, const Packed& packed) { (*open)[place] = packed; });
        m_open = std::move(open);
        std::string().swap(m_closed); // an assignment would keep its memory
    }
    (*m_open)[at] = pack(row);
}

void SeenPage::close() {
    if (!is_open()) {
        return;
    }
    constexpr std::size_t k_longest = 5; // 33 bits
    std::array<char, k_groups * 2 * k_longest> bytes{};
    char* end = bytes.data();
    Packed before;
    for (const Packed& packed : *m_open) {
        end = add_number(end, std::int64_t{packed.line} - before.line);
        before.line = packed.line;
        if (packed.line != 0) {
            end = add_number(end, std::int64_t{packed.day_and_outcome} - before.day_and_outcome);
            before.day_and_outcome = packed.day_and_outcome;
        }
    }
    m_open.reset(); // first, so that the closed page takes its place
    m_closed.assign(bytes.data(), end);
}

std::size_t SeenPage::bytes() const {
    constexpr std::size_t k_around = 96; // the page itself, its node and its place in the order
    return k_around + (is_open() ? sizeof(Open) : m_closed.capacity());
}

} // namespace hnat
