#include "list/list_reader_workbook.hpp"

#include "base/error.hpp"
#include "base/message.hpp"
#include "base/text.hpp"
#include "list/list_reader_sheet.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <utility>

namespace hnat {

namespace {

constexpr std::uint64_t k_most_small_part = std::uint64_t{16} << 20; ///< of the parts without cells
constexpr std::string_view k_relation_ids = "/relationships";        ///< end of the namespace of r:id

struct Relation {
    std::string type;
    std::string target; ///< name in the ZIP
};
using Relations = std::map<std::string, Relation, std::less<>>;

std::string folder_of(std::string_view part) {
    const auto slash = part.rfind('/');
    return slash == std::string_view::npos ? std::string{} : std::string(part.substr(0, slash + 1));
}

/// A target relative to the folder of its source, as a name in the ZIP.
std::string resolve(std::string folder, std::string_view target) {
    if (target.starts_with('/')) {
        return std::string(target.substr(1));
    }
    while (target.starts_with("../")) {
        target.remove_prefix(3);
        folder = folder_of(std::string_view(folder).substr(0, folder.empty() ? 0 : folder.size() - 1));
    }
    return folder + std::string(target);
}

class RelationsHandler final : public XmlHandler {
  public:
    explicit RelationsHandler(std::string folder) : m_folder(std::move(folder)) {}
    void start(XmlName name, const XmlAttributes& attributes) override {
        if (name.local == "Relationship" && attributes.find("TargetMode") != "External") {
            relations[std::string(attributes.find("Id").value_or(""))] = {
                std::string(attributes.find("Type").value_or("")),
                resolve(m_folder, attributes.find("Target").value_or(""))};
        }
    }
    void end(XmlName /*name*/) override {}
    void text(std::string_view /*text*/) override {}

    Relations relations;

  private:
    std::string m_folder;
};

/// The relations of a part ("" for those of the package).
Relations read_relations(SheetArchive& archive, std::string_view part) {
    const auto folder = folder_of(part);
    const auto name = fmt::format("{}_rels/{}.rels", folder, part.substr(folder.size()));
    RelationsHandler handler(folder);
    if (archive.has(name)) {
        XmlPart(archive, name, handler, k_most_small_part).parse_all();
    }
    return std::move(handler.relations);
}

std::optional<std::string> target_of(const Relations& relations, std::string_view type) {
    for (const auto& [id, relation] : relations) {
        if (std::string_view(relation.type).ends_with(type)) {
            return relation.target;
        }
    }
    return std::nullopt;
}

class WorkbookHandler final : public XmlHandler {
  public:
    WorkbookHandler(const Relations& relations, Workbook& workbook)
        : m_relations(relations),
          m_workbook(workbook) {}
    void start(XmlName name, const XmlAttributes& attributes) override {
        if (name.local == "workbookPr") {
            const auto flag = attributes.find("date1904").value_or("0");
            m_workbook.from_1904 = flag == "1" || flag == "true";
        } else if (name.local == "sheet") {
            const auto relation = m_relations.find(attributes.find("id", k_relation_ids).value_or(""));
            if (relation != m_relations.end() && relation->second.type.ends_with("/worksheet")) {
                const auto state = attributes.find("state").value_or("visible");
                m_workbook.sheets.push_back(
                    {nfc(attributes.find("name").value_or("")), relation->second.target, state != "visible"});
            }
        }
    }
    void end(XmlName /*name*/) override {}
    void text(std::string_view /*text*/) override {}

