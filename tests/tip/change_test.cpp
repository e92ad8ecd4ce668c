#include "base/error.hpp"
#include "tests/tip/tip_support.hpp"
#include "tip/tip_change.hpp"

#include <algorithm>
#include <functional>

using namespace hnat;
using namespace hnat::test;

namespace {

/// Does something with a tip on a day, in a transaction of its own.
void on(Store& store, const char* today, const std::function<void(Transaction&)>& change) {
    Transaction transaction(store, {k_unnamed_staff, day(today)});
    change(transaction);
    transaction.commit();
}

void triage(Store& store, const char* today, std::int64_t id) {
    on(store, today, [id](Transaction& transaction) {
        acknowledge_tip(transaction, id, {});
        triage_tip(transaction, id);
    });
}

Day close(Store& store, const char* today, std::int64_t id, const TipTerms& terms = {}) {
    Day expires_on;
    on(store, today, [&](Transaction& transaction) {
        expires_on = close_tip(transaction, id, TipDisposition::resolved, terms);
    });
    return expires_on;
}

std::string error_text(const std::function<void()>& call) {
    try {
        call();
    } catch (const Error& error) {
        return error.what();
    }
    return "no error";
}

} // namespace

TEST_CASE("the moves of a tip are these and no others, and none leads back to received") {
    using enum TipState;
    const std::vector<std::pair<TipState, TipState>> of_all{
        {received, acknowledged}, {acknowledged, triaged}, {triaged, referred}, {referred, referred},
        {triaged, answered},      {referred, answered},    {triaged, closed},   {referred, closed},
        {answered, closed},       {closed, triaged}};
    const std::vector<std::pair<TipState, TipState>> of_urgent{{received, referred},
                                                               {acknowledged, referred}};
    for (const auto& entry : k_enum_names<TipState>) {
        for (const auto& other : k_enum_names<TipState>) {
            CAPTURE(entry.name);
            CAPTURE(other.name);
            const TipState from = entry.value;
            const TipState to = other.value;
            const std::pair move{from, to};
            const bool always = std::ranges::find(of_all, move) != of_all.end();
            const bool urgent = std::ranges::find(of_urgent, move) != of_urgent.end();
            CHECK_EQ(may_move(from, to, TipLevel::p2), always);
            CHECK_EQ(may_move(from, to, TipLevel::p1), always || urgent);
            CHECK_EQ(may_move(from, to, TipLevel::p0), always || urgent);
        }
    }
}

TEST_CASE("a tip goes from received to closed, each move with its day and its row in the audit chain") {
    const ScratchTips tips;
    Store store = tips.write();
    const auto id = insert_tip(store, Harm::frd, "2026-09-01");
    on(store, "2026-09-02", [&](Transaction& t) { acknowledge_tip(t, id, {}); });
    on(store, "2026-09-03", [&](Transaction& t) { triage_tip(t, id); });
    on(store, "2026-09-04", [&](Transaction& t) { record_referral(t, id, Route::police); });
    on(store, "2026-10-01", [&](Transaction& t) { answer_tip(t, id); });
    CHECK(close(store, "2026-10-02", id) == day("2026-12-31"));
    const Tip tip = find_tip(store, id, day("2026-10-02"));
    CHECK(tip.state == TipState::closed);
    CHECK(tip.state_on == day("2026-10-02"));
    CHECK(tip.route == Route::police);
    CHECK(tip.disposition == TipDisposition::resolved);
    std::string history;
    for (const TipDeed& deed : tip_history(store, tip)) {
        history += to_iso(deed.day) + " " + deed.verb + " " + deed.outcome + "\n";
    }
    CHECK_EQ(history, "2026-09-02 tip-ack done\n2026-09-03 tip-triage done\n2026-09-04 tip-refer done\n"
                      "2026-10-01 tip-answer done\n2026-10-02 tip-close done\n");
    CHECK(verify_audit(store).empty());
}

TEST_CASE("a move that is not in the table is refused, with the moves that there are") {
    const ScratchTips tips;
    Store store = tips.write();
    const auto scam = insert_tip(store, Harm::frd, "2026-09-01");
    const auto threat = insert_tip(store, Harm::thr, "2026-09-01");
    Transaction t(store, {k_unnamed_staff, day("2026-09-02")});
    CHECK_EQ(error_text([&] { record_referral(t, scam, Route::police); }),
             "tip 1 (P2) is received and can't become referred; it can become acknowledged");
    CHECK_EQ(error_text([&] { answer_tip(t, threat); }),
             "tip 2 (P0) is received and can't become answered; it can become acknowledged, referred");
    CHECK_EQ(error_text([&] { record_referral(t, threat, Route::bank); }),
             "tip 2 is THR, which is referred to emergency, not to bank");
    record_referral(t, threat, Route::emergency);
    CHECK_EQ(error_text([&] { acknowledge_tip(t, 7, {}); }),
             "there is no tip 7; `hnat tip list` shows the numbers, and what has expired is gone");
    CHECK_THROWS(t.db().exec("UPDATE tip SET state = 'received' WHERE id = 2"));
}

