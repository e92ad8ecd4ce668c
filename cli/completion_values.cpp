#include "cli/completion_values.hpp"

#include "address/address.hpp"
#include "cli/help_text.hpp"
#include "cli/options.hpp"
#include "enroll/plan.hpp"
#include "render/document.hpp"
#include "store/office.hpp"
#include "store/record_numbers.hpp"
#include "survey/locality.hpp"
#include "survey/row.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>

namespace hnat::cli {

namespace {

/// A list that is longer helps nobody; the next digit makes it shorter.
constexpr std::size_t k_most_records = 100;
/// Nobody waits at a TAB for another process to finish.
constexpr std::chrono::milliseconds k_lock_timeout{50};

struct Word {
    std::string_view name; ///< a flag ("--liaison"), a placeholder ("GROUP"), or either after its command
    ValueSource source;
};

/// The vocabulary of flags and placeholders. A new flag has one of these placeholders, or gets its own line.
constexpr std::array k_vocabulary{
    Word{"staff retire CODE", ValueSource::staff},
    Word{"tip out-of-scope KIND", ValueSource::free},
    Word{"--format", ValueSource::list_format},
    Word{"--columns", ValueSource::columns},
    Word{"--as", ValueSource::staff},
    Word{"--liaison", ValueSource::staff},
    Word{"--owner", ValueSource::staff},
    Word{"--platform", ValueSource::platforms},
    Word{"--topic", ValueSource::topics},
    Word{"--locality", ValueSource::localities},
    Word{"--charter", ValueSource::charters},
    Word{"--step", ValueSource::steps},
    Word{"--period", ValueSource::periods},
    Word{"FILE", ValueSource::files},
    Word{"FOLDER", ValueSource::folders},
    Word{"DAY", ValueSource::days},
    Word{"GROUP", ValueSource::groups},
    Word{"OTHER", ValueSource::groups},
    Word{"MEMBER", ValueSource::members},
    Word{"MEETING", ValueSource::meetings},
    Word{"TIP", ValueSource::tips},
    Word{"QUESTION", ValueSource::questions},
    Word{"ACTION", ValueSource::actions},
    Word{"COMMENT", ValueSource::comments},
    Word{"REQUEST", ValueSource::requests},
    Word{"VERSION", ValueSource::charters},
    Word{"BATCH", ValueSource::batches},
    Word{"STEP", ValueSource::steps},
    Word{"ITEM", ValueSource::items},
    Word{"STAFF", ValueSource::staff},
    Word{"TOPIC", ValueSource::topic_of_help},
    Word{"CODE=ANSWER…", ValueSource::free},
    Word{"CODE", ValueSource::free},
    Word{"E", ValueSource::free},
    Word{"KEY", ValueSource::files},
    Word{"LANGUAGE", ValueSource::free},
    Word{"MONTH", ValueSource::free},
    Word{"N", ValueSource::free},
    Word{"NAME", ValueSource::free},
    Word{"PLACE", ValueSource::free},
    Word{"PROVINCE", ValueSource::free},
    Word{"QUARTER", ValueSource::free},
    Word{"REF", ValueSource::free},
    Word{"S", ValueSource::free},
    Word{"SHEET", ValueSource::free},
    Word{"SHORT", ValueSource::free},
    Word{"T", ValueSource::free},
    Word{"TEXT", ValueSource::free},
    Word{"TIME", ValueSource::free},
    Word{"TITLE", ValueSource::free},
    Word{"URL", ValueSource::free},
    Word{"WORDS", ValueSource::free},
};

std::optional<ValueSource> look_up(std::string_view name) {
    const auto* const found = std::ranges::find(k_vocabulary, name, &Word::name);
    return found == k_vocabulary.end() ? std::nullopt : std::optional(found->source);
}

/// A word to type, `fill` or `FRD`; what the vocabulary has stands for one.
bool is_literal(std::string_view word) {
    return !word.empty() && word != "-" && !look_up(word);
}

std::vector<std::string> split_choices(std::string_view placeholder) {
    std::vector<std::string> parts;
    for (std::size_t at = 0; at <= placeholder.size();) {
        const auto bar = std::min(placeholder.find('|', at), placeholder.size());
        parts.emplace_back(placeholder.substr(at, bar - at));
        at = bar + 1;
    }
    return parts;
}

/// Keeps what begins as typed.
class Offer {
  public:
    explicit Offer(std::string_view typed) : m_typed(typed) {}
    void add(std::string word, std::string note = "") {
        if (word.starts_with(m_typed)) {
            m_completion.candidates.push_back({std::move(word), std::move(note)});
        }
    }
    template <typename Enum>
    void add_names() {
        for (const auto name : names_of<Enum>()) {
            add(std::string(name));
        }
    }
    Completion& completion() { return m_completion; }

