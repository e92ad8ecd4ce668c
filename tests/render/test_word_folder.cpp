// A user's template folder for Word and HTML documents, and what it may not do (S4).
#include "base/error.hpp"
#include "base/file.hpp"
#include "render/document.hpp"
#include "tests/report/sample.hpp"
#include "tests/word_text.hpp"

#include <fstream>

#include <sys/stat.h>

using namespace hnat;
using namespace hnat::test;

namespace {

namespace fs = std::filesystem;

/// A copy of hnat's own templates that a test changes.
class Folder {
  public:
    Folder() { fs::copy(fs::path(HNAT_SOURCE_DIR) / "templates", path() / "t", fs::copy_options::recursive); }
    [[nodiscard]] fs::path path() const { return m_folder.path(); }
    [[nodiscard]] fs::path at(const std::string& name) const { return path() / "t" / name; }

    void write(const std::string& name, std::string_view text) const {
        fs::create_directories(at(name).parent_path());
        std::ofstream(at(name), std::ios::binary | std::ios::trunc) << text;
    }
    void replace(const std::string& name, const std::string& what, const std::string& by) const {
        auto text = read_file(at(name));
        const auto position = text.find(what);
        REQUIRE(position != std::string::npos);
        write(name, text.replace(position, what.size(), by));
    }
    [[nodiscard]] std::string render(DocumentFormat format) const {
        return render_report(sample_figures("nd09"), "vi", format, path() / "t");
    }
    /// Why there is no document, without the folder's name.
    [[nodiscard]] std::string refusal(DocumentFormat format = DocumentFormat::docx) const {
        try {
            static_cast<void>(render(format));
        } catch (const Error& error) {
            std::string message = error.what();
            const auto prefix = (path() / "t").string() + "/";
            for (auto position = message.find(prefix); position != std::string::npos;
                 position = message.find(prefix)) {
                message.erase(position, prefix.size());
            }
            return message;
        }
        return "no error";
    }

  private:
    TempDir m_folder;
};

} // namespace

TEST_CASE("an office's own folder of templates makes its Word and HTML documents") {
    const Folder folder;
    CHECK(folder.render(DocumentFormat::docx) ==
          render_report(sample_figures("nd09"), "vi", DocumentFormat::docx, std::nullopt));
    CHECK(folder.render(DocumentFormat::html) ==
          render_report(sample_figures("nd09"), "vi", DocumentFormat::html, std::nullopt));
    folder.replace("vi/report-head.docx.mustache", "BÁO CÁO", "BÁO CÁO NHANH");
    folder.replace("docx/word/styles.xml.mustache", "Times New Roman", "Liberation Serif");
    folder.write("docx/word/media/logo.png", "\x89PNG\r\n\x1a\n");
    const auto docx = folder.render(DocumentFormat::docx);
    CHECK(texts_of(docx, "Title") == std::vector<std::string>{"BÁO CÁO NHANH"});
    CHECK_EQ(WordStyles(docx).value("Normal", "w:rFonts", "w:ascii"), "Liberation Serif");
    CHECK_EQ(part_of(docx, "word/media/logo.png"), "\x89PNG\r\n\x1a\n");
    folder.replace("vi/report-foot.html.mustache", "không chứa dữ liệu cá nhân", "chỉ có số liệu");
    CHECK(folder.render(DocumentFormat::html).find("chỉ có số liệu") != std::string::npos);
}

TEST_CASE("a name that the report does not have is an error with template and line, in every part") {
    {
        const Folder folder;
        folder.write("vi/quarterly.html.mustache", "<p>\n{{office.nmae}}</p>");
        CHECK_EQ(folder.refusal(DocumentFormat::html),
                 "vi/quarterly.html.mustache:2: the report has no name 'office.nmae'; "
                 "is 'office.name' meant?");
    }
    {
        const Folder folder;
        folder.replace("vi/plan.docx.mustache", "{{steps_done}}", "\n{{steps_don}}");
        CHECK_EQ(folder.refusal(),
                 "vi/plan.docx.mustache:4: the report has no name 'steps_don'; is 'steps_done' meant?");
    }
    {
        const Folder folder;
        folder.replace("docx/docProps/core.xml.mustache", "{{office.name}}", "{{ofice.name}}");
        CHECK_EQ(folder.refusal(), "docx/docProps/core.xml.mustache:3: the report has no name 'ofice.name'; "
                                   "is 'office.name' meant?");
    }
}

