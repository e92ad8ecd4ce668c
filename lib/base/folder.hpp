/// Folders that are made whole or not at all.
#pragma once

#include <filesystem>

namespace hnat {

/// A new folder of mode 0700: its files are written under a temporary name beside it, `commit` gives it its
/// own. Destroyed without commit, nothing is left.
class AtomicFolder {
  public:
    /// Throws Error{usage} when `path` exists and is not an empty folder; Error{io} when its parent can't be
    /// written.
    explicit AtomicFolder(std::filesystem::path path);
    ~AtomicFolder();
    AtomicFolder(const AtomicFolder&) = delete;
    AtomicFolder& operator=(const AtomicFolder&) = delete;

    /// Where to write the files.
    [[nodiscard]] const std::filesystem::path& temporary() const { return m_temporary; }

    /// Throws Error{io}; Error{usage} when something appeared under the name meanwhile.
    void commit();

  private:
    std::filesystem::path m_path;
    std::filesystem::path m_temporary; ///< empty once committed
};

} // namespace hnat
