#include "base/error.hpp"
#include "cli/output/cell.hpp"
#include "cli/output/json_schema.hpp"
#include "cli/output/writers.hpp"
#include "cli/output/xlsx_library.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <utility>

#include <stdlib.h> // NOLINT(modernize-deprecated-headers): mkdtemp is of POSIX, not of C++
#include <unistd.h>

namespace hnat::cli {

namespace {

/// A folder of our own, mode 0700, for a library that insists on a path and opens it with the umask's mode.
class ScratchFolder {
  public:
    ScratchFolder() {
        std::string name = (std::filesystem::temp_directory_path() / "hnat-XXXXXX").string();
        if (::mkdtemp(name.data()) == nullptr) {
            throw Error(ErrorKind::io,
                        fmt::format("{}: no temporary folder can be made there for the spreadsheet",
                                    std::filesystem::temp_directory_path().string()));
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

void require(lxw_error error) {
    if (error != LXW_NO_ERROR) {
        throw Error(ErrorKind::io, fmt::format("the spreadsheet could not be written: {}",
                                               xlsx_library().lxw_strerror(error)));
    }
}

/// 1899-12-30: day 0 of serial numbers (ECMA-376 part 1, 18.17.4.1).
constexpr Day k_serial_epoch = Day(std::chrono::year(1899) / 12 / 30);

/// In characters, so that nobody has to widen columns first: rows are written as they come and not measured.
double width_of(const Field& field) {
    const FieldType type = type_of(field);
    const bool words = type == FieldType::text || type == FieldType::any;
    return std::max(words ? 24.0 : 11.0, static_cast<double>(field.name.size()) + 2);
}

class XlsxWriter : public RowWriter {
  public:
    XlsxWriter(const ListShape& shape, Layout layout, std::ostream& out)
        : m_columns(std::move(layout.columns)),
          m_out(out),
          m_file((m_folder.path() / "list.xlsx").string()),
          m_temporary(m_folder.path().string()) {
        lxw_workbook_options options{};
        options.constant_memory = LXW_TRUE;
        options.tmpdir = m_temporary.data();
        m_book = xlsx_library().workbook_new_opt(m_file.c_str(), &options);
        if (m_book == nullptr) {
            throw Error(ErrorKind::io, "the spreadsheet could not be begun: no memory or no temporary file");
        }
        // A fixed day instead of the clock's: the same list is the same bytes.
        lxw_doc_properties properties{};
        properties.created = 1'735'689'600; // 2025-01-01
        xlsx_library().workbook_set_properties(m_book, &properties);
        m_day_format = xlsx_library().workbook_add_format(m_book);
        xlsx_library().format_set_num_format(m_day_format, "yyyy-mm-dd");
        auto* const bold = xlsx_library().workbook_add_format(m_book);
        xlsx_library().format_set_bold(bold);
        m_sheet = xlsx_library().workbook_add_worksheet(m_book, nullptr);
        xlsx_library().worksheet_freeze_panes(m_sheet, 1, 0);
        for (std::size_t i = 0; i < m_columns.size(); ++i) {
            const auto column = static_cast<lxw_col_t>(i);
            require(xlsx_library().worksheet_set_column(m_sheet, column, column,
                                                        width_of(shape.fields[m_columns[i]]), nullptr));
        }
        for (std::size_t i = 0; i < m_columns.size(); ++i) {
            const std::string name(shape.fields[m_columns[i]].name);
            require(xlsx_library().worksheet_write_string(m_sheet, 0, static_cast<lxw_col_t>(i), name.c_str(),
                                                          bold));
        }
    }

    ~XlsxWriter() override {
        if (m_book != nullptr) {
            xlsx_library().lxw_workbook_free(m_book);
        }
    }
    XlsxWriter(const XlsxWriter&) = delete;
    XlsxWriter& operator=(const XlsxWriter&) = delete;

    void row(const Row& values) override {
        ++m_line;
        if (m_line >= LXW_ROW_MAX) {
            throw Error(ErrorKind::failed,
                        fmt::format("a sheet holds at most {} rows; use -f csv", LXW_ROW_MAX - 1));
        }
        for (std::size_t i = 0; i < m_columns.size(); ++i) {
            write(static_cast<lxw_col_t>(i), values[m_columns[i]]);
        }
    }

    void finish() override {
        const lxw_error error = xlsx_library().workbook_close(std::exchange(m_book, nullptr));
        require(error);
        std::ifstream file(m_file, std::ios::binary);
        m_out << file.rdbuf();
        if (!file) {
            throw Error(ErrorKind::io, fmt::format("{}: the spreadsheet could not be read back", m_file));
        }
    }

  private:
    void write(lxw_col_t column, const Value& value) {
        if (const auto* number = std::get_if<std::int64_t>(&value)) {
            require(xlsx_library().worksheet_write_number(m_sheet, m_line, column,
                                                          static_cast<double>(*number), nullptr));
        } else if (const auto* real = std::get_if<double>(&value)) {
            require(xlsx_library().worksheet_write_number(m_sheet, m_line, column, *real, nullptr));
        } else if (const auto* yes = std::get_if<bool>(&value)) {
            require(xlsx_library().worksheet_write_boolean(m_sheet, m_line, column, *yes ? 1 : 0, nullptr));
        } else if (const auto* day = std::get_if<Day>(&value)) {
            const auto serial = static_cast<double>((*day - k_serial_epoch).count());
            require(xlsx_library().worksheet_write_number(m_sheet, m_line, column, serial, m_day_format));
        } else if (const auto text = to_cell(value); !text.empty()) {
            require(xlsx_library().worksheet_write_string(m_sheet, m_line, column, text.c_str(), nullptr));
        }
    }

    std::vector<std::size_t> m_columns;
    std::ostream& m_out;
    ScratchFolder m_folder;
    std::string m_file;
    std::string m_temporary;
    lxw_workbook* m_book = nullptr;
    lxw_worksheet* m_sheet = nullptr;
    lxw_format* m_day_format = nullptr;
    lxw_row_t m_line = 0;
};

} // namespace

std::unique_ptr<RowWriter> make_xlsx_writer(const ListShape& shape, Layout layout, std::ostream& out) {
    return std::make_unique<XlsxWriter>(shape, std::move(layout), out);
}

} // namespace hnat::cli