TEST_CASE("a value can't stand unescaped in HTML or Word, not even with {{&name}}") {
    const Folder folder;
    folder.write("vi/quarterly.html.mustache", "<p>\n{{&office.name}}</p>");
    CHECK_EQ(folder.refusal(DocumentFormat::html), "vi/quarterly.html.mustache:2: 'office.name' would stand "
                                                   "in the html unescaped; write {{office.name}}");
    folder.write("vi/quarterly.docx.mustache", "{{{office.name}}}");
    CHECK_EQ(folder.refusal(), "vi/quarterly.docx.mustache:1: 'office.name' would stand in the docx "
                               "unescaped; write {{office.name}}");
}

TEST_CASE("a part that is not well-formed is refused before a document is written that Word can't open") {
    const Folder folder;
    folder.write("vi/quarterly.docx.mustache", "<w:document>\n<w:body></w:document>");
    CHECK_EQ(folder.refusal(),
             "vi/quarterly.docx.mustache: is not well-formed; line 2 of what came out: mismatched tag");
    const Folder other;
    other.replace("docx/word/settings.xml", "</w:settings>", "");
    CHECK_EQ(other.refusal(),
             "docx/word/settings.xml: is not well-formed; line 10 of what came out: no element found");
}

TEST_CASE("the language's own partial goes before the common one") {
    const Folder folder;
    CHECK_FALSE(fs::exists(folder.at("vi/end-row.docx.mustache")));
    folder.write("vi/gap.docx.mustache", "<w:p><w:pPr><w:pStyle w:val=\"Title\"/></w:pPr></w:p>");
    CHECK(texts_of(folder.render(DocumentFormat::docx), "Title").size() > 1);
    fs::remove(folder.at("common/end-row.docx.mustache"));
    CHECK(folder.refusal().find(
              "partial 'end-row' is missing: vi/end-row.docx.mustache: there is no such template") !=
          std::string::npos);
}

TEST_CASE("S4: a folder without parts, a link and what is no folder are refused") {
    const Folder folder;
    fs::rename(folder.at("docx"), folder.path() / "elsewhere");
    CHECK_EQ(folder.refusal(),
             "docx: there is no such template folder; copy the folder templates/ of hnat and change that");
    fs::create_directory_symlink(folder.path() / "elsewhere", folder.at("docx"));
    CHECK_EQ(folder.refusal(), "docx: is a symbolic link; a template must lie in the template folder itself");
    fs::remove(folder.at("docx"));
    folder.write("docx", "x");
    CHECK_EQ(folder.refusal(), "docx: is not a folder");
}

TEST_CASE("S4: a part that is a link, a pipe or a loop of folders is refused") {
    {
        const Folder folder;
        const TempDir elsewhere;
        std::ofstream(elsewhere.path() / "secret.xml") << "<secret/>";
        fs::create_symlink(elsewhere.path() / "secret.xml", folder.at("docx/word/theme.xml"));
        CHECK_EQ(
            folder.refusal(),
            "docx/word/theme.xml: is a symbolic link; a template must lie in the template folder itself");
    }
    {
        const Folder folder;
        fs::create_directory_symlink("..", folder.at("docx/word/up"));
        CHECK_EQ(folder.refusal(),
                 "docx/word/up: is a symbolic link; a template must lie in the template folder itself");
    }
    {
        const Folder folder;
        REQUIRE(::mkfifo(folder.at("docx/word/pipe.xml").c_str(), 0600) == 0);
        CHECK_EQ(folder.refusal(), "docx/word/pipe.xml: is not a regular file");
    }
    {
        const Folder folder;
        folder.write("docx/a/b/c/d/e.xml", "<e/>");
        CHECK_EQ(folder.refusal(), "no error");
        folder.write("docx/a/b/c/d/e/f.xml", "<f/>");
        CHECK_EQ(folder.refusal(), "docx/a/b/c/d/e: folders lie more than 4 deep");
    }
}