TEST_CASE("P7: the first closing sets the day of expiry, by the harm; a later one only brings it nearer") {
    const ScratchTips tips;
    Store store = tips.write();
    const auto scam = insert_tip(store, Harm::frd, "2026-09-01");
    const auto abuse = insert_tip(store, Harm::csm, "2026-09-01");
    const auto self = insert_tip(store, Harm::slf, "2026-09-01");
    for (const auto id : {scam, abuse, self}) {
        CHECK(find_tip(store, id, day("2026-09-02")).expires_on ==
              day("2026-09-01") + std::chrono::days{180});
        triage(store, "2026-09-02", id);
    }
    CHECK(close(store, "2026-09-10", scam) == day("2026-09-10") + std::chrono::days{90});
    CHECK(close(store, "2026-09-10", abuse) == day("2026-09-10") + std::chrono::days{30});
    CHECK(close(store, "2026-09-10", self) == day("2026-09-10") + std::chrono::days{14});
    on(store, "2026-09-20", [&](Transaction& t) { reopen_tip(t, scam); });
    CHECK(find_tip(store, scam, day("2026-09-20")).expires_on == day("2026-09-10") + std::chrono::days{90});
    CHECK_FALSE(find_tip(store, scam, day("2026-09-20")).disposition.has_value());
    CHECK(close(store, "2026-11-01", scam) == day("2026-09-10") + std::chrono::days{90});
    on(store, "2026-11-02", [&](Transaction& t) { reopen_tip(t, scam); });
    TipTerms short_terms;
    short_terms.retention.standard = 5;
    CHECK(close(store, "2026-11-03", scam, short_terms) == day("2026-11-08"));
}

TEST_CASE("P7: a tip is extended once, by no more than its harm allows") {
    const ScratchTips tips;
    Store store = tips.write();
    const auto scam = insert_tip(store, Harm::frd, "2026-09-01");
    const auto abuse = insert_tip(store, Harm::csm, "2026-09-01");
    const Day before = day("2026-09-01") + std::chrono::days{180};
    Transaction t(store, {k_unnamed_staff, day("2026-09-02")});
    CHECK_EQ(error_text([&] { extend_tip(t, abuse, 31); }),
             "tip 2 (CSM) can be kept longer by 1 to 30 days, not by 31");
    CHECK_EQ(error_text([&] { extend_tip(t, scam, 91); }),
             "tip 1 (FRD) can be kept longer by 1 to 90 days, not by 91");
    CHECK(extend_tip(t, scam, 90) == before + std::chrono::days{90});
    CHECK_EQ(error_text([&] { extend_tip(t, scam, 1); }),
             "tip 1 was extended before; a tip is extended once, and is kept until 2027-05-29");
}

TEST_CASE("P7: from its day of expiry on a tip is gone for every command, whenever retention runs") {
    const ScratchTips tips;
    Store store = tips.write();
    const auto id = insert_tip(store, Harm::frd, "2026-09-01", "expires_on = '2026-10-01'");
    CHECK(list_tips(store, {}, day("2026-09-30")).size() == 1);
    CHECK(list_tips(store, {}, day("2026-10-01")).empty());
    CHECK_THROWS_AS(find_tip(store, id, day("2026-10-01")), Error);
    Transaction t(store, {k_unnamed_staff, day("2026-10-01")});
    for (const auto& change : std::vector<std::function<void()>>{
             [&] { acknowledge_tip(t, id, {}); }, [&] { extend_tip(t, id, 5); }, [&] { reopen_tip(t, id); },
             [&] { triage_tip(t, id); }}) {
        CHECK_THROWS_AS(change(), Error);
    }
}

TEST_CASE("P7: no setting keeps a tip longer than the maxima") {
    for (const auto& terms : std::vector<TipTerms>{{0, 3, {}},
                                                   {4, 3, {}},
                                                   {3, 4, {}},
                                                   {3, 3, {181, 30, 14}},
                                                   {3, 3, {90, 31, 14}},
                                                   {3, 3, {90, 30, 31}},
                                                   {3, 3, {0, 30, 14}}}) {
        CHECK_THROWS_AS(require_terms(terms), Error);
    }
    CHECK_NOTHROW(require_terms({}));
    CHECK_NOTHROW(require_terms(k_longest_terms));
    const ScratchTips tips;
    Store store = tips.write();
    const auto id = insert_tip(store, Harm::frd, "2026-09-01");
    triage(store, "2026-09-02", id);
    TipTerms longer;
    longer.retention.standard = 181;
    CHECK_THROWS_AS(close(store, "2026-09-02", id, longer), Error);
}