  private:
    const Relations& m_relations;
    Workbook& m_workbook;
};

class StringsHandler final : public XmlHandler {
  public:
    explicit StringsHandler(std::vector<std::string>& strings) : m_strings(strings) {}
    void start(XmlName name, const XmlAttributes& /*attributes*/) override {
        if (name.local == "si") {
            add_bytes(sizeof(std::string));
            m_strings.emplace_back();
        } else if (name.local == "rPh") { // how Japanese reads it: not part of the text
            ++m_phonetic;
        } else if (name.local == "t") {
            m_in_text = m_phonetic == 0 && !m_strings.empty();
        }
    }
    void end(XmlName name) override {
        if (name.local == "rPh") {
            --m_phonetic;
        } else if (name.local == "t") {
            m_in_text = false;
        }
    }
    void text(std::string_view text) override {
        if (m_in_text) {
            add_bytes(text.size());
            m_strings.back() += text;
        }
    }

  private:
    void add_bytes(std::size_t count) {
        m_bytes += count;
        if (m_bytes > k_most_sheet_text) {
            throw Error(
                ErrorKind::rejected,
                say("the workbook holds more than 256 MiB of text; save the list as CSV, which has no "
                    "limit"));
        }
    }

    std::vector<std::string>& m_strings;
    std::size_t m_bytes = 0;
    int m_phonetic = 0;
    bool m_in_text = false;
};

/// Number formats that need no code in the file (ECMA-376 part 1, 18.8.30), as far as they are dates.
bool is_builtin_date(double id) {
    return (id >= 14 && id <= 17) || id == 22 || (id >= 27 && id <= 31) || id == 36 || (id >= 50 && id <= 58);
}

class StylesHandler final : public XmlHandler {
  public:
    explicit StylesHandler(std::vector<bool>& date_styles) : m_date_styles(date_styles) {}
    void start(XmlName name, const XmlAttributes& attributes) override {
        const auto id = parse_number(attributes.find("numFmtId").value_or("0")).value_or(0);
        if (name.local == "numFmt") {
            m_own_formats[id] = is_date_format(attributes.find("formatCode").value_or(""));
        } else if (name.local == "cellXfs") {
            m_in_formats = true;
        } else if (name.local == "xf" && m_in_formats) {
            const auto own = m_own_formats.find(id);
            m_date_styles.push_back(own == m_own_formats.end() ? is_builtin_date(id) : own->second);
        }
    }
    void end(XmlName name) override { m_in_formats = m_in_formats && name.local != "cellXfs"; }
    void text(std::string_view /*text*/) override {}

  private:
    std::vector<bool>& m_date_styles;
    std::map<double, bool> m_own_formats;
    bool m_in_formats = false;
};

} // namespace

bool is_date_format(std::string_view code) {
    for (std::size_t at = 0; at < code.size(); ++at) {
        switch (code[at]) {
        case '\\':
        case '_':
        case '*':
            ++at;
            break;
        case '"':
            at = std::min(code.find('"', at + 1), code.size());
            break;
        case '[':
            at = std::min(code.find(']', at + 1), code.size());
            break;
        case 'y':
        case 'Y':
        case 'd':
        case 'D':
            return true;
        default:
            break;
        }
    }
    return false;
}

Workbook read_workbook(SheetArchive& archive) {
    const auto package = read_relations(archive, "");
    const auto part = target_of(package, "/officeDocument");
    if (!part || !part->ends_with(".xml") || part->find("workbook") == std::string::npos) {
        throw Error(ErrorKind::rejected,
                    part && part->ends_with(".bin")
                        ? say("an .xlsb workbook; open it and save it as .xlsx, .ods or CSV")
                        : say("an Office file, but no workbook; expected .xlsx, .ods or CSV"));
    }
    const auto relations = read_relations(archive, *part);
    Workbook workbook;
    WorkbookHandler sheets(relations, workbook);
    XmlPart(archive, *part, sheets, k_most_small_part).parse_all();
    if (const auto strings = target_of(relations, "/sharedStrings")) {
        StringsHandler handler(workbook.strings);
        XmlPart(archive, *strings, handler).parse_all();
    }
    if (const auto styles = target_of(relations, "/styles")) {
        StylesHandler handler(workbook.date_styles);
        XmlPart(archive, *styles, handler, k_most_small_part).parse_all();
    }
    return workbook;
}

} // namespace hnat
