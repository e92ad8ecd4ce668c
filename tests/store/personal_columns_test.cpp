#include "store_support.hpp"

#include "store/check.hpp"
#include "store/personal_columns.hpp"

#include <algorithm>
#include <cstdlib>

using namespace hnat;
using namespace hnat::test;

TEST_CASE("P3: every text column is declared personal or not personal") {
    const ScratchDatabase scratch;
    CHECK(check_personal_columns(scratch.read().db()) == std::vector<std::string>{});
}

TEST_CASE("P3: a column that a later schema adds is found until it is declared") {
    const ScratchDatabase scratch;
    const Store store = scratch.write();
    store.db().exec("ALTER TABLE survey_group ADD COLUMN admin_name TEXT");
    store.db().exec("ALTER TABLE member ADD COLUMN age INTEGER");
    store.db().exec("ALTER TABLE survey_batch ADD COLUMN size INTEGER");
    store.db().exec("CREATE TABLE friend (name TEXT)");
    store.db().exec("CREATE VIRTUAL TABLE member_search USING fts5 (words)");
    CHECK(check_personal_columns(store.db()) ==
          std::vector<std::string>{"friend.name is declared neither personal nor not personal",
                                   "member.age is declared neither personal nor not personal",
                                   "member_search.words is declared neither personal nor not personal",
                                   "survey_group.admin_name is declared neither personal nor not personal"});
}

TEST_CASE("P3: a declaration that no column stands for is found") {
    const ScratchDatabase scratch;
    const Store store = scratch.write();
    store.db().exec("ALTER TABLE recognition DROP COLUMN publish");
    CHECK(check_personal_columns(store.db()) ==
          std::vector<std::string>{"recognition.publish is declared, but there is no such text column"});
}

TEST_CASE("P3: names of an export are not used twice, and only rows that stay have columns to clear") {
    for (const MemberTable& table : member_tables()) {
        CAPTURE(std::string(table.name));
        std::vector<std::string_view> keys;
        for (const MemberColumn& column : table.columns) {
            CAPTURE(std::string(column.name));
            CHECK(std::ranges::find(keys, column.key) == keys.end());
            keys.push_back(column.key);
            CHECK(!column.name_vi.empty());
            CHECK(!column.name_en.empty());
            CHECK((!column.cleared || table.erasure == RowErasure::kept));
            CHECK((!column.free || column.cleared || table.erasure != RowErasure::kept));
        }
    }
}

TEST_CASE("docs/personal-data.md says what the registry says") {
    const std::filesystem::path document = HNAT_SOURCE_DIR "/docs/personal-data.md";
    if (std::getenv("HNAT_UPDATE_GOLDEN") != nullptr) {
        write_bytes(document, personal_columns_document());
    }
    CHECK_MESSAGE(
        bytes_of(document) == personal_columns_document(),
        "write it anew with HNAT_UPDATE_GOLDEN=1 test_store --test-case='docs*' and review the difference");
}
