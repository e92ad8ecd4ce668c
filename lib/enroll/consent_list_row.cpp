#include "enroll/consent_list_row.hpp"

#include "base/message.hpp"
#include "base/text.hpp"
#include "list/rejects.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <charconv>

namespace hnat::consent_list {

namespace {

template <typename Value>
struct Word {
    std::string_view key; ///< search_key() of what people write
    Value value;
};

constexpr std::array k_purpose_words{
    Word<Purpose>{"lien he", Purpose::contact},
    Word<Purpose>{"lien lac", Purpose::contact},
    Word<Purpose>{"hop", Purpose::meetings},
    Word<Purpose>{"moi hop", Purpose::meetings},
    Word<Purpose>{"du hop", Purpose::meetings},
    Word<Purpose>{"meeting", Purpose::meetings},
    Word<Purpose>{"phan hoi", Purpose::tips_feedback},
    Word<Purpose>{"phan hoi tin bao", Purpose::tips_feedback},
    Word<Purpose>{"feedback", Purpose::tips_feedback},
    Word<Purpose>{"khen thuong", Purpose::recognition},
    Word<Purpose>{"bieu duong", Purpose::recognition},
    Word<Purpose>{"ghi nhan", Purpose::recognition},
    Word<Purpose>{"cong bo", Purpose::publication},
    Word<Purpose>{"dang tai", Purpose::publication},
    Word<Purpose>{"dua tin", Purpose::publication},
};

constexpr std::array k_method_words{
    Word<ConsentMethod>{"van ban", ConsentMethod::written},
    Word<ConsentMethod>{"bang van ban", ConsentMethod::written},
    Word<ConsentMethod>{"phieu", ConsentMethod::written},
    Word<ConsentMethod>{"ghi am", ConsentMethod::recorded_call},
    Word<ConsentMethod>{"goi ghi am", ConsentMethod::recorded_call},
    Word<ConsentMethod>{"cuoc goi ghi am", ConsentMethod::recorded_call},
    Word<ConsentMethod>{"tin nhan", ConsentMethod::sms},
    Word<ConsentMethod>{"tin nhan sms", ConsentMethod::sms},
    Word<ConsentMethod>{"text message", ConsentMethod::sms},
    Word<ConsentMethod>{"e mail", ConsentMethod::email},
    Word<ConsentMethod>{"thu dien tu", ConsentMethod::email},
    Word<ConsentMethod>{"ky truc tiep", ConsentMethod::in_person_signed},
    Word<ConsentMethod>{"truc tiep", ConsentMethod::in_person_signed},
    Word<ConsentMethod>{"in person", ConsentMethod::in_person_signed},
};

constexpr std::array k_role_words{
    Word<MemberRole>{"chu nhom", MemberRole::owner},
    Word<MemberRole>{"truong nhom", MemberRole::owner},
    Word<MemberRole>{"nguoi lap", MemberRole::owner},
    Word<MemberRole>{"quan tri", MemberRole::admin},
    Word<MemberRole>{"quan tri vien", MemberRole::admin},
    Word<MemberRole>{"qtv", MemberRole::admin},
    Word<MemberRole>{"administrator", MemberRole::admin},
    Word<MemberRole>{"kiem duyet", MemberRole::moderator},
    Word<MemberRole>{"kiem duyet vien", MemberRole::moderator},
    Word<MemberRole>{"nguoi kiem duyet", MemberRole::moderator},
    Word<MemberRole>{"dieu hanh", MemberRole::moderator},
    Word<MemberRole>{"nguoi dieu hanh", MemberRole::moderator},
    Word<MemberRole>{"mod", MemberRole::moderator},
};

constexpr std::array k_yes_words{
    Word<bool>{"co", true},     Word<bool>{"da thong bao", true},
    Word<bool>{"yes", true},    Word<bool>{"x", true},
    Word<bool>{"1", true},      Word<bool>{"true", true},
    Word<bool>{"khong", false}, Word<bool>{"chua", false},
    Word<bool>{"no", false},    Word<bool>{"0", false},
    Word<bool>{"false", false},
};

constexpr std::array k_language_words{
    Word<std::string_view>{"tieng viet", "vi"}, Word<std::string_view>{"viet", "vi"},
    Word<std::string_view>{"vietnamese", "vi"}, Word<std::string_view>{"tieng anh", "en"},
    Word<std::string_view>{"english", "en"},
};

template <typename Table>
auto find_word(const Table& table, const std::string& key) {
    using Value = decltype(table.front().value);
    const auto found = std::ranges::find_if(table, [&](const auto& word) { return word.key == key; });
    return found == table.end() ? std::optional<Value>() : std::optional<Value>(found->value);
}

/// A code of a closed list, however its words are joined, or one of the words for it.
template <typename Enum, typename Table>
std::optional<Enum> closed_value(std::string_view text, const Table& table) {
    const std::string key = search_key(text);
    for (const auto& entry : k_enum_names<Enum>) {
        if (search_key(entry.name) == key) {
            return entry.value;
        }
    }
    return find_word(table, key);
}

class RowParser {
  public:
    RowParser(const ListRow& row, const RowRules& rules) : m_row(row), m_rules(rules) {}

