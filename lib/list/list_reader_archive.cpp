#include "list/list_reader_archive.hpp"

#include "base/error.hpp"
#include "base/message.hpp"
#include "base/zip_library.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <memory>
#include <new>
#include <utility>

namespace hnat {

void throw_locked() {
    throw Error(ErrorKind::rejected,
                say("the file is protected with a password; save it again without one, or as CSV"));
}

namespace {

constexpr std::uint64_t k_most_unpacked = k_most_part_bytes;
constexpr std::uint64_t k_large_part = std::uint64_t{64} << 20;
constexpr std::uint64_t k_most_ratio = 250;
constexpr std::size_t k_step_bytes = std::size_t{64} << 10;
constexpr zip_int64_t k_most_parts = 100'000;

[[noreturn]] void throw_damaged_zip(std::string_view what) {
    throw_damaged(say("the ZIP inside: {}", what));
}

/// What libzip could not do, `where` in front of its reason.
[[noreturn]] void throw_failed(std::string_view where, zip_error_t& error) {
    if (error.zip_err == ZIP_ER_MEMORY) {
        throw std::bad_alloc();
    }
    if (error.zip_err == ZIP_ER_NOPASSWD) {
        throw_locked();
    }
    throw_damaged_zip(fmt::format("{}{}", where, zip_library().zip_error_strerror(&error)));
}

void check_sizes(zip* archive) {
    const zip_int64_t parts = zip_library().zip_get_num_entries(archive, 0);
    if (parts > k_most_parts) {
        throw Error(ErrorKind::rejected, say("the ZIP holds {} files, which no spreadsheet does: save the "
                                             "sheet alone into a new file, or as CSV",
                                             parts));
    }
    std::uint64_t total = 0;
    for (zip_int64_t part = 0; part < parts; ++part) {
        zip_stat_t stat{}; // fails only for a name that can't be converted, and the raw one is not
        zip_library().zip_stat_index(archive, static_cast<zip_uint64_t>(part), ZIP_FL_ENC_RAW, &stat);
        const bool too_dense =
            stat.size > k_large_part && stat.size / std::max<std::uint64_t>(stat.comp_size, 1) > k_most_ratio;
        if (stat.size > k_most_unpacked - total || too_dense) {
            throw Error(
                ErrorKind::rejected,
                too_dense
                    ? say("the ZIP would unpack to more than 250 times its size; it is refused as a ZIP "
                          "bomb: save the sheet alone into a new file, or as CSV")
                    : say("the ZIP would unpack to more than 1 GiB; it is refused as a ZIP bomb: save the "
                          "sheet alone into a new file, or as CSV"));
        }
        total += stat.size;
    }
}

} // namespace

SheetArchive::SheetArchive(std::string bytes) : m_bytes(std::move(bytes)) {
    zip_error_t error;
    zip_library().zip_error_init(&error);
    const std::unique_ptr<zip_error_t, void (*)(zip_error_t*)> ended(
        &error, [](zip_error_t* used) { zip_library().zip_error_fini(used); });
    zip_source_t* const source =
        zip_library().zip_source_buffer_create(m_bytes.data(), m_bytes.size(), 0, &error);
    m_zip = source == nullptr
                ? nullptr
                : zip_library().zip_open_from_source(source, ZIP_RDONLY | ZIP_CHECKCONS, &error);
    if (m_zip == nullptr) {
        zip_library().zip_source_free(source);
        throw_failed("", error);
    }
    try {
        check_sizes(m_zip);
    } catch (...) {
        zip_library().zip_discard(m_zip);
        throw;
    }
}

SheetArchive::~SheetArchive() {
    zip_library().zip_discard(m_zip);
}

bool SheetArchive::has(std::string_view part) const {
    return zip_library().zip_name_locate(m_zip, std::string(part).c_str(), 0) >= 0;
}

std::optional<std::string> SheetArchive::small_part(std::string_view part) {
    zip_file_t* const file = zip_library().zip_fopen(m_zip, std::string(part).c_str(), 0);
    if (file == nullptr) {
        return std::nullopt;
    }
    std::string text(k_step_bytes, '\0');
    const auto size = zip_library().zip_fread(file, text.data(), text.size());
    zip_library().zip_fclose(file);
    text.resize(static_cast<std::size_t>(std::max<zip_int64_t>(size, 0)));
    return text;
}

bool SheetArchive::part_holds(std::string_view part, std::string_view bytes) {
    PartBytes unpacked(*this, std::string(part));
    std::string window;
    for (;;) {
        const std::size_t kept = std::min(window.size(), bytes.size() - 1);
        window.erase(0, window.size() - kept);
        window.resize(kept + k_step_bytes);
        const auto size = unpacked.read({window.data() + kept, k_step_bytes});
        if (size == 0) {
            return false;
        }
        window.resize(kept + size);
        if (window.find(bytes) != std::string::npos) {
            return true;
        }
    }
}

PartBytes::PartBytes(SheetArchive& archive, std::string part, std::uint64_t most_bytes)
    : m_name(std::move(part)) {
    zip_stat_t stat;
    if (zip_library().zip_stat(archive.handle(), m_name.c_str(), 0, &stat) == 0) {
        m_promised = stat.size;
        m_file = zip_library().zip_fopen(archive.handle(), m_name.c_str(), 0);
    }
    if (m_file == nullptr) {
        throw_failed(m_name + ": ", *zip_library().zip_get_error(archive.handle()));
    }
    if (m_promised > most_bytes) {
        zip_library().zip_fclose(m_file);
        throw_damaged_zip(say("{}: more than {} bytes", m_name, most_bytes));
    }
}

PartBytes::~PartBytes() {
    zip_library().zip_fclose(m_file);
}

std::size_t PartBytes::read(std::span<char> to) {
    const auto size = zip_library().zip_fread(m_file, to.data(), to.size());
    if (size < 0) {
        throw_failed(m_name + ": ", *zip_library().zip_file_get_error(m_file));
    }
    m_done += static_cast<std::uint64_t>(size);
    if (m_done > m_promised) {
        throw_damaged_zip(say("{}: more than the {} bytes that it has by the directory", m_name, m_promised));
    }
    return static_cast<std::size_t>(size);
}

double PartBytes::progress() const {
    return static_cast<double>(m_done) / static_cast<double>(m_promised);
}

XmlPart::XmlPart(SheetArchive& archive, const std::string& part, XmlHandler& handler,
                 std::uint64_t most_bytes)
    : m_bytes(archive, part, most_bytes),
      m_buffer(k_step_bytes, '\0'),
      m_parser(handler, m_bytes.name()) {}

bool XmlPart::step() {
    if (m_ended) {
        return false;
    }
    const auto size = m_bytes.read(m_buffer);
    m_ended = size == 0;
    m_parser.feed(std::string_view(m_buffer).substr(0, size), m_ended);
    return !m_ended;
}

void XmlPart::parse_all() {
    while (step()) {
    }
}

} // namespace hnat
