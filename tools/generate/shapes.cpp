#include "tools/generate/shapes.hpp"

#include "base/date.hpp"
#include "base/error.hpp"
#include "tools/generate/legacy.hpp"

#include <fmt/format.h>
#include <xlsxwriter.h>

#include <cstdlib>
#include <fstream>
#include <utility>
#include <vector>

namespace hnat::generate {

namespace {

using Line = std::vector<std::string>;

Line header_line() {
    return {k_header.begin(), k_header.end()};
}

Line line_of_row(const Row& row) {
    const auto cells = row.cells.all();
    Line line(cells.begin(), cells.end());
    if (row.extra_cell) {
        line.emplace_back("thừa");
    }
    return line;
}

/// A text file that says so when it could not be written.
class TextFile {
  public:
    explicit TextFile(std::filesystem::path path)
        : m_path(std::move(path)),
          m_stream(m_path, std::ios::binary) {
        check();
    }
    void write(std::string_view bytes) {
        m_stream.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    }
    void finish() {
        m_stream.close();
        check();
    }

  private:
    void check() const {
        if (!m_stream) {
            throw Error(ErrorKind::io, fmt::format("{}: can't be written", m_path.string()));
        }
    }

    std::filesystem::path m_path;
    std::ofstream m_stream;
};

/// RFC 4180, with any delimiter and end of line.
std::string csv_line(const Line& line, char delimiter, std::string_view end) {
    std::string text;
    for (std::size_t i = 0; i < line.size(); ++i) {
        if (i > 0) {
            text += delimiter;
        }
        if (line[i].find_first_of(std::string{delimiter, '"', '\n', '\r'}) == std::string::npos) {
            text += line[i];
            continue;
        }
        text += '"';
        for (const char c : line[i]) {
            text.append(c == '"' ? 2 : 1, c);
        }
        text += '"';
    }
    return text += end;
}

class CsvSink final : public RowSink {
  public:
    CsvSink(const std::filesystem::path& path, char delimiter, std::string_view start, std::string_view end)
        : m_file(path),
          m_delimiter(delimiter),
          m_end(end) {
        m_file.write(start);
        m_file.write(csv_line(header_line(), m_delimiter, m_end));
    }
    void row(const Row& row) override { m_file.write(csv_line(line_of_row(row), m_delimiter, m_end)); }
    void finish() override { m_file.finish(); }

  private:
    TextFile m_file;
    char m_delimiter;
    std::string m_end;
};

/// As Excel saves "Unicode text": UTF-16 with a byte order mark, tabs, CR LF.
class Utf16Sink final : public RowSink {
  public:
    explicit Utf16Sink(const std::filesystem::path& path) : m_file(path) {
        m_file.write("\xFF\xFE");
        write(header_line());
    }
    void row(const Row& row) override { write(line_of_row(row)); }
    void finish() override { m_file.finish(); }

  private:
    void write(const Line& line) {
        const auto text = csv_line(line, '\t', "\r\n");
        std::string bytes;
        for (std::size_t offset = 0; offset < text.size();) {
            append_utf16(next_code_point(text, offset), bytes);
        }
        m_file.write(bytes);
    }
    static std::uint32_t next_code_point(std::string_view text, std::size_t& offset) {
        const auto first = static_cast<unsigned char>(text[offset++]);
        const unsigned more = first < 0x80 ? 0 : first < 0xE0 ? 1 : first < 0xF0 ? 2 : 3;
        std::uint32_t code_point = more == 0 ? first : first & (0x3FU >> more);
        for (unsigned i = 0; i < more; ++i) {
            code_point = code_point << 6U | (static_cast<unsigned char>(text[offset++]) & 0x3FU);
        }
        return code_point;
    }
    static void append_unit(std::uint32_t unit, std::string& bytes) {
        bytes += static_cast<char>(unit & 0xFFU);
        bytes += static_cast<char>(unit >> 8U);
    }
    static void append_utf16(std::uint32_t code_point, std::string& bytes) {
        if (code_point < 0x10000) {
            append_unit(code_point, bytes);
        } else {
            append_unit(0xD800U + ((code_point - 0x10000U) >> 10U), bytes);
            append_unit(0xDC00U + (code_point & 0x3FFU), bytes);
        }
    }

    TextFile m_file;
};

class LegacySink final : public RowSink {
  public:
    LegacySink(const std::filesystem::path& path, std::unique_ptr<LegacyEncoder> encoder)
        : m_file(path),
          m_encoder(std::move(encoder)) {
        write(header_line());
    }
    void row(const Row& row) override {
        auto line = line_of_row(row);
        if (row.reason == "garbled text") {
            line.front().clear();
        }
        write(line);
    }
    void finish() override { m_file.finish(); }

  private:
    void write(Line line) {
        for (auto& cell : line) {
            cell = m_encoder->encode(cell);
        }
        m_file.write(csv_line(line, ',', "\r\n"));
    }