TEST_CASE("what is due has a line for each step, the most urgent first") {
    const ScratchTips tips;
    Store store = tips.write();
    const auto scam = insert_tip(store, Harm::frd, "2026-09-07"); // a Monday
    const auto threat = insert_tip(store, Harm::thr, "2026-09-07");
    const auto lines = [&](const char* today) {
        std::string text;
        for (const DueTip& line : due_tips(store, {}, day(today))) {
            text += fmt::format("{} {} {} {}\n", line.tip.id, name_of(line.step), to_iso(line.due),
                                line.days_left);
        }
        return text;
    };
    CHECK_EQ(lines("2026-09-07"),
             "2 refer 2026-09-07 0\n2 acknowledge 2026-09-10 3\n1 acknowledge 2026-09-10 3\n"
             "1 refer 2026-09-10 3\n");
    on(store, "2026-09-07", [&](Transaction& t) { record_referral(t, threat, Route::emergency); });
    triage(store, "2026-09-08", scam);
    CHECK_EQ(lines("2026-09-12"), "2 acknowledge 2026-09-10 -2\n1 refer 2026-09-10 -2\n");
    on(store, "2026-09-12", [&](Transaction& t) {
        acknowledge_tip(t, threat, {});
        record_referral(t, scam, Route::police);
    });
    CHECK_EQ(lines("2026-09-12"), "");
    CHECK_EQ(lines("2026-12-04"), "2 answer 2026-12-07 3\n1 answer 2026-12-07 3\n");
    on(store, "2026-12-08", [&](Transaction& t) { answer_tip(t, scam); });
    CHECK_EQ(lines("2026-12-08"), "2 answer 2026-12-07 -1\n");
    close(store, "2026-12-08", threat);
    CHECK_EQ(lines("2026-12-30"), "");
}

TEST_CASE(
    "an urgent tip that was referred at once is acknowledged in term all the same, and is due until it is") {
    const ScratchTips tips;
    Store store = tips.write();
    const auto id = insert_tip(store, Harm::thr, "2026-09-01");
    on(store, "2026-09-01", [&](Transaction& t) { record_referral(t, id, Route::emergency); });
    const auto is_due = [&] {
        return std::ranges::any_of(due_tips(store, {}, day("2026-09-04")),
                                   [](const DueTip& line) { return line.step == TipStep::acknowledge; });
    };
    CHECK(is_due());
    on(store, "2026-09-02", [&](Transaction& t) { acknowledge_tip(t, id, {}); });
    CHECK_FALSE(is_due());
    CHECK(find_tip(store, id, day("2026-09-02")).state == TipState::referred);
    Transaction t(store, {k_unnamed_staff, day("2026-09-02")});
    CHECK_THROWS_AS(acknowledge_tip(t, id, {}), Error);
}

TEST_CASE("money that moved is put right at triage, for a FRD alone") {
    const ScratchTips tips;
    Store store = tips.write();
    const auto scam = insert_tip(store, Harm::frd, "2026-09-01");
    const auto phishing = insert_tip(store, Harm::phi, "2026-09-01");
    for (const auto id : {scam, phishing}) {
        on(store, "2026-09-01", [&](Transaction& t) { acknowledge_tip(t, id, {}); });
    }
    on(store, "2026-09-02", [&](Transaction& t) { triage_tip(t, scam, true); });
    CHECK(find_tip(store, scam, day("2026-09-02")).level == TipLevel::p1);
    Transaction t(store, {k_unnamed_staff, day("2026-09-02")});
    CHECK_THROWS_AS(triage_tip(t, phishing, true), Error);
}

TEST_CASE(
    "P7: a tip that was a duplicate or taken back is kept for fewer days, never for more than its harm has") {
    CHECK_EQ(TipRetention{}.days_for(Harm::frd, TipDisposition::resolved), 90);
    CHECK_EQ(TipRetention{}.days_for(Harm::frd, TipDisposition::duplicate), 14);
    CHECK_EQ((TipRetention{90, 30, 7, 60}).days_for(Harm::slf, TipDisposition::taken_back), 7);
}

TEST_CASE("a tip that comes before Tết is acknowledged in working days") {
    Tip tip;
    tip.received_on = day("2026-02-13"); // the Friday before the holidays of Tết
    CHECK(acknowledge_due(tip, {}) > day("2026-02-20"));
    CHECK(refer_due(tip) == day("2026-02-13"));
    CHECK(answer_due(tip, {}) == day("2026-05-13"));
}
