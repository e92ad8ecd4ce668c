/// Looking for words of a name in one text, as `find` does for members and meetings.
#include "base/text.hpp"
#include "tests/support.hpp"

using namespace hnat;

TEST_CASE("has_words finds words by their beginning, without accents, in any order") {
    CHECK(has_words("Nguyễn Văn Mẫu", "nguyen mau"));
    CHECK(has_words("Nguyễn Văn Mẫu", "MẪU NGUYỄN"));
    CHECK(has_words("Nguyễn Văn Mẫu", "ng v"));
    CHECK(has_words("Đồng Hỷ", "dong hy"));
    CHECK_FALSE(has_words("Nguyễn Văn Mẫu", "guyen"));
    CHECK_FALSE(has_words("Nguyễn Văn Mẫu", "nguyen lan"));
}

TEST_CASE("no words find nothing, so that an empty search shows nobody") {
    CHECK_FALSE(has_words("Nguyễn Văn Mẫu", ""));
    CHECK_FALSE(has_words("Nguyễn Văn Mẫu", " \t"));
    CHECK_FALSE(has_words("", "a"));
}
