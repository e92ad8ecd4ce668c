// enroll export-subject: everything that is held about a member, for the member.
#include "base/error.hpp"
#include "base/file.hpp"
#include "base/folder.hpp"
#include "base/message.hpp"
#include "base/text.hpp"
#include "cli/arguments.hpp"
#include "cli/command.hpp"
#include "enroll/subject_export.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <memory>

namespace hnat::cli {

namespace {

std::string text_of(const SubjectExport::Value& value) {
    if (const auto* const number = std::get_if<std::int64_t>(&value)) {
        return std::to_string(*number);
    }
    const auto* const text = std::get_if<std::string>(&value);
    return text == nullptr ? "–" : escape_controls(*text);
}

/// For the person to read.
std::string readable(const SubjectExport& data, bool vietnamese) {
    const std::string day = vietnamese ? to_vietnamese(data.day) : to_iso(data.day);
    std::string text =
        vietnamese
            ? fmt::format("Toàn bộ dữ liệu mà {} lưu giữ về thành viên số {}, ngày {}\n", data.office,
                          data.member, day)
            : fmt::format("Everything that {} holds about member {}, on {}\n", data.office, data.member, day);
    for (const auto& part : data.parts) {
        text += fmt::format("\n{}\n", vietnamese ? part.name_vi : part.name_en);
        if (part.rows.empty()) {
            text += vietnamese ? "  (không có)\n" : "  (none)\n";
        }
        for (std::size_t i = 0; i < part.rows.size(); ++i) {
            text += i == 0 ? "" : "\n";
            for (std::size_t at = 0; at < part.columns.size(); ++at) {
                const auto& column = part.columns[at];
                text += fmt::format("  {}: {}\n", vietnamese ? column.name_vi : column.name_en,
                                    text_of(part.rows[i][at]));
            }
        }
    }
    return text;
}

/// For another program, as the right to a copy asks (schema hnat.subject/1).
std::string as_json(const SubjectExport& data) {
    using Json = nlohmann::ordered_json;
    Json parts = Json::object();
    for (const auto& part : data.parts) {
        Json rows = Json::array();
        for (const auto& values : part.rows) {
            Json row = Json::object();
            for (std::size_t at = 0; at < values.size(); ++at) {
                Json& cell = row[std::string(part.columns[at].key)];
                if (const auto* const number = std::get_if<std::int64_t>(&values[at])) {
                    cell = *number;
                } else if (const auto* const text = std::get_if<std::string>(&values[at])) {
                    cell = *text;
                }
            }
            rows.push_back(std::move(row));
        }
        parts[std::string(part.key)] = std::move(rows);
    }
    const Json document{{"schema", "hnat.subject/1"},
                        {"office", data.office},
                        {"exported_on", to_iso(data.day)},
                        {"number", data.member},
                        {"data", std::move(parts)}};
    return document.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

void write_file(const std::filesystem::path& path, std::string_view text) {
    AtomicFile file(path, false);
    file.write(text);
    file.commit();
}

} // namespace

Action bind_enroll_export_subject(Parser& parser) {
    auto member = std::make_shared<std::int64_t>(0);
    add_number(parser, "MEMBER", *member, "number of the member: see hnat enroll list");
    return [member](Context& context) {
        context.require_no_format(tr("the export, text and JSON beside each other,"));
        if (!context.flags().output) {
            throw Error(ErrorKind::usage, say("missing: -o FOLDER, a new folder for the person's data"));
        }
        const std::filesystem::path path = *context.flags().output;
        Store& store = context.store();
        Transaction transaction(store, context.actor());
        const SubjectExport data = export_subject(transaction, store, *member);
        AtomicFolder folder(path);
        write_file(folder.temporary() / "personal-data.txt", readable(data, context.lang() == "vi"));
        write_file(folder.temporary() / "personal-data.json", as_json(data));
        // The chain rather tells of an export that did not arrive than keeps silent about one that did.
        transaction.commit();
        folder.commit();
        context.note(say("everything about member {} is in {}; give it to that person and delete it", *member,
                         path.string()));
        return 0;
    };
}

} // namespace hnat::cli
