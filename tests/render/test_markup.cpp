#include "base/error.hpp"
#include "render/chart.hpp"
#include "render/markup.hpp"
#include "render/package.hpp"
#include "tests/markup.hpp"
#include "tests/support.hpp"

#include <cstdlib>
#include <ctime>

using namespace hnat;
using namespace hnat::test;

namespace {

std::string refusal(const std::function<void()>& call) {
    try {
        call();
    } catch (const Error& error) {
        return error.what();
    }
    return "no error";
}

} // namespace

TEST_CASE("a value in markup is text, whatever it holds") {
    CHECK_EQ(escape_markup("Chợ Đồng Hỷ"), "Chợ Đồng Hỷ");
    CHECK_EQ(escape_markup("<w:p>&\"'"), "&lt;w:p&gt;&amp;&quot;&#39;");
    CHECK_EQ(escape_markup("]]>"), "]]&gt;");
    CHECK_EQ(escape_markup(""), "");
}

TEST_CASE("S2: what XML has no place for is shown as an escape") {
    CHECK_EQ(escape_markup(std::string("a\0b", 3)), "a\\x00b");
    CHECK_EQ(escape_markup("\x1b]0;t\x07"), "\\x1b]0;t\\x07");
    CHECK_EQ(escape_markup("\xff\xfe"), "\\xff\\xfe");
    CHECK_EQ(escape_markup("\xEF\xBF\xBE|\xEF\xBF\xBF|\xEF\xBF\xBD"), "\\ufffe|\\uffff|\xEF\xBF\xBD");
    CHECK_EQ(escape_markup("a\u202eb"), "a\\u202eb");
    for (int byte = 0; byte < 256; ++byte) {
        const auto value = "x" + std::string(1, static_cast<char>(byte)) + "y";
        CAPTURE(byte);
        const auto root =
            parse_markup("<a b='" + escape_markup(value) + "'>" + escape_markup(value) + "</a>");
        CHECK_EQ(root->first("a")->text, root->first("a")->attribute("b"));
    }
}

TEST_CASE("XML that is not well-formed is refused with its line") {
    CHECK_EQ(refusal([] { require_well_formed("word/a.xml", "<a>\n<b></a>"); }),
             "word/a.xml: is not well-formed; line 2 of what came out: mismatched tag");
    CHECK_EQ(refusal([] { require_well_formed("a", "<a/><b/>"); }),
             "a: is not well-formed; line 1 of what came out: junk after document element");
    CHECK_EQ(refusal([] { require_well_formed("a", ""); }),
             "a: is not well-formed; line 1 of what came out: no element found");
    CHECK_EQ(refusal([] { require_well_formed("a", "<a>ok</a>\n"); }), "no error");
}

TEST_CASE("S4: a document type is refused before an entity is expanded") {
    std::string bomb = "<?xml version=\"1.0\"?>\n<!DOCTYPE a [<!ENTITY x0 \"xxxxxxxxxx\">";
    for (int i = 1; i < 40; ++i) {
        const auto before = "&x" + std::to_string(i - 1) + ";";
        bomb += "<!ENTITY x" + std::to_string(i) + " \"" + before + before + "\">";
    }
    CHECK_EQ(refusal([&] { require_well_formed("a", bomb + "]><a>&x39;</a>"); }),
             "a: is not well-formed; line 2 of what came out: it declares a document type");
}

TEST_CASE("an attribute is found however it is written") {
    CHECK(has_attribute("<a><b TargetMode='Ext&#101;rnal'/></a>", "TargetMode", "External"));
    CHECK_FALSE(has_attribute("<a><b TargetMode='Internal'/>External</a>", "TargetMode", "External"));
}

TEST_CASE("a package has its entries in their order, and nothing of the machine or the day") {
    const std::vector<PackageEntry> entries{
        {"b.xml", "<b/>"}, {"a/c.xml", std::string(100'000, 'x')}, {"empty.xml", ""}};
    const auto bytes = pack(entries);
    const auto parts = unpack(bytes);
    REQUIRE_EQ(parts.size(), entries.size());
    for (std::size_t i = 0; i < parts.size(); ++i) {
        CHECK_EQ(parts[i].name, entries[i].name);
        CHECK_EQ(parts[i].bytes, entries[i].bytes);
        std::tm local{};
        ::localtime_r(&parts[i].mtime, &local);
        CHECK_EQ(local.tm_year, 80);
        CHECK_EQ(local.tm_yday, 0);
        CHECK_EQ(local.tm_hour, 0);
    }
    CHECK(bytes.size() < 2'000);
    for (const char* zone : {"Asia/Tokyo", "America/New_York", "UTC"}) {
        ::setenv("TZ", zone, 1); // NOLINT(concurrency-mt-unsafe): tests have one thread
        ::tzset();
        CHECK_EQ(pack(entries), bytes);
    }
    ::unsetenv("TZ"); // NOLINT(concurrency-mt-unsafe)
    ::tzset();
}

TEST_CASE("S4: a package takes no name that leads out of it") {
    using namespace std::string_literals;
    for (const auto& name :
         {"../x"s, "a/../x"s, "/etc/passwd"s, "a//b"s, "a/"s, "."s, ""s, "a\\b"s, "C:\\x"s}) {
        CAPTURE(name);
        CHECK_EQ(refusal([&] {
                     pack({{name, "x"}});
                 }),
                 "'" + name + "' is not the name of a part; expected a path below the package");
    }
    CHECK_EQ(refusal([] { pack({{"a", "1"}, {"a", "2"}}); }), "part 'a' is there twice");
}

TEST_CASE("the largest bar has the whole length, and none above 0 is invisible") {
    CHECK_EQ(bar_length(500, 500), k_chart_length);
    CHECK_EQ(bar_length(250, 500), k_chart_length / 2);
    CHECK_EQ(bar_length(1, 1'000'000), 4);
    CHECK_EQ(bar_length(0, 500), 0);
    CHECK_EQ(bar_length(0, 0), 0);
    CHECK_EQ(chart_label("Chợ"), "Chợ");
    CHECK_EQ(chart_label("Hội phụ huynh học sinh trường tiểu học số 2"), "Hội phụ huynh học sinh trườ…");
}
