#include "survey/group_preparer.hpp"

#include "base/text.hpp"
#include "survey/import_plan.hpp"
#include "survey/register_row.hpp"

namespace hnat {

void GroupPreparer::prepare(ParsedRow& row) {
    PreparedGroup& group = row.prepared;
    group.search_key = search_key(row.facts.name);
    group.has_new_key = !m_keys.may_hold(row.key);
    m_keys.add(row.key);
    if (row.second) {
        m_keys.add(GroupKey(row.second->key()));
        return; // which of the two the group gets depends on the register
    }
    group.key_facts.add("key", row.key.text);
    register_row::add_facts(group.key_facts, facts_of_new_group(row.facts));
}

} // namespace hnat
