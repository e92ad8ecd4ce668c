#include "seal_support.hpp"
#include "tests/failing_call.hpp"

#include <cerrno>

using namespace hnat;
using namespace hnat::test;

TEST_CASE("a secret holds its bytes, moves, and is never copied") {
    Secret one = secret("mật khẩu");
    CHECK(one.text() == "mật khẩu");
    Secret two = std::move(one);
    CHECK(two.text() == "mật khẩu");
    CHECK(one.empty()); // NOLINT(bugprone-use-after-move): what a moved-from secret holds is promised
    one = std::move(two);
    CHECK(one.size() == 12);
    static_assert(!std::is_copy_constructible_v<Secret> && !std::is_copy_assignable_v<Secret>);
}

TEST_CASE("a new secret is zero, and an empty one has no memory") {
    const Secret zero(100);
    CHECK(std::ranges::count(zero.bytes(), 0) == 100);
    CHECK(Secret(0).empty());
    CHECK(secret("").text().empty());
}

TEST_CASE("S6: what is cut off a secret is zeroed at once") {
    Secret text = secret("0123456789");
    const char* const data = text.text().data();
    text.shorten(4);
    CHECK(text.text() == "0123");
    CHECK(std::string_view(data + 4, 6) == std::string_view("\0\0\0\0\0\0", 6));
    text.shorten(9);
    CHECK(text.size() == 4);
}

TEST_CASE("two secrets are the same when all of their bytes are") {
    CHECK(same(secret("mật khẩu"), secret("mật khẩu")));
    CHECK(!same(secret("mật khẩu"), secret("mật khẩU")));
    CHECK(!same(secret("mật khẩu"), secret("mật khẩu ")));
    CHECK(same(secret(""), secret("")));
}

TEST_CASE("a secret for which there is no memory is told of") {
    const auto failed = k_memory_may_fail ? with_failing(SYS_mmap, ENOMEM, [] { Secret(100); }) : Failed{};
    if (!failed.tried) {
        MESSAGE("skipped: this kernel takes no filter, or a sanitizer needs the memory");
        return;
    }
    REQUIRE(failed.error.has_value());
    CHECK(std::string(failed.error->what()) == "there is no memory left for a secret; close other programs");
}
