#include "address/url.hpp"

#include "address/text.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <array>

namespace hnat::address {

namespace {

constexpr std::size_t k_none = std::string_view::npos;

/// The parts of an address before anything is decoded.
struct RawUrl {
    std::string_view scheme; ///< without "://"; empty when the text has none
    std::string_view rest;   ///< behind the scheme, without a fragment
    std::string_view host, path, query;
};

/// Takes `http://` and `https://` off, as often as they were typed; another scheme is kept.
std::string_view take_scheme(std::string_view& text) {
    std::string_view scheme;
    while (true) {
        const std::size_t end = text.find("://");
        if (end == k_none || end == 0 ||
            !std::all_of(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(end), is_letter)) {
            return scheme;
        }
        scheme = text.substr(0, end);
        text.remove_prefix(end + 3);
        if (!equal_ignoring_case(scheme, "http") && !equal_ignoring_case(scheme, "https")) {
            return scheme;
        }
    }
}

RawUrl split(std::string_view text) {
    RawUrl raw;
    raw.scheme = take_scheme(text);
    if (raw.scheme.empty() && text.substr(0, 2) == "//") {
        text.remove_prefix(2);
    }
    text = text.substr(0, text.find('#'));
    raw.rest = text;
    const std::size_t question = text.find('?');
    if (question != k_none) {
        raw.query = text.substr(question + 1);
        text = text.substr(0, question);
    }
    raw.host = text.substr(0, text.find('/'));
    raw.path = text.substr(raw.host.size());
    return raw;
}

bool is_host(std::string_view host) {
    std::size_t labels = 0;
    while (true) {
        const std::size_t dot = host.find('.');
        const std::string_view label = host.substr(0, dot);
        if (label.empty() || label.size() > 63 || label.front() == '-' || label.back() == '-' ||
            !std::all_of(label.begin(), label.end(),
                         [](char c) { return is_digit(c) || is_letter(c) || c == '-' || c == '_'; })) {
            return false;
        }
        ++labels;
        if (dot == k_none) {
            return labels > 1;
        }
        host.remove_prefix(dot + 1);
    }
}

/// Lower case, without a closing dot, `www.` and the ports that http and https have anyway; nullopt when it
/// is no host.
std::optional<std::string> web_host(std::string_view text) {
    std::string host = fold(text);
    const std::size_t colon = host.find(':');
    std::string port;
    if (colon != std::string::npos) {
        port = host.substr(colon);
        host.resize(colon);
        if (port.size() > 6 || !std::all_of(port.begin() + 1, port.end(), is_digit)) {
            return std::nullopt;
        }
        if (port == ":80" || port == ":443" || port == ":") {
            port.clear();
        }
    }
    if (!host.empty() && host.back() == '.') {
        host.pop_back();
    }
    while (host.compare(0, 4, "www.") == 0 && std::count(host.begin(), host.end(), '.') > 1) {
        host.erase(0, 4);
    }
    if (!is_host(host) || host.size() > 253) {
        return std::nullopt;
    }
    return host + port;
}

/// True for what looks like the host of an address that was typed without its scheme: `fb.com/`, not `b.1/`.
bool begins_with_host(std::string_view text) {
    const std::size_t slash = text.find('/');
    const std::string_view host = text.substr(0, slash);
    const std::string_view top = host.substr(std::min(host.rfind('.') + 1, host.size()));
    return slash != k_none && is_host(host) && top.size() > 1 &&
           std::all_of(top.begin(), top.end(), is_letter);
}

constexpr std::array k_separators = [] {
    std::array<bool, 256> separators{};
    for (const char c : {' ', '\t', '\r', '\n', ',', ';', '|'}) {
        separators[static_cast<unsigned char>(c)] = true;
    }
    return separators;
}();

bool is_separator(char c) {
    return k_separators[static_cast<unsigned char>(c)];
}

/// True when a part of the text behind the scheme, cut at spaces and separators, begins like another address.
/// `http://http://x` is one.
bool has_second_address(std::string_view text) {
    const std::size_t question = std::min(text.find('?'), text.size());
    if (text.substr(0, question).find("://") != k_none) {
        return true;
    }
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (!is_separator(text[at])) {
            continue;
        }
        const std::string_view rest = text.substr(at + 1);
        const bool may_be_host = at < question || text[at] <= ' '; // a query may have a comma and a slash
        if (starts_with_ignoring_case(rest, "http://") || starts_with_ignoring_case(rest, "https://") ||
            starts_with_ignoring_case(rest, "www.") || (may_be_host && begins_with_host(rest))) {
            return true;
        }
    }
    return false;
}

/// Decoded text in normal form; nullopt when it is not UTF-8 or has spaces or control characters that a path
/// cannot have.
std::optional<std::string> decode(std::string_view text) {
    std::string decoded = text.find('%') == k_none ? std::string(text) : percent_decode(text);
    if (is_ascii(decoded)) {
        return decoded;
    }
    return is_utf8(decoded) ? std::optional<std::string>(without_marks(decoded)) : std::nullopt;
}

bool read_path(std::string_view text, std::vector<std::string>& segments) {
    const auto path = decode(text);
    if (!path) {
        return false;
    }
    segments.reserve(4);
    for (std::size_t from = 0; from < path->size();) {
        const std::size_t slash = std::min(path->find('/', from), path->size());
        if (slash > from) {
            segments.emplace_back(*path, from, slash - from);
        }
        from = slash + 1;
    }
    return true;
}

bool read_query(std::string_view text, std::vector<std::pair<std::string, std::string>>& query) {
    while (!text.empty()) {
        std::string_view part = text.substr(0, text.find('&'));
        text.remove_prefix(std::min(part.size() + 1, text.size()));
        if (part.substr(0, 4) == "amp;") { // "&amp;", copied from the source of a page
            part.remove_prefix(4);
        }
        const std::size_t equals = part.find('=');
        const auto name = decode(equals == k_none ? std::string_view() : part.substr(0, equals));
        const auto value = decode(equals == k_none ? part : part.substr(equals + 1));
        if (!name || !value) {
            return false;
        }
        query.emplace_back(*name, *value);
    }
    return true;
}

/// Faults that show before anything is decoded.
std::optional<UrlFault> fault_of(std::string_view text, const RawUrl& raw) {
    if (text.empty()) {
        return UrlFault::empty;
    }
    if (looks_like_phone(text)) {
        return UrlFault::phone;
    }
    if (has_second_address(raw.rest)) {
        return UrlFault::two;
    }
    if (looks_like_mail(text)) {
        return UrlFault::mail;
    }
    if (has_space_or_control(text)) {
        return UrlFault::space;
    }
    return std::nullopt;
}

UrlFault fault_of_host(std::string_view host) {
    if (host.find('@') != k_none) {
        return host.front() == '@' ? UrlFault::not_one : UrlFault::login;
    }
    for (const std::string_view scheme : {"http:", "https:", "http", "https"}) {
        if (equal_ignoring_case(host, scheme)) {
            return UrlFault::scheme;
        }
    }
    if (host.find(':') != k_none) {
        return UrlFault::scheme;
    }
    return host.find('.') == k_none && is_ascii(host) ? UrlFault::not_one : UrlFault::host;
}

} // namespace

