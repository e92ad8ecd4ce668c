/// Whether the templates of a folder can be rendered, tried with figures made up for it.
#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace hnat {

struct TemplateCheck {
    std::size_t reports = 0;           ///< templates of reports that were rendered
    std::vector<std::string> problems; ///< `file:line: message`
    /// Templates of reports that hnat brings and the folder does not have, `vi/quarterly.docx.mustache`:
    /// those reports can't be made from it.
    std::vector<std::string> missing;
};

/// Every template of a report that the folder (nullopt: the binary) has, in each language, kind and format:
/// the four kinds, the roll-up, and those that hnat does not bring and no other template uses as a partial.
/// Each is rendered with a period that has closed, one that has not, an empty register, and a part of the
/// register. Templates of other documents (invitations, minutes…) are read, and not rendered. Errors: usage
/// (no such folder).
TemplateCheck check_report_templates(const std::optional<std::filesystem::path>& folder);

} // namespace hnat
