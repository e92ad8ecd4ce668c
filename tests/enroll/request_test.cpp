#include "tests/enroll/rights_support.hpp"

#include "enroll/erasure.hpp"
#include "enroll/figures_requests.hpp"
#include "enroll/request.hpp"
#include "enroll/withdrawal.hpp"

#include <algorithm>

using namespace hnat;
using namespace hnat::test;

namespace {

std::int64_t add(RightsOffice& office, RequestKind kind, const char* on = "2026-10-05") {
    return office.write([&](Transaction& transaction) { return add_request(transaction, 1, kind, day(on)); });
}

void finish(RightsOffice& office, std::int64_t id, RequestOutcome outcome = RequestOutcome::done) {
    office.write([&](Transaction& transaction) { finish_request(transaction, id, outcome, office.today()); });
}

Day extend(RightsOffice& office, std::int64_t id, const char* reason = "Hồ sơ giấy lưu ở xã") {
    return office.write([&](Transaction& transaction) { return extend_request(transaction, id, reason); });
}

} // namespace

TEST_CASE("the terms of requests are those of Decree 356/2025, and holidays put off an answer") {
    RightsOffice office;
    office.add_member({});
    const std::pair<RequestKind, const char*> dues[] = {
        {RequestKind::see, "2026-10-15"},          {RequestKind::correct, "2026-10-15"},
        {RequestKind::copy, "2026-10-15"},         {RequestKind::erase, "2026-10-25"},
        {RequestKind::restrict_use, "2026-10-20"}, {RequestKind::withdraw, "2026-10-20"},
        {RequestKind::object, "2026-10-20"}};
    for (const auto& entry : dues) {
        const auto request = find_data_request(office.store(), add(office, entry.first));
        CAPTURE(std::string(name_of(request.kind)));
        CHECK(request.due == day(entry.second));
        CHECK(request.answer_due == day("2026-10-07"));
    }
    CHECK(find_data_request(office.store(), add(office, RequestKind::see, "2026-08-28")).answer_due ==
          day("2026-09-04"));
}

TEST_CASE("a request is of a member who is there, and not of the future") {
    RightsOffice office;
    CHECK(rights_error(ErrorKind::not_found, [&] { add(office, RequestKind::see); }) ==
          "there is no member 1; `hnat enroll list` shows the numbers");
    office.add_member({});
    CHECK(rights_error(ErrorKind::usage, [&] { add(office, RequestKind::see, "2026-10-06"); }) ==
          "2026-10-06 is in the future; today is 2026-10-05");
    CHECK(office.count("SELECT count(*) FROM request") == 0);
}

TEST_CASE("a term is extended once, before it ends, with a reason that names nobody's contact") {
    RightsOffice office;
    office.add_member({});
    const auto id = add(office, RequestKind::copy);
    for (const char* reason : {"", "  ", "gọi 0912 345 678", "viết cho a@example.org"}) {
        rights_error(ErrorKind::usage, [&] { extend(office, id, reason); });
    }
    CHECK(extend(office, id) == day("2026-10-25"));
    CHECK(rights_error(ErrorKind::usage, [&] { extend(office, id); }) ==
          "request 1 was extended on 2026-10-05, to 2026-10-25; a term is extended once only");
    const auto late = add(office, RequestKind::see);
    office.set_today("2026-10-16");
    CHECK(rights_error(ErrorKind::usage, [&] { extend(office, late); }) ==
          "request 2 was due on 2026-10-15; a term that has ended is not extended");
}

TEST_CASE("what is late or soon due is listed with both of its steps, and not once it is done") {
    RightsOffice office;
    office.add_member({});
    const auto id = add(office, RequestKind::see);
    CHECK(due_requests(office.store(), day("2026-10-01")).empty());
    auto due = due_requests(office.store(), day("2026-10-05"));
    REQUIRE(due.size() == 1);
    CHECK(static_cast<int>(due[0].step) == static_cast<int>(RequestStep::answer));
    CHECK(due[0].days_left == 2);
    due = due_requests(office.store(), day("2026-10-16"));
    REQUIRE(due.size() == 2);
    CHECK(due[0].days_left == -9);
    CHECK(due[1].days_left == -1);
    office.write([&](Transaction& transaction) { answer_request(transaction, id, office.today()); });
    CHECK(due_requests(office.store(), day("2026-10-16")).size() == 1);
    finish(office, id);
    CHECK(due_requests(office.store(), day("2026-10-16")).empty());
    CHECK(rights_error(ErrorKind::usage, [&] { finish(office, id); }) ==
          "request 1 was recorded as done on 2026-10-05");
}