std::optional<std::string_view> Url::parameter(std::string_view name) const {
    const auto found =
        std::find_if(query.begin(), query.end(), [name](const auto& entry) { return entry.first == name; });
    return found == query.end() ? std::nullopt : std::optional<std::string_view>(found->second);
}

std::string Url::shown() const {
    constexpr std::size_t k_widest = 60;
    std::string text = host;
    if (!segments.empty()) {
        text.append("/").append(percent_encode(segments.front()));
    }
    if (text.size() > k_widest) {
        text.resize(k_widest - 3);
        text += "...";
    } else if (segments.size() > 1) {
        text += "/...";
    }
    return text;
}

std::variant<Url, UrlFault> read_url(std::string_view cell) {
    if (cell.size() > k_longest_address) {
        return UrlFault::too_long;
    }
    if (!is_utf8(cell)) {
        return UrlFault::encoding;
    }
    std::string text = clean_cell(cell);
    if (starts_with_ignoring_case(text, "https%3A") || starts_with_ignoring_case(text, "http%3A")) {
        text = percent_decode(text); // the whole address was encoded, as it stands in another one's query
        if (!is_utf8(text)) {
            return UrlFault::encoding;
        }
        text = clean_cell(text);
    }
    const RawUrl raw = split(text);
    if (const auto fault = fault_of(text, raw)) {
        return *fault;
    }
    Url url;
    if (raw.scheme.empty() || starts_with_ignoring_case(raw.scheme, "http")) {
        auto host = web_host(raw.host);
        if (!host) {
            return fault_of_host(raw.host);
        }
        url.host = std::move(*host);
    } else {
        url.host = fold(raw.scheme) + "://" + fold(raw.host);
    }
    if (!read_path(raw.path, url.segments) || !read_query(raw.query, url.query)) {
        return UrlFault::encoding;
    }
    return url;
}

} // namespace hnat::address