  private:
    std::string_view m_typed;
    Completion m_completion;
};

std::optional<RecordKind> record_kind(ValueSource source) {
    switch (source) {
    case ValueSource::groups:
        return RecordKind::group;
    case ValueSource::members:
        return RecordKind::member;
    case ValueSource::meetings:
        return RecordKind::meeting;
    case ValueSource::tips:
        return RecordKind::tip;
    case ValueSource::questions:
        return RecordKind::question;
    case ValueSource::actions:
        return RecordKind::action;
    case ValueSource::comments:
        return RecordKind::comment;
    case ValueSource::requests:
        return RecordKind::request;
    case ValueSource::charters:
        return RecordKind::charter;
    case ValueSource::batches:
        return RecordKind::batch;
    default:
        return std::nullopt;
    }
}

void offer_steps(Offer& offer, const std::vector<PlanStep>& steps, bool vietnamese) {
    for (const PlanStep& step : steps) {
        offer.add(fmt::format("{}", step.number), vietnamese ? step.name_vi : step.name_en);
    }
}

void offer_items(Offer& offer, const PlanStep& step, bool vietnamese) {
    for (const PlanItem& item : step.items) {
        if (!item.done_on) {
            offer.add(item.code, vietnamese ? item.name_vi : item.name_en);
        }
    }
}

/// What the database knows.
void offer_records(Offer& offer, ValueSource source, const UnfinishedValue& value, const Settings& settings) {
    const Day today = settings.today();
    const bool vietnamese = settings.lang() == "vi";
    const Store store =
        Store::open({settings.db(), k_lock_timeout, settings.allow_network_fs()}, Access::read, today);
    if (const auto kind = record_kind(source)) {
        for (auto& [number, note] : record_numbers(store, *kind, value.typed, k_most_records)) {
            offer.add(fmt::format("{}", number), std::move(note));
        }
    } else if (source == ValueSource::staff) {
        for (const Staff& staff : list_staff(store)) {
            if (!staff.retired) {
                offer.add(staff.code, std::string(name_of(staff.role)));
            }
        }
    } else if (source == ValueSource::steps) {
        offer_steps(offer, plan_steps(store, today), vietnamese);
    } else if (source == ValueSource::items && !value.before.empty()) {
        const auto steps = plan_steps(store, today);
        offer_items(offer, find_step(steps, value.before.back()), vietnamese);
    } else if (source == ValueSource::localities) {
        for (const LocalityUnit& unit : list_localities(store, read_office(store).province, false)) {
            offer.add(unit.code, unit.kind + ' ' + unit.name);
        }
    }
}

/// `help enroll ch`: the next word of a command's or an area's name, or a topic.
void offer_help(Offer& offer, const std::vector<std::string>& before) {
    const std::string begun = before.empty() ? "" : join_words(before) + ' ';
    const auto add = [&](std::string_view name, std::string_view summary) {
        if (!name.starts_with(begun)) {
            return;
        }
        const auto rest = name.substr(begun.size());
        const auto space = rest.find(' ');
        if (space == std::string_view::npos) {
            offer.add(std::string(rest), std::string(summary));
        }
    };
    for (const Area& area : area_table()) {
        add(area.name, area.summary);
    }
    for (const Command& command : command_table()) {
        add(command.name, command.summary);
    }
    for (const HelpTopic& topic : help_topics()) {
        add(topic.name, topic.summary);
    }
}

} // namespace

std::vector<std::string> listed_choices(std::string_view placeholder) {
    std::vector<std::string> choices;
    if (placeholder.find('|') != std::string_view::npos) {
        choices = split_choices(placeholder);
        std::erase_if(choices, [](const std::string& word) { return !is_literal(word); });
    }
    return choices;
}

ValueSource value_source(const Command& command, const Parser& parser, const Option& option) {
    const bool argument = option.is_argument();
    const std::string name = option.name();
    if (const auto source = look_up(fmt::format("{} {}", command.name, name))) {
        return *source;
    }
    if (!listed_choices(option.placeholder()).empty()) {
        return ValueSource::choices;
    }
    if (const auto source = look_up(name)) {
        // What is written from a template is a document and no list.
        const bool document = parser.find("--templates") != nullptr;
        return *source == ValueSource::list_format && document ? ValueSource::document_format : *source;
    }
    if (argument) {
        return ValueSource::unknown;
    }
    const auto placeholder = split_choices(option.placeholder()).front();
    return look_up(placeholder).value_or(ValueSource::unknown);
}

Completion offer_values(ValueSource source, const UnfinishedValue& value, const Settings& settings) {
    Offer offer(value.typed);
    switch (source) {
    case ValueSource::unknown:
    case ValueSource::free:
    case ValueSource::columns: // the command itself knows them: completion.cpp
        break;
    case ValueSource::choices:
        for (auto& choice : listed_choices(value.option.placeholder())) {
            offer.add(std::move(choice));
        }
        break;
    case ValueSource::files:
        offer.completion().files = true;
        break;
    case ValueSource::folders:
        offer.completion().folders = true;
        break;
    case ValueSource::days:
        offer.add("today");
        offer.add("yesterday");
        break;
    case ValueSource::periods:
        offer.add("last");
        offer.add("this");
        break;
    case ValueSource::list_format:
        offer.add_names<Format>();
        break;
    case ValueSource::document_format:
        offer.add_names<DocumentFormat>();
        break;
    case ValueSource::topic_of_help:
        offer_help(offer, value.before);
        break;
    case ValueSource::platforms:
        for (const auto& platform : AddressRules::standard().platforms()) {
            offer.add(platform);
        }
        break;
    case ValueSource::topics:
        for (const auto& topic : topics()) {
            offer.add(topic);
        }
        break;
    default:
        offer_records(offer, source, value, settings);
    }
    return std::move(offer.completion());
}

} // namespace hnat::cli
