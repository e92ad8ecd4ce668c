/// Tips with words in them, in an office with keys.
#pragma once

#include "tests/tip/key_support.hpp"
#include "tip/tip_add.hpp"
#include "tip/tip_check.hpp"
#include "tip/tip_open.hpp"
#include "tip/tip_reveal.hpp"

#include <fmt/format.h>

#include <string>
#include <string_view>

namespace hnat::test {

inline NewTip new_tip(Harm harm, const char* received_on, std::string_view body,
                      std::string_view source = "") {
    NewTip tip;
    tip.harm = harm;
    tip.received_on = day(received_on);
    tip.body = secret(body);
    tip.source = secret(source);
    return tip;
}

/// An office with keys and a database on disk, so that its bytes can be looked at.
class TipOffice {
  public:
    explicit TipOffice(const char* today = "2026-10-05") : m_office(today, database()) {
        m_office.make_keys();
    }

    KeyOffice& office() { return m_office; }
    Store& store() { return m_office.store(); }
    KeyRing& ring() { return m_office.ring(); }
    [[nodiscard]] std::filesystem::path database() const { return m_folder.path() / "hnat.db"; }
    void set_today(const char* iso) {
        m_office.set_today(iso);
        m_today = iso;
    }

    AddedTip add(Harm harm, const char* received_on, std::string_view body, std::string_view source = "") {
        return m_office.write([&](Transaction& transaction) {
            return add_tip(transaction, ring(), new_tip(harm, received_on, body, source));
        });
    }
    Tip tip(std::int64_t number) { return find_tip(store(), number, day(m_today)); }
    OpenedBody open(std::int64_t number, std::string_view passphrase = KeyOffice::k_office) {
        return OpenedBody::open(store(), ring(), tip(number), secret(passphrase), std::nullopt);
    }
    Secret reveal(std::int64_t number, std::string_view passphrase = KeyOffice::k_custodian,
                  std::string_view reason = "tòa án yêu cầu") {
        return reveal_source(
            store(), {k_unnamed_staff, day(m_today)}, ring(), number, secret(reason),
            [&] { return secret(passphrase); }, std::nullopt);
    }

  private:
    TempDir m_folder;
    KeyOffice m_office;
    const char* m_today = "2026-10-05";
};

/// What `db check` says of tips and keys, a line each.
inline std::string check_findings(const Store& store, Day today) {
    std::string text;
    for (const auto& result : check_tips(store, today)) {
        for (const auto& finding : result.findings) {
            text += fmt::format("{}: {}\n", result.name, finding);
        }
    }
    return text;
}

inline bool holds(std::string_view text, std::string_view part) {
    return text.find(part) != std::string_view::npos;
}

} // namespace hnat::test
