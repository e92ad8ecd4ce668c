// P9: whatever hnat's own commands did, in whatever order, the check has nothing to say about it.
#include "tests/cli/check_support.hpp"
#include "tests/seed.hpp"

#include <algorithm>
#include <functional>

using namespace hnat;
using namespace hnat::test;

namespace {

/// One thing after another; what is refused changes nothing.
class History {
  public:
    explicit History(std::uint64_t seed) : m_random(seed) {
        try_it("draft", [&](Transaction& t) { draft_charter(t, "# Quy chế\n\nĐiều 1.\n", std::nullopt); });
        try_it("publish", [&](Transaction& t) { publish_charter(t); });
    }

    void step() {
        static const std::vector<std::pair<int, void (History::*)()>> deeds{
            {6, &History::add},         {4, &History::edit},      {12, &History::shortlist},
            {3, &History::assign},      {12, &History::approach}, {2, &History::decline},
            {14, &History::join},       {2, &History::leave},     {5, &History::merge_two},
            {5, &History::import},      {2, &History::revert},    {4, &History::consent},
            {4, &History::edit_person}, {3, &History::withdraw},  {2, &History::erase},
            {6, &History::request},     {3, &History::recognise}, {4, &History::assess},
            {4, &History::charter},     {12, &History::meet},     {3, &History::retention},
            {1, &History::see},         {8, &History::wait}};
        int all = 0;
        for (const auto& deed : deeds) {
            all += deed.first;
        }
        int drawn = static_cast<int>(below(static_cast<std::uint64_t>(all)));
        for (const auto& [weight, deed] : deeds) {
            drawn -= weight;
            if (drawn < 0) {
                (this->*deed)();
                return;
            }
        }
    }

    [[nodiscard]] std::string findings() { return findings_of(m_reg.store(), m_today); }
    [[nodiscard]] const std::string& story() const { return m_story; }
    [[nodiscard]] const std::map<std::string, int>& done() const { return m_done; }

  private:
    std::uint64_t below(std::uint64_t n) { return m_random() % n; }
    bool one_in(std::uint64_t n) { return below(n) == 0; }

    template <typename Work>
    void try_it(const char* what, const Work& work) {
        try {
            Transaction transaction(m_reg.store(), {k_unnamed_staff, m_today});
            work(transaction);
            transaction.commit();
        } catch (const Error&) {
            return;
        }
        ++m_done[what];
        m_story += fmt::format("{} {}\n", to_iso(m_today), what);
    }

    /// The number of some row, 0 for none.
    std::int64_t some(const char* from) {
        return sql::integer_of(
            m_reg.db(),
            fmt::format(
                "SELECT id FROM {} ORDER BY id LIMIT 1 OFFSET abs({}) % max(1, (SELECT count(*) FROM {}))",
                from, below(1'000'000), from)
                .c_str());
    }
    std::int64_t group() { return some("survey_group"); }
    std::int64_t member() { return some("member"); }

    template <typename Enum>
    Enum any() {
        const auto& names = k_enum_names<Enum>;
        return names.at(below(names.size())).value;
    }
    std::string slug() { return fmt::format("group{}", below(30)); }

