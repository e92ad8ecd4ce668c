#include "render/package.hpp"

#include "base/error.hpp"
#include "base/message.hpp"
#include "base/zip_library.hpp"

#include <memory>
#include <new>
#include <set>
#include <string_view>

namespace hnat {

namespace {

// The earliest day that a ZIP can write, 1 January 1980. libzip's other way in, a time_t, goes through the
// time zone of the machine.
constexpr zip_uint16_t k_dos_date = (1U << 5U) | 1U;
constexpr zip_uint16_t k_dos_time = 0;
constexpr zip_uint32_t k_regular_0644 = 0100644U << 16U;
constexpr zip_uint32_t k_level = 9;

bool leads_out(std::string_view name) {
    for (std::size_t begin = 0; begin <= name.size();) {
        const auto end = std::min(name.find('/', begin), name.size());
        const auto step = name.substr(begin, end - begin);
        if (step.empty() || step == "." || step == "..") {
            return true;
        }
        begin = end + 1;
    }
    return name.find('\\') != std::string_view::npos || name.find('\0') != std::string_view::npos;
}

void check_names(const std::vector<PackageEntry>& entries) {
    std::set<std::string_view> seen;
    for (const auto& entry : entries) {
        if (leads_out(entry.name)) {
            throw Error(ErrorKind::failed,
                        say("'{}' is not the name of a part; expected a path below the package", entry.name));
        }
        if (!seen.insert(entry.name).second) {
            throw Error(ErrorKind::failed, say("part '{}' is there twice", entry.name));
        }
    }
}

[[noreturn]] void fail(std::string_view what, const char* why) {
    throw Error(ErrorKind::failed, say("{} could not be packed: {}", what, why));
}

struct FreeSource {
    void operator()(zip_source_t* source) const { zip_library().zip_source_free(source); }
};
using Source = std::unique_ptr<zip_source_t, FreeSource>;

struct Discard {
    void operator()(zip_t* archive) const { zip_library().zip_discard(archive); }
};
using Archive = std::unique_ptr<zip_t, Discard>;

/// `entry` must live until the archive is closed.
void add(zip_t* archive, const PackageEntry& entry) {
    Source source(zip_library().zip_source_buffer(archive, entry.bytes.data(), entry.bytes.size(), 0));
    const auto index = source == nullptr ? -1
                                         : zip_library().zip_file_add(archive, entry.name.c_str(),
                                                                      source.get(), ZIP_FL_ENC_UTF_8);
    if (index < 0) {
        fail(entry.name, zip_library().zip_strerror(archive));
    }
    static_cast<void>(source.release()); // the archive's own now
    const auto at = static_cast<zip_uint64_t>(index);
    if (zip_library().zip_set_file_compression(archive, at, ZIP_CM_DEFLATE, k_level) != 0 ||
        zip_library().zip_file_set_dostime(archive, at, k_dos_time, k_dos_date, 0) != 0 ||
        zip_library().zip_file_set_external_attributes(archive, at, 0, ZIP_OPSYS_UNIX, k_regular_0644) != 0) {
        fail(entry.name, zip_library().zip_strerror(archive));
    }
}

std::string read_all(zip_source_t* source) {
    zip_stat_t stat;
    if (zip_library().zip_source_open(source) != 0) {
        fail(tr("the document"), zip_library().zip_error_strerror(zip_library().zip_source_error(source)));
    }
    std::string bytes;
    if (zip_library().zip_source_stat(source, &stat) == 0) {
        bytes.resize(stat.size);
        if (zip_library().zip_source_read(source, bytes.data(), bytes.size()) !=
            static_cast<zip_int64_t>(bytes.size())) {
            bytes.clear();
        }
    }
    zip_library().zip_source_close(source);
    if (bytes.empty()) {
        fail(tr("the document"), zip_library().zip_error_strerror(zip_library().zip_source_error(source)));
    }
    return bytes;
}

} // namespace

std::string pack(const std::vector<PackageEntry>& entries) {
    check_names(entries);
    zip_error_t error;
    zip_library().zip_error_init(&error);
    const Source target(zip_library().zip_source_buffer_create(nullptr, 0, 0, &error));
    if (target == nullptr) {
        throw std::bad_alloc();
    }
    zip_library().zip_source_keep(
        target.get()); // the archive frees one reference of its own when it is closed
    Archive archive(zip_library().zip_open_from_source(target.get(), ZIP_CREATE | ZIP_TRUNCATE, &error));
    if (archive == nullptr) {
        const std::string why = zip_library().zip_error_strerror(&error);
        zip_library().zip_source_free(target.get());
        fail(tr("the document"), why.c_str());
    }
    for (const auto& entry : entries) {
        add(archive.get(), entry);
    }
    if (zip_library().zip_close(archive.get()) != 0) {
        fail(tr("the document"), zip_library().zip_strerror(archive.get()));
    }
    static_cast<void>(archive.release());
    return read_all(target.get());
}

} // namespace hnat
