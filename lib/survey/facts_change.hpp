/// What a list changes of a group's facts, in few bytes: many of them wait in memory. Internal to lib/survey.
#pragma once

#include "survey/fact.hpp"

#include <cstddef>
#include <string>

namespace hnat {

class FactsChange {
  public:
    /// What makes `after` of `before`.
    FactsChange(const GroupFacts& before, const GroupFacts& after);
    /// What gives a group these of the facts, whatever it has.
    FactsChange(Facts changed, const GroupFacts& after);

    /// Those that change.
    [[nodiscard]] Facts changed() const { return static_cast<unsigned char>(m_packed[0]); }
    /// Gives a group's facts those that it holds.
    void apply(GroupFacts& facts) const;

    /// Of memory, with the object itself.
    [[nodiscard]] std::size_t bytes() const;

  private:
    std::string m_packed; ///< which facts change, which of these are there from then on, and their values
};

} // namespace hnat
