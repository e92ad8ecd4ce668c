/// An office with keys, in scratch folders.
#pragma once

#include "base/error.hpp"
#include "store/audit.hpp"
#include "store/check.hpp"
#include "store/office.hpp"
#include "store/statement.hpp"
#include "tests/support.hpp"
#include "tip/key_change.hpp"
#include "tip/key_drill.hpp"
#include "tip/key_rows.hpp"

#include <sys/stat.h>

#include <algorithm>
#include <fstream>
#include <functional>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace hnat::test {

inline Secret secret(std::string_view text) {
    return Secret::copy_of(text);
}

/// The error that a call ends in; the test fails when it ends in none.
inline Error error_of(const std::function<void()>& call) {
    try {
        call();
    } catch (const Error& error) {
        return error;
    }
    FAIL("no error");
    return {ErrorKind::failed, ""};
}

class KeyOffice {
  public:
    static constexpr std::string_view k_office = "năm từ của văn phòng đây";
    static constexpr std::string_view k_custodian = "năm từ của người giữ khóa";

    template <typename Work>
    auto write(const Work& work) {
        Transaction transaction(m_store, {k_unnamed_staff, m_today});
        if constexpr (std::is_void_v<decltype(work(transaction))>) {
            work(transaction);
            transaction.commit();
        } else {
            auto result = work(transaction);
            transaction.commit();
            return result;
        }
    }

    explicit KeyOffice(const char* today = "2026-10-05", const std::filesystem::path& database = ":memory:")
        : m_today(day(today)),
          m_store(Store::create({database}, m_today)),
          m_ring(m_folder.path() / "data" / "keys") {
        write([](Transaction& transaction) {
            write_office(transaction, {"Office", "OFF", "Parent", "19", "Place", transaction.today()});
        });
    }

    [[nodiscard]] Store& store() { return m_store; }
    [[nodiscard]] SQLite::Database& db() const { return m_store.db(); }
    [[nodiscard]] KeyRing& ring() { return m_ring; }
    [[nodiscard]] std::filesystem::path path(std::string_view name) const { return m_folder.path() / name; }
    void set_today(const char* iso) { m_today = day(iso); }

    /// Makes the keys; two KDF runs.
    void make_keys() {
        write([this](Transaction& transaction) {
            create_keys(transaction, m_ring, secret(k_office), secret(k_custodian));
        });
    }
    [[nodiscard]] KeyPair open(KeyRole role, const std::optional<std::filesystem::path>& file = {}) {
        return m_ring.open_recipient(m_store, role, secret(role == KeyRole::office ? k_office : k_custodian),
                                     file);
    }
    PublicKey epoch_key(const char* received_on, KeyRole role = KeyRole::office) {
        return write(
            [&](Transaction& transaction) { return m_ring.epoch_key(transaction, role, day(received_on)); });
    }
    Settled settle(KeyRole role, const KeyPair& key) {
        return write([&](Transaction& transaction) { return settle_epochs(transaction, m_ring, role, key); });
    }

    /// A tip of a day, whose boxes hold nothing.
    void add_tip(const char* received_on) {
        write([&](Transaction& transaction) {
            sql::run_once(transaction.db(),
                          "INSERT INTO tip (uuid, code, level, received_on, channel, state_on, expires_on, "
                          "receipt, body, source) VALUES (randomblob(16), 'PHI', 'P2', ?, 'phone', ?, "
                          "'2027-12-31', randomblob(32), randomblob(9), randomblob(9))",
                          day(received_on), day(received_on));
        });
    }

    [[nodiscard]] std::int64_t count(const char* sql) const { return sql::integer_of(db(), sql); }
    [[nodiscard]] std::vector<std::string> files() const {
        std::vector<std::string> names;
        for (const auto& entry : std::filesystem::directory_iterator(m_ring.folder())) {
            names.push_back(entry.path().filename().string());
        }
        std::ranges::sort(names);
        return names;
    }

  private:
    TempDir m_folder;
    Day m_today;
    Store m_store;
    KeyRing m_ring;
};

inline std::string bytes_of(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}
inline unsigned mode_of(const std::filesystem::path& path) {
    struct stat info {};
    REQUIRE(::stat(path.c_str(), &info) == 0);
    return info.st_mode & 07777U;
}

} // namespace hnat::test
