#include "enroll/mention.hpp"

#include "base/text.hpp"
#include "enroll/free_texts.hpp"
#include "enroll/member_row.hpp"
#include "store/statement.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace hnat {

namespace {

constexpr std::string_view k_digits = "0123456789";
/// Letters of a handle that is one word: shorter ones are words of their own ("mau"). Facebook and Telegram
/// give none below it.
constexpr std::size_t k_shortest_handle = 5;

std::string between_spaces(const std::string& key) {
    return key.empty() ? key : " " + key + " ";
}

bool is_one_word(std::string_view key) {
    return key.find(' ') == std::string_view::npos;
}

/// Of a link the last part, which names the person: `https://www.facebook.com/nguyen.van.mau` and
/// `…/profile.php?id=100001`.
std::string_view handle_of(std::string_view contact) {
    while (contact.ends_with('/')) {
        contact.remove_suffix(1);
    }
    const auto begin = contact.find_last_of("/=@");
    return begin == std::string_view::npos ? contact : contact.substr(begin + 1);
}

/// The runs of digits of a search key, those that only spaces part taken for one, with a space at each end.
std::string digits_of(std::string_view key) {
    std::string runs = " ";
    for (std::size_t at = 0; at < key.size();) {
        const auto end = std::min(key.find(' ', at), key.size());
        const auto word = key.substr(at, end - at);
        if (word.find_first_not_of(k_digits) == std::string_view::npos) {
            runs += word;
        } else if (!runs.ends_with(' ')) {
            runs += ' ';
        }
        at = end + 1;
    }
    return runs + ' ';
}

std::string edit_command(const FreeText& text, const std::string& record) {
    return text.rewording
               ? fmt::format("hnat enroll reword {}/{}/{} --text TEXT", text.kind, record, text.field)
               : fmt::format(fmt::runtime(text.command), record);
}

std::string select(const FreeText& text) {
    const std::string_view value = text.value.empty() ? text.column : text.value;
    const std::string others =
        text.member.empty()
            ? ""
            : fmt::format(" AND ({0} IS NULL OR {0} NOT IN (SELECT value FROM json_each(?1)))", text.member);
    return fmt::format("SELECT {}, {} FROM {} WHERE {} IS NOT NULL{} ORDER BY 1", text.record, value,
                       text.table, value, others);
}

} // namespace

Traces Traces::of(const Store& store, std::span<const std::int64_t> members) {
    Traces traces;
    traces.m_members = fmt::format("[{}]", fmt::join(members, ","));
    for (const auto number : members) {
        const auto member = member_row::get_member(store.db(), number);
        if (std::string name = search_key(member.name); !is_one_word(name)) {
            traces.m_words.push_back(between_spaces(name));
        }
        const std::string& contact = member.contact.value;
        if (contact.starts_with('+')) {
            // The national number follows the country's, or a zero in its place (Việt Nam).
            traces.m_digits.push_back(contact.substr(1));
            if (contact.starts_with("+84")) {
                traces.m_digits.push_back("0" + contact.substr(3));
            }
            continue;
        }
        const bool mail = member.contact.kind == ContactKind::email;
        const std::string key = search_key(mail ? std::string_view(contact) : handle_of(contact));
        if (!is_one_word(key) || key.size() >= k_shortest_handle) {
            traces.m_words.push_back(between_spaces(key));
        }
    }
    return traces;
}

bool Traces::in(std::string_view text) const {
    const std::string key = between_spaces(search_key(text));
    if (std::ranges::any_of(m_words,
                            [&](const std::string& words) { return key.find(words) != std::string::npos; })) {
        return true;
    }
    if (m_digits.empty() || key.find_first_of(k_digits) == std::string::npos) {
        return false;
    }
    const std::string runs = digits_of(key);
    return std::ranges::any_of(
        m_digits, [&](const std::string& digits) { return runs.find(digits) != std::string::npos; });
}

std::vector<Mention> find_mentions(const Store& store, const Traces& traces) {
    std::vector<Mention> mentions;
    if (traces.empty()) {
        return mentions;
    }
    for (const FreeText& text : free_texts()) {
        SQLite::Statement statement(store.db(), select(text));
        if (!text.member.empty()) {
            statement.bind(1, traces.members());
        }
        while (statement.executeStep()) {
            if (!traces.in(statement.getColumn(1).getString())) {
                continue;
            }
            const std::string record = statement.getColumn(0).getString();
            Mention mention{text.kind, record, text.field, edit_command(text, record)};
            if (mentions.empty() || mentions.back() != mention) { // consents of one member follow one another
                mentions.push_back(std::move(mention));
            }
        }
    }
    return mentions;
}

} // namespace hnat
