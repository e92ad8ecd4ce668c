#include "survey/key_filter.hpp"

#include "tests/survey/register_support.hpp"

#include <string>
#include <vector>

using namespace hnat;
using namespace hnat::test;

namespace {

std::string slug(int number) {
    return "hoi" + std::to_string(number);
}
std::string key(int number) {
    return "facebook:group:" + slug(number);
}

constexpr int k_known = 2'000;

KeyFilter filter_of_known() {
    KeyFilter filter;
    for (int number = 0; number < k_known; ++number) {
        filter.add(GroupKey(key(number)));
    }
    return filter;
}

} // namespace

TEST_CASE("a key that is known is never called new, and hardly one that is new is called known") {
    const KeyFilter filter = filter_of_known();
    int known = 0;
    int passed = 0;
    for (int number = 0; number < 20 * k_known; ++number) {
        (number < k_known ? known : passed) += filter.may_hold(GroupKey(key(number))) ? 1 : 0;
    }
    CHECK(known == k_known);
    CHECK(passed < k_known / 20);
}

TEST_CASE("a group whose key the filter takes for known is new all the same") {
    const KeyFilter filter = filter_of_known();
    std::vector<FakeList::Cells> rows;
    const auto add_row = [&rows](int number) {
        rows.push_back({"Chợ " + std::to_string(number), group_url(slug(number)), "5", "", "", ""});
    };
    for (int number = 0; number < k_known; ++number) {
        add_row(number);
    }
    for (int number = k_known; rows.size() < k_known + 1; ++number) {
        if (filter.may_hold(GroupKey(key(number)))) {
            add_row(number);
        }
    }
    CHECK(group_address(slug(1)).key() == key(1));
    Register reg;
    const auto result = reg.import(rows);
    CHECK(result.counts.added == k_known + 1);
    CHECK(result.counts.duplicate == 0);
}