    std::variant<ParsedRow, Diagnostics> run() {
        read_group();
        read_name();
        read_contact();
        if (const auto role = read_choice<MemberRole>(ConsentColumn::role, k_role_words)) {
            m_parsed.role = *role;
        }
        if (const auto purpose = read_choice<Purpose>(ConsentColumn::purpose, k_purpose_words)) {
            m_parsed.consent.purpose = *purpose;
        }
        if (const auto method = read_choice<ConsentMethod>(ConsentColumn::method, k_method_words)) {
            m_parsed.consent.method = *method;
        }
        read_evidence();
        read_days();
        read_notice();
        read_language();
        read_charter();
        if (!m_problems.empty()) {
            return std::move(m_problems);
        }
        return std::move(m_parsed);
    }

  private:
    [[nodiscard]] const ListCell* cell(ConsentColumn column) const {
        const auto position = m_rules.columns.position(column);
        return position && *position < m_row.cells.size() ? &m_row.cells[*position] : nullptr;
    }

    /// NFC, squeezed, its formula guard off; nullopt for an empty cell or none.
    [[nodiscard]] std::optional<std::string> text(ConsentColumn column) const {
        const ListCell* found = cell(column);
        if (found == nullptr) {
            return std::nullopt;
        }
        const std::string squeezed = squeeze(nfc(found->text));
        std::string value(without_formula_guard(squeezed));
        return value.empty() ? std::nullopt : std::optional(std::move(value));
    }

    std::optional<std::string> required(ConsentColumn column) {
        auto value = text(column);
        if (!value) {
            problem(column, say("is empty; a consent is not complete without it (P2)"));
        }
        return value;
    }

    void problem(ConsentColumn column, std::string message) {
        const auto position = m_rules.columns.position(column);
        m_problems.push_back({Severity::error, std::string(m_rules.file), m_row.line,
                              position ? m_rules.header[*position] : std::string(name_of(column)),
                              std::move(message)});
    }

    void read_group() {
        const auto value = required(ConsentColumn::group);
        if (!value) {
            return;
        }
        if (const auto group = m_rules.find_group(*value)) {
            m_parsed.group = *group;
        } else {
            problem(ConsentColumn::group,
                    say("is no group of the register; write its number, address or key"));
        }
    }

    void read_name() {
        const auto value = required(ConsentColumn::name);
        if (!value) {
            return;
        }
        auto name = parse_person_name(*value);
        if (const auto* wrong = std::get_if<std::string_view>(&name)) {
            problem(ConsentColumn::name, std::string(*wrong));
        } else {
            m_parsed.person.name = std::get<std::string>(std::move(name));
        }
    }

