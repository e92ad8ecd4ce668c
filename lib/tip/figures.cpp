#include "tip/figures.hpp"

#include "base/error.hpp"
#include "base/message.hpp"
#include "store/statement.hpp"
#include "tip/tip_count.hpp"

#include <charconv>

namespace hnat {

namespace {

/// The words of a counter's detail.
std::vector<std::string_view> words_of(std::string_view detail) {
    std::vector<std::string_view> words;
    for (std::size_t at = 0; at <= detail.size();) {
        const auto colon = std::min(detail.find(':', at), detail.size());
        words.push_back(detail.substr(at, colon - at));
        at = colon + 1;
    }
    return words;
}

class FigureReader {
  public:
    FigureReader() {
        add_names(m_figures.received);
        add_names(m_figures.referred);
        add_names(m_figures.closed);
    }

    void add(TipEvent event, std::string_view detail, std::int64_t count) {
        const auto words = words_of(detail);
        switch (event) {
        case TipEvent::received:
            add_to(m_figures.received, words, 0, count);
            return;
        case TipEvent::acknowledged:
            add_took(m_figures.acknowledged, words, 0, count);
            return;
        case TipEvent::referred:
            add_to(m_figures.referred, words, 0, count);
            if (words.size() > 1) {
                add_took(m_figures.first_referred, words, 2, count);
            }
            return;
        case TipEvent::closed:
            add_to(m_figures.closed, words, 0, count);
            if (words.size() > 1) {
                add_took(m_figures.first_closed, words, 1, count);
            }
            return;
        case TipEvent::reopened:
            m_figures.reopened += count;
            return;
        case TipEvent::extended:
            m_figures.extended += count;
            return;
        case TipEvent::purged:
            m_figures.purged += count;
            return;
        case TipEvent::out_of_scope:
            m_figures.out_of_scope += count;
            return;
        case TipEvent::revealed:
            m_figures.revealed += count;
            return;
        case TipEvent::reveal_refused:
            m_figures.reveal_refused += count;
            return;
        }
    }

    TipFigures take() && { return std::move(m_figures); }

  private:
    [[noreturn]] static void fail() {
        throw Error(ErrorKind::failed,
                    say("tip_count holds a detail that hnat never writes; hnat db check says more"));
    }

    template <typename Enum>
    static void add_names(std::vector<TipFigures::Count<Enum>>& counts) {
        for (const auto& entry : k_enum_names<Enum>) {
            counts.push_back({entry.value, 0});
        }
    }

    template <typename Enum>
    static void add_to(std::vector<TipFigures::Count<Enum>>& counts,
                       const std::vector<std::string_view>& words, std::size_t at, std::int64_t count) {
        const auto value = enum_from<Enum>(words.at(at));
        if (!value) {
            fail();
        }
        counts.at(static_cast<std::size_t>(*value)).count += count;
    }

    /// `in|late` and the days, from the word `at` on.
    static void add_took(TookFigures& took, const std::vector<std::string_view>& words, std::size_t at,
                         std::int64_t count) {
        if (words.size() != at + 2) {
            fail();
        }
        const std::string_view text = words[at + 1];
        std::int64_t days = 0;
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), days);
        if (error != std::errc{} || end != text.data() + text.size() ||
            (words[at] != "in" && words[at] != "late")) {
            fail();
        }
        (words[at] == "in" ? took.in_term : took.late) += count;
        took.days[days] += count;
    }

    TipFigures m_figures;
};

/// The months of a regime that a period is made of, first and last, as tip_count writes them.
std::pair<std::string, std::string> months_of(const Regime& regime, const Period& period) {
    return {regime.containing(PeriodKind::month, period.days.start).code(),
            regime.containing(PeriodKind::month, period.days.end - std::chrono::days{1}).code()};
}

} // namespace

std::optional<std::int64_t> TookFigures::median() const {
    const std::int64_t middle = (all() + 1) / 2;
    std::int64_t seen = 0;
    for (const auto& [value, count] : days) {
        seen += count;
        if (seen >= middle) {
            return value;
        }
    }
    return std::nullopt;
}

const Regime* tip_calendar(SQLite::Database& db) {
    SQLite::Statement statement(db, "SELECT regime FROM tip_count LIMIT 1");
    return statement.executeStep() ? &find_regime(statement.getColumn(0).getString()) : nullptr;
}

TipFigures tip_figures(const Store& store, const Regime& regime, const Period& period) {
    const auto [first, last] = months_of(regime, period);
    SQLite::Statement statement(store.db(),
                                "SELECT event, detail, sum(count) FROM tip_count"
                                " WHERE regime = ? AND month >= ? AND month <= ? GROUP BY event, detail");
    sql::bind_all(statement, regime.code, first, last);
    FigureReader reader;
    while (statement.executeStep()) {
        reader.add(sql::required_name_at<TipEvent>(statement, 0), statement.getColumn(1).getString(),
                   statement.getColumn(2).getInt64());
    }
    return std::move(reader).take();
}

} // namespace hnat
