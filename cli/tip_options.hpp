/// Arguments and settings that the commands on tips share.
#pragma once

#include "cli/context.hpp"
#include "cli/parser.hpp"
#include "cli/secret_prompt.hpp"
#include "tip/route.hpp"
#include "tip/tip_open.hpp"
#include "tip/tip_terms.hpp"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

namespace hnat::cli {

/// TIP, required.
void add_tip_argument(Parser& parser, std::int64_t& target);

/// The terms of the settings.
TipTerms tip_terms(const Context& context);

/// What `[routes.…]` of the settings file says.
RouteOverrides route_overrides(const Context& context);

/// `113 (Police)`: how a route is reached, and its name.
std::string route_text(const RouteEntry& entry, bool vietnamese);

/// How a sealed text is opened: `--passphrase-file`, and `--key` for a key that is not in the key
/// folder.
class OpeningFlags {
  public:
    void declare(Parser& parser);
    /// Errors: as read_passphrase.
    Secret passphrase(Context& context, KeyRole role) const;
    [[nodiscard]] std::optional<std::filesystem::path> key_file() const;

  private:
    SecretFile m_passphrase;
    std::optional<std::string> m_key_file;
};

/// The body of a tip, opened with the office's key. Errors: not_found; as read_passphrase and
/// OpenedBody::open.
OpenedBody open_body(Context& context, std::int64_t number, const OpeningFlags& flags);

/// To stdout or -o FILE, escaped for a terminal, a line end after it.
void write_secret(Context& context, const Secret& text);

} // namespace hnat::cli
