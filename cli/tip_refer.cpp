// tip refer: a tip on paper for who can help.
#include "base/error.hpp"
#include "base/message.hpp"
#include "cli/command.hpp"
#include "cli/document_options.hpp"
#include "cli/options.hpp"
#include "cli/tip_options.hpp"
#include "tip/referral.hpp"
#include "tip/tip_change.hpp"

#include <memory>

namespace hnat::cli {

namespace {

/// A referral is pasted into a form or a mail as often as printed: it has the formats of text.
DocumentFormat text_format(const Context& context) {
    const auto format = chosen_document_format(context.flags(), mark_message("names no format of referrals"));
    if (format != DocumentFormat::txt && format != DocumentFormat::md) {
        throw Error(ErrorKind::usage,
                    say("-f: a referral is written as txt or md, not as {}", name_of(format)));
    }
    return format;
}

template <typename Record>
void record_in(Context& context, const Record& record) {
    Transaction transaction(context.store(), context.actor());
    record(transaction);
    transaction.commit();
}

} // namespace

Action bind_tip_refer(Parser& parser) {
    struct Flags {
        std::int64_t tip = 0;
        Route route = Route::emergency;
        OpeningFlags key;
        std::optional<std::string> templates;
    };
    auto flags = std::make_shared<Flags>();
    add_tip_argument(parser, flags->tip);
    add_choice<Route>(parser, "--route", flags->route,
                      "Where it goes: one of the harm's (hnat tip categories)")
        ->required();
    flags->key.declare(parser);
    add_templates_flag(parser, flags->templates);
    return [flags](Context& context) {
        const auto format = text_format(context);
        Store& store = context.store();
        const RouteEntry route = route_entry(flags->route, route_overrides(context));
        require_route(find_tip(store, flags->tip, context.today()), flags->route);
        context.require_output();
        const OpenedBody body = open_body(context, flags->tip, flags->key);
        const std::string text =
            render_referral(read_office(store), body, route, context.today(), context.lang(), format,
                            chosen_templates(context, flags->templates));
        // The reading is on record before anything is shown, as with tip read; the referral once it was
        // written.
        record_in(context, [&](Transaction& transaction) { record_reading(transaction, body); });
        context.deliver(text);
        record_in(context,
                  [&](Transaction& transaction) { record_referral(transaction, flags->tip, flags->route); });
        context.note(say("tip {} is referred to {}", flags->tip, name_of(flags->route)));
        if (!body.scrubbed()) {
            context.note(say("It is not scrubbed, for minutes count: what it says may tell who gave it. The "
                             "source is not in it."));
        }
        return 0;
    };
}

} // namespace hnat::cli
