#include "store/audit.hpp"
#include "base/error.hpp"
#include "base/file.hpp"
#include "cli/command.hpp"
#include "cli/options.hpp"
#include "store/checkpoint.hpp"
#include "store/snapshot.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <limits>
#include <memory>

namespace hnat::cli {

Action bind_audit_list(Parser& parser) {
    struct Options {
        std::optional<std::int64_t> from, limit;
    };
    auto options = std::make_shared<Options>();
    add_count(parser, "--from", options->from, "First row to show [1]", 1);
    add_count(parser, "--limit", options->limit, "Most rows to show [all]", 1);
    return [options](Context& context) {
        static const ListShape shape{"hnat.audit.list/1",
                                     {{"seq", "No", true},
                                      {"day", "Day"},
                                      {"staff", "Staff"},
                                      {"verb", "What"},
                                      {"outcome", "Outcome"},
                                      {"object", "Record"},
                                      {"commitment", "Commitment", false, false},
                                      {"previous", "Previous", false, false},
                                      {"hash", "Hash", false, false}}};
        constexpr std::int64_t k_block = 1000;
        context.write_list(shape, [&](RowWriter& out) {
            std::int64_t next = options->from.value_or(1);
            std::int64_t left = options->limit.value_or(std::numeric_limits<std::int64_t>::max());
            while (left > 0) {
                const auto rows = audit_rows(context.store(), next, std::min(left, k_block));
                for (const auto& row : rows) {
                    const auto day = parse_day(row.day);
                    out.row({row.seq, day ? Value{*day} : Value{row.day}, row.staff, row.verb, row.outcome,
                             row.object, row.commitment, row.previous, row.hash});
                }
                if (rows.empty()) {
                    return;
                }
                next = rows.back().seq + 1;
                left -= static_cast<std::int64_t>(rows.size());
            }
        });
        return 0;
    };
}

namespace {

struct VerifyFlags {
    std::vector<std::string> against;
    std::optional<std::string> key;
};

/// The text of --key, or the first line of the file that it names.
std::optional<Verifier> trusted_key(const VerifyFlags& flags) {
    if (!flags.key) {
        return std::nullopt;
    }
    std::string text = *flags.key;
    std::error_code error;
    if (text.find('+') == std::string::npos || std::filesystem::exists(text, error)) {
        text = read_file(text);
        text.erase(std::min(text.find_first_of("\r\n"), text.size()));
    }
    auto key = parse_vkey(text);
    if (!key) {
        throw Error(
            ErrorKind::usage,
            "--key: is no public key of checkpoints; give what `hnat audit key` printed: NAME+ID+BASE64");
    }
    return key;
}

/// Everything that is wrong: with the chain, the checkpoints in the database, the notes from outside.
std::vector<std::string> all_breaks(const Store& store, const std::vector<WitnessNote>& notes,
                                    const std::optional<Verifier>& key) {
    auto breaks = verify_audit(store);
    for (auto& finding : verify_checkpoints(store)) {
        breaks.push_back(std::move(finding));
    }
    for (auto& finding : verify_against(store, notes, key)) {
        breaks.push_back(std::move(finding));
    }
    return breaks;
}

int verify(Context& context, const VerifyFlags& flags) {
    std::vector<WitnessNote> notes;
    for (const std::string& file : flags.against) {
        notes.push_back({file, read_input(file, context.streams().in)});
    }
    const Snapshot snapshot(context.store().db());
    const auto breaks = all_breaks(context.store(), notes, trusted_key(flags));
    const auto info = store_info(context.store());
    static const ListShape shape{"hnat.audit.verify/1",
                                 {{"sound", "Sound", false, true, FieldType::yes_no},
                                  {"rows", "Rows", true},
                                  {"checkpoints", "Checkpoints", true},
                                  {"head", "Head"}}};
    context.write_list(shape, [&](RowWriter& out) {
        const auto stored = static_cast<std::int64_t>(checkpoints(context.store()).size());
        out.row({breaks.empty(), info.audit_size, stored, info.audit_head});
    });
    for (const auto& message : breaks) {
        context.streams().message(message);
    }
    return breaks.empty() ? 0 : 1;
}

} // namespace

Action bind_audit_verify(Parser& parser) {
    auto flags = std::make_shared<VerifyFlags>();
    parser
        .add_option("--against", flags->against,
                    "A checkpoint from outside that the chain must agree with; several may be given")
        ->type_name("FILE");
    parser
        .add_option("--key", flags->key,
                    "The public key that those must be signed with, or a file with it [a key that the "
                    "database knows]")
        ->type_name("KEY");
    return [flags](Context& context) { return verify(context, *flags); };
}

} // namespace hnat::cli
