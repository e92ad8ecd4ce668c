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

/// Looks names up as Mustache does, but what is not there is an error, and what is written is counted.
class StrictContext final : public mustache::context<std::string> {
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
        const auto name = marked.substr(0, at);
        const auto* found = mustache::context<std::string>::get(name);
        if (found == nullptr) {
            fail(place, fmt::format("the {} has no name '{}'{}", m_view.document, name, suggestion(name)));
        }
        if (place.kind == 'v' && !found->is_string()) {
            fail(place, fmt::format("'{}' is not a value but a section; write {{{{#{}}}}}", name, name));
        }
        count(1 + (place.kind == 'v' ? found->string_value().size() : 0));
        return found;
    }

    const mustache::data* get_partial(const std::string& /*name*/) const override { return nullptr; }

  private:
    [[noreturn]] static void fail(const TagPlace& place, const std::string& what) {
        throw Error(ErrorKind::failed, fmt::format("{}:{}: {}", place.path, place.line, what));
    }

    void count(std::size_t bytes) const {
        m_written += bytes;
        if (m_written > k_most_output) {
            fail(*m_last, fmt::format("the {} grows over 8 MiB here; is a list repeated inside itself?",
                                      m_view.document));
        }
    }

    /// The first part of a dotted name that the view does not know, with the nearest one put in its place.
    [[nodiscard]] std::string suggestion(const std::string& name) const {
        std::size_t begin = 0;
        while (begin < name.size()) {
            const auto end = std::min(name.find('.', begin), name.size());
            const auto part = name.substr(begin, end - begin);
            if (!m_view.names.contains(part)) {
                const auto best = nearest(part, m_view.names);
                return best ? fmt::format("; is '{}{}{}' meant?", name.substr(0, begin), *best,
                                          name.substr(end))
                            : "";
            }
            begin = end + 1;
        }
        return "";
    }

    const PreparedTemplate& m_prepared;
    const View& m_view;
    mustache::data m_nothing;
    mutable std::size_t m_written = 0;
    mutable const TagPlace* m_last =
        nullptr; ///< a section comes before any counted text: never null when counting
};

} // namespace

std::string render_template(const PreparedTemplate& prepared, const View& view, const Escape& escape) {
    mustache::mustache parsed(prepared.text);
    if (!parsed.is_valid()) {
        throw Error(ErrorKind::failed, "a template could not be read: " + parsed.error_message());
    }
    parsed.set_custom_escape(escape);
    StrictContext context(prepared, view);
    std::string text = parsed.render(context);
    if (!parsed.is_valid()) {
        throw Error(ErrorKind::failed, "a template could not be rendered: " + parsed.error_message());
    }
    std::ranges::replace(text, k_line_end, '\n');
    return text;
}

} // namespace hnat
