#include "store/audit.hpp"
#include "cli/command.hpp"
#include "cli/options.hpp"

#include <fmt/format.h>

#include <algorithm>
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

Action bind_audit_verify(Parser& /*parser*/) {
    return [](Context& context) {
        const auto breaks = verify_audit(context.store());
        static const ListShape shape{
            "hnat.audit.verify/1",
            {{"sound", "Sound", false, true, FieldType::yes_no}, {"rows", "Rows", true}, {"head", "Head"}}};
        const auto info = store_info(context.store());
        context.write_list(shape, [&](RowWriter& out) {
            out.row({breaks.empty(), info.audit_size, info.audit_head});
        });
        for (const auto& message : breaks) {
            context.streams().message(message);
        }
        return breaks.empty() ? 0 : 1;
    };
}

} // namespace hnat::cli