TEST_CASE("S4: macros, programs and odd names are no parts of a report") {
    for (const char* name :
         {"docx/word/vbaProject.bin", "docx/word/embeddings/x.exe", "docx/word/styles.xml~",
          "docx/word/.hidden", "docx/word/a b.xml", "docx/word/\\x.xml", "docx/word/x.docx"}) {
        CAPTURE(name);
        const Folder folder;
        folder.write(name, "x");
        CHECK_EQ(folder.refusal(),
                 std::string(name) + ": is no part of a report; parts are .xml and .rels, as they are or "
                                     "with .mustache at the end, .png and .jpg, named in A-Z a-z 0-9 . _ -");
    }
    const Folder folder;
    folder.write("docx/word/document.xml", "<x/>");
    CHECK_EQ(folder.refusal(), "docx/word/document.xml: word/document.xml is made from "
                               "vi/quarterly.docx.mustache; take this file away");
    const Folder twice;
    twice.write("docx/word/settings.xml.mustache", "<x/>");
    CHECK_EQ(twice.refusal(), "part 'word/settings.xml' is there twice");
}

TEST_CASE("S4: a Word document loads nothing from outside") {
    const Folder folder;
    folder.replace(
        "docx/word/_rels/document.xml.rels", "</Relationships>",
        "<Relationship Id=\"x\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
        "attachedTemplate\" Target=\"file:///x\" TargetMode=\"Ext&#101;rnal\"/></Relationships>");
    CHECK_EQ(folder.refusal(),
             "docx/word/_rels/document.xml.rels: TargetMode=\"External\" loads something from outside the "
             "document; put it into the folder docx/");
}

TEST_CASE("S4: a page runs nothing and loads nothing from outside, whoever wrote the template") {
    for (const char* const part :
         {"<script>x()</script>",
          "<SCRIPT src='x.js'></SCRIPT>",
          "<img src=\"https://example.org/x.png\"/>",
          "<p onclick=\"x()\">a</p>",
          "<a href=\"javascript:x()\">a</a>",
          "<a href=\"&#104;ttps://example.org\">a</a>",
          "<svg><use xmlns:xlink='http://www.w3.org/1999/xlink' xlink:href='//example.org/x.svg'/></svg>",
          "<form action='https://example.org'><p>a</p></form>",
          "<p style=\"background: URL(//example.org/x)\">a</p>",
          "<style>@import 'https://example.org/x.css';</style>",
          "<style>p { background: u\\72l(//example.org) }</style>",
          "<link rel='stylesheet' href='x.css'/>",
          "<!--><script>x()</script> -->",
          "<?x ><script>x()</script>?>",
          "<p><![CDATA[><script>x()</script>]]></p>",
          "<style><!-- @import 'https://example.org/x.css'; --></style>",
          "<style><b/>p { color: red }</style>",
          "<style>p { background: image-set('//example.org/x' 1x) }</style>",
          "<svg><image href='#a'><set attributeName='href' to='https://example.org/x'/></image></svg>",
          "<svg><rect mask='url(https://example.org/x.svg)'/></svg>",
          "<p style='background: url( \"//example.org\")'>a</p>",
          "<meta http-equiv='Refresh' content='0; url=https://example.org'/>"}) {
        const Folder folder;
        folder.replace("vi/plan.html.mustache", "<section>", std::string("<section>") + part);
        CAPTURE(part);
        CHECK(folder.refusal(DocumentFormat::html).find("a page runs nothing and loads nothing") !=
              std::string::npos);
    }
}

