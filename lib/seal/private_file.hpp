/// Files that only their owner may read.
#pragma once

#include "seal/secret.hpp"

#include <cstddef>
#include <filesystem>
#include <string_view>

namespace hnat {

/// The bytes of a file, at most `most`, in locked memory. A symbolic link is followed: what counts is the
/// file behind it. Errors: key (others may open the file, or it belongs to another user than this process),
/// io (not there, not a file), usage (longer than `most`).
Secret read_private_file(const std::filesystem::path& path, std::size_t most);

/// The same for a file whose owner is not looked at: a text that came from elsewhere. Errors: io, usage.
Secret read_secret_file(const std::filesystem::path& path, std::size_t most);
/// Whether others than its owner may open a file; false for what is no regular file, or not there.
bool others_may_open(const std::filesystem::path& path);

/// Puts a new file of mode 0600 in the place of one, atomically, and then overwrites what was there with
/// zeros. On disks that write elsewhere (flash, copy on write) old blocks can outlive it. Errors: io (also
/// what is no file: a folder, a device, a pipe, a symbolic link).
void replace_private_file(const std::filesystem::path& path, std::string_view text);

/// Overwrites a file with zeros, as above, removes its name and syncs the folder. Errors: io, as above.
void shred_file(const std::filesystem::path& path);

} // namespace hnat
