#include "enroll/person_file.hpp"

#include "base/message.hpp"
#include "base/personal.hpp"
#include "base/text.hpp"

#include <toml++/toml.h>

#include <algorithm>

namespace hnat {

namespace {

class PersonFileParser {
  public:
    explicit PersonFileParser(std::string_view file) : m_file(file) {}

    PersonFile run(std::string_view text) {
        try {
            const toml::table table = toml::parse(text, m_file);
            for (const auto& [key, value] : table) {
                take(key.str(), value);
            }
            std::ranges::stable_sort(m_result.problems, {}, &Diagnostic::line);
            if (table.empty()) {
                problem({}, say("is empty; expected name = \"…\" and contact = \"phone:+84…\""));
            }
        } catch (const toml::parse_error& error) {
            // Its own description can repeat a part of the value.
            problem(error.source(),
                    say("is not TOML; expected lines like name = \"…\" and contact = \"phone:+84…\""));
        }
        return std::move(m_result);
    }

  private:
    void take(std::string_view key, const toml::node& value) {
        if (key != "name" && key != "contact") {
            problem(value.source(), say("this key is not known; expected name and contact"));
            return;
        }
        const auto text = value.value_exact<std::string>();
        if (!text) {
            problem(value.source(), say("{} is not a text in quotes", key));
        } else if (key == "name") {
            take_name(*text, value.source());
        } else {
            take_contact(*text, value.source());
        }
    }

    void take_name(std::string_view text, const toml::source_region& where) {
        auto name = parse_person_name(text);
        if (const auto* wrong = std::get_if<std::string_view>(&name)) {
            problem(where, say("name {}", *wrong));
        } else {
            m_result.name = std::get<std::string>(std::move(name));
        }
    }

    void take_contact(std::string_view text, const toml::source_region& where) {
        auto contact = parse_contact(text);
        if (const auto* wrong = std::get_if<std::string>(&contact)) {
            problem(where, say("contact {}", *wrong));
        } else {
            m_result.contact = std::get<Contact>(std::move(contact));
        }
    }

    void problem(const toml::source_region& where, std::string message) {
        m_result.problems.push_back(
            {Severity::error, m_file, where.begin.line,
             where.begin.column == 0 ? std::string() : std::to_string(where.begin.column),
             std::move(message)});
    }

    std::string m_file;
    PersonFile m_result;
};

} // namespace

std::variant<std::string, std::string_view> parse_person_name(std::string_view text) {
    if (!is_utf8(text)) {
        return tr("is not UTF-8");
    }
    std::string name = squeeze(nfc(text));
    if (name.empty()) {
        return tr("is empty; a member has a name");
    }
    if (name.size() > k_longest_person_name) {
        return tr("is too long; expected a name of at most 200 bytes");
    }
    if (name_key(name).empty() || has_controls(name)) {
        return tr("has no letters, or characters that can't be seen; write it anew");
    }
    if (holds_phone_number(name) || holds_email(name)) {
        return tr("holds a telephone number or an e-mail address; it belongs into the contact");
    }
    if (looks_like_legacy_encoding(name)) {
        return tr("looks like TCVN3 or VNI text read as CP1252; write it in Unicode, or import the list "
                  "with --encoding");
    }
    return name;
}

PersonFile parse_person_file(std::string_view text, std::string_view file) {
    return PersonFileParser(file).run(text);
}

std::variant<Person, Diagnostics> parse_whole_person_file(std::string_view text, std::string_view file) {
    PersonFile parsed = parse_person_file(text, file);
    if (parsed.problems.empty()) {
        for (const auto& [present, what] :
             {std::pair(parsed.name.has_value(), tr("no name; expected name = \"…\"")),
              std::pair(parsed.contact.has_value(), tr("no contact; expected contact = \"phone:+84…\""))}) {
            if (!present) {
                parsed.problems.push_back({Severity::error, std::string(file), 0, {}, std::string(what)});
            }
        }
    }
    if (!parsed.problems.empty()) {
        return std::move(parsed.problems);
    }
    return Person{*std::move(parsed.name), *std::move(parsed.contact)};
}

} // namespace hnat
