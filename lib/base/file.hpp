/// Files that are written whole or not at all.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace hnat {

/// The whole file. Throws Error{io} that names the path and the reason.
std::string read_file(const std::filesystem::path& path);

/// Tells the system that the first `bytes` of a file will be read soon, for a file of which many small pieces
/// are. Only time is lost when it can't. Not for a file on which this process holds a lock: closing it gives
/// up the lock (POSIX).
void read_ahead(const std::filesystem::path& path, std::size_t bytes) noexcept;

/// Makes it durable that a name came or went in the folder of `path`. Some network file systems can't and say
/// EINVAL, which is let pass. Throws Error{io}.
void sync_folder(const std::filesystem::path& path);

/// An output file: bytes go to a temporary name in the same folder (mode 0600), `commit` does fsync, rename
/// and fsync of the folder. Destroyed without commit, nothing is left and an older file is untouched; what a
/// process that was killed left behind is taken away by the first output file that is made in that folder a
/// day later. The file keeps mode 0600; a symbolic link is replaced, not followed.
class AtomicFile {
  public:
    /// Throws Error{usage} when `path` exists and `overwrite` is false, or is a folder or a device; Error{io}
    /// when the folder can't be written.
    AtomicFile(std::filesystem::path path, bool overwrite);
    ~AtomicFile();
    AtomicFile(const AtomicFile&) = delete;
    AtomicFile& operator=(const AtomicFile&) = delete;

    /// Throws Error{io} naming the path (disk full, file size limit); buffered, so `commit` may be the one to
    /// tell.
    void write(std::string_view bytes);
    /// Hands what was written to the system, for whoever reads the temporary file before `commit`. Throws as
    /// write.
    void flush();
    /// Throws Error{io}; refuses again, atomically, to replace a file that appeared meanwhile unless
    /// overwrite.
    void commit();
    /// The temporary file, for libraries that write to a path of their own (libxlsxwriter, libzip).
    [[nodiscard]] const std::filesystem::path& temporary() const { return m_temporary; }

  private:
    std::filesystem::path m_path;
    std::filesystem::path m_temporary;
    std::string m_buffer;
    int m_fd = -1;
    bool m_overwrite = false;
};

} // namespace hnat
