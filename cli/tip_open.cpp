// tip read, scrub: what needs the office's key.
#include "tip/tip_open.hpp"

#include "base/message.hpp"
#include "base/text.hpp"
#include "cli/command.hpp"
#include "cli/options.hpp"
#include "cli/tip_options.hpp"
#include "store/wipe.hpp"

#include <memory>

namespace hnat::cli {

Action bind_tip_read(Parser& parser) {
    struct Flags {
        std::int64_t tip = 0;
        OpeningFlags key;
    };
    auto flags = std::make_shared<Flags>();
    add_tip_argument(parser, flags->tip);
    flags->key.declare(parser);
    return [flags](Context& context) {
        Store& store = context.store();
        const OpenedBody body = open_body(context, flags->tip, flags->key);
        Transaction transaction(store, context.actor());
        record_reading(transaction, body);
        transaction.commit();
        write_secret(context, body.text());
        context.note(
            body.scrubbed()
                ? say("tip {} is scrubbed", flags->tip)
                : say("tip {0} is not scrubbed: `hnat tip scrub {0}`, before it is referred", flags->tip));
        return 0;
    };
}

Action bind_tip_scrub(Parser& parser) {
    struct Flags {
        std::int64_t tip = 0;
        OpeningFlags key;
        SecretFile body;
    };
    auto flags = std::make_shared<Flags>();
    add_tip_argument(parser, flags->tip);
    flags->key.declare(parser);
    flags->body.declare(
        parser, "--body-file",
        "The text without what tells who gave the tip, in a file; - is standard input [asked for]");
    return [flags](Context& context) {
        Store& store = context.store();
        KeyRing ring(context.settings().key_dir());
        const OpenedBody body = open_body(context, flags->tip, flags->key);
        Secret text = read_secret_text(context, tr("the text without what tells who gave the tip"),
                                       flags->body, k_longest_body);
        Transaction transaction(store, context.actor());
        scrub_tip(transaction, ring, body, std::move(text));
        transaction.commit();
        wipe_deleted(store, say("tip {} is scrubbed", flags->tip));
        context.note(say("tip {} is scrubbed; the original is gone", flags->tip));
        return 0;
    };
}

} // namespace hnat::cli
