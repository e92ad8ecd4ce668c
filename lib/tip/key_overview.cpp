#include "tip/key_overview.hpp"

#include "tip/key_drill.hpp"
#include "tip/key_rows.hpp"

#include <algorithm>
#include <system_error>

namespace hnat {

namespace {

namespace fs = std::filesystem;

/// The key files and epoch files of the folder; none where there is no folder.
std::vector<fs::path> files_of(const fs::path& folder) {
    std::vector<fs::path> files;
    if (std::error_code ignored; !fs::exists(folder, ignored)) {
        return files;
    }
    for (const auto& entry : fs::directory_iterator(folder)) {
        const fs::path extension = entry.path().extension();
        if (extension == ".key" || extension == ".epoch") {
            files.push_back(entry.path());
        }
    }
    std::ranges::sort(files);
    return files;
}

/// Takes the file out of the list; nullopt when it is not in it.
std::optional<fs::path> take(std::vector<fs::path>& files, const fs::path& file) {
    return std::erase(files, file) > 0 ? std::optional(file) : std::nullopt;
}

} // namespace

KeyOverview key_overview(const Store& store, const KeyRing& ring, Day today) {
    KeyOverview overview;
    auto files = files_of(ring.folder());
    for (const KeyRecipient& recipient : list_recipients(store.db())) {
        KeyState state{
            recipient, take(files, ring.key_path(recipient.role, recipient.public_key)), {}, false};
        if (!recipient.retired_on) {
            state.drilled_on = last_drill(store.db(), recipient.role, recipient.kind);
            state.drill_due = is_drill_due(recipient, state.drilled_on, today);
        }
        overview.keys.push_back(std::move(state));
    }
    for (const KeyEpoch& epoch : list_epochs(store.db())) {
        overview.epochs.push_back({epoch, take(files, ring.epoch_path(epoch))});
    }
    overview.strangers = std::move(files);
    return overview;
}

} // namespace hnat
