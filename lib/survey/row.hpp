/// One row of a list, from text to typed values. No guessing: what is doubtful is a problem.
#pragma once

#include "address/address.hpp"
#include "list/list_reader.hpp"
#include "store/audit.hpp"
#include "survey/columns.hpp"
#include "survey/group.hpp"
#include "survey/group_key.hpp"
#include "survey/locality.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <variant>
#include <vector>

namespace hnat {

/// What the group needs that a row brings (survey/group_preparer.hpp); empty where new groups are not
/// expected.
struct PreparedGroup {
    std::string search_key;   ///< K2 of the name
    CanonicalState key_facts; ///< for the audit; empty where the group's address may be the row's second
    bool has_new_key = false; ///< surely: no row that was prepared before it had the key

    void clear() {
        search_key.clear();
        key_facts.clear();
        has_new_key = false;
    }
};

struct ParsedRow {
    std::size_t line = 0;
    GroupAddress address;
    GroupKey key;                       ///< of `address`
    std::optional<GroupAddress> second; ///< platform + handle name another key than url does
    GroupFacts facts;
    PreparedGroup prepared;
};

/// What rows are parsed against.
struct RowRules {
    const AddressRules& addresses;
    const LocalityIndex& localities;
    std::string_view province; ///< code of the office's province
    std::string_view file;
    Day today; ///< a members_on in the future is a problem
};

/// What was made of the texts of earlier rows: a list says the same few words in a column again and again.
/// Only of texts without a problem.
struct RowAnswers {
    struct TextHash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
    };
    template <typename Value>
    struct Known {
        using Answers = std::unordered_map<std::string, Value, TextHash, std::equal_to<>>;

        Answers answers; ///< by the cell's text
        const typename Answers::value_type* last =
            nullptr; ///< a column often says the same as in the row before
    };

    Known<Entity> entity;
    Known<std::string> topic, locality, language, source;
    Known<Visibility> visibility;
};

/// Makes of `parsed` the typed row, and of `problems` every problem of it: when there is one, `parsed` says
/// nothing. Both keep the memory that they have. The cells are as a reader gives them: NFC, squeezed.
/// `answers` belong to these rules.
void parse_row(const ListRow& row, const ColumnMap& columns, const std::vector<std::string>& header,
               const RowRules& rules, RowAnswers& answers, ParsedRow& parsed, Diagnostics& problems);
/// The same for one row alone.
std::variant<ParsedRow, Diagnostics> parse_row(const ListRow& row, const ColumnMap& columns,
                                               const std::vector<std::string>& header, const RowRules& rules);

/// Reads a member count: `12500`, `12.500`, `12,500`, `12 500`, `12,5K`, `12.5k`, `1,2 triệu`, `12 nghìn`,
/// `12 ngàn`; nullopt for what is doubtful (`12.5`, `1.2345`, negative, over 10^10).
std::optional<std::int64_t> parse_members(std::string_view text);

/// The topic's code from a code or a Vietnamese or English name of data/topics.toml (any case, accents
/// optional).
std::optional<std::string> parse_topic(std::string_view text);
/// Codes of all topics in the file's order.
const std::vector<std::string>& topics();
/// Name for people in "vi" or "en"; the code itself when it is not known.
std::string_view topic_name(std::string_view code, std::string_view language);

std::optional<Entity> parse_entity(std::string_view text);
std::optional<Visibility> parse_visibility(std::string_view text);

} // namespace hnat
