#include "seal/epoch_text.hpp"

#include "base/error.hpp"
#include "base/message.hpp"
#include "seal/sodium.hpp"
#include "seal/text_lines.hpp"

#include <fmt/format.h>
#include <sodium.h>

#include <algorithm>

namespace hnat {

namespace {

std::string head_of(const EpochFileHeader& header) {
    return fmt::format("hnat-epoch-1\nrole: {}\nquarter: {}\npublic-key: {}\n", name_of(header.role),
                       header.quarter, to_hex(header.public_key));
}

const std::uint8_t* bytes_of(std::string_view text) {
    return reinterpret_cast<const std::uint8_t*>(text.data());
}

std::span<const std::uint8_t> span_of(std::string_view text) {
    return {bytes_of(text), text.size()};
}

std::string seal_to(const PublicKey& recipient, std::string_view head, const Secret& private_key) {
    Secret plain(head.size() + private_key.size());
    std::ranges::copy(head, plain.bytes().begin());
    std::ranges::copy(private_key.bytes(), plain.bytes().begin() + static_cast<std::ptrdiff_t>(head.size()));
    std::string box(plain.size() + crypto_box_SEALBYTES, '\0');
    if (crypto_box_seal(reinterpret_cast<std::uint8_t*>(box.data()), plain.bytes().data(), plain.size(),
                        recipient.data()) != 0) {
        throw Error(ErrorKind::key, say("nothing can be sealed to the key {}: it is no key of X25519",
                                        key_fingerprint(recipient)));
    }
    return box;
}

} // namespace

std::string to_text(const EpochText& epoch) {
    std::string text = head_of(epoch.header);
    for (std::size_t i = 0; i < epoch.sealed.size(); ++i) {
        text +=
            fmt::format("recipient: {} {}\n", epoch.header.recipients[i], to_hex(span_of(epoch.sealed[i])));
    }
    return text;
}

std::optional<EpochText> parse_epoch_text(std::string_view text) {
    EpochText epoch;
    TextLines lines(text);
    lines.expect("hnat-epoch-1\nrole: ");
    const auto role = enum_from<KeyRole>(lines.until('\n'));
    lines.expect("quarter: ");
    epoch.header.quarter = lines.until('\n');
    lines.expect("public-key: ");
    lines.hex(epoch.header.public_key);
    lines.expect("\n");
    if (lines.failed() || !role) {
        return std::nullopt;
    }
    epoch.header.role = *role;
    const std::size_t size = head_of(epoch.header).size() + crypto_box_SECRETKEYBYTES + crypto_box_SEALBYTES;
    while (!lines.failed() && !lines.at_end() && epoch.sealed.size() < k_most_recipients) {
        lines.expect("recipient: ");
        epoch.header.recipients.emplace_back(lines.until(' '));
        std::string& box = epoch.sealed.emplace_back(size, '\0');
        lines.hex({reinterpret_cast<std::uint8_t*>(box.data()), box.size()});
        lines.expect("\n");
    }
    const bool whole = !lines.failed() && !epoch.sealed.empty() && text.size() <= k_longest_epoch_text;
    return whole && to_text(epoch) == text ? std::optional(std::move(epoch)) : std::nullopt;
}

EpochText lock_epoch(const KeyPair& epoch, std::string_view quarter, KeyRole role,
                     const std::vector<PublicKey>& recipients) {
    require_sodium();
    EpochText text{{role, std::string(quarter), epoch.public_key, {}}, {}};
    const std::string head = head_of(text.header);
    for (const PublicKey& recipient : recipients) {
        text.header.recipients.push_back(key_fingerprint(recipient));
        text.sealed.push_back(seal_to(recipient, head, epoch.private_key));
    }
    return text;
}

std::optional<KeyPair> unlock_epoch(const EpochText& text, const KeyPair& recipient) {
    const auto& names = text.header.recipients;
    const auto found = std::ranges::find(names, key_fingerprint(recipient.public_key));
    if (found == names.end()) {
        return std::nullopt;
    }
    const std::string& box = text.sealed[static_cast<std::size_t>(found - names.begin())];
    const std::string head = head_of(text.header);
    Secret plain(box.size() - crypto_box_SEALBYTES);
    if (crypto_box_seal_open(plain.bytes().data(), bytes_of(box), box.size(), recipient.public_key.data(),
                             recipient.private_key.bytes().data()) != 0 ||
        plain.size() != head.size() + crypto_box_SECRETKEYBYTES || !plain.text().starts_with(head)) {
        return std::nullopt;
    }
    KeyPair epoch{{}, Secret::copy_of(std::span<const std::uint8_t>(plain.bytes()).subspan(head.size()))};
    crypto_scalarmult_base(epoch.public_key.data(), epoch.private_key.bytes().data());
    return epoch.public_key == text.header.public_key ? std::optional(std::move(epoch)) : std::nullopt;
}

} // namespace hnat
