/// The ZIP around a spreadsheet, read by libzip from memory.
#pragma once

#include "list/list_reader_xml.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

struct zip;
struct zip_file;

namespace hnat {

/// Throws Error{rejected}: the spreadsheet can't be read without a password.
[[noreturn]] void throw_locked();

/// A ZIP that was looked at before anything was unpacked. All of it throws Error{rejected} when it is
/// damaged, and std::bad_alloc.
class SheetArchive {
  public:
    /// Refuses a ZIP whose directory promises more than 1 GiB in all, or a part of over 64 MiB that is packed
    /// more than 250 to 1 (real sheets stay below 60).
    explicit SheetArchive(std::string bytes);
    ~SheetArchive();
    SheetArchive(const SheetArchive&) = delete;
    SheetArchive& operator=(const SheetArchive&) = delete;

    [[nodiscard]] bool has(std::string_view part) const;
    /// A small part as a whole (at most 64 KiB are read); nullopt when there is none.
    [[nodiscard]] std::optional<std::string> small_part(std::string_view part);
    /// Whether a part has these bytes anywhere. It is unpacked but not parsed, which is ten times faster.
    /// Throws when there is no such part.
    [[nodiscard]] bool part_holds(std::string_view part, std::string_view bytes);
    [[nodiscard]] zip* handle() const { return m_zip; }

  private:
    std::string m_bytes;
    zip* m_zip = nullptr;
};

inline constexpr std::uint64_t k_most_part_bytes = std::uint64_t{1} << 30;

/// One part of the archive as it is unpacked, never further than the directory promises.
class PartBytes {
  public:
    /// Throws Error{rejected} when there is no such part; `most_bytes` is how long it may be at most.
    PartBytes(SheetArchive& archive, std::string part, std::uint64_t most_bytes = k_most_part_bytes);
    ~PartBytes();
    PartBytes(const PartBytes&) = delete;
    PartBytes& operator=(const PartBytes&) = delete;

    /// The next bytes, as many as fit into `to`; 0 when the part has ended (checksum and all).
    std::size_t read(std::span<char> to);
    [[nodiscard]] const std::string& name() const { return m_name; }
    /// Share of the part that was read, once something was.
    [[nodiscard]] double progress() const;

  private:
    std::string m_name;
    zip_file* m_file = nullptr;
    std::uint64_t m_promised = 0;
    std::uint64_t m_done = 0;
};

/// One part of the archive on its way through the XML parser.
class XmlPart {
  public:
    /// Throws Error{rejected} when there is no such part; `most_bytes` is how long it may be at most.
    XmlPart(SheetArchive& archive, const std::string& part, XmlHandler& handler,
            std::uint64_t most_bytes = k_most_part_bytes);

    /// Parses the next 64 KiB; false when the part has ended (checksum and all).
    bool step();
    void parse_all();
    /// Share of the part that was parsed, once something was.
    [[nodiscard]] double progress() const { return m_bytes.progress(); }

  private:
    PartBytes m_bytes;
    bool m_ended = false;
    std::string m_buffer;
    XmlParser m_parser;
};

} // namespace hnat
