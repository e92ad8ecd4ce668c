#include "list/list_reader_sheet.hpp"

#include "base/date.hpp"
#include "base/error.hpp"
#include "base/message.hpp"
#include "base/text.hpp"
#include "list/list_reader_rows.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <utility>

namespace hnat {

namespace {

constexpr Day k_day_zero{std::chrono::year{1899} / 12 / 30};
constexpr double k_most_serial = 2'958'466; // 10000-01-01, behind the last that Excel knows
constexpr int k_minutes_of_day = 24 * 60;

/// Part of a time of day.
std::optional<double> two_digits(std::string_view text, unsigned below) {
    unsigned number = 0;
    const char* const end = text.data() + text.size();
    const bool whole = std::from_chars(text.data(), end, number).ptr == end;
    return whole && number < below ? std::optional<double>(number) : std::nullopt;
}

std::string join(const std::vector<std::string>& names) {
    std::string text;
    for (const auto& name : names) {
        text += fmt::format("{}\"{}\"", text.empty() ? "" : ", ", escape_controls(name));
    }
    return text;
}

std::unique_ptr<SheetRows> open_rows(SheetArchive& archive, const std::optional<std::string>& sheet) {
    if (archive.has("_rels/.rels")) {
        return open_xlsx(archive, sheet);
    }
    const auto type = archive.small_part("mimetype");
    if (type && type->starts_with("application/vnd.oasis.opendocument.spreadsheet")) {
        constexpr std::string_view k_manifest = "META-INF/manifest.xml"; // OpenDocument 1.3, part 2, 3.4.1
        if (archive.has(k_manifest) && archive.part_holds(k_manifest, "encryption-data")) {
            throw_locked();
        }
        if (archive.has("content.xml")) {
            return open_ods(archive, sheet);
        }
    }
    throw Error(
        ErrorKind::rejected,
        say("a ZIP without a spreadsheet inside; expected .xlsx, .ods or CSV (unpack it first if the list "
            "lies in it)"));
}

/// Names the file in front of what went wrong inside it.
template <typename Call>
auto naming(const std::string& name, const Call& call) {
    try {
        return call();
    } catch (const Error& error) {
        throw Error(error.kind(), fmt::format("{}: {}", name, error.what()));
    }
}

class SheetListReader final : public ListReader {
  public:
    SheetListReader(std::string bytes, const Digest& digest, std::string name, const ListOptions& options,
                    const HeaderTest& is_header)
        : m_name(std::move(name)),
          m_digest(digest) {
        naming(m_name, [&] {
            m_archive = std::make_unique<SheetArchive>(std::move(bytes));
            m_source = open_rows(*m_archive, options.sheet);
        });
        if (!m_source->sheet_name()) {
            throw_no_sheet(options.sheet);
        }
        find_header(is_header, options.expected);
    }

    [[nodiscard]] const std::vector<std::string>& header() const override { return m_rows->header(); }
    [[nodiscard]] std::size_t header_line() const override { return m_header_line; }
    [[nodiscard]] std::optional<double> progress() const override { return m_source->progress(); }
    Digest digest() override { return m_digest; }

    bool next(ListRow& row) override {
        SheetRow from;
        do {
            if (!read(from)) {
                return false;
            }
            take(from, row);
        } while (is_blank(row) && row.problems.empty());
        return true;
    }

  private:
    [[noreturn]] void throw_no_sheet(const std::optional<std::string>& wanted) {
        const auto names = naming(m_name, [&] { return m_source->sheet_names(); });
        if (names.empty()) {
            throw Error(ErrorKind::rejected,
                        say("{}: there is no sheet in this file; expected a list of groups", m_name));
        }
        if (!wanted) {
            throw Error(ErrorKind::rejected,
                        say("{}: every sheet is hidden; name one with --sheet: {}", m_name, join(names)));
        }
        throw Error(ErrorKind::rejected, say("{}: no sheet is called \"{}\"; there is {}", m_name,
                                             escape_controls(*wanted), join(names)));
    }

    bool read(SheetRow& row) {
        if (m_given_back) {
            row = *std::exchange(m_given_back, std::nullopt);
            return true;
        }
        return naming(m_name, [&] { return m_source->next(row); });
    }

    static std::vector<std::string> header_of(const SheetRow& row) {
        std::vector<std::string> raw;
        for (const auto& cell : row.cells) {
            raw.resize(cell.column);
            raw.push_back(cell.text);
        }
        return header_cells(raw);
    }

