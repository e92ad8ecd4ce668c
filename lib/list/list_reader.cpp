#include "list/list_reader.hpp"

#include "base/error.hpp"
#include "base/message.hpp"
#include "base/system_message.hpp"
#include "list/list_reader_csv.hpp"
#include "list/list_reader_sheet.hpp"
#include "list/list_reader_source.hpp"

#include <fmt/format.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <system_error>
#include <utility>

namespace hnat {

namespace {

/// A spreadsheet is held in memory as it is on the disk (packed); 200,000 rows of a list are about 10 MiB.
constexpr std::size_t k_most_sheet_bytes = std::size_t{256} << 20;

/// Files that people take for a list, by their first bytes, and what to do with them.
struct KnownFormat {
    std::string_view start;
    std::string_view advice;
};
constexpr std::array<KnownFormat, 6> k_not_lists{{
    {"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1",
     mark_message("an old Excel file (.xls), or a workbook with a password; open it and save it "
                  "as .xlsx without a password")},
    {"%PDF-", mark_message("a PDF, which holds no table; ask for the list as .xlsx or CSV")},
    {"{\\rtf", mark_message("a text document (RTF); copy its table into a sheet and save that as .xlsx")},
    {"\x1F\x8B", mark_message("a gzip archive; unpack it first")},
    {"Rar!", mark_message("a RAR archive; unpack it first")},
    {"7z\xBC\xAF\x27\x1C", mark_message("a 7z archive; unpack it first")},
}};

void refuse_other_formats(std::string_view start, const std::string& name) {
    for (const auto& format : k_not_lists) {
        if (start.starts_with(format.start)) {
            throw Error(ErrorKind::rejected, fmt::format("{}: {}", name, tr(format.advice)));
        }
    }
    const auto first = start.find_first_not_of(" \t\r\n\xEF\xBB\xBF");
    if (first != std::string_view::npos && start[first] == '<') {
        throw Error(ErrorKind::rejected,
                    say("{}: a web page or XML, whatever its name says; open it in a spreadsheet program "
                        "and save it as .xlsx",
                        name));
    }
}

std::string read_all(ByteSource& bytes) {
    std::string all;
    for (auto chunk = bytes.read(); !chunk.empty(); chunk = bytes.read()) {
        if (chunk.size() > k_most_sheet_bytes - all.size()) {
            throw Error(
                ErrorKind::rejected,
                say("{}: a spreadsheet of more than 256 MiB; save the list as CSV, which has no limit",
                    bytes.name()));
        }
        all += chunk;
    }
    return all;
}

std::unique_ptr<ListReader> open_bytes(std::unique_ptr<ByteSource> bytes, const ListOptions& options,
                                       const HeaderTest& is_header) {
    refuse_other_formats(bytes->peek(), bytes->name());
    if (looks_like_zip(bytes->peek())) {
        auto all = read_all(*bytes);
        return open_sheet(std::move(all), bytes->digest(), bytes->name(), options, is_header);
    }
    if (options.sheet) {
        throw Error(ErrorKind::usage,
                    say("{}: --sheet is for spreadsheets, and this is text", bytes->name()));
    }
    return open_csv(std::move(bytes), options, is_header);
}

} // namespace

std::unique_ptr<ListReader> open_list(const std::filesystem::path& path, const ListOptions& options,
                                      const HeaderTest& is_header) {
    std::error_code failed;
    if (std::filesystem::is_directory(path, failed)) {
        throw Error(ErrorKind::io, say("{}: a folder; expected a file with a list of groups", path.string()));
    }
    auto stream = std::make_unique<std::ifstream>(path, std::ios::binary);
    if (!*stream) {
        throw Error(ErrorKind::io, say("{}: cannot be opened: {}", path.string(), system_message(errno)));
    }
    const auto bytes = std::filesystem::file_size(path, failed); // fails for a pipe
    const auto size = failed ? std::nullopt : std::optional<std::uint64_t>(bytes);
    auto& reference = *stream;
    return open_bytes(std::make_unique<ByteSource>(std::move(stream), reference, path.string(), size),
                      options, is_header);
}

std::unique_ptr<ListReader> open_list(std::istream& stream, std::string_view name, const ListOptions& options,
                                      const HeaderTest& is_header) {
    return open_bytes(std::make_unique<ByteSource>(nullptr, stream, std::string(name), std::nullopt), options,
                      is_header);
}

} // namespace hnat
