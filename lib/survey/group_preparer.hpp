/// What a list's new groups need, worked out beside the reading. Internal to lib/survey.
#pragma once

#include "survey/key_filter.hpp"
#include "survey/row.hpp"

namespace hnat {

/// For a register that was empty, where most rows bring a new group. Rows in the order of their list.
class GroupPreparer {
  public:
    void prepare(ParsedRow& row);

  private:
    KeyFilter m_keys; ///< of the rows so far
};

} // namespace hnat
