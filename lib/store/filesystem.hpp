/// What the file lies on and in.
#pragma once

#include <filesystem>
#include <optional>
#include <string_view>

namespace hnat {

/// The name of a file system that is shared over a network or served by a user process, by the f_type of
/// statfs(2); nullopt for a local one. SQLite's locks can't be trusted on the former
/// (https://www.sqlite.org/faq.html, 5).
std::optional<std::string_view> network_file_system(long type);

/// Errors: io (on a network file system, or its type can't be told).
void require_local(const std::filesystem::path& path);

/// Makes the missing folders of a path, each with mode 0700 whatever the umask. Errors: io.
void make_private_folders(const std::filesystem::path& folder);

} // namespace hnat
