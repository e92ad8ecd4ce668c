// What the audit row of an import commits to, worked out a second time from the list.
#include "base/hash.hpp"
#include "store/audit.hpp"
#include "store/statement.hpp"
#include "survey/register_row.hpp"
#include "tests/survey/register_support.hpp"

using namespace hnat;
using namespace hnat::test;

namespace {

/// The groups that a list brought or changed, one after the other.
class Changes {
  public:
    Changes& add(std::int64_t number, std::string_view key, const GroupFacts& facts) {
        CanonicalState state;
        state.add("number", number).add("key", key);
        register_row::add_facts(state, facts);
        m_bytes += state.bytes();
        return *this;
    }
    [[nodiscard]] Digest digest() const { return sha256(m_bytes); }

  private:
    std::string m_bytes;
};

GroupFacts facts(std::string name, std::optional<std::int64_t> members, std::optional<Day> members_on) {
    GroupFacts facts;
    facts.name = std::move(name);
    facts.members = members;
    facts.members_on = members_on;
    return facts;
}

/// An import, and whether its audit row commits to its counts and to these changes.
void check_commitment(Register& reg, const std::vector<FakeList::Cells>& rows, const Changes& changes) {
    FakeList list(rows, {"name", "url", "platform", "handle", "members", "members_on"});
    const ImportResult result = import_list(reg.store(), reg.actor(), list, "list.csv", {});
    for (const auto& problem : result.problems) {
        FAIL(to_string(problem));
    }
    REQUIRE(result.written);
    const ImportCounts& counts = result.counts;
    CanonicalState state;
    state.add("batch", result.batch.value())
        .add("sha256", as_bytes(list.digest()))
        .add("rows", counts.rows)
        .add("new", counts.added)
        .add("changed", counts.changed)
        .add("unchanged", counts.unchanged)
        .add("duplicate", counts.duplicate)
        .add("rejected", counts.rejected)
        .add("changes", as_bytes(changes.digest()));
    SQLite::Statement row(reg.db(), "SELECT salt, commitment FROM audit JOIN audit_salt USING (seq)"
                                    " WHERE verb = 'survey-import' ORDER BY seq DESC");
    REQUIRE(row.executeStep());
    CHECK(sql::digest_at(row, 1) == sha256(std::string(as_bytes(sql::uuid_at(row, 0))) + state.bytes()));
}

} // namespace

TEST_CASE("P9: the audit row of an import commits to each group that the list brings or changes") {
    Register reg;
    const auto a = [](std::int64_t members, const char* on) { return facts("A", members, day(on)); };
    Changes first;
    first.add(1, "facebook:group:nhom.a", a(10, "2026-01-01"))
        .add(2, "facebook:group:nhom.b", facts("B", {}, {})) // a day without a count says nothing
        .add(3, "facebook:group:nhom.c", facts("C", 30, {}))
        .add(1, "facebook:group:nhom.a", a(12, "2026-01-05"));
    check_commitment(
        reg,
        {{"A", group_url("nhom.a"), "", "", "10", "2026-01-01"},
         {"B", group_url("nhom.b"), "", "", "", "2026-02-01"},
         {"C", "https://www.facebook.com/share/g/AbCdEf123/", "facebook", "groups/nhom.c", "30", ""},
         {"A", group_url("nhom.a"), "", "", "11", "2025-12-31"}, // older: the first row counts
         {"A", group_url("nhom.a"), "", "", "12", "2026-01-05"}},
        first);
    CHECK(reg.group("3").address.key() == "facebook:group:nhom.c");

    Changes second;
    second.add(4, "facebook:group:nhom.d", facts("D", {}, {}))
        .add(1, "facebook:group:nhom.a", a(15, "2026-02-01"));
    check_commitment(reg,
                     {{"A", group_url("nhom.a"), "", "", "15", "2026-02-01"},
                      {"D", group_url("nhom.d"), "", "", "", "2026-02-01"},
                      {"C", group_url("nhom.c"), "", "", "30", ""}},
                     second);
}