    void read_contact() {
        std::optional<ConsentColumn> filled;
        std::optional<ConsentColumn> present;
        for (const auto column : k_contact_columns) {
            present = present ? present : (cell(column) != nullptr ? std::optional(column) : std::nullopt);
            if (!text(column)) {
                continue;
            }
            if (filled) {
                problem(column,
                        say("is a second contact, beside {}; a member has one channel: keep one of them",
                            name_of(*filled)));
                return;
            }
            filled = column;
        }
        if (!filled) {
            problem(present.value_or(ConsentColumn::contact),
                    say("is empty; a member has one channel to be reached by"));
            return;
        }
        const auto kind = enum_from<ContactKind>(name_of(*filled));
        auto contact = kind ? parse_contact(*kind, *text(*filled)) : parse_contact(*text(*filled));
        if (auto* wrong = std::get_if<std::string>(&contact)) {
            problem(*filled, std::move(*wrong));
        } else {
            m_parsed.person.contact = std::get<Contact>(std::move(contact));
        }
    }

    template <typename Enum, typename Table>
    std::optional<Enum> read_choice(ConsentColumn column, const Table& words) {
        const auto value = required(column);
        if (!value) {
            return std::nullopt;
        }
        const auto choice = closed_value<Enum>(*value, words);
        if (!choice) {
            problem(column, say("is none of {}", fmt::join(names_of<Enum>(), ", ")));
        }
        return choice;
    }

    void read_evidence() {
        if (auto value = required(ConsentColumn::evidence)) {
            m_parsed.consent.evidence = *std::move(value);
        }
    }

    std::optional<Day> read_day(ConsentColumn column, std::string_view value) {
        const ListCell* found = cell(column);
        const auto day = found->number ? day_from_excel_serial(*found->number) : parse_day(value);
        if (!day) {
            problem(column, say("is not a day; write 2026-09-30 or 30/9/2026"));
        }
        return day;
    }

    void read_days() {
        if (const auto value = required(ConsentColumn::given_on)) {
            m_parsed.consent.given_on = read_day(ConsentColumn::given_on, *value).value_or(Day{});
        }
        if (const auto value = text(ConsentColumn::expires_on)) {
            m_parsed.consent.expires_on = read_day(ConsentColumn::expires_on, *value);
        }
    }

    void read_notice() {
        const auto value = text(ConsentColumn::sensitive_notice);
        if (!value) {
            return;
        }
        const auto notice = find_word(k_yes_words, search_key(*value));
        if (!notice) {
            problem(ConsentColumn::sensitive_notice, say("is neither yes (có) nor no (không)"));
        }
        m_parsed.consent.sensitive_notice = notice.value_or(false);
    }

    void read_language() {
        const auto value = text(ConsentColumn::language);
        const std::string key = value ? search_key(*value) : "vi";
        const auto by_name = find_word(k_language_words, key);
        m_parsed.language = by_name ? std::string(*by_name) : key;
        const bool code = (m_parsed.language.size() == 2 || m_parsed.language.size() == 3) &&
                          std::ranges::all_of(m_parsed.language, [](char c) { return c >= 'a' && c <= 'z'; });
        if (!code) {
            problem(ConsentColumn::language,
                    say("is no language code; write vi, en or another code of ISO 639"));
        }
    }

    void read_charter() {
        const auto value = text(ConsentColumn::charter);
        if (!value) {
            return;
        }
        std::int64_t version = 0;
        const char* const end = value->data() + value->size();
        const auto [stop, error] = std::from_chars(value->data(), end, version);
        if (error != std::errc{} || stop != end || version < 1) {
            problem(ConsentColumn::charter, say("is no version of the charter; write its number"));
            return;
        }
        m_parsed.consent.charter = version;
    }

    const ListRow& m_row;
    const RowRules& m_rules;
    ParsedRow m_parsed;
    Diagnostics m_problems;
};

} // namespace

std::variant<ParsedRow, Diagnostics> parse_row(const ListRow& row, const RowRules& rules) {
    if (!row.problems.empty()) {
        return row.problems;
    }
    return RowParser(row, rules).run();
}

} // namespace hnat::consent_list