    void add() {
        GroupFacts facts;
        facts.name = fmt::format("Nhóm {}", below(9));
        facts.members = one_in(2) ? std::optional<std::int64_t>(below(500)) : std::nullopt;
        try_it("add", [&](Transaction& t) { add_group(t, group_address(slug()), facts); });
    }
    void edit() {
        GroupEdit edit;
        edit.name = fmt::format("Nhóm {}", below(9));
        if (one_in(2)) {
            edit.members = std::optional<std::int64_t>(below(500));
        }
        if (one_in(3)) {
            edit.address = group_address(slug());
        }
        try_it("edit", [&](Transaction& t) { edit_group(t, group(), edit); });
    }
    void shortlist() {
        try_it("shortlist", [&](Transaction& t) { shortlist_group(t, group()); });
    }
    void assign() {
        try_it("assign", [&](Transaction& t) {
            const auto id = group();
            if (id != 0) {
                assign_liaison(t, id, one_in(2) ? "lan" : "minh");
            }
        });
    }
    void approach() {
        try_it("approach", [&](Transaction& t) {
            const auto id = some("(SELECT id FROM survey_group WHERE state IN ('shortlisted', 'left'))");
            approach_group(t, id, m_today - std::chrono::days(below(3)), std::string("lan"));
        });
    }
    void decline() {
        try_it("decline", [&](Transaction& t) {
            decline_group(t, some("(SELECT id FROM survey_group WHERE state = 'approached')"),
                          30 + static_cast<int>(below(300)));
        });
    }
    void join() {
        try_it("join", [&](Transaction& t) {
            JoinRequest request;
            request.group = some("(SELECT id FROM survey_group WHERE state IN ('approached', 'joined'))");
            request.role = any<MemberRole>();
            request.person = person_of(below(12));
            request.consents = {consent_of(Purpose::contact, m_today)};
            if (one_in(2)) {
                request.consents.push_back(consent_of(Purpose::recognition, m_today));
            }
            join_group(t, request);
        });
    }
    void leave() {
        try_it("leave", [&](Transaction& t) { leave_group(t, group(), m_today); });
    }
    void merge_two() {
        try_it("merge", [&](Transaction& t) {
            const auto into = group();
            merge(t, into, group());
        });
    }
    void import() {
        std::vector<FakeList::Cells> rows(1 + below(12));
        for (auto& row : rows) {
            row = {fmt::format("Nhóm {}", below(9)), group_url(slug()),
                   std::to_string(below(500)),       fmt::format("2025-01-0{}", 1 + below(9)),
                   one_in(2) ? "trade" : "",         "danh sách"};
        }
        ImportOptions options;
        options.mode = any<ImportMode>();
        options.again = true;
        FakeList list(std::move(rows));
        const auto done = import_list(m_reg.store(), {k_unnamed_staff, m_today}, list, "list.csv", options);
        m_done["import"] += done.written ? 1 : 0;
        m_story += fmt::format("{} import\n", to_iso(m_today));
    }
    void revert() {
        try_it("revert", [&](Transaction& t) {
            // The last ones: earlier ones have mostly been touched.
            revert_batch(t, sql::integer_of(t.db(), "SELECT max(id) FROM survey_batch") -
                                static_cast<std::int64_t>(below(3)));
        });
    }
    void consent() {
        try_it("consent",
               [&](Transaction& t) { give_consents(t, member(), {consent_of(any<Purpose>(), m_today)}); });
    }
    void edit_person() {
        MemberEdit edit;
        edit.name = fmt::format("Thành viên {}", static_cast<char>('A' + below(26)));
        edit.language = one_in(2) ? "vi" : "en";
        try_it("edit person", [&](Transaction& t) { edit_member(t, member(), edit); });
    }
    void withdraw() {
        const auto purposes = one_in(2) ? std::vector<Purpose>() : std::vector{any<Purpose>()};
        try_it("withdraw",
               [&](Transaction& t) { withdraw_consents(t, member(), purposes, any<WithdrawalMethod>()); });
    }
    void erase() {
        try_it("erase", [&](Transaction& t) { erase_member(t, member()); });
    }
    void request() {
        switch (below(4)) {
        case 0:
            return try_it("request",
                          [&](Transaction& t) { add_request(t, member(), any<RequestKind>(), m_today); });
        case 1:
            return try_it("answer request",
                          [&](Transaction& t) { answer_request(t, some("request"), m_today); });
        case 2:
            return try_it("extend request",
                          [&](Transaction& t) { extend_request(t, some("request"), "lý do"); });
        default:
            return try_it("finish request", [&](Transaction& t) {
                finish_request(t, some("request"), any<RequestOutcome>(), m_today);
            });
        }
    }
    void recognise() {
        try_it("recognise",
               [&](Transaction& t) { recognise_member(t, member(), any<RecognitionReason>(), false); });
    }
    void assess() {
        try_it("assess", [&](Transaction& t) {
            assess_group(t, some("(SELECT id FROM survey_group WHERE state = 'joined')"),
                         {{practices().at(below(practices().size())).code, any<PracticeAnswer>()}}, true);
        });
    }
    void charter() {
        switch (below(6)) {
        case 0:
            return try_it("draft", [&](Transaction& t) {
                draft_charter(t, fmt::format("# Quy chế\n\nĐiều {}.\n", below(1000)), std::nullopt);
            });
        case 1:
            return try_it("publish", [&](Transaction& t) { publish_charter(t); });
        case 2:
            return try_it("comment",
                          [&](Transaction& t) { comment_on_charter(t, group(), "Một góp ý", {}); });
        case 3:
        case 4:
            return try_it("answer", [&](Transaction& t) {
                answer_charter_comment(t, some("charter_comment"), "Đã sửa");
            });
        default:
            return try_it("adopt", [&](Transaction& t) { adopt_charter(t); });
        }
    }
    Meeting meeting() { return find_meeting(m_reg.store(), std::to_string(some("meeting")), m_today); }
    void meet() {
        const Moment at{m_today + std::chrono::days(below(40)), 14 * 60};
        switch (below(9)) {
        case 0:
        case 1:
            return try_it("plan meeting", [&](Transaction& t) {
                MeetingPlan plan;
                plan.at = at;
                plan.place = "Nhà văn hóa";
                plan.materials = {{"Quy chế", "bản 1"}};
                plan.groups = {group(), group()};
                plan_meeting(t, plan);
            });
        case 2:
            return try_it("invite", [&](Transaction& t) { invite_to_meeting(t, meeting(), {group()}); });
        case 3:
            return try_it("move meeting", [&](Transaction& t) { move_meeting(t, meeting(), at, {}); });
        case 4:
            return one_in(3) ? try_it("cancel", [&](Transaction& t) { cancel_meeting(t, meeting()); })
                             : try_it("hold", [&](Transaction& t) { hold_meeting(t, meeting(), {}); });
        case 5:
            return try_it("attendance", [&](Transaction& t) {
                record_attendance(t, meeting(), {{group()}, {group()}, {}});
            });
        case 6:
            return try_it("question", [&](Transaction& t) {
                add_question(t, meeting(), "Một câu hỏi",
                             one_in(3) ? std::optional<std::int64_t>() : group());
            });
        case 7:
            return try_it("answer question",
                          [&](Transaction& t) { answer_question(t, some("meeting_question"), "Có"); });
        default:
            return one_in(2)
                       ? try_it(
                             "task",
                             [&](Transaction& t) { add_task(t, meeting(), "Gửi biên bản", "lan", at.day); })
                       : try_it("task done", [&](Transaction& t) { finish_task(t, some("meeting_action")); });
        }
    }
    void retention() {
        try_it("retention", [&](Transaction& t) {
            purge_expired_members(t);
            m_done["purged groups"] += static_cast<int>(purge_expired_groups(t));
        });
    }
    void see() {
        try_it("export", [&](Transaction& t) { export_subject(t, m_reg.store(), member()); });
    }
    void wait() { m_today += std::chrono::days(one_in(m_patience) ? below(200) : below(9)); }

    std::mt19937_64 m_random;
    std::uint64_t m_patience = 2 + below(8); ///< the fewer, the more expires
    Day m_today = day("2026-03-02");
    Register m_reg;
    std::string m_story;
    std::map<std::string, int> m_done;
};

} // namespace

TEST_CASE("P9: the check has nothing to say about any history of hnat's own commands") {
    const auto seed = test::seed();
    MESSAGE("HNAT_SEED=" << seed);
    std::map<std::string, int> done;
    constexpr int k_histories = 12;
    constexpr int k_steps = 400;
    for (std::uint64_t each = 0; each < k_histories; ++each) {
        History history(seed + each);
        for (int step = 1; step <= k_steps; ++step) {
            history.step();
            if (step % 20 == 0) {
                const std::string found = history.findings();
                REQUIRE_MESSAGE(found.empty(), history.story() << found);
            }
        }
        for (const auto& [what, times] : history.done()) {
            done[what] += times;
        }
    }
    for (const auto& [what, times] : done) {
        MESSAGE(what << ": " << times);
    }
    // All of it happened, or the test says little.
    CHECK(done.size() >= 36);
}
