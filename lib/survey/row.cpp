#include "survey/row.hpp"

#include "address/personal.hpp"
#include "base/message.hpp"
#include "base/text.hpp"
#include "list/list_reader_sheet.hpp"
#include "list/rejects.hpp"
#include "survey/row_values.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <string>
#include <utility>

namespace hnat {

namespace {

constexpr std::size_t k_longest_name = 300;   // code points
constexpr std::size_t k_longest_source = 200; // code points
constexpr std::size_t k_quoted_columns = 60;  // of a cell that a message repeats
constexpr double k_most_members = 1e10;
/// Answers of a column that are kept: more than the communes of any province, old and new, in several
/// spellings.
constexpr std::size_t k_most_answers = 4'096;
constexpr std::size_t k_longest_answered = 256; // bytes

class RowParser {
  public:
    RowParser(const ListRow& row, const ColumnMap& columns, const std::vector<std::string>& header,
              const RowRules& rules, RowAnswers& answers, ParsedRow& parsed, Diagnostics& problems)
        : m_row(row),
          m_columns(columns),
          m_header(header),
          m_rules(rules),
          m_answers(answers),
          m_parsed(parsed),
          m_problems(problems) {}

    void run() {
        m_parsed.line = m_row.line;
        m_parsed.second.reset();
        m_parsed.prepared.clear();
        read_name();
        read_address();
        read_members();
        read_members_on();
        read_topic();
        read_locality();
        read_visibility();
        read_language();
        read_source();
    }

  private:
    [[nodiscard]] const ListCell* cell(Column column) const {
        const auto position = m_columns.position(column);
        return position ? &m_row.cells.at(*position) : nullptr;
    }

    /// The cell's text, its formula guard off; nullopt for an empty cell or none.
    [[nodiscard]] std::optional<std::string_view> text(Column column) const {
        const ListCell* found = cell(column);
        if (found == nullptr) {
            return std::nullopt;
        }
        const std::string_view value = without_formula_guard(found->text);
        return value.empty() ? std::nullopt : std::optional(value);
    }

    /// Gives `word` what `read` makes of the column's text, unless it is known; it tells the problem when it
    /// is nothing.
    template <typename Value, typename Read>
    void read_word(Column column, RowAnswers::Known<Value>& known, std::optional<Value>& word,
                   const Read& read) {
        const auto value = text(column);
        if (!value) {
            word.reset();
        } else if (known.last != nullptr && known.last->first == *value) {
            word = known.last->second;
        } else if (const auto answer = known.answers.find(*value); answer != known.answers.end()) {
            known.last = &*answer;
            word = answer->second;
        } else {
            word = read(*value);
            if (word && value->size() <= k_longest_answered && known.answers.size() < k_most_answers) {
                known.last = &*known.answers.emplace(std::string(*value), *word).first;
            }
        }
    }

    /// A spreadsheet keeps 15 digits of a number: a longer id has lost its end already.
    void require_whole_number(Column column) {
        const ListCell* found = cell(column);
        if (found != nullptr && found->number && std::abs(*found->number) >= 1e15) {
            problem(
                column,
                say("is a number with more digits than a spreadsheet keeps; format the column as text and "
                    "enter the id again"));
        }
    }

    /// The header's own word for a column; our name where the list does not have it.
    [[nodiscard]] std::string header_of(Column column) const {
        const auto position = m_columns.position(column);
        return position ? m_header.at(*position) : std::string(name_of(column));
    }

    void problem(Column column, std::string message) {
        m_problems.push_back(
            {Severity::error, std::string(m_rules.file), m_row.line, header_of(column), std::move(message)});
    }

    /// The cell in quotes, cut and made safe for terminals; what would point at a person is not repeated
    /// (P1).
    [[nodiscard]] std::string quoted(std::string_view value) const {
        if (personal_contact(value, m_rules.addresses)) {
            return say("the cell (it holds personal data)");
        }
        return "'" + escape_controls(truncate_to_width(value, k_quoted_columns)) + "'";
    }

    /// Whether a free text can be kept as it is.
    bool check_text(Column column, std::string_view value, std::size_t longest) {
        const std::size_t problems_before = m_problems.size();
        if (const auto contact = personal_contact(value, m_rules.addresses)) {
            problem(column,
                    say("the cell holds {}; hnat records groups, not people (P1): take it out", *contact));
            return false;
        }
        if (has_controls(value)) {
            problem(column, say("{} has control or invisible characters; take them out", quoted(value)));
        }
        if (const auto encoding = looks_like_legacy_encoding(value)) {
            problem(column,
                    say("{} looks like {} text read as CP1252; import the original file with --encoding {}",
                        quoted(value), *encoding == "tcvn3" ? "TCVN3" : "VNI", *encoding));
        }
        if (value.size() > longest && count_code_points(value) > longest) {
            problem(column, say("the cell has {} characters; expected at most {}", count_code_points(value),
                                longest));
        }
        return m_problems.size() == problems_before;
    }

