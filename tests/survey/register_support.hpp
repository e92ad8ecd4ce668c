/// A register in memory, and lists that need no file.
#pragma once

#include "base/error.hpp"
#include "base/hash.hpp"
#include "list/list_reader.hpp"
#include "store/office.hpp"
#include "store/register_sums.hpp"
#include "store/store.hpp"
#include "survey/import.hpp"
#include "survey/register.hpp"
#include "tests/support.hpp"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace hnat::test {

/// A list of groups as a person would write it, row by row, below this header.
class FakeList : public ListReader {
  public:
    using Cells = std::vector<std::string>;

    explicit FakeList(std::vector<Cells> rows,
                      Cells header = {"name", "url", "members", "members_on", "topic", "source"})
        : m_header(std::move(header)),
          m_rows(std::move(rows)) {}

    [[nodiscard]] const Cells& header() const override { return m_header; }
    [[nodiscard]] std::size_t header_line() const override { return 1; }
    bool next(ListRow& row) override {
        row = {};
        if (m_next == m_rows.size()) {
            return false;
        }
        row.raw = m_rows[m_next];
        row.line = ++m_next + 1;
        for (const auto& cell : row.raw) {
            row.cells.push_back({cell, std::nullopt});
        }
        if (row.cells.size() != m_header.size()) {
            row.problems.push_back({Severity::error, "list.csv", row.line, {}, "ragged"});
        }
        return true;
    }
    [[nodiscard]] std::optional<double> progress() const override { return std::nullopt; }
    Digest digest() override {
        std::string bytes;
        for (const auto& row : m_rows) {
            for (const auto& cell : row) {
                bytes += cell + '\0';
            }
            bytes += '\n';
        }
        return sha256(bytes);
    }

  private:
    Cells m_header;
    std::vector<Cells> m_rows;
    std::size_t m_next = 0;
};

inline std::string group_url(std::string_view slug) {
    return "https://www.facebook.com/groups/" + std::string(slug);
}

inline GroupAddress group_address(std::string_view slug) {
    return {"facebook", Entity::group, std::string(slug), group_url(slug), true};
}

/// A store in memory (or at `path`) with an office and the staff "lan" and "minh".
class Register {
  public:
    explicit Register(const char* today = "2026-03-02", const std::filesystem::path& path = ":memory:")
        : m_today(test::day(today)),
          m_store(Store::create({path}, m_today)) {
        Transaction transaction(m_store, actor());
        write_office(transaction, {"Office", "OFF", "Parent", "19", "Place", m_today});
        add_staff(transaction, "lan", "First Liaison", StaffRole::liaison);
        add_staff(transaction, "minh", "Second Liaison", StaffRole::liaison);
        transaction.commit();
    }

    [[nodiscard]] Store& store() { return m_store; }
    [[nodiscard]] SQLite::Database& db() const { return m_store.db(); }
    [[nodiscard]] Day today() const { return m_today; }
    [[nodiscard]] Actor actor() const { return {k_unnamed_staff, m_today}; }
    void set_today(const char* iso) { m_today = test::day(iso); }

    /// Does one thing in a transaction of its own.
    template <typename Work>
    auto write(const Work& work) {
        Transaction transaction(m_store, actor());
        if constexpr (std::is_void_v<decltype(work(transaction))>) {
            work(transaction);
            transaction.commit();
        } else {
            auto result = work(transaction);
            transaction.commit();
            return result;
        }
    }

    std::int64_t add(std::string_view slug, std::string_view name, std::optional<std::int64_t> members = {}) {
        return add(group_address(slug), name, members);
    }
    std::int64_t add(const GroupAddress& address, std::string_view name,
                     std::optional<std::int64_t> members = {}) {
        GroupFacts facts;
        facts.name = name;
        facts.members = members;
        return write([&](Transaction& transaction) { return add_group(transaction, address, facts); });
    }

    ImportResult import(std::vector<FakeList::Cells> rows, const ImportOptions& options = {},
                        const RejectSink& reject = {}) {
        FakeList list(std::move(rows));
        return import_list(m_store, actor(), list, "lists/list.csv", options, reject);
    }
    RevertResult revert(std::int64_t batch) {
        return write([batch](Transaction& transaction) { return revert_batch(transaction, batch); });
    }

    Group group(std::string_view reference) const { return find_group(m_store, reference, m_today); }

    [[nodiscard]] std::int64_t count(const std::string& sql) const {
        SQLite::Statement statement(m_store.db(), sql);
        statement.executeStep();
        return statement.getColumn(0).getInt64();
    }

    /// Every value of the register's tables.
    [[nodiscard]] std::string dump() const {
        std::string text;
        for (const char* table : {"survey_group", "survey_alias", "survey_change", "survey_event",
                                  "survey_expired", "survey_import_line"}) {
            SQLite::Statement statement(m_store.db(),
                                        std::string("SELECT * FROM ") + table + " ORDER BY 1, 2");
            while (statement.executeStep()) {
                text += table;
                for (int i = 0; i < statement.getColumnCount(); ++i) {
                    const auto value = statement.getColumn(i);
                    text += '|' + (value.isNull() ? std::string("NULL") : value.getString());
                }
                text += '\n';
            }
        }
        return text;
    }

    /// Throws when the search index does not agree with its table.
    /// The search index and the sums for reports are those of the groups.
    void check_index() {
        CHECK(check_register_sums(m_store.db()).empty());
        m_store.db().exec("INSERT INTO survey_search (survey_search, rank) VALUES ('integrity-check', 1)");
    }

  private:
    Day m_today;
    Store m_store;
};

/// The message of the Error that `work` throws, with its kind checked.
template <typename Work>
std::string error_of(ErrorKind kind, const Work& work) {
    try {
        work();
    } catch (const Error& error) {
        CHECK(static_cast<int>(error.kind()) == static_cast<int>(kind));
        return error.what();
    }
    FAIL("nothing was thrown");
    return {};
}

} // namespace hnat::test
