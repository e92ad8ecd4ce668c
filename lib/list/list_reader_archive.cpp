#include "list/list_reader_archive.hpp"

#include "base/error.hpp"
#include "base/message.hpp"
#include "base/zip_library.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <utility>

namespace hnat {

namespace {

constexpr std::uint64_t k_most_unpacked = k_most_part_bytes;
constexpr std::uint64_t k_large_part = std::uint64_t{64} << 20;
constexpr std::uint64_t k_most_ratio = 250;
constexpr std::size_t k_step_bytes = std::size_t{64} << 10;
constexpr zip_int64_t k_most_parts = 100'000;

[[noreturn]] void throw_damaged(std::string_view what) {
    throw Error(ErrorKind::rejected, say("the ZIP inside is damaged ({})", what));
}

void check_sizes(zip* archive) {
    const zip_int64_t parts = zip_library().zip_get_num_entries(archive, 0);
    if (parts > k_most_parts) {
        throw Error(ErrorKind::rejected, say("the ZIP holds {} files; no spreadsheet does", parts));
    }
    std::uint64_t total = 0;
    for (zip_int64_t part = 0; part < parts; ++part) {
        zip_stat_t stat;
        if (zip_library().zip_stat_index(archive, static_cast<zip_uint64_t>(part), 0, &stat) != 0) {
            throw_damaged(zip_library().zip_strerror(archive));
        }
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
    zip_source_t* const source =
        zip_library().zip_source_buffer_create(m_bytes.data(), m_bytes.size(), 0, &error);
    m_zip = source == nullptr
                ? nullptr
                : zip_library().zip_open_from_source(source, ZIP_RDONLY | ZIP_CHECKCONS, &error);
    if (m_zip == nullptr) {
        const std::string reason = zip_library().zip_error_strerror(&error);
        zip_library().zip_error_fini(&error);
        zip_library().zip_source_free(source);
        throw_damaged(reason);
    }
    zip_library().zip_error_fini(&error);
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
    zip_file_t* const file = zip_library().zip_fopen(m_zip, std::string(part).c_str(), 0);
    if (file == nullptr) {
        return false;
    }
    std::string window;
    bool found = false;
    for (std::uint64_t read = 0; !found && read <= k_most_part_bytes;) {
        const std::size_t kept = std::min(window.size(), bytes.size() - 1);
        window.erase(0, window.size() - kept);
        window.resize(kept + k_step_bytes);
        const auto size = zip_library().zip_fread(file, window.data() + kept, k_step_bytes);
        if (size <= 0) {
            break; // a damaged part is found out when it is parsed
        }
        window.resize(kept + static_cast<std::size_t>(size));
        read += static_cast<std::uint64_t>(size);
        found = window.find(bytes) != std::string::npos;
    }
    zip_library().zip_fclose(file);
    return found;
}

XmlPart::XmlPart(SheetArchive& archive, std::string part, XmlHandler& handler, std::uint64_t most_bytes)
    : m_name(std::move(part)),
      m_most(most_bytes),
      m_buffer(k_step_bytes, '\0'),
      m_parser(handler, m_name) {
    zip_stat_t stat;
    if (zip_library().zip_stat(archive.handle(), m_name.c_str(), 0, &stat) == 0) {
        m_size = stat.size;
        m_file = zip_library().zip_fopen(archive.handle(), m_name.c_str(), 0);
    }
    if (m_file == nullptr) {
        throw_damaged(fmt::format("{}: {}", m_name, zip_library().zip_strerror(archive.handle())));
    }
}

XmlPart::~XmlPart() {
    zip_library().zip_fclose(m_file);
}

bool XmlPart::step() {
    if (m_ended) {
        return false;
    }
    const auto size = zip_library().zip_fread(m_file, m_buffer.data(), m_buffer.size());
    if (size < 0) {
        throw_damaged(fmt::format("{}: {}", m_name, zip_library().zip_file_strerror(m_file)));
    }
    m_done += static_cast<std::uint64_t>(size);
    if (m_done > m_most) {
        throw_damaged(say("{}: more than {} bytes", m_name, m_most));
    }
    m_parser.feed(std::string_view(m_buffer).substr(0, static_cast<std::size_t>(size)), size == 0);
    m_ended = size == 0;
    return !m_ended;
}

void XmlPart::parse_all() {
    while (step()) {
    }
}

double XmlPart::progress() const {
    return m_size == 0 ? 1.0 : std::min(1.0, static_cast<double>(m_done) / static_cast<double>(m_size));
}

} // namespace hnat
