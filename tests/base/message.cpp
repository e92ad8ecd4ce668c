#include "base/message.hpp"

#include "base/error.hpp"
#include "base/message_catalogue.hpp"
#include "base/system_message.hpp"

#include <doctest/doctest.h>

#include <string>
#include <system_error>

using namespace hnat;

namespace {

/// Every message in a language, and English again afterwards.
class InLanguage {
  public:
    explicit InLanguage(std::string_view lang) { choose_message_language(lang); }
    ~InLanguage() { choose_message_language("en"); }
    InLanguage(const InLanguage&) = delete;
    InLanguage& operator=(const InLanguage&) = delete;
};

} // namespace

TEST_CASE("a message is English until a language is chosen, and in that language from then on") {
    CHECK(tr("hnat: interrupted") == "hnat: interrupted");
    const InLanguage vietnamese("vi");
    CHECK(tr("hnat: interrupted") == "hnat: đã dừng theo yêu cầu");
}

TEST_CASE("a text without a translation stays as it is in the source") {
    const InLanguage vietnamese("vi");
    CHECK(tr("zzz {}") == "zzz {}");
    CHECK(say("zzz {} {}", 1, "b") == "zzz 1 b");
    CHECK(say_plural("{} zzz", "{} zzzs", 2, 2) == "2 zzzs");
    CHECK(tr("").empty());
}

TEST_CASE("English has two plural forms") {
    CHECK(say_plural("{} zzz", "{} zzzs", 1, 1) == "1 zzz");
    CHECK(say_plural("{} zzz", "{} zzzs", 0, 0) == "0 zzzs");
}

TEST_CASE("every key of the catalogue is found, and its neighbours are not") {
    const MessageCatalogue catalogue(vietnamese_catalogue());
    REQUIRE(catalogue.size() > 0);
    for (std::uint32_t i = 0; i < catalogue.size(); ++i) {
        const std::string key(catalogue.key(i));
        CAPTURE(key);
        CHECK(catalogue.find(key).has_value());
        CHECK_FALSE(catalogue.find(key + "~").has_value());
    }
}

TEST_CASE("a catalogue that is cut or is none is refused at every length") {
    const std::string_view whole = vietnamese_catalogue();
    for (std::size_t length = 0; length < 28; ++length) {
        CHECK_THROWS_AS(MessageCatalogue(whole.substr(0, length)), Error);
    }
    CHECK_THROWS_AS(MessageCatalogue(whole.substr(0, whole.size() / 2)), Error);
    CHECK_THROWS_AS(MessageCatalogue(std::string(64, 'x')), Error);
}

TEST_CASE("what the system says of an error is in English what the C library says") {
    for (int error = 1; error < 140; ++error) {
        CAPTURE(error);
        CHECK(system_message(error) == std::generic_category().message(error));
    }
}
