/// What a tip says: opened with the office's key, and put in a scrubbed form before it is handed on.
#pragma once

#include "seal/secret.hpp"
#include "store/store.hpp"
#include "tip/key_ring.hpp"
#include "tip/tip.hpp"

#include <filesystem>
#include <optional>

namespace hnat {

/// A body that was opened: whoever has one has shown that they hold the office's key.
class OpenedBody {
  public:
    /// Errors: key (wrong passphrase, key or file; the tip's quarter is destroyed; a damaged or exchanged
    /// box), io.
    static OpenedBody open(const Store& store, const KeyRing& ring, const Tip& tip, const Secret& passphrase,
                           const std::optional<std::filesystem::path>& key_file);

    [[nodiscard]] const Tip& tip() const { return m_tip; }
    [[nodiscard]] const Secret& text() const { return m_text; }
    /// Whether what identifies the source was taken out.
    [[nodiscard]] bool scrubbed() const { return m_scrubbed; }

  private:
    OpenedBody(Tip tip, Secret text, bool scrubbed)
        : m_tip(std::move(tip)),
          m_text(std::move(text)),
          m_scrubbed(scrubbed) {}

    Tip m_tip;
    Secret m_text;
    bool m_scrubbed;
};

/// Writes down that the body was read; before it is shown.
void record_reading(Transaction& transaction, const OpenedBody& body);

/// Puts another text in the place of the body; the original is gone with the commit, after which the caller
/// wipes the file. It takes the opened body, so that nobody replaces what they could not read. Errors:
/// not_found; as checked_tip_text; usage (the tip is closed).
void scrub_tip(Transaction& transaction, KeyRing& ring, const OpenedBody& body, Secret text);

} // namespace hnat
