#include "store/audit.hpp"
#include "base/error.hpp"
#include "base/file.hpp"
#include "base/message.hpp"
#include "cli/command.hpp"
#include "cli/options.hpp"
#include "store/checkpoint.hpp"
#include "store/snapshot.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <limits>
#include <memory>

#include <span>

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
    std::vector<std::string> keys;
};

/// The keys in a text, each a word NAME+ID+BASE64: whatever else `hnat audit key` printed beside them.
std::vector<Verifier> keys_in(std::string_view text) {
    std::vector<Verifier> keys;
    for (std::size_t at = 0; at < text.size();) {
        const auto end = std::min(text.find_first_of(" \t\r\n\",", at), text.size());
        if (auto key = parse_vkey(text.substr(at, end - at))) {
            keys.push_back(*std::move(key));
        }
        at = end + 1;
    }
    return keys;
}

/// Each --key is a key, or a file with some.
std::vector<Verifier> trusted_keys(const VerifyFlags& flags) {
    std::vector<Verifier> keys;
    for (const std::string& given : flags.keys) {
        std::error_code error;
        const bool file = given.find('+') == std::string::npos || std::filesystem::exists(given, error);
        const auto found = keys_in(file ? read_file(given) : given);
        if (found.empty()) {
            throw Error(
                ErrorKind::usage,
                file ? say("--key: {} holds no public key of checkpoints, which is NAME+ID+BASE64; give "
                           "what `hnat audit key` printed",
                           given)
                     : say("--key: that is no public key of checkpoints, which is NAME+ID+BASE64; give "
                           "what `hnat audit key` printed"));
        }
        keys.insert(keys.end(), found.begin(), found.end());
    }
    return keys;
}

/// Everything that is wrong: with the chain, the checkpoints in the database, the notes from outside.
std::vector<std::string> all_breaks(const Store& store, const std::vector<WitnessNote>& notes,
                                    std::span<const Verifier> keys) {
    auto breaks = verify_audit(store);
    for (auto& finding : verify_checkpoints(store)) {
        breaks.push_back(std::move(finding));
    }
    for (auto& finding : verify_against(store, notes, keys)) {
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
    const auto breaks = all_breaks(context.store(), notes, trusted_keys(flags));
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
        .add_option(
            "--key", flags->keys,
            "A public key that those may be signed with, or a file with some; several may be given [the "
            "keys that the database knows]")
        ->type_name("KEY");
    return [flags](Context& context) { return verify(context, *flags); };
}

} // namespace hnat::cli
