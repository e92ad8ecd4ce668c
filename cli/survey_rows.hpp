/// How groups are shown as rows: one shape for list, find, export, unresolved and retention.
#pragma once

#include "cli/output/row_writer.hpp"
#include "cli/parser.hpp"
#include "store/store.hpp"
#include "survey/group.hpp"
#include "survey/register.hpp"

#include <map>
#include <string>
#include <string_view>

namespace hnat::cli {

/// The columns of a list of groups under the given schema id.
ListShape group_shape(std::string_view schema);

/// The columns that `survey import` reads: what is exported can be imported as it is.
ListShape export_shape();
Row export_row(Group group);

/// Turns groups into rows; remembers the names of localities that it has looked up.
class GroupRows {
  public:
    explicit GroupRows(const Store& store) : m_store(store) {}
    Row row(Group group);

  private:
    std::string locality_name(const std::string& code);

    const Store& m_store;
    std::map<std::string, std::string, std::less<>> m_locality_names;
};

/// The filter flags of list, find and export, as typed.
struct FilterFlags {
    std::string platform, topic, locality, liaison, state, since, until;

    /// Declares the flags.
    void declare(Parser& parser);
    /// Errors: usage (a value that is not on its closed list, a locality that names no single unit).
    [[nodiscard]] GroupFilter filter(const Store& store, Day today) const;
};

} // namespace hnat::cli
