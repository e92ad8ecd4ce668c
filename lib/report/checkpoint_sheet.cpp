#include "report/checkpoint_sheet.hpp"

#include "base/error.hpp"
#include "base/message.hpp"
#include "render/qr_code.hpp"
#include "report/view_objects.hpp"

#include <algorithm>

namespace hnat {

namespace {

using kainjow::mustache::data;
using kainjow::mustache::list;

/// The lines of a text, the empty ones too.
list lines_of(ViewObjects& objects, std::string_view text) {
    list lines;
    while (!text.empty()) {
        const auto end = std::min(text.find('\n'), text.size());
        lines.push_back(objects.wrap({{"line", std::string(text.substr(0, end))}}));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return lines;
}

list code_lines(ViewObjects& objects, const QrCode& code) {
    list lines;
    for (const std::string& line : qr_lines(code)) {
        lines.push_back(objects.wrap({{"line", line}}));
    }
    return lines;
}

} // namespace

std::string render_checkpoint_sheet(const Office& office, const Checkpoint& checkpoint, const Verifier& key,
                                    std::string_view language, DocumentFormat format,
                                    const std::optional<std::filesystem::path>& folder) {
    if (is_binary(format)) {
        throw Error(ErrorKind::usage,
                    say("a sheet is written as txt, md or html, not as {}", name_of(format)));
    }
    ViewObjects objects(language);
    const Wording& wording = objects.wording();
    const QrCode code(checkpoint.note);
    View view;
    view.document = mark_message("sheet of a checkpoint");
    view.data = objects.wrap(
        {{"language", objects.wrap({{"code", std::string(language)}})},
         {"office", objects.wrap({{"name", ViewObjects::text(office.name)},
                                  {"has_parent", !office.parent.empty()},
                                  {"parent", ViewObjects::text(office.parent)},
                                  {"has_place", !office.place.empty()},
                                  {"place", ViewObjects::text(office.place)}})},
         {"made", objects.wrap({{"date", wording.day(checkpoint.day)}})},
         {"checkpoint", objects.wrap({{"size", wording.number(checkpoint.size)},
                                      {"date", wording.day(checkpoint.day)},
                                      {"head", to_hex(checkpoint.root)},
                                      {"note", lines_of(objects, checkpoint.note)},
                                      {"qr", code_lines(objects, code)},
                                      {"qr_side", std::to_string(code.size() + 2 * k_qr_margin)},
                                      {"qr_path", qr_path(code)}})},
         {"key", objects.wrap({{"name", key.name}, {"id", key_id(key)}, {"vkey", to_vkey(key)}})}});
    view.names = objects.names();
    return render_document(view, language, "checkpoint", format, folder);
}

} // namespace hnat