    /// A header of two rows, "Members" over "Count" and "Day": what spans both is in the second as well.
    void find_second_header(const HeaderTest& is_header, std::vector<std::string>& header) {
        SheetRow row;
        if (!read(row)) {
            return;
        }
        auto cells = header_of(row);
        if (std::ranges::any_of(row.cells, &SheetCell::merged) && is_header(cells)) {
            m_header_line = row.number;
            header = std::move(cells);
        } else {
            m_given_back = std::move(row);
        }
    }

    void find_header(const HeaderTest& is_header, std::string_view expected) {
        SheetRow row;
        for (std::size_t count = 0; count < k_header_rows && read(row); ++count) {
            if (auto cells = header_of(row); is_header(cells)) {
                m_header_line = row.number;
                find_second_header(is_header, cells);
                m_rows.emplace(m_name, std::move(cells));
                return;
            }
        }
        const auto names = naming(m_name, [&] { return m_source->sheet_names(); });
        const auto sheet = escape_controls(*m_source->sheet_name());
        const auto hint = names.size() > 1
                              ? say("The sheet is \"{}\"; name another with --sheet: {}.", sheet, join(names))
                              : say("The sheet is \"{}\".", sheet);
        throw Error(ErrorKind::rejected, no_header_message(m_name, expected, hint));
    }

    void take(SheetRow& from, ListRow& row) const {
        row = ListRow{};
        row.line = from.number;
        const std::size_t width = m_rows->header().size();
        row.cells.resize(width);
        row.raw.resize(width);
        for (auto& cell : from.cells) {
            auto text = cell_text(cell.text);
            if (cell.column >= width && !text.empty()) {
                m_rows->add_problem(row, cell.column,
                                    say("text beyond the header's last column; name the column in the header "
                                        "row, or empty it"));
                row.raw.push_back(std::move(cell.text));
            } else if (cell.column < width) {
                if (cell.error) {
                    m_rows->add_problem(
                        row, cell.column,
                        text.empty() ? say("the formula's result is an error; write the value itself")
                                     : say("the formula's result is the error {}; write the value itself",
                                           escape_controls(text)));
                }
                row.cells[cell.column] = {std::move(text), cell.number};
                row.raw[cell.column] = std::move(cell.text);
            }
        }
        m_rows->check(row, false);
    }

    std::string m_name;
    Digest m_digest;
    std::unique_ptr<SheetArchive> m_archive;
    std::unique_ptr<SheetRows> m_source; ///< reads from m_archive
    std::optional<SheetRow> m_given_back;
    std::size_t m_header_line = 0;
    std::optional<RowChecker> m_rows;
};

} // namespace

std::string number_text(double number) {
    const bool whole = std::trunc(number) == number && std::abs(number) < 1e18;
    return whole ? fmt::format("{:.0f}", number) : fmt::format("{:.15g}", number);
}

std::string date_text(double serial) {
    if (!(serial >= 0 && serial < k_most_serial)) {
        return number_text(serial);
    }
    const auto minutes = std::llround(serial * k_minutes_of_day);
    const auto whole_days = minutes / k_minutes_of_day;
    const auto day = day_from_excel_serial(static_cast<double>(whole_days));
    if (!day) {
        return number_text(serial);
    }
    const auto time = minutes % k_minutes_of_day;
    return time == 0 ? to_iso(*day) : fmt::format("{} {:02}:{:02}", to_iso(*day), time / 60, time % 60);
}

std::optional<double> parse_number(std::string_view text) {
    double number = 0;
    const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), number);
    const bool whole = failed == std::errc{} && end == text.data() + text.size();
    return whole && std::isfinite(number) ? std::optional(number) : std::nullopt;
}

std::optional<double> serial_of_iso(std::string_view text) {
    const auto day = text.size() >= 10 && text[4] == '-' ? parse_day(text.substr(0, 10)) : std::nullopt;
    if (!day) {
        return std::nullopt;
    }
    const auto serial = static_cast<double>((*day - k_day_zero).count());
    if (text.size() == 10) {
        return serial;
    }
    if (text.size() < 16 || text[10] != 'T' || text[13] != ':') {
        return std::nullopt;
    }
    const auto minute = two_digits(text.substr(14, 2), 60);
    const auto hour =
        two_digits(text.substr(11, 2), minute == 0 ? 25 : 24); // 24:00 is midnight (XML Schema 1.1)
    return hour && minute ? std::optional(serial + (*hour * 60 + *minute) / k_minutes_of_day) : std::nullopt;
}

bool looks_like_zip(std::string_view start) {
    return start.starts_with("PK\x03\x04") || start.starts_with("PK\x05\x06");
}

std::unique_ptr<ListReader> open_sheet(std::string bytes, const Digest& digest, std::string name,
                                       const ListOptions& options, const HeaderTest& is_header) {
    return std::make_unique<SheetListReader>(std::move(bytes), digest, std::move(name), options, is_header);
}

} // namespace hnat
