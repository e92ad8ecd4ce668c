// Diagnostics, hashes, closed lists, embedded files.
#include "base/diagnostic.hpp"
#include "base/enum_names.hpp"
#include "base/error.hpp"
#include "base/file.hpp"
#include "base/hash.hpp"
#include "base/hash_thread.hpp"
#include "base/period.hpp"
#include "base/resource.hpp"
#include "base/thread.hpp"

#include "tests/failing_call.hpp"
#include "tests/seed.hpp"

#include <doctest.h>
#include <pthread.h>
#include <sched.h>

#include <algorithm>
#include <cerrno>
#include <random>
#include <set>

namespace hnat {

namespace {

int policy_of_this_thread() {
    int policy = -1;
    sched_param parameters{};
    pthread_getschedparam(pthread_self(), &policy, &parameters);
    return policy;
}

} // namespace

TEST_CASE("a thread that helps gives way when it is woken, unless the user chose another policy") {
    int helper = -1;
    const auto start_helper = [&helper] {
        start_thread([&helper] { helper = policy_of_this_thread(); }).join();
    };
    start_helper();
    CHECK(helper == (policy_of_this_thread() == SCHED_OTHER ? SCHED_BATCH : policy_of_this_thread()));
    std::thread([&start_helper] { // as under `chrt --idle 0`
        const sched_param none{};
        REQUIRE(pthread_setschedparam(pthread_self(), SCHED_IDLE, &none) == 0);
        start_helper();
    })
        .join();
    CHECK(helper == SCHED_IDLE);
}

TEST_CASE("a diagnostic says file, line and column, as far as they are known") {
    CHECK(to_string(Diagnostic{Severity::error, "a.csv", 14, "members", "not a count"}) ==
          "a.csv:14:members: not a count");
    CHECK(to_string(Diagnostic{Severity::warning, "-", 3, "", "same group"}) == "-:3: warning: same group");
    CHECK(to_string(Diagnostic{Severity::error, "a.csv", 0, "", "no header"}) == "a.csv: no header");
    CHECK(to_string(Diagnostic{Severity::error, "a.csv", 0, "phone", "about a person"}) ==
          "a.csv:phone: about a person");
}

TEST_CASE("SHA-256 gives the known answers of FIPS 180-4") {
    CHECK(to_hex(sha256("")) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    CHECK(to_hex(sha256("abc")) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    CHECK(to_hex(sha256("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq")) ==
          "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
}

TEST_CASE("a hash in pieces is the hash of the whole, however it is cut") {
    const std::string text(1000, 'a');
    for (const std::size_t piece : {1U, 7U, 63U, 64U, 65U, 1000U}) {
        Sha256 hash;
        hash.update("");
        for (std::size_t at = 0; at < text.size(); at += piece) {
            hash.update(std::string_view(text).substr(at, piece));
        }
        CHECK(hash.finish() == sha256(text));
    }
}

TEST_CASE("a hash that a thread computes is the hash of the whole, of little and of much data") {
    const auto seed = test::seed();
    INFO("seed " << seed);
    std::mt19937_64 random(seed);
    for (const std::size_t size : {0U, 1U, 65'535U, 65'536U, 65'537U, 1'000'000U}) {
        std::string text(size, '\0');
        for (char& c : text) {
            c = static_cast<char>(random());
        }
        HashThread hash;
        for (std::size_t at = 0; at < size;) {
            const std::size_t piece = 1 + random() % 5'000;
            hash.update(std::string_view(text).substr(at, piece));
            at += piece;
        }
        CAPTURE(size);
        CHECK(hash.finish() == sha256(text));
    }
    HashThread dropped; // by an import that fails
    dropped.update(std::string(200'000, 'a'));
}

TEST_CASE("a thread that the system does not start is an error that says what to do") {
    const auto failed = test::with_failing(SYS_clone3, EAGAIN, [] {
        HashThread hash;
        hash.update(std::string(200'000, 'a'));
    });
    REQUIRE(failed.tried);
    REQUIRE(failed.error);
    CHECK(failed.error->kind() == ErrorKind::failed);
    CHECK(std::string_view(failed.error->what()) == "no thread can be started: Resource temporarily "
                                                    "unavailable; end other programs, or raise the limits on "
                                                    "memory and processes (ulimit -a)");
}

TEST_CASE("hexadecimal is lower case and keeps leading zeros") {
    const Digest digest{0x00, 0x0a, 0xff};
    CHECK(to_hex(std::span(digest).first(3)) == "000aff");
    CHECK(to_hex({}).empty());
    CHECK(as_bytes(std::span(digest).first(3)) == std::string_view("\x00\x0a\xff", 3));
}

TEST_CASE("random identifiers differ") {
    std::set<Uuid> seen;
    for (int i = 0; i < 1000; ++i) {
        seen.insert(random_uuid());
    }
    CHECK(seen.size() == 1000);
}

TEST_CASE("a closed list goes from value to name and back") {
    CHECK(name_of(PeriodKind::quarter) == "quarter");
    CHECK(enum_from<PeriodKind>("half") == PeriodKind::half);
    CHECK_FALSE(enum_from<PeriodKind>("Half"));
    CHECK_FALSE(enum_from<PeriodKind>(""));
    CHECK(names_of<PeriodKind>() == std::vector<std::string_view>{"month", "quarter", "half", "year"});
    static_assert(enum_from<PeriodKind>("year") == PeriodKind::year);
}

TEST_CASE("embedded files are sorted and the same as in the source tree") {
    const auto all = resources();
    REQUIRE_FALSE(all.empty());
    CHECK(std::ranges::is_sorted(all, {}, &Resource::path));
    for (const Resource& file : all) {
        INFO(file.path);
        CHECK(file.text == read_file(std::filesystem::path(HNAT_SOURCE_DIR) / file.path));
    }
    CHECK(resource("data/regimes.toml").find("nd09") != std::string_view::npos);
}

TEST_CASE("a file that is not embedded is an error that names it") {
    CHECK_THROWS_WITH_AS(resource("data/none.toml"), "no file 'data/none.toml' is compiled into this binary",
                         Error);
}

} // namespace hnat
