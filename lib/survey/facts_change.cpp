#include "survey/facts_change.hpp"

#include <cstdint>
#include <string_view>
#include <type_traits>

namespace hnat {

namespace {

/// Writes values one behind the other.
struct Writer {
    std::string& bytes;

    template <std::size_t size>
    void number(std::uint64_t value) {
        for (std::size_t i = 0; i < size; ++i) {
            bytes += static_cast<char>(value >> (8 * i) & 0xFFU);
        }
    }
    void add(const std::string& text) {
        number<4>(text.size());
        bytes += text;
    }
    void add(std::int64_t value) { number<8>(static_cast<std::uint64_t>(value)); }
    void add(Day day) { number<4>(static_cast<std::uint64_t>(day.time_since_epoch().count())); }
    void add(Visibility visibility) { number<1>(static_cast<std::uint64_t>(visibility)); }
};

/// Reads them again in the same order.
struct Reader {
    std::string_view bytes;

    template <std::size_t size>
    std::uint64_t number() {
        std::uint64_t value = 0;
        for (std::size_t i = 0; i < size; ++i) {
            value |= std::uint64_t{static_cast<unsigned char>(bytes[i])} << (8 * i);
        }
        bytes.remove_prefix(size);
        return value;
    }
    void take(std::string& text) {
        const auto size = number<4>();
        text = bytes.substr(0, size);
        bytes.remove_prefix(size);
    }
    void take(std::int64_t& value) { value = static_cast<std::int64_t>(number<8>()); }
    void take(Day& day) { day = Day(std::chrono::days(static_cast<std::int32_t>(number<4>()))); }
    void take(Visibility& visibility) { visibility = static_cast<Visibility>(number<1>()); }
};

Facts difference(const GroupFacts& before, const GroupFacts& after) {
    Facts changed = 0;
    each_fact([&](Fact fact, auto member) { changed |= after.*member == before.*member ? 0 : bit_of(fact); });
    return changed;
}

} // namespace

FactsChange::FactsChange(const GroupFacts& before, const GroupFacts& after)
    : FactsChange(difference(before, after), after) {}

FactsChange::FactsChange(Facts changed, const GroupFacts& after) : m_packed(2, '\0') {
    Facts present = 0;
    Writer writer{m_packed};
    each_fact([&](Fact fact, auto member) {
        const auto& value = after.*member;
        if (!has_fact(changed, fact)) {
            return;
        }
        if constexpr (std::is_same_v<std::decay_t<decltype(value)>, std::string>) {
            writer.add(value);
        } else if (value) {
            present |= bit_of(fact);
            writer.add(*value);
        }
    });
    m_packed[0] = static_cast<char>(changed);
    m_packed[1] = static_cast<char>(present);
    m_packed.shrink_to_fit();
}

void FactsChange::apply(GroupFacts& facts) const {
    const Facts present = static_cast<unsigned char>(m_packed[1]);
    Reader reader{std::string_view(m_packed).substr(2)};
    each_fact([&](Fact fact, auto member) {
        auto& value = facts.*member;
        if (!has_fact(changed(), fact)) {
            return;
        }
        if constexpr (std::is_same_v<std::decay_t<decltype(value)>, std::string>) {
            reader.take(value);
        } else if (has_fact(present, fact)) {
            reader.take(value.emplace());
        } else {
            value.reset();
        }
    });
}

std::size_t FactsChange::bytes() const {
    const std::size_t own = std::string().capacity(); // so much has room in the object
    return sizeof *this + (m_packed.capacity() > own ? m_packed.capacity() : 0);
}

} // namespace hnat
