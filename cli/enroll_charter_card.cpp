#include "cli/enroll_charter_card.hpp"

#include "base/text.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <string_view>

namespace hnat::cli {

namespace {

class CardText {
  public:
    explicit CardText(bool vietnamese) : m_vietnamese(vietnamese) {}

    std::string write(const CharterCard& card) {
        const CharterVersion& version = card.version;
        line(fmt::format("{} {}: {}", word("Phiên bản", "Version"), version.number, version.title));
        line(fmt::format("{}: {}", word("Trạng thái", "State"), states(version)));
        line(fmt::format("SHA-256: {}", to_hex(version.hash)));
        if (!version.members.empty()) {
            line(fmt::format(
                "{}: {}",
                word("Đồng ý theo phiên bản này, thành viên số", "Consents that refer to it, of members"),
                fmt::join(version.members, ", ")));
        }
        m_out += '\n' + card.text;
        if (!card.comments.empty()) {
            line(fmt::format("\n{}", word("Ý kiến góp ý", "Comments")));
        }
        for (const CharterComment& comment : card.comments) {
            add_comment(comment);
        }
        return std::move(m_out);
    }

  private:
    [[nodiscard]] std::string_view word(std::string_view vi, std::string_view en) const {
        return m_vietnamese ? vi : en;
    }
    [[nodiscard]] std::string day(Day day) const { return m_vietnamese ? to_vietnamese(day) : to_iso(day); }

    void line(std::string_view text) { m_out.append(text) += '\n'; }

    void add(std::string& text, std::string_view what, const std::optional<Day>& on) const {
        text += on ? fmt::format("{}{} {}", text.empty() ? "" : ", ", what, day(*on)) : "";
    }

    [[nodiscard]] std::string states(const CharterVersion& version) const {
        std::string text;
        add(text, word("dự thảo", "drafted"), version.drafted_on);
        add(text, word("công bố", "published"), version.published_on);
        add(text, word("thông qua", "adopted"), version.adopted_on);
        add(text, word("được thay thế", "replaced"), version.replaced_on);
        return text;
    }

    void add_comment(const CharterComment& comment) {
        const std::string from =
            comment.group
                ? fmt::format("{} {}: {}", word("hội nhóm", "group"), *comment.group, comment.group_name)
                : std::string(word("hội nhóm đã rời sổ", "a group that has left the register"));
        line(fmt::format("\n{}. {}, {}", comment.number, day(comment.day), from));
        line(comment.text);
        line(comment.answer ? fmt::format("{} {}:\n{}", word("Trả lời", "Answer"), day(*comment.answered_on),
                                          *comment.answer)
                            : std::string(word("Chưa trả lời", "Not answered")));
    }

    bool m_vietnamese;
    std::string m_out;
};

} // namespace

std::string charter_card_text(const CharterCard& card, bool vietnamese) {
    return CardText(vietnamese).write(card);
}

void write_text(Context& context, const std::string& text) {
    if (!context.streams().out_is_tty || context.flags().output) {
        context.write_document(text);
        return;
    }
    std::string shown;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        shown += escape_controls(std::string_view(text).substr(at, end - at)) + '\n';
        at = end + 1;
    }
    context.write_document(shown);
}

} // namespace hnat::cli
