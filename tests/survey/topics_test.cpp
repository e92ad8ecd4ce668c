#include "survey/row.hpp"
#include "tests/support.hpp"

#include <algorithm>

using namespace hnat;

TEST_CASE("P4: the list of topics is closed and neutral") {
    CHECK(topics() == std::vector<std::string>{"trade", "neighbourhood", "parents-school", "alumni", "jobs",
                                               "housing", "transport", "sport", "hobby", "food",
                                               "health-support", "charity", "local-news", "other"});
}

TEST_CASE("a topic is read from its code or its name in either language, accents or not") {
    for (const auto& code : topics()) {
        CAPTURE(code);
        CHECK(parse_topic(code) == code);
        CHECK(parse_topic(topic_name(code, "vi")) == code);
        CHECK(parse_topic(topic_name(code, "en")) == code);
    }
    CHECK(parse_topic("MUA BÁN") == "trade");
    CHECK(parse_topic("mua ban") == "trade");
    CHECK(parse_topic("Tuyển dụng") == "jobs");
    CHECK(parse_topic("Parents & School") == "parents-school");
    CHECK(parse_topic("chính trị") == std::nullopt);
    CHECK(parse_topic("") == std::nullopt);
    CHECK(topic_name("parents-school", "vi") == "Phụ huynh và trường học");
    CHECK(topic_name("no-such", "vi") == "no-such");
}

TEST_CASE("kinds of group and visibility are read in both languages") {
    CHECK(parse_entity("Nhóm") == Entity::group);
    CHECK(parse_entity("fanpage") == Entity::page);
    CHECK(parse_entity("KÊNH") == Entity::channel);
    CHECK(parse_entity("người") == std::nullopt);
    CHECK(parse_visibility("công khai") == Visibility::open);
    CHECK(parse_visibility("Nhóm kín") == Visibility::closed);
    CHECK(parse_visibility("Riêng tư") == Visibility::closed);
    CHECK(parse_visibility("Private") == Visibility::closed);
    CHECK(parse_visibility("ẩn") == std::nullopt);
}
