#include "base/message.hpp"
#include "render/template.hpp"

#include "base/error.hpp"
#include "base/text.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <charconv>

namespace hnat {

namespace {

namespace mustache = kainjow::mustache;

constexpr std::size_t k_most_output = std::size_t{8} * 1024 * 1024;

std::size_t number_after(std::string_view text, std::size_t position) {
    std::size_t number = 0;
    std::from_chars(text.data() + position, text.data() + text.size(), number);
    return number;
}

std::string message_at(const TagPlace& place, std::string_view what) {
    return fmt::format("{}:{}: {}", place.path, place.line, what);
}

[[noreturn]] void fail(const TagPlace& place, std::string_view what) {
    throw Error(ErrorKind::failed, message_at(place, what));
}

/// A dotted name whose first part that the view does not know is the nearest one that it knows.
std::optional<std::string> suggestion(const View& view, const std::string& name) {
    std::size_t begin = 0;
    while (begin < name.size()) {
        const auto end = std::min(name.find('.', begin), name.size());
        const auto part = name.substr(begin, end - begin);
        if (!view.names.contains(part)) {
            const auto best = nearest(part, view.names);
            return best ? std::optional(name.substr(0, begin) + *best + name.substr(end)) : std::nullopt;
        }
        begin = end + 1;
    }
    return std::nullopt;
}

std::string missing_name(const View& view, const std::string& name) {
    const auto meant = suggestion(view, name);
    return meant ? say("the {} has no name '{}'; is '{}' meant?", tr(view.document), name, *meant)
                 : say("the {} has no name '{}'", tr(view.document), name);
}

/// Looks names up as Mustache does, but what is not there is a problem, and what is written is counted.
class StrictContext : public mustache::context<std::string> {
  public:
    StrictContext(const PreparedTemplate& prepared, const View& view)
        : mustache::context<std::string>(&view.data),
          m_prepared(prepared),
          m_view(view),
          m_nothing(std::string()) {}

    const mustache::data* get(const std::string& marked) const override {
        const auto at = marked.find('@');
        const auto number = number_after(marked, at + 1);
        if (at == 0) {
            count(number);
            return &m_nothing;
        }
        const auto& place = m_prepared.places.at(number);
        m_last = &place;
        shows(number);
        const auto* found = mustache::context<std::string>::get(place.name);
        if (found == nullptr) {
            problem(number, missing_name(m_view, place.name));
            return &m_nothing;
        }
        if (place.kind == 'v' && !found->is_string()) {
            problem(number, say("'{0}' is not a value but a section; write {{{{#{0}}}}}", place.name));
            return &m_nothing;
        }
        count(1 + (place.kind == 'v' ? found->string_value().size() : 0));
        return found;
    }

    const mustache::data* get_partial(const std::string& /*name*/) const override { return nullptr; }

  protected:
    /// Called for each tag that comes up.
    virtual void shows(std::size_t /*place*/) const {}
    /// What is wrong with one: it ends the rendering here.
    virtual void problem(std::size_t place, const std::string& what) const {
        fail(m_prepared.places.at(place), what);
    }

  private:
    void count(std::size_t bytes) const {
        m_written += bytes;
        if (m_written > k_most_output) {
            fail(*m_last,
                 say("the {} grows over 8 MiB here; is a list repeated inside itself?", tr(m_view.document)));
        }
    }

    const PreparedTemplate& m_prepared;
    const View& m_view;
    mustache::data m_nothing;
    mutable std::size_t m_written = 0;
    mutable const TagPlace* m_last =
        nullptr; ///< a section comes before any counted text: never null when counting
};

/// Goes on after a problem, and remembers which tags came up.
class CheckingContext final : public StrictContext {
  public:
    CheckingContext(const PreparedTemplate& prepared, const View& view,
                    std::vector<std::optional<std::string>>& problems, std::vector<bool>& shown)
        : StrictContext(prepared, view),
          m_problems(problems),
          m_shown(shown) {}

  protected:
    void shows(std::size_t place) const override { m_shown[place] = true; }
    void problem(std::size_t place, const std::string& what) const override { m_problems[place] = what; }

  private:
    std::vector<std::optional<std::string>>& m_problems;
    std::vector<bool>& m_shown;
};

bool knows_all_parts(const View& view, const std::string& name) {
    for (std::size_t begin = 0; begin < name.size();) {
        const auto end = std::min(name.find('.', begin), name.size());
        if (name != "." && !view.names.contains(name.substr(begin, end - begin))) {
            return false;
        }
        begin = end + 1;
    }
    return true;
}

mustache::mustache parse(const PreparedTemplate& prepared) {
    mustache::mustache parsed(prepared.text);
    if (!parsed.is_valid()) {
        throw Error(ErrorKind::failed, say("a template could not be read: {}", parsed.error_message()));
    }
    return parsed;
}

} // namespace

std::vector<std::string> check_template(const PreparedTemplate& prepared, std::span<const View> views) {
    std::vector<std::optional<std::string>> problems(prepared.places.size());
    std::vector<bool> shown(prepared.places.size());
    auto parsed = parse(prepared);
    parsed.set_custom_escape([](const std::string& value) { return value; });
    for (const auto& view : views) {
        CheckingContext context(prepared, view, problems, shown);
        static_cast<void>(parsed.render(context));
    }
    std::vector<std::string> messages;
    for (std::size_t i = 0; i < prepared.places.size(); ++i) {
        const auto& place = prepared.places[i];
        if (!shown[i] && !problems[i] && !views.empty() && !knows_all_parts(views.front(), place.name)) {
            problems[i] = missing_name(views.front(), place.name);
        }
        if (problems[i]) {
            messages.push_back(message_at(place, *problems[i]));
        }
    }
    return messages;
}

std::string render_template(const PreparedTemplate& prepared, const View& view, const Escape& escape) {
    auto parsed = parse(prepared);
    parsed.set_custom_escape(escape);
    StrictContext context(prepared, view);
    std::string text = parsed.render(context);
    if (!parsed.is_valid()) {
        throw Error(ErrorKind::failed, say("a template could not be rendered: {}", parsed.error_message()));
    }
    std::ranges::replace(text, k_line_end, '\n');
    return text;
}

} // namespace hnat
