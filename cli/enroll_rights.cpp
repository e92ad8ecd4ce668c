// enroll withdraw, erase, export-subject: what a member may do about the record.
#include "base/error.hpp"
#include "base/file.hpp"
#include "base/folder.hpp"
#include "base/message.hpp"
#include "base/text.hpp"
#include "cli/arguments.hpp"
#include "cli/command.hpp"
#include "enroll/erasure.hpp"
#include "enroll/subject_export.hpp"
#include "enroll/withdrawal.hpp"
#include "store/wipe.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <memory>

namespace hnat::cli {

namespace {

void note_groups(Context& context, const std::vector<std::int64_t>& groups) {
    for (const auto group : groups) {
        context.note(say("group {} is no longer joined: nobody of it consents to contact any more", group));
    }
}

void note_withdrawal(Context& context, std::int64_t member, const WithdrawalResult& result) {
    if (result.leaves) {
        context.note(
            say_plural("member {0} has left: {1} consent withdrawn, nothing about the person is used any "
                       "more, and all of it "
                       "is erased by {2}: `hnat enroll erase {0}`, or `hnat db retention` on that day",
                       "member {0} has left: {1} consents withdrawn, nothing about the person is used any "
                       "more, and all of it "
                       "is erased by {2}: `hnat enroll erase {0}`, or `hnat db retention` on that day",
                       result.consents, member, result.consents, to_iso(result.erased_by)));
    } else {
        context.note(say_plural("member {}: {} consent withdrawn", "member {}: {} consents withdrawn",
                                result.consents, member, result.consents));
    }
    note_groups(context, result.groups_left);
}

bool confirm_erasure(Context& context, std::int64_t member) {
    const bool agreed = context.confirm(say("Everything about member {} will be erased for good.", member));
    if (!agreed) {
        context.note(say("nothing was changed"));
    }
    return agreed;
}

/// Erases within the transaction, commits it and writes the file anew.
void erase_and_commit(Context& context, Transaction& transaction, std::int64_t member) {
    const ErasureResult result = erase_member(transaction, member);
    transaction.commit();
    try {
        wipe_deleted(context.store());
    } catch (const Error& error) {
        throw Error(error.kind(),
                    say("member {} is erased, but the file could not be written anew, so that traces may "
                        "be left in it: {}; run `hnat db retention` to finish",
                        member, error.what()));
    }
    context.note(
        say("member {} is erased; copies and exports made before still have the data: destroy them", member));
    note_groups(context, result.groups_left);
    for (const auto request : result.open_requests) {
        context.note(say("request {0} is still open: `hnat enroll request done {0}`", request));
    }
}

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

Action bind_enroll_withdraw(Parser& parser) {
    struct Flags {
        std::int64_t member = 0;
        std::vector<std::string> purposes;
        WithdrawalMethod how = WithdrawalMethod::in_person;
        bool now = false;
    };
    auto flags = std::make_shared<Flags>();
    add_number(parser, "MEMBER", flags->member, "number of the member: see hnat enroll list");
    parser
        .add_option("--purpose", flags->purposes,
                    "only the consent to this purpose; may be given again [all]")
        ->type_name(placeholder_of<Purpose>());
    add_choice<WithdrawalMethod>(parser, "--how", flags->how, "how the person said it [in-person]");
    parser.add_flag("--now", flags->now, "erase in the same run instead of by the due day");
    return [flags](Context& context) {
        std::vector<Purpose> purposes;
        for (const std::string& purpose : flags->purposes) {
            purposes.push_back(enum_argument<Purpose>("--purpose", purpose));
        }
        Store& store = context.store();
        const bool withdrew = has_withdrawn(store, flags->member);
        if (flags->now && !confirm_erasure(context, flags->member)) {
            return 1;
        }
        Transaction transaction(store, context.actor());
        WithdrawalResult result;
        if (!(flags->now && withdrew)) {
            result = withdraw_consents(transaction, flags->member, purposes, flags->how);
        }
        if (!flags->now) {
            transaction.commit();
            note_withdrawal(context, flags->member, result);
            return 0;
        }
        if (!withdrew && !result.leaves) {
            throw Error(
                ErrorKind::usage,
                say("--now erases a member; without the purposes that are named the person still takes "
                    "part: leave out --purpose, or --now"));
        }
        erase_and_commit(context, transaction, flags->member);
        note_groups(context, result.groups_left);
        return 0;
    };
}

Action bind_enroll_erase(Parser& parser) {
    auto member = std::make_shared<std::int64_t>(0);
    add_number(parser, "MEMBER", *member, "number of the member: see hnat enroll list");
    return [member](Context& context) {
        Store& store = context.store();
        has_withdrawn(store, *member); // there is such a member, before anybody is asked
        if (!confirm_erasure(context, *member)) {
            return 1;
        }
        Transaction transaction(store, context.actor());
        erase_and_commit(context, transaction, *member);
        return 0;
    };
}

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
