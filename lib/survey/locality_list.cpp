#include "survey/locality_list.hpp"

#include "base/error.hpp"
#include "base/message.hpp"
#include "base/text.hpp"
#include "list/list_reader.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <optional>
#include <set>
#include <sstream>
#include <utility>

namespace hnat::localities {

namespace {

/// Ba Chẽ (Quảng Ninh): the town's old code 06970 in some lists of present communes, 06978 in others. One
/// unit.
constexpr std::string_view k_ba_che_listed = "06970";
constexpr std::string_view k_ba_che = "06978";

constexpr std::size_t k_most_name_columns = 100;

struct KindRule {
    std::string_view level, kind;
    bool old, present; ///< in which system a unit of the level can be of the kind
};

constexpr std::array k_kinds{
    KindRule{"province", "tỉnh", true, true},     KindRule{"province", "thành phố", true, true},
    KindRule{"district", "huyện", true, false},   KindRule{"district", "quận", true, false},
    KindRule{"district", "thị xã", true, false},  KindRule{"district", "thành phố", true, false},
    KindRule{"commune", "xã", true, true},        KindRule{"commune", "phường", true, true},
    KindRule{"commune", "thị trấn", true, false}, KindRule{"commune", "đặc khu", false, true},
};

bool are_digits(std::string_view text, std::size_t count) {
    return text.size() == count &&
           std::ranges::all_of(text, [](unsigned char c) { return std::isdigit(c) != 0; });
}

std::string level_of_code(std::string_view code) {
    if (are_digits(code, 2)) {
        return "province";
    }
    if (are_digits(code, 3)) {
        return "district";
    }
    return are_digits(code, 5) ? "commune" : "";
}

std::string shown(std::string_view text) {
    return "'" + escape_controls(truncate_to_width(text, k_most_name_columns)) + "'";
}

bool is_locality_header(const std::vector<std::string>& cells) {
    return std::ranges::any_of(cells, [](const auto& cell) { return cell == "code" || cell == "old_code"; });
}

class Parser {
  public:
    Parser(ListReader& reader, std::string_view file_name) : m_reader(reader), m_file(file_name) {
        const auto& header = reader.header();
        for (std::size_t i = 0; i < header.size(); ++i) {
            m_columns.try_emplace(header[i], i);
        }
    }

    LocalityList run() {
        m_list.is_map = m_columns.contains("old_code");
        m_old = m_columns.contains("district_code");
        if (m_list.is_map) {
            require({"old_code", "new_code", "relation"});
        } else if (m_old) {
            require({"code", "name", "kind", "district_name", "province_code"});
        } else {
            require({"code", "name", "kind", "province_code"});
        }
        while (m_columns_are_sound && m_reader.next(m_row)) {
            ++m_list.rows;
            if (!m_row.problems.empty()) {
                m_list.problems.insert(m_list.problems.end(), m_row.problems.begin(), m_row.problems.end());
            } else if (m_list.is_map) {
                read_map_row();
            } else {
                read_unit_row();
            }
        }
        return std::move(m_list);
    }

  private:
    void require(std::initializer_list<const char*> names) {
        for (const char* name : names) {
            if (!m_columns.contains(name)) {
                m_columns_are_sound = false;
                m_list.problems.push_back(
                    {Severity::error, m_file, m_reader.header_line(), name,
                     say("the column is missing; a list of units has code, name, kind, province_code (before "
                         "July 2025 also district_code, district_name), a map has old_code, new_code, "
                         "relation")});
            }
        }
    }

    [[nodiscard]] std::string cell(const std::string& column) const {
        const auto found = m_columns.find(column);
        return found == m_columns.end() ? std::string() : m_row.cells.at(found->second).text;
    }

    void problem(std::string_view column, std::string message) {
        m_list.problems.push_back(
            {Severity::error, m_file, m_row.line, std::string(column), std::move(message)});
    }

    void check_name(std::string_view column, const std::string& name) {
        if (name.empty()) {
            problem(column, say("is empty; write the unit's name without its kind"));
        } else if (has_controls(name) || display_width(name) > k_most_name_columns) {
            problem(column, say("{} is no name: it has control characters or is too long", shown(name)));
        } else if (const auto encoding = looks_like_legacy_encoding(name)) {
            problem(column, say("{} looks like {} text read as CP1252; save the list as UTF-8", shown(name),
                                *encoding));
        }
    }

    void check_code(std::string_view column, const std::string& code, std::size_t digits) {
        if (!are_digits(code, digits)) {
            problem(column, say("{} is no code; expected {} digits (a spreadsheet drops zeros in front)",
                                shown(code), digits));
        }
    }

