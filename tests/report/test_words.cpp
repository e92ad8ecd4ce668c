#include "enroll/member.hpp"
#include "report/report.hpp"
#include "report/words.hpp"

#include <doctest.h>

using namespace hnat;

namespace {

template <typename Enum>
void check_words(std::string_view list) {
    for (const auto& entry : k_enum_names<Enum>) {
        for (const bool vietnamese : {true, false}) {
            CHECK_FALSE(word_of(list, entry.name, vietnamese).empty());
        }
    }
}

} // namespace

TEST_CASE("every purpose, kind of meeting, kind of request and month has its words in both languages") {
    for (int month = 1; month <= 12; ++month) {
        CHECK_FALSE(word_of("month", std::to_string(month), true).empty());
        CHECK_FALSE(word_of("month", std::to_string(month), false).empty());
    }
    check_words<Purpose>("purpose");
    check_words<MeetingKind>("meeting-kind");
    check_words<RequestKind>("request-kind");
}