TEST_CASE("a page has pictures of its own, links within it, and is well-formed") {
    const Folder folder;
    folder.replace("vi/plan.html.mustache", "<section>",
                   "<section><a href='#x'>x</a><p style='fill: url(#g)'>a</p><img alt='' "
                   "src='data:image/png;base64,iVBORw0KGgo='/>");
    CHECK(folder.refusal(DocumentFormat::html) == "no error");
    folder.replace("common/report.html.mustache", "<!DOCTYPE html>", "\n<!doctype html>");
    CHECK(folder.refusal(DocumentFormat::html) == "no error");
    folder.replace("vi/plan.html.mustache", "<a href='#x'>x</a>", "<br>");
    CHECK(folder.refusal(DocumentFormat::html).find("quarterly.html.mustache: is not well-formed; line ") !=
          std::string::npos);
}

TEST_CASE("S4: a Word document has no field but page numbers") {
    for (const char* const field :
         {"<w:p><w:fldSimple w:instr=\"INCLUDEPICTURE &quot;http://example.org/x.png&quot; \\d\"/></w:p>",
          "<w:p><w:r><w:instrText>DDE</w:instrText></w:r><w:r><w:instrText>AUTO "
          "c:\\x.exe</w:instrText></w:r></w:p>",
          "<w:p><v:r xmlns:v=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><v:instrText> "
          "PAGE \\* "
          "INCLUDETEXT x </v:instrText></v:r></w:p>"}) {
        const Folder folder;
        folder.replace("common/document.docx.mustache", "<w:body>", std::string("<w:body>") + field);
        CAPTURE(field);
        CHECK(folder.refusal().find("is none of PAGE and NUMPAGES") != std::string::npos);
    }
    const Folder numbered;
    numbered.replace("common/document.docx.mustache", "<w:body>",
                     "<w:body><w:p><w:fldSimple w:instr=\" NUMPAGES \"/><w:fldSimple w:instr=\" PAGE \\* "
                     "MERGEFORMAT \"/></w:p>");
    CHECK(numbered.refusal() == "no error");
}

TEST_CASE("S4: a part that is XML is called .xml, so that it is looked at") {
    const Folder folder;
    folder.write("docx/word/page-number.png", "<w:hdr/>");
    CHECK_EQ(folder.refusal(), "docx/word/page-number.png: is XML by another name; call it .xml");
}

TEST_CASE("S4: parts are few and small, and expand to nothing large") {
    {
        const Folder folder;
        folder.write("docx/word/big.xml", std::string(300'000, ' '));
        CHECK_EQ(folder.refusal(), "docx/word/big.xml: is over 256 KiB");
    }
    {
        const Folder folder;
        folder.write("docx/word/big.png", std::string(1'100'000, ' '));
        CHECK_EQ(folder.refusal(), "docx/word/big.png: is over 1024 KiB");
    }
    {
        const Folder folder;
        for (int part = 0; part < 70; ++part) {
            folder.write("docx/word/x" + std::to_string(part) + ".xml", "<x/>");
        }
        CHECK_EQ(folder.refusal(), "docx: holds more than 64 files");
    }
    {
        const Folder folder;
        folder.write("docx/word/bomb.xml", "<!DOCTYPE a [<!ENTITY b \"c\">]>\n<a>&b;</a>");
        CHECK_EQ(
            folder.refusal(),
            "docx/word/bomb.xml: is not well-formed; line 1 of what came out: it declares a document type");
    }
    {
        const Folder folder;
        std::string inner(1000, 'x');
        for (int depth = 0; depth < 20; ++depth) {
            inner = "{{#rows}}" + inner + "{{/rows}}";
        }
        folder.write("docx/word/loop.xml.mustache",
                     "<a>{{#register.by_platform}}" + inner + "{{/register.by_platform}}</a>");
        CHECK_EQ(folder.refusal(), "docx/word/loop.xml.mustache:1: the report grows over 8 MiB here; is a "
                                   "list repeated inside itself?");
    }
    {
        const Folder folder;
        folder.write("common/end.docx.mustache", "{{> end}}");
        CHECK_EQ(folder.refusal(), "common/end.docx.mustache:1: partial 'end' uses itself");
    }
}