    /// Whether something of the name is left in its key: letters and digits of ASCII always are.
    [[nodiscard]] static bool can_be_found(std::string_view name) {
        return std::ranges::any_of(name, [](unsigned char c) { return c < 0x80 && std::isalnum(c) != 0; }) ||
               !name_key(name).empty();
    }

    void read_name() {
        if (const auto value = text(Column::name); !value) {
            problem(Column::name, say("is empty; every group has a name"));
        } else if (check_text(Column::name, *value, k_longest_name)) {
            if (!can_be_found(*value)) {
                problem(Column::name, say("{} has no letter or digit to find the group by; write its name",
                                          quoted(*value)));
            }
            m_parsed.facts.name = *value;
        }
    }

    void read_address() {
        const std::size_t problems_before = m_problems.size();
        std::optional<Entity> entity;
        read_entity(entity);
        if (m_problems.size() != problems_before) {
            return; // what an address is depends on it: one problem, not two
        }
        require_whole_number(Column::url);
        require_whole_number(Column::handle);
        const auto url = text(Column::url);
        const auto platform = text(Column::platform);
        const auto handle = text(Column::handle);
        std::optional<GroupAddress> by_url;
        std::optional<GroupAddress> by_handle;
        if (url) {
            by_url = take(Column::url, m_rules.addresses.parse_address(*url, entity));
        }
        if (handle && platform) {
            by_handle = take(Column::handle, m_rules.addresses.parse_handle(*platform, *handle, entity));
        } else if (handle) {
            problem(Column::platform,
                    say("is empty; a handle needs its platform, one of {}", platform_list()));
        }
        if (!url && !handle) {
            problem(Column::url, say("is empty; write the group's address, or its platform and handle"));
        }
        if (by_url && platform && !handle) {
            check_platform(*platform, *by_url);
        }
        if (m_problems.size() != problems_before) {
            return;
        }
        if (!by_url) {
            by_url.swap(by_handle);
        }
        m_parsed.address = *std::move(by_url);
        m_parsed.key = GroupKey(m_parsed.address.key());
        if (by_handle && by_handle->key() != m_parsed.key.text) {
            m_parsed.second = std::move(by_handle);
        }
    }

    void read_entity(std::optional<Entity>& entity) {
        read_word(Column::entity, m_answers.entity, entity, [this](std::string_view value) {
            const auto parsed = parse_entity(value);
            if (!parsed) {
                const auto near = nearest(search_key(value), entity_words());
                problem(Column::entity,
                        near ? say("{} is no kind of group; expected group (nhóm), page (trang) or channel "
                                   "(kênh); did you mean '{}'?",
                                   quoted(value), *near)
                             : say("{} is no kind of group; expected group (nhóm), page (trang) or channel "
                                   "(kênh)",
                                   quoted(value)));
            }
            return parsed;
        });
    }

    std::optional<GroupAddress> take(Column column, AddressResult result) {
        if (const auto* refusal = std::get_if<AddressRefusal>(&result)) {
            problem(column, refusal->message);
            return std::nullopt;
        }
        return std::get<GroupAddress>(std::move(result));
    }

    [[nodiscard]] std::string platform_list() const {
        std::string list;
        for (const auto& code : m_rules.addresses.platforms()) {
            list += (list.empty() ? "" : ", ") + code;
        }
        return list;
    }

    /// A platform column beside an address adds nothing, but one that contradicts it is a mistake in one of
    /// the two.
    void check_platform(std::string_view value, const GroupAddress& address) {
        const std::string key = search_key(value);
        for (const auto& code : m_rules.addresses.platforms()) {
            const bool named =
                key == search_key(code) || key == search_key(m_rules.addresses.platform_name(code));
            if (named && code != address.platform) {
                problem(Column::platform,
                        say("{} is not the platform of the address, which is on {}; correct one of the two",
                            quoted(value), address.platform));
            }
        }
    }

    void read_members() {
        const ListCell* found = cell(Column::members);
        const auto value = text(Column::members);
        m_parsed.facts.members.reset();
        if (!value) {
            return;
        }
        if (found->number) {
            const double number = *found->number;
            // A cell that shows something else than its number is a date or an amount, not a count.
            if (*value == number_text(number) && std::isfinite(number) && number >= 0 &&
                number <= k_most_members && std::trunc(number) == number) {
                m_parsed.facts.members = static_cast<std::int64_t>(number);
                return;
            }
        } else if (const auto members = parse_members(*value)) {
            m_parsed.facts.members = members;
            return;
        }
        problem(Column::members,
                say("{} is not a count; write 12500, 12.500, 12,5K or 12 nghìn", quoted(*value)));
    }