TEST_CASE("P3: a deletion or a withdrawal is not recorded as done while the person is still in use") {
    RightsOffice office;
    office.add_group(1);
    office.add_member({1});
    const auto remove = add(office, RequestKind::erase);
    const auto leave = add(office, RequestKind::withdraw);
    CHECK(rights_error(ErrorKind::usage, [&] { finish(office, remove); }) ==
          "member 1 is still there; `hnat enroll erase 1` erases, then request 1 is done");
    CHECK(rights_error(ErrorKind::usage, [&] { finish(office, leave); }) ==
          "member 1 has withdrawn nothing since 2026-10-05; `hnat enroll withdraw 1` records it, then "
          "request 2 is done");
    office.write(
        [](Transaction& transaction) { withdraw_consents(transaction, 1, {}, WithdrawalMethod::written); });
    finish(office, leave);
    rights_error(ErrorKind::usage, [&] { finish(office, remove); });
    const auto erased = office.write([](Transaction& transaction) { return erase_member(transaction, 1); });
    CHECK(erased.open_requests == std::vector<std::int64_t>{remove});
    finish(office, remove);
    CHECK(office.count("SELECT count(*) FROM request WHERE outcome = 'done' AND member_id IS NULL") == 2);
}

TEST_CASE("P3: a request that is open when its member is erased goes on by its days, and a later reason is "
          "not kept") {
    RightsOffice office;
    office.add_member({});
    const auto id = add(office, RequestKind::copy);
    office.write([](Transaction& transaction) { erase_member(transaction, 1); });
    extend(office, id, "Nguyễn Văn Mẫu đi vắng");
    CHECK(office.count("SELECT count(*) FROM request WHERE extension_reason IS NOT NULL") == 0);
    CHECK(due_requests(office.store(), day("2026-10-05")).size() == 1);
    finish(office, id, RequestOutcome::taken_back);
    CHECK(!find_data_request(office.store(), id).member);
}

TEST_CASE("a restriction that was carried out marks the member; one that was refused does not") {
    RightsOffice office;
    office.add_member({});
    finish(office, add(office, RequestKind::restrict_use), RequestOutcome::refused);
    CHECK(office.count("SELECT count(*) FROM member WHERE restricted_on IS NOT NULL") == 0);
    finish(office, add(office, RequestKind::restrict_use));
    CHECK(office.text("SELECT restricted_on FROM member") == "2026-10-05");
}

TEST_CASE("P7: figures of requests are the same after an erasure") {
    RightsOffice office;
    office.add_member({});
    const DayRange october{day("2026-10-01"), day("2026-11-01")};
    const auto first = add(office, RequestKind::see);
    add(office, RequestKind::copy);
    add(office, RequestKind::copy, "2026-09-30");
    extend(office, first);
    finish(office, first);
    office.set_today("2026-10-20");
    finish(office, 2);
    const auto figures = [&] { return request_figures(office.store(), october); };
    const auto check = [&](const RequestFigures& now) {
        CHECK(now.received == 2);
        CHECK(now.kinds.size() == 7);
        CHECK(now.kinds[2].received == 1);
        CHECK(now.answered_in_term == 1);
        CHECK(now.answered_late == 1);
        CHECK(now.done_in_term == 1);
        CHECK(now.done_late == 1);
        CHECK(now.extended == 1);
        CHECK(now.open_at_end == 1);
        CHECK(now.late_at_end == 1);
    };
    check(figures());
    CHECK(figures().losses.erased == 0);
    office.write([](Transaction& transaction) { erase_member(transaction, 1); });
    check(figures());
    CHECK(figures().losses.erased == 1);
}
