/// XML as a tree and ZIP as its parts, read by expat and libzip: other eyes than the code under test.
#pragma once

#include <doctest.h>
#include <expat.h>
#include <zip.h>

#include <ctime>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace hnat::test {

struct Element {
    std::string name;
    std::map<std::string, std::string> attributes;
    std::vector<std::unique_ptr<Element>> children;
    std::string text; ///< its own, not its children's

    [[nodiscard]] std::string attribute(const std::string& key) const {
        const auto found = attributes.find(key);
        return found == attributes.end() ? "" : found->second;
    }
    /// All elements of this name below it, in the order of the document.
    [[nodiscard]] std::vector<const Element*> all(std::string_view wanted) const {
        std::vector<const Element*> found;
        visit([&](const Element& element) {
            if (element.name == wanted) {
                found.push_back(&element);
            }
        });
        return found;
    }
    [[nodiscard]] const Element* first(std::string_view wanted) const {
        const auto found = all(wanted);
        return found.empty() ? nullptr : found.front();
    }
    [[nodiscard]] std::string whole_text() const {
        std::string whole = text;
        visit([&](const Element& element) { whole += element.text; });
        return whole;
    }
    void visit(const std::function<void(const Element&)>& call) const {
        for (const auto& child : children) {
            call(*child);
            child->visit(call);
        }
    }
};

/// Fails the test when it is not well-formed.
inline std::unique_ptr<Element> parse_markup(std::string_view text) {
    struct State {
        std::unique_ptr<Element> root = std::make_unique<Element>();
        std::vector<Element*> open{root.get()};
    } state;
    const std::unique_ptr<XML_ParserStruct, decltype(&XML_ParserFree)> parser(XML_ParserCreate("UTF-8"),
                                                                              XML_ParserFree);
    XML_SetUserData(parser.get(), &state);
    XML_SetElementHandler(
        parser.get(),
        [](void* data, const char* name, const char** attributes) {
            auto& open = static_cast<State*>(data)->open;
            auto element = std::make_unique<Element>();
            element->name = name;
            for (; *attributes != nullptr; attributes += 2) {
                element->attributes.emplace(attributes[0], attributes[1]);
            }
            auto* const added = element.get();
            open.back()->children.push_back(std::move(element));
            open.push_back(added);
        },
        [](void* data, const char*) { static_cast<State*>(data)->open.pop_back(); });
    XML_SetCharacterDataHandler(parser.get(), [](void* data, const char* bytes, int size) {
        static_cast<State*>(data)->open.back()->text.append(bytes, static_cast<std::size_t>(size));
    });
    const auto status = XML_Parse(parser.get(), text.data(), static_cast<int>(text.size()), 1);
    REQUIRE_MESSAGE(status == XML_STATUS_OK, XML_ErrorString(XML_GetErrorCode(parser.get())), " in line ",
                    XML_GetCurrentLineNumber(parser.get()));
    return std::move(state.root);
}

struct ZipPart {
    std::string name, bytes;
    std::time_t mtime = 0;
};

/// The parts in the order of the directory. Fails the test when libzip finds fault with the archive.
inline std::vector<ZipPart> unpack(const std::string& bytes) {
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t* const source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
    zip_t* const archive = zip_open_from_source(source, ZIP_RDONLY | ZIP_CHECKCONS, &error);
    REQUIRE_MESSAGE(archive != nullptr, zip_error_strerror(&error));
    std::vector<ZipPart> parts;
    for (zip_int64_t index = 0; index < zip_get_num_entries(archive, 0); ++index) {
        zip_stat_t stat;
        REQUIRE(zip_stat_index(archive, static_cast<zip_uint64_t>(index), 0, &stat) == 0);
        ZipPart part{stat.name, std::string(stat.size, '\0'), stat.mtime};
        zip_file_t* const file = zip_fopen_index(archive, static_cast<zip_uint64_t>(index), 0);
        REQUIRE(zip_fread(file, part.bytes.data(), part.bytes.size()) ==
                static_cast<zip_int64_t>(part.bytes.size()));
        zip_fclose(file);
        parts.push_back(std::move(part));
    }
    zip_discard(archive);
    return parts;
}

/// One part's bytes; fails the test when there is none.
inline std::string part_of(const std::string& bytes, std::string_view name) {
    for (auto& part : unpack(bytes)) {
        if (part.name == name) {
            return part.bytes;
        }
    }
    FAIL("no part ", std::string(name));
    return {};
}

} // namespace hnat::test