    void read_members_on() {
        const ListCell* found = cell(Column::members_on);
        const auto value = text(Column::members_on);
        m_parsed.facts.members_on.reset();
        if (!value) {
            return;
        }
        const auto day = found->number ? day_from_excel_serial(*found->number) : parse_day(*value);
        if (!day) {
            problem(Column::members_on,
                    say("{} is not a day; write 2026-09-30 or 30/9/2026", quoted(*value)));
        } else if (*day > m_rules.today) {
            problem(Column::members_on, say("{} is in the future (today is {}); write the day of the count",
                                            to_iso(*day), to_iso(m_rules.today)));
        }
        m_parsed.facts.members_on = day;
    }

    void read_topic() {
        read_word(Column::topic, m_answers.topic, m_parsed.facts.topic, [this](std::string_view value) {
            auto topic = parse_topic(value);
            if (!topic) {
                problem(Column::topic, not_a_topic(value));
            }
            return topic;
        });
    }

    [[nodiscard]] std::string not_a_topic(std::string_view value) const {
        std::vector<std::string> names;
        std::string list;
        for (const auto& code : topics()) {
            names.push_back(code);
            names.push_back(search_key(topic_name(code, "vi")));
            list += (list.empty() ? "" : ", ") + code;
        }
        const auto near = nearest(search_key(value), names);
        return near ? say("{} is not on the list of topics; did you mean '{}'?; expected one of {}",
                          quoted(value), *near, list)
                    : say("{} is not on the list of topics; expected one of {}", quoted(value), list);
    }

    void read_locality() {
        read_word(Column::locality, m_answers.locality, m_parsed.facts.locality,
                  [this](std::string_view value) -> std::optional<std::string> {
                      if (const auto contact = personal_contact(value, m_rules.addresses)) {
                          problem(Column::locality,
                                  say("the cell holds {}; write a commune or ward (P1)", *contact));
                          return std::nullopt;
                      }
                      auto match = m_rules.localities.match(value, m_rules.province);
                      if (auto* refusal = std::get_if<LocalityRefusal>(&match)) {
                          problem(Column::locality, std::move(refusal->message));
                          return std::nullopt;
                      }
                      return std::get<LocalityUnit>(match).code;
                  });
    }

    void read_visibility() {
        read_word(
            Column::visibility, m_answers.visibility, m_parsed.facts.visibility,
            [this](std::string_view value) {
                const auto visibility = parse_visibility(value);
                if (!visibility) {
                    const auto near = nearest(search_key(value), visibility_words());
                    problem(
                        Column::visibility,
                        near ? say("{} is no visibility; expected public (công khai) or private (riêng "
                                   "tư); did you mean '{}'?",
                                   quoted(value), *near)
                             : say("{} is no visibility; expected public (công khai) or private (riêng tư)",
                                   quoted(value)));
                }
                return visibility;
            });
    }

    void read_language() {
        read_word(
            Column::language, m_answers.language, m_parsed.facts.language, [this](std::string_view value) {
                auto language = parse_language(value);
                if (!language) {
                    problem(Column::language,
                            say("{} is no language code; write one of ISO 639-1 (vi, en) or its name (tiếng "
                                "Việt)",
                                quoted(value)));
                }
                return language;
            });
    }

    void read_source() {
        read_word(Column::source, m_answers.source, m_parsed.facts.source, [this](std::string_view value) {
            return check_text(Column::source, value, k_longest_source) ? std::optional(std::string(value))
                                                                       : std::nullopt;
        });
    }

    const ListRow& m_row;
    const ColumnMap& m_columns;
    const std::vector<std::string>& m_header;
    const RowRules& m_rules;
    RowAnswers& m_answers;
    ParsedRow& m_parsed;
    Diagnostics& m_problems;
};

} // namespace

void parse_row(const ListRow& row, const ColumnMap& columns, const std::vector<std::string>& header,
               const RowRules& rules, RowAnswers& answers, ParsedRow& parsed, Diagnostics& problems) {
    problems = row.problems;
    if (problems.empty()) {
        RowParser(row, columns, header, rules, answers, parsed, problems).run();
    }
}

std::variant<ParsedRow, Diagnostics> parse_row(const ListRow& row, const ColumnMap& columns,
                                               const std::vector<std::string>& header,
                                               const RowRules& rules) {
    RowAnswers answers;
    ParsedRow parsed;
    Diagnostics problems;
    parse_row(row, columns, header, rules, answers, parsed, problems);
    if (!problems.empty()) {
        return problems;
    }
    return parsed;
}

} // namespace hnat
