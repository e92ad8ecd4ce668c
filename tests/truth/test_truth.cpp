/// Does the import find what is in a list? The sample list knows: which rows are one group, which only look
/// like it, which must be rejected.
#include "store/office.hpp"
#include "survey/import.hpp"
#include "survey/register.hpp"
#include "survey/row.hpp"
#include "tests/seed.hpp"
#include "tests/support.hpp"
#include "tools/generate/row.hpp"
#include "tools/generate/shapes.hpp"

#include <map>
#include <random>
#include <set>

using namespace hnat;
using namespace hnat::test;
namespace generate = hnat::generate;

namespace {

constexpr std::uint64_t k_rows = 5'000;

struct Truth {
    std::vector<generate::Row> rows;
    std::set<std::uint64_t> groups;
    std::set<std::size_t> bad_lines, duplicate_lines; ///< in groups.csv
};

/// Writes the list in a shape and says what is true of it.
Truth make_list(const generate::ListOptions& options, generate::Shape shape,
                const std::filesystem::path& folder) {
    Truth truth;
    const auto sink = generate::open_shape(shape, folder);
    for (std::uint64_t index = 0; index < options.rows; ++index) {
        auto row = generate::row_at(options, index);
        sink->row(row);
        const auto line = static_cast<std::size_t>(generate::line_of(index));
        if (row.kind == generate::RowKind::bad) {
            truth.bad_lines.insert(line);
        } else {
            truth.groups.insert(row.group);
        }
        if (row.kind == generate::RowKind::duplicate) {
            truth.duplicate_lines.insert(line);
        }
        truth.rows.push_back(std::move(row));
    }
    sink->finish();
    return truth;
}

struct Import {
    ImportResult result;
    std::set<std::size_t> rejected_lines;
    std::map<std::size_t, std::string> reasons;
};

Store new_store(const std::filesystem::path& folder, Day today) {
    StoreOptions options;
    options.path = folder / "register.db";
    auto store = Store::create(options, today);
    Transaction transaction(store, {k_unnamed_staff, today});
    write_office(transaction, {"Văn phòng", "VP", "", "19", "Thái Nguyên", today});
    seed_localities(transaction);
    transaction.commit();
    return store;
}

Import import_shape(Store& store, generate::Shape shape, const std::filesystem::path& folder, Day today) {
    ListOptions options;
    if (const auto encoding = enum_from<ListEncoding>(name_of(shape))) {
        options.encoding = *encoding;
    }
    const auto name = generate::file_name(shape);
    const auto reader = open_list(folder / name, options, looks_like_header);
    ImportOptions how;
    how.skip_bad = true;
    how.most_warnings = k_rows;
    Import import;
    import.result = import_list(store, {k_unnamed_staff, today}, *reader, name, how,
                                [&](const ListRow& row, const Diagnostics& problems) {
                                    import.rejected_lines.insert(row.line);
    import.reasons[row.line] = problems.empty() ? "" : problems.front().message;
});
return import;
} // namespace

/// Pairs of rows that are one group: in truth, as found, and both.
struct Pairs {
    std::int64_t real = 0, found = 0, both = 0;
    [[nodiscard]] double precision() const {
        return found == 0 ? 1 : static_cast<double>(both) / static_cast<double>(found);
    }
    [[nodiscard]] double recall() const {
        return real == 0 ? 1 : static_cast<double>(both) / static_cast<double>(real);
    }
};

template <typename Key>
std::int64_t pairs_in(const std::map<Key, std::int64_t>& sizes) {
    std::int64_t pairs = 0;
    for (const auto& [key, size] : sizes) {
        pairs += size * (size - 1) / 2;
    }
    return pairs;
}

/// Looks every sound row up in the register and compares which rows came together.
Pairs compare(const Store& store, const Truth& truth, Day today) {
    std::map<std::uint64_t, std::int64_t> real;
    std::map<std::int64_t, std::int64_t> found;
    std::map<std::pair<std::uint64_t, std::int64_t>, std::int64_t> both;
    for (const auto& row : truth.rows) {
        if (row.kind == generate::RowKind::bad) {
            continue;
        }
        CAPTURE(row.cells.url);
        const auto address =
            AddressRules::standard().parse_address(row.cells.url, parse_entity(row.cells.entity));
        REQUIRE(std::holds_alternative<GroupAddress>(address));
        const auto group = find_group(store, std::get<GroupAddress>(address).key(), today).id;
        ++real[row.group];
        ++found[group];
        ++both[{row.group, group}];
    }
    return {pairs_in(real), pairs_in(found), pairs_in(both)};
}

void check_bad_lines(const Import& import, const Truth& truth) {
    for (const auto line : import.rejected_lines) {
        if (!truth.bad_lines.contains(line)) {
            FAIL_CHECK("line " << line << " is sound but was rejected: " << import.reasons.at(line));
        }
    }
    for (const auto line : truth.bad_lines) {
        if (!import.rejected_lines.contains(line)) {
            FAIL_CHECK("line " << line << " was taken but is bad: " << truth.rows.at(line - 2).reason);
        }
    }
}

void check_counts(const ImportResult& result, const Truth& truth) {
    const auto size = [](const auto& set) { return static_cast<std::int64_t>(set.size()); };
    CHECK_EQ(result.counts.rows, static_cast<std::int64_t>(truth.rows.size()));
    CHECK_EQ(result.counts.added, size(truth.groups));
    CHECK_EQ(result.counts.duplicate, size(truth.duplicate_lines));
    CHECK_EQ(result.counts.rejected, size(truth.bad_lines));
    CHECK_EQ(result.counts.changed, 0);
    CHECK_EQ(result.counts.unchanged, 0);
}

void check_list(std::uint64_t seed) {
    const TempDir folder;
    const auto today = day("2026-09-15");
    const auto truth = make_list({k_rows, seed, false}, generate::Shape::csv, folder.path());
    auto store = new_store(folder.path(), today);
    const auto import = import_shape(store, generate::Shape::csv, folder.path(), today);
    check_bad_lines(import, truth);
    check_counts(import.result, truth);
    const auto pairs = compare(store, truth, today);
    MESSAGE("seed " << seed << ": " << k_rows << " rows, " << truth.groups.size() << " groups, " << pairs.real
                    << " pairs of rows that are one group; found " << pairs.found << ", precision "
                    << pairs.precision() << ", recall " << pairs.recall() << "; " << truth.bad_lines.size()
                    << " bad rows, " << import.rejected_lines.size() << " rejected");
    CHECK_EQ(pairs.precision(), 1.0);
    CHECK_EQ(pairs.recall(), 1.0);
}

} // namespace

TEST_CASE("precision and recall of finding duplicates are 1, and exactly the bad rows are rejected") {
    check_list(1);
    check_list(test::seed());
}

TEST_CASE("the same rows come out of every file that a list can arrive as") {
    const auto today = day("2026-09-15");
    for (const auto& [shape, shape_name] : k_enum_names<generate::Shape>) {
        const auto name = shape_name; // clang 14 captures no structured binding
        CAPTURE(name);
        const TempDir folder;
        const auto truth = make_list({400, 9, false}, shape, folder.path());
        auto store = new_store(folder.path(), today);
        const auto import = import_shape(store, shape, folder.path(), today);
        check_counts(import.result, truth);
        CHECK_EQ(compare(store, truth, today).recall(), 1.0);
    }
}
