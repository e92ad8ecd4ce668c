/// A store with the shipped localities, for tests of this room.
#pragma once

#include "store/store.hpp"
#include "survey/locality.hpp"
#include "tests/support.hpp"

#include <string>
#include <variant>
#include <vector>

namespace hnat::test {

/// An empty store in a scratch folder, seeded.
class SeededStore {
  public:
    SeededStore() : m_store(Store::create({m_folder.path() / "test.db"}, day("2026-09-30"))) {
        Transaction transaction(m_store, actor());
        seed_localities(transaction);
        transaction.commit();
    }

    [[nodiscard]] Store& store() { return m_store; }
    [[nodiscard]] static Actor actor() { return {k_unnamed_staff, day("2026-09-30")}; }

  private:
    TempDir m_folder;
    Store m_store;
};

/// "phường Gia Sàng (05467)", or the refusal's message.
inline std::string outcome(const std::variant<LocalityUnit, LocalityRefusal>& match) {
    if (const auto* unit = std::get_if<LocalityUnit>(&match)) {
        return unit->kind + " " + unit->name + " (" + unit->code + ")";
    }
    return std::get<LocalityRefusal>(match).message;
}

/// Names of a refusal's candidates; empty when the text was matched.
inline std::vector<std::string> candidates(const std::variant<LocalityUnit, LocalityRefusal>& match) {
    std::vector<std::string> names;
    if (const auto* refusal = std::get_if<LocalityRefusal>(&match)) {
        for (const auto& unit : refusal->candidates) {
            names.push_back(unit.name);
        }
    }
    return names;
}

} // namespace hnat::test
