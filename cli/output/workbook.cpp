#include "cli/output/workbook.hpp"

#include "base/error.hpp"
#include "base/message.hpp"
#include "base/system_message.hpp"
#include "cli/output/cell.hpp"
#include "cli/output/xlsx_library.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <filesystem>
#include <fstream>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <stdlib.h> // NOLINT(modernize-deprecated-headers): mkdtemp is of POSIX, not of C++
#include <unistd.h>

namespace hnat::cli {

namespace {

/// A folder of our own, mode 0700, for a library that insists on a path and opens it with the umask's mode.
class ScratchFolder {
  public:
    ScratchFolder() {
        std::error_code error;
        const auto temporary = std::filesystem::temp_directory_path(error);
        if (error) {
            throw Error(ErrorKind::io, say("no folder for the spreadsheet's temporary files: {}; let "
                                           "TMPDIR name one that can be written",
                                           error.message()));
        }
        std::string name = (temporary / "hnat-XXXXXX").string();
        if (::mkdtemp(name.data()) == nullptr) {
            throw Error(ErrorKind::io,
                        say("{}: no temporary folder can be made there for the spreadsheet: {}; let "
                            "TMPDIR name one that can be written",
                            temporary.string(), system_message(errno)));
        }
        m_path = name;
    }
    ~ScratchFolder() {
        std::error_code ignored;
        std::filesystem::remove_all(m_path, ignored);
    }
    ScratchFolder(const ScratchFolder&) = delete;
    ScratchFolder& operator=(const ScratchFolder&) = delete;
    [[nodiscard]] const std::filesystem::path& path() const { return m_path; }

  private:
    std::filesystem::path m_path;
};

/// Nothing reaches stderr in its life: the library prints there what it also returns.
class Silence {
  public:
    Silence() : m_stderr(::fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3)) {
        const int nowhere = ::open("/dev/null", O_WRONLY | O_CLOEXEC);
        if (m_stderr >= 0 && nowhere >= 0) {
            ::dup2(nowhere, STDERR_FILENO);
        }
        if (nowhere > STDERR_FILENO) {
            ::close(nowhere);
        }
    }
    ~Silence() {
        if (m_stderr >= 0) {
            ::dup2(m_stderr, STDERR_FILENO);
            ::close(m_stderr);
        }
    }
    Silence(const Silence&) = delete;
    Silence& operator=(const Silence&) = delete;

  private:
    int m_stderr; ///< a copy of it; -1: it was closed before
};

void require(lxw_error error) {
    if (error != LXW_NO_ERROR) {
        throw Error(ErrorKind::io,
                    say("the spreadsheet could not be written: {}", xlsx_library().lxw_strerror(error)));
    }
}

/// 1899-12-30: day 0 of serial numbers (ECMA-376 part 1, 18.17.4.1).
constexpr Day k_serial_epoch = Day(std::chrono::year(1899) / 12 / 30);

/// The first 31 characters, without those that no sheet's name may have (ECMA-376 part 1, 18.2.19).
std::string sheet_name(std::string_view name) {
    constexpr std::size_t k_longest = 31;
    std::string kept;
    std::size_t characters = 0;
    for (const char c : name) {
        const bool begins = (static_cast<unsigned char>(c) & 0xc0U) != 0x80U;
        characters += begins ? 1 : 0;
        if (characters > k_longest) {
            break;
        }
        kept += std::string_view("[]:*?/\\").find(c) == std::string_view::npos ? c : '-';
    }
    return kept;
}

} // namespace

struct Workbook::Book {
    ScratchFolder folder;
    std::string file = (folder.path() / "list.xlsx").string();
    std::string temporary = folder.path().string();
    lxw_workbook* book = nullptr;
    lxw_worksheet* sheet = nullptr;
    std::array<lxw_format*, 6> formats{};

    lxw_format*& format(Style style) { return formats.at(static_cast<std::size_t>(style)); }
};