    void read_unit_row() {
        const std::size_t problems_before = m_list.problems.size();
        std::string code = cell("code");
        const std::string level = level_of_code(code);
        const std::string kind = cell("kind");
        if (level.empty() || (level == "district" && !m_old)) {
            problem("code",
                    m_old ? say("{} is no code; expected 2 digits for a province, 3 for a district, 5 for "
                                "a commune (a spreadsheet drops zeros in front)",
                                shown(code))
                          : say("{} is no code; expected 2 digits for a province, 5 for a commune (a "
                                "spreadsheet drops zeros in front)",
                                shown(code)));
        } else {
            if (std::ranges::none_of(k_kinds, [&](const KindRule& rule) {
                    return rule.level == level && rule.kind == kind && (m_old ? rule.old : rule.present);
                })) {
                problem("kind", m_old ? say("{} is no kind of a {} before 1 July 2025", shown(kind), level)
                                      : say("{} is no kind of a {} since 1 July 2025", shown(kind), level));
            }
            if (m_columns.contains("level") && cell("level") != level) {
                problem("level", say("{} does not agree with the code {}, which is that of a {}",
                                     shown(cell("level")), code, level));
            }
        }
        check_name("name", cell("name"));
        check_code("province_code", cell("province_code"), 2);
        if (level == "province" && code != cell("province_code")) {
            problem("province_code",
                    say("{} is not the province's own code {}", shown(cell("province_code")), code));
        }
        if (level == "commune" && m_old) {
            check_name("district_name", cell("district_name"));
        }
        if (!m_old && code == k_ba_che_listed && name_key(cell("name")) == "ba chẽ") {
            code = k_ba_che;
        }
        if (const auto [seen, is_new] = m_lines.try_emplace(code, m_row.line); !is_new) {
            problem("code", say("{} is in line {} already", shown(code), seen->second));
        }
        if (m_list.problems.size() == problems_before) {
            auto unit = make_unit(level, code, kind, cell("name"), m_old);
            unit.province_code = cell("province_code");
            unit.district_name = level == "commune" && m_old ? cell("district_name") : "";
            m_list.units.push_back(std::move(unit));
            m_list.unit_lines.push_back(m_row.line);
        }
    }

    void read_map_row() {
        const std::size_t problems_before = m_list.problems.size();
        const std::string old_code = cell("old_code");
        if (!are_digits(old_code, 3)) { // the five island districts without communes are in the map too
            check_code("old_code", old_code, 5);
        }
        std::string new_code = cell("new_code");
        check_code("new_code", new_code, 5);
        if (new_code == k_ba_che_listed) {
            new_code = k_ba_che;
        }
        const std::string relation = cell("relation");
        if (relation != "whole" && relation != "part") {
            problem("relation", say("{} is no relation; expected whole or part", shown(relation)));
        }
        if (!m_pairs.emplace(old_code, new_code).second) {
            problem("", say("the pair {}, {} is in the file already", old_code, new_code));
        }
        const bool whole = relation == "whole";
        const auto [seen, is_new] = m_lines.try_emplace(old_code, m_row.line);
        if (!is_new && (whole || m_whole.contains(old_code))) {
            problem("relation",
                    say("{} cannot have gone whole: line {} has another part of it", old_code, seen->second));
        }
        if (whole) {
            m_whole.insert(old_code);
        }
        if (m_list.problems.size() == problems_before) {
            m_list.map.push_back(
                {{old_code, new_code, whole}, m_row.line, cell("old_name"), cell("new_name")});
        }
    }

    ListReader& m_reader;
    std::string m_file;
    ListRow m_row;
    LocalityList m_list;
    bool m_old = false;
    bool m_columns_are_sound = true;
    std::unordered_map<std::string, std::size_t> m_columns;
    std::unordered_map<std::string, std::size_t> m_lines; ///< of each code
    std::set<std::pair<std::string, std::string>> m_pairs;
    std::set<std::string> m_whole;
};

} // namespace

LocalityList read_locality_list(std::string_view csv, std::string_view file_name) {
    ListOptions options;
    options.expected =
        mark_message("\"code\", \"name\", \"kind\", \"province_code\", or of the map \"old_code\", "
                     "\"new_code\", \"relation\"");
    std::istringstream stream{std::string(csv)};
    const auto reader = open_list(stream, file_name, options, is_locality_header);
    return Parser(*reader, file_name).run();
}

} // namespace hnat::localities