    TextFile m_file;
    std::unique_ptr<LegacyEncoder> m_encoder;
};

/// A workbook as offices send it: a title, who made it, an empty row, then the header. Counts are numbers,
/// days are days.
class XlsxSink final : public RowSink {
  public:
    explicit XlsxSink(const std::filesystem::path& path) : m_path(path.string()) {
        lxw_workbook_options options{};
        options.constant_memory = LXW_TRUE;
        m_book = workbook_new_opt(m_path.c_str(), &options);
        m_sheet = workbook_add_worksheet(m_book, "Danh sách");
        m_day_format = workbook_add_format(m_book);
        format_set_num_format(m_day_format, "dd/mm/yyyy");
        text(0, 0, "DANH SÁCH HỘI NHÓM TRÊN ĐỊA BÀN TỈNH");
        text(1, 0, "Dữ liệu mẫu, không có thật");
        for (std::size_t i = 0; i < k_header.size(); ++i) {
            text(3, i, std::string(k_header.at(i)));
        }
    }
    ~XlsxSink() override {
        if (m_book != nullptr) {
            workbook_close(m_book);
        }
    }
    XlsxSink(const XlsxSink&) = delete;
    XlsxSink& operator=(const XlsxSink&) = delete;

    void row(const Row& row) override {
        if (m_next >= LXW_ROW_MAX) {
            throw Error(
                ErrorKind::usage,
                "a spreadsheet has at most 1,048,576 rows; leave out the shape xlsx or take fewer rows");
        }
        const auto line = line_of_row(row);
        for (std::size_t i = 0; i < line.size(); ++i) {
            cell(i, line[i]);
        }
        ++m_next;
    }
    void finish() override {
        const auto error = workbook_close(std::exchange(m_book, nullptr));
        if (error != LXW_NO_ERROR) {
            throw Error(ErrorKind::io, fmt::format("{}: {}", m_path, lxw_strerror(error)));
        }
    }

  private:
    void text(lxw_row_t row, std::size_t column, const std::string& value) {
        worksheet_write_string(m_sheet, row, static_cast<lxw_col_t>(column), value.c_str(), nullptr);
    }

    void cell(std::size_t column, const std::string& value) {
        if (value.empty()) {
            return;
        }
        const bool digits = value.size() < 12 && value.find_first_not_of("0123456789") == std::string::npos;
        const auto day = k_header.at(std::min<std::size_t>(column, 9)) == "Ngày ghi nhận" ? parse_day(value)
                                                                                          : std::nullopt;
        if (digits && column == 3) {
            worksheet_write_number(m_sheet, m_next, 3, std::stod(value), nullptr);
        } else if (day && *day < *make_day(2100, 1, 1)) {
            const std::chrono::year_month_day date{*day};
            lxw_datetime when{static_cast<int>(date.year()),
                              static_cast<int>(static_cast<unsigned>(date.month())),
                              static_cast<int>(static_cast<unsigned>(date.day())),
                              0,
                              0,
                              0};
            worksheet_write_datetime(m_sheet, m_next, static_cast<lxw_col_t>(column), &when, m_day_format);
        } else {
            text(m_next, column, value);
        }
    }

    std::string m_path;
    lxw_workbook* m_book = nullptr;
    lxw_worksheet* m_sheet = nullptr;
    lxw_format* m_day_format = nullptr;
    lxw_row_t m_next = 4;
};

class TruthSink final : public RowSink {
  public:
    explicit TruthSink(const std::filesystem::path& path) : m_file(path) {
        m_file.write("line,group,kind,reason\n");
    }
    void row(const Row& row) override {
        const auto group = row.group == 0 ? "" : std::to_string(row.group);
        m_file.write(
            csv_line({std::to_string(line_of(m_index++)), group, std::string(name_of(row.kind)), row.reason},
                     ',', "\n"));
    }
    void finish() override { m_file.finish(); }

  private:
    TextFile m_file;
    std::uint64_t m_index = 0;
};

} // namespace

std::string file_name(Shape shape) {
    switch (shape) {
    case Shape::csv:
        return "groups.csv";
    case Shape::xlsx:
        return "groups.xlsx";
    default:
        return fmt::format("groups-{}.csv", name_of(shape));
    }
}

std::unique_ptr<RowSink> open_shape(Shape shape, const std::filesystem::path& folder) {
    const auto path = folder / file_name(shape);
    switch (shape) {
    case Shape::csv:
        return std::make_unique<CsvSink>(path, ',', "", "\n");
    case Shape::semicolon: // as Excel saves CSV under a Vietnamese locale
        return std::make_unique<CsvSink>(path, ';', "\xEF\xBB\xBF", "\r\n");
    case Shape::tab:
        return std::make_unique<CsvSink>(path, '\t', "", "\n");
    case Shape::utf16:
        return std::make_unique<Utf16Sink>(path);
    case Shape::cp1258:
        return std::make_unique<LegacySink>(path, iconv_encoder("CP1258"));
    case Shape::tcvn3:
        return std::make_unique<LegacySink>(path, iconv_encoder("TCVN5712-1"));
    case Shape::viscii:
        return std::make_unique<LegacySink>(path, iconv_encoder("VISCII"));
    case Shape::vni:
        return std::make_unique<LegacySink>(path, vni_encoder());
    case Shape::xlsx:
        break;
    }
    return std::make_unique<XlsxSink>(path);
}

std::unique_ptr<RowSink> open_truth(const std::filesystem::path& folder) {
    return std::make_unique<TruthSink>(folder / "truth.csv");
}

} // namespace hnat::generate
