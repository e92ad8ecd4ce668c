#include "render/word.hpp"

#include "base/error.hpp"
#include "base/message.hpp"
#include "base/text.hpp"
#include "render/markup.hpp"
#include "render/package.hpp"

#include <algorithm>

namespace hnat {

namespace {

constexpr std::string_view k_text = "word/document.xml";

/// Of `PAGE` and of `PAGE \* MERGEFORMAT`, as Word writes it: nothing that an address needs.
constexpr std::string_view k_field_letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz \\*";

bool is_xml(std::string_view name) {
    return name.ends_with(".xml") || name.ends_with(".rels");
}

/// Readers look at these two first, and some refuse a document that begins with another part.
int rank(std::string_view name) {
    return name == "[Content_Types].xml" ? 0 : name == "_rels/.rels" ? 1 : 2;
}

void check_part(const std::string& path, const PackageEntry& part) {
    if (!is_xml(part.name)) {
        // By any other name Word could still be told to read it as a part of the text.
        if (part.bytes.starts_with('<') || part.bytes.starts_with("\xEF\xBB\xBF<") ||
            part.bytes.starts_with("\xFF\xFE")) {
            throw Error(ErrorKind::failed, say("{}: is XML by another name; call it .xml", path));
        }
        return;
    }
    require_well_formed(path, part.bytes);
    if (part.name.ends_with(".rels") && has_attribute(part.bytes, "TargetMode", "External")) {
        throw Error(ErrorKind::failed,
                    say("{}: TargetMode=\"External\" loads something from outside the document; put it "
                        "into the folder docx/",
                        path));
    }
    // Others fetch a picture, a text or a program's answer when the document is opened.
    for (const std::string& instruction : field_instructions(part.bytes)) {
        const auto name = instruction.substr(0, instruction.find(" \\* "));
        if ((name != "PAGE" && name != "NUMPAGES") ||
            instruction.find_first_not_of(k_field_letters) != std::string::npos ||
            instruction.find(' ', name.size() + 4) != std::string::npos) {
            throw Error(ErrorKind::failed,
                        say("{}: the field '{}' is none of PAGE and NUMPAGES; others may load "
                            "something from outside the document",
                            path, escape_controls(instruction)));
        }
    }
}

} // namespace

std::string word_document(const TemplateSource& source, const View& view, std::string_view language,
                          std::string_view name) {
    const auto text = source.read(language, name, "docx");
    std::vector<PackageEntry> entries;
    const auto add = [&](std::string part, std::string bytes, const std::string& path) {
        entries.push_back({std::move(part), std::move(bytes)});
        check_part(path, entries.back());
    };
    const auto render = [&](std::string_view part, const TemplateFile& file) {
        return render_template(prepare_template(source, language, part, "docx", file), view, escape_markup);
    };
    for (const auto& part : source.word_parts()) {
        if (part.name == k_text) {
            throw Error(ErrorKind::failed, say("{}: {} is made from {}; take this file away", part.file.path,
                                               k_text, text.path));
        }
        add(part.name, part.fixed ? part.file.text : render(part.name, part.file), part.file.path);
    }
    add(std::string(k_text), render(name, text), text.path);
    std::ranges::stable_sort(entries, [](const PackageEntry& left, const PackageEntry& right) {
        return std::pair(rank(left.name), std::string_view(left.name)) <
               std::pair(rank(right.name), std::string_view(right.name));
    });
    return pack(entries);
}

} // namespace hnat
