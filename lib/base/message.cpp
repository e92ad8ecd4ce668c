#include "base/message.hpp"

#include "base/message_catalogue.hpp"

#include <atomic>

namespace hnat {

namespace {

/// nullptr: English. Atomic, for threads that make messages while a test chooses again.
std::atomic<const MessageCatalogue*> s_catalogue{nullptr};

} // namespace

void choose_message_language(std::string_view lang) {
    if (lang != "vi") {
        s_catalogue = nullptr;
        return;
    }
    static const MessageCatalogue vietnamese(vietnamese_catalogue());
    s_catalogue = &vietnamese;
}

std::string_view tr(std::string_view key) noexcept {
    const MessageCatalogue* const catalogue = s_catalogue;
    // The entry of the empty key is the catalogue's header.
    return catalogue == nullptr || key.empty() ? key : catalogue->find(key).value_or(key);
}

namespace detail {

std::string_view tr_plural(std::string_view one, std::string_view many, std::int64_t count) {
    const std::string_view english = count == 1 ? one : many;
    const MessageCatalogue* const catalogue = s_catalogue;
    if (catalogue == nullptr) {
        return english;
    }
    std::string key(one);
    key += '\0';
    key += many;
    return catalogue->find(key).value_or(english);
}

} // namespace detail

} // namespace hnat