Workbook::Workbook(Day created, bool row_by_row) : m_book(std::make_unique<Book>()) {
    Book& b = *m_book;
    lxw_workbook_options options{};
    options.constant_memory = row_by_row ? LXW_TRUE : LXW_FALSE;
    options.tmpdir = b.temporary.data();
    b.book = xlsx_library().workbook_new_opt(b.file.c_str(), &options);
    if (b.book == nullptr) {
        throw Error(ErrorKind::io, say("the spreadsheet could not be begun: no memory or no temporary file"));
    }
    lxw_doc_properties properties{};
    properties.created = std::chrono::system_clock::to_time_t(created);
    xlsx_library().workbook_set_properties(b.book, &properties);
    const auto numbers = [&b](Style style, const char* form) {
        b.format(style) = xlsx_library().workbook_add_format(b.book);
        xlsx_library().format_set_num_format(b.format(style), form);
    };
    numbers(Style::day, "yyyy-mm-dd");
    numbers(Style::count, "#,##0");
    numbers(Style::share, "0.0%");
    numbers(Style::score, "0.0");
    b.format(Style::heading) = xlsx_library().workbook_add_format(b.book);
    xlsx_library().format_set_bold(b.format(Style::heading));
}

Workbook::~Workbook() {
    if (m_book->book != nullptr) {
        xlsx_library().lxw_workbook_free(m_book->book);
    }
}

void Workbook::add_sheet(std::string_view name) {
    Book& b = *m_book;
    b.sheet =
        xlsx_library().workbook_add_worksheet(b.book, name.empty() ? nullptr : sheet_name(name).c_str());
    if (b.sheet == nullptr) {
        throw Error(ErrorKind::failed, say("a sheet can't be called '{}', or is there already", name));
    }
    xlsx_library().worksheet_freeze_panes(b.sheet, 1, 0);
    constexpr std::uint8_t k_a4 = 9; // ECMA-376 part 1, 18.3.1.63
    xlsx_library().worksheet_set_paper(b.sheet, k_a4);
    xlsx_library().worksheet_fit_to_pages(b.sheet, 1, 0); // as wide as a page, as long as it is
    require(xlsx_library().worksheet_repeat_rows(b.sheet, 0, 0));
}

void Workbook::write(std::uint32_t row, std::size_t column, const Value& value, Style style) {
    Book& b = *m_book;
    const auto place = static_cast<lxw_col_t>(column);
    auto* const format = b.format(style);
    if (const auto* number = std::get_if<std::int64_t>(&value)) {
        require(
            xlsx_library().worksheet_write_number(b.sheet, row, place, static_cast<double>(*number), format));
    } else if (const auto* real = std::get_if<double>(&value)) {
        require(xlsx_library().worksheet_write_number(b.sheet, row, place, *real, format));
    } else if (const auto* yes = std::get_if<bool>(&value)) {
        require(xlsx_library().worksheet_write_boolean(b.sheet, row, place, *yes ? 1 : 0, format));
    } else if (const auto* day = std::get_if<Day>(&value)) {
        const auto serial = static_cast<double>((*day - k_serial_epoch).count());
        require(xlsx_library().worksheet_write_number(b.sheet, row, place, serial, b.format(Style::day)));
    } else if (const auto text = to_cell(value); !text.empty()) {
        require(xlsx_library().worksheet_write_string(b.sheet, row, place, text.c_str(), format));
    }
}

void Workbook::set_width(std::size_t column, std::size_t width) {
    const auto place = static_cast<lxw_col_t>(column);
    require(xlsx_library().worksheet_set_column(m_book->sheet, place, place, static_cast<double>(width),
                                                nullptr));
}

std::uint32_t Workbook::most_rows() {
    return LXW_ROW_MAX;
}

void Workbook::finish(std::ostream& out) {
    errno = 0;
    const auto [closed, reason] = [this] {
        const Silence silence;
        const lxw_error error = xlsx_library().workbook_close(std::exchange(m_book->book, nullptr));
        return std::pair(error, errno);
    }();
    if (closed != LXW_NO_ERROR) {
        throw Error(ErrorKind::io,
                    say("{}: the spreadsheet could not be put together there: {}; make "
                        "room, or let TMPDIR name another folder",
                        m_book->folder.path().parent_path().string(),
                        reason != 0 ? system_message(reason) : xlsx_library().lxw_strerror(closed)));
    }
    std::ifstream file(m_book->file, std::ios::binary);
    out << file.rdbuf();
    if (!file) {
        throw Error(ErrorKind::io, say("{}: the spreadsheet could not be read back", m_book->file));
    }
}

} // namespace hnat::cli
