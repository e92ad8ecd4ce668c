/// P8: what was done with what came, in quarters one after the other.
#include "report/deeds.hpp"

#include "report/suppression.hpp"

#include <doctest/doctest.h>

#include <array>
#include <map>
#include <set>
#include <string>

using namespace hnat;

namespace {

constexpr std::size_t k_quarters = 4;
using Numbers = std::array<std::int64_t, 2 * k_quarters>; ///< those that came, then those that were done

/// Every history of which `values` came in a quarter, and some were done in it or in the next one (`life` 1),
/// or later too.
std::set<Numbers> histories(const std::vector<std::int64_t>& values, std::size_t life) {
    std::set<Numbers> all{{}};
    for (std::size_t quarter = 0; quarter < k_quarters; ++quarter) {
        std::set<Numbers> longer;
        const std::size_t last = std::min(quarter + life, k_quarters - 1);
        for (const Numbers& before : all) {
            for (const std::int64_t came : values) {
                std::set<Numbers> done{before};
                for (std::int64_t one = 0; one < came; ++one) { // each is done in one of them, or never
                    std::set<Numbers> more = done;
                    for (const Numbers& numbers : done) {
                        for (std::size_t at = quarter; at <= last; ++at) {
                            Numbers next = numbers;
                            ++next.at(k_quarters + at);
                            more.insert(next);
                        }
                    }
                    done = std::move(more);
                }
                for (Numbers numbers : done) {
                    numbers.at(quarter) = came;
                    longer.insert(numbers);
                }
            }
        }
        all = std::move(longer);
    }
    return all;
}

std::string base(std::int64_t count) {
    return shown_count(count) ? std::to_string(count) : "*";
}

/// What the reports of the quarters print; "-" stands for a deed that is withheld.
/// `secret`: a small number of those that came is hidden.
std::array<std::string, 2 * k_quarters> printed(const Numbers& numbers, std::optional<std::size_t> life,
                                                bool secret) {
    std::array<std::string, 2 * k_quarters> all;
    std::vector<QuarterFlow> quarters;
    for (std::size_t i = 0; i < k_quarters; ++i) {
        quarters.push_back({numbers.at(i), {numbers.at(k_quarters + i)}});
        const bool shown = secret ? may_show_deeds(quarters, life) : may_show_losses(quarters, life);
        all.at(i) = secret ? base(numbers.at(i)) : std::to_string(numbers.at(i));
        all.at(k_quarters + i) = shown ? base(numbers.at(k_quarters + i)) : "-";
    }
    return all;
}

struct Told {
    std::size_t pictures = 0, hidden = 0, told = 0, shown = 0;
};

/// How many hidden small numbers are the same in all histories that print the same.
Told told(const std::set<Numbers>& all, std::optional<std::size_t> life, bool secret) {
    std::map<std::array<std::string, 2 * k_quarters>, std::array<std::set<std::int64_t>, 2 * k_quarters>>
        alike;
    for (const Numbers& numbers : all) {
        auto& values = alike[printed(numbers, life, secret)];
        for (std::size_t i = 0; i < numbers.size(); ++i) {
            values.at(i).insert(numbers.at(i));
        }
    }
    Told result;
    for (const auto& entry : alike) {
        ++result.pictures;
        for (std::size_t i = 0; i < entry.first.size(); ++i) {
            const bool hidden = entry.first.at(i) == "*" || entry.first.at(i) == "-";
            result.hidden += hidden ? 1U : 0U;
            result.shown += !hidden && i >= k_quarters && entry.first.at(i) != "0" ? 1U : 0U;
            const auto& values = entry.second.at(i);
            result.told += hidden && values.size() == 1 && !shown_count(*values.begin()) ? 1U : 0U;
        }
    }
    return result;
}

} // namespace

TEST_CASE(
    "P8: whoever knows the rule and tries every history can't tell a small number from what was done later") {
    for (const std::size_t life : {std::size_t{1}, k_quarters}) {
        const auto all = histories({0, 1, 4, 5}, life);
        const Told result = told(all, life < k_quarters ? std::optional(life) : std::nullopt, true);
        MESSAGE(all.size() << " histories, " << result.pictures << " pictures with " << result.shown
                           << " numbers of deeds, " << result.hidden << " hidden numbers, " << result.told
                           << " told");
        CHECK(result.shown > 20);
        CHECK(result.told == 0);
    }
}

TEST_CASE("P8: nor from what was lost of what is known to have come") {
    const auto all = histories({0, 1, 3, 5}, k_quarters);
    const Told result = told(all, std::nullopt, false);
    MESSAGE(all.size() << " histories, " << result.pictures << " pictures with " << result.shown
                       << " numbers of losses, " << result.hidden << " hidden numbers, " << result.told
                       << " told");
    CHECK(result.shown > 20);
    CHECK(result.told == 0);
}

TEST_CASE("P8: what was done is shown until a small number came, was done or was left") {
    const auto shows = [](std::vector<QuarterFlow> quarters) { return may_show_deeds(quarters, 2); };
    CHECK(shows({{9, {9}}, {0, {0}}, {12, {7}}}));
    CHECK_FALSE(shows({{4, {0}}, {5, {9}}})); // 9 done, 5 came: the hidden ones are 4
    CHECK_FALSE(shows({{9, {8}}}));           // one is left, and done in the next quarter
    CHECK_FALSE(shows({{9, {3}}}));           // a small number done
    CHECK_FALSE(shows({{3, {0}}, {9, {9}}, {0, {0}}, {9, {9}}, {9, {9}}, {9, {9}}})); // for good
    CHECK_FALSE(shows({{9, {9, 8}}}));                                                // one deed of several
    CHECK_FALSE(shows({{5, {0}}, {0, {0}}, {0, {0}}, {6, {0}}, {0, {5}}})); // of the newer ones one is left
}
