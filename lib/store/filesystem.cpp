#include "store/filesystem.hpp"

#include "base/error.hpp"
#include "base/message.hpp"
#include "base/system_message.hpp"

#include <sys/stat.h>
#include <sys/vfs.h>

#include <array>
#include <cerrno>

namespace hnat {

namespace {

struct FileSystem {
    unsigned long type;
    std::string_view name;
};

/// Magic numbers of linux/magic.h and of the drivers that keep theirs to themselves.
constexpr std::array k_network_file_systems{
    FileSystem{0x6969, "NFS"},        FileSystem{0x517b, "SMB"},        FileSystem{0xfe534d42, "SMB2"},
    FileSystem{0xff534d42, "CIFS"},   FileSystem{0x65735546, "FUSE"},   FileSystem{0x01021997, "9P"},
    FileSystem{0x5346414f, "AFS"},    FileSystem{0x6b414653, "AFS"},    FileSystem{0x73757245, "Coda"},
    FileSystem{0x00c36400, "Ceph"},   FileSystem{0x0bd00bd0, "Lustre"}, FileSystem{0x47504653, "GPFS"},
    FileSystem{0x786f4256, "vboxsf"}, FileSystem{0xaad7aaea, "PanFS"},  FileSystem{0x7461636f, "OCFS2"},
    FileSystem{0x01161970, "GFS2"},   FileSystem{0x013111a8, "IBRIX"},  FileSystem{0xbacbacbc, "VMHGFS"},
    FileSystem{0x564c, "NCP"},
};

} // namespace

std::optional<std::string_view> network_file_system(long type) {
    for (const FileSystem& entry : k_network_file_systems) {
        // f_type is signed on some systems: compare the 32 bits that the kernel defines.
        if ((static_cast<unsigned long>(type) & 0xffffffffUL) == entry.type) {
            return entry.name;
        }
    }
    return std::nullopt;
}

void require_local(const std::filesystem::path& path) {
    struct statfs info {};
    if (::statfs(path.c_str(), &info) != 0) {
        throw Error(ErrorKind::io, say("{}: can't be read: {}", path.string(), system_message(errno)));
    }
    if (const auto name = network_file_system(static_cast<long>(info.f_type))) {
        throw Error(
            ErrorKind::io,
            say("{}: lies on {}, where the locks of SQLite can't be trusted and two writers may destroy "
                "the file; keep it on a local disk, or take the risk with --allow-network-fs",
                path.string(), *name));
    }
}

void make_private_folders(const std::filesystem::path& folder) {
    if (folder.empty() || std::filesystem::is_directory(folder)) {
        return;
    }
    make_private_folders(folder.parent_path());
    const bool made = ::mkdir(folder.c_str(), S_IRWXU) == 0;
    if (!made && errno == EEXIST && std::filesystem::is_directory(folder)) {
        return; // somebody was faster, or the path ends in a slash
    }
    if (!made || ::chmod(folder.c_str(), S_IRWXU) != 0) {
        throw Error(ErrorKind::io,
                    say("{}: can't make the folder: {}", folder.string(), system_message(errno)));
    }
}

} // namespace hnat
