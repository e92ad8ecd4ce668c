#include "base/error.hpp"
#include "render/template.hpp"
#include "tests/report/sample.hpp"

#include <fstream>

using namespace hnat;
using namespace hnat::test;

namespace {

class Folder {
  public:
    Folder() { std::filesystem::create_directories(path() / "en"); }
    [[nodiscard]] std::filesystem::path path() const { return m_folder.path(); }
    void write(const std::string& name, std::string_view text) const {
        std::ofstream(path() / "en" / (name + ".txt.mustache"), std::ios::binary) << text;
    }
    [[nodiscard]] std::string file(const std::string& name) const {
        return (path() / "en" / (name + ".txt.mustache")).string();
    }

    /// What the report says with this as its template.
    [[nodiscard]] std::string render(std::string_view text,
                                     const ReportFigures& figures = sample_figures("nd09")) const {
        write("quarterly", text);
        return render_report(figures, "en", DocumentFormat::txt, path());
    }
    /// Why it says nothing, without the folder's name.
    [[nodiscard]] std::string refusal(std::string_view text) const {
        try {
            static_cast<void>(render(text));
        } catch (const Error& error) {
            std::string message = error.what();
            for (auto at = message.find(path().string()); at != std::string::npos;
                 at = message.find(path().string())) {
                message.erase(at, path().string().size() + 1);
            }
            return message;
        }
        return "no error";
    }

  private:
    TempDir m_folder;
};

} // namespace

TEST_CASE("a name that the report does not have is an error that names template, line and name") {
    const Folder folder;
    CHECK_EQ(folder.refusal("one\n{{office.name}}\n{{office.nmae}}\n"),
             "en/quarterly.txt.mustache:3: the report has no name 'office.nmae'; is 'office.name' meant?");
    CHECK_EQ(folder.refusal("{{#registre}}x{{/registre}}"),
             "en/quarterly.txt.mustache:1: the report has no name 'registre'; is 'register' meant?");
    CHECK_EQ(folder.refusal("\n\n{{^weather.sunny}}x{{/weather.sunny}}"),
             "en/quarterly.txt.mustache:3: the report has no name 'weather.sunny'");
    CHECK_EQ(folder.refusal("{{register}}"),
             "en/quarterly.txt.mustache:1: 'register' is not a value but a section; write {{#register}}");
}

TEST_CASE("a missing name is reported where it stands, not where the name is right") {
    const Folder folder;
    CHECK_EQ(folder.refusal("{{#register.by_platform}}{{groups}}{{/register.by_platform}}\n\n{{groups}}\n"),
             "en/quarterly.txt.mustache:3: the report has no name 'groups'");
    folder.write("part", "\n{{nowhere}}\n");
    CHECK_EQ(folder.refusal("x\n{{> part}}\n"), "en/part.txt.mustache:2: the report has no name 'nowhere'");
}

TEST_CASE("a template whose tags do not nest is refused with its line") {
    const Folder folder;
    CHECK_EQ(folder.refusal("a\n{{office.name"),
             "en/quarterly.txt.mustache:2: a tag begins with '{{' and has no '}}'");
    CHECK_EQ(folder.refusal("{{"), "en/quarterly.txt.mustache:1: a tag begins with '{{' and has no '}}'");
    CHECK_EQ(folder.refusal("{{{office.name}}"),
             "en/quarterly.txt.mustache:1: a tag begins with '{{{' and has no '}}}'");
    CHECK_EQ(folder.refusal("{{#office}}\n{{/register}}"),
             "en/quarterly.txt.mustache:2: 'register' is closed where 'office' of line 1 has to be");
    CHECK_EQ(folder.refusal("{{#office}}"),
             "en/quarterly.txt.mustache:1: section 'office' is not closed in this file");
    CHECK_EQ(folder.refusal("{{/office}}"),
             "en/quarterly.txt.mustache:1: 'office' is closed but was not opened in this file");
    CHECK_EQ(folder.refusal("{{=<% %>=}}"),
             "en/quarterly.txt.mustache:1: the delimiters '{{' and '}}' can't be changed");
    CHECK_EQ(
        folder.refusal("{{office name}}"),
        "en/quarterly.txt.mustache:1: 'office name' is not a name; names have letters, digits, '_' and '.'");
    CHECK_EQ(folder.refusal("{{}}"),
             "en/quarterly.txt.mustache:1: '' is not a name; names have letters, digits, '_' and '.'");
    CHECK_EQ(
        folder.refusal("{{office@1}}"),
        "en/quarterly.txt.mustache:1: 'office@1' is not a name; names have letters, digits, '_' and '.'");
}

TEST_CASE("S4: a partial comes from the template folder or not at all") {
    const Folder folder;
    for (const char* name : {"../../secret", "/etc/passwd", "..", "en/part", "a.b", "", "Part"}) {
        CAPTURE(name);
        const auto message = folder.refusal("\n{{> " + std::string(name) + "}}");
        CHECK(message.find("en/quarterly.txt.mustache:2: '" + std::string(name) +
                           "' is not the name of a partial") == 0);
    }
    CHECK_EQ(folder.refusal("{{> nothing}}"), "en/quarterly.txt.mustache:1: partial 'nothing' is missing: "
                                              "en/nothing.txt.mustache: there is no such template; "
                                              "copy the folder templates/ of hnat and change that");
}

TEST_CASE("S4: symbolic links, folders and pipes are not templates") {
    const Folder folder;
    const TempDir elsewhere;
    std::ofstream(elsewhere.path() / "secret") << "secret";
    std::filesystem::create_symlink(elsewhere.path() / "secret", folder.file("link"));
    std::filesystem::create_directory(folder.file("folder"));
    CHECK_EQ(folder.refusal("{{> link}}"),
             "en/link.txt.mustache: is a symbolic link; a template must lie in the template folder itself");
    CHECK_EQ(folder.refusal("{{> folder}}"), "en/folder.txt.mustache: is not a regular file");

    const Folder other;
    std::filesystem::remove(other.path() / "en");
    std::filesystem::create_directory_symlink(folder.path() / "en", other.path() / "en");
    CHECK_THROWS_WITH(render_report(sample_figures("nd09"), "en", DocumentFormat::txt, other.path()),
                      ((other.path() / "en").string() +
                       ": is a symbolic link; a template must lie in the template folder itself")
                          .c_str());
}

TEST_CASE("S4: a template folder that is not there is a usage error") {
    try {
        render_report(sample_figures("nd09"), "en", DocumentFormat::txt, "/nonexistent/templates");
        FAIL("no error");
    } catch (const Error& error) {
        CHECK(error.kind() == ErrorKind::usage);
        CHECK_EQ(std::string(error.what()), "/nonexistent/templates: there is no such template folder");
    }
}

TEST_CASE("S4: a loop of partials is refused with its line") {
    const Folder folder;
    folder.write("a", "\n{{> b}}");
    folder.write("b", "{{> a}}");
    CHECK_EQ(folder.refusal("{{> a}}"), "en/b.txt.mustache:1: partial 'a' uses itself");
    CHECK_EQ(folder.refusal("{{> quarterly}}"),
             "en/quarterly.txt.mustache:1: partial 'quarterly' uses itself");
}

TEST_CASE("S4: a partial makes no tag of what stands behind it") {
    const Folder folder;
    const std::string refused = "a partial can't end with '{'; write something behind it";
    folder.write("part", "a {");
    CHECK_EQ(folder.refusal("{{> part}}{& office.name}}"), "en/part.txt.mustache:1: " + refused);
    CHECK_EQ(folder.refusal("x{{> part}}{{office.name}}"), "en/part.txt.mustache:1: " + refused);
    folder.write("outer", "{{> part}}");
    CHECK_EQ(folder.refusal("{{> outer}}{{office.name}}"), "en/part.txt.mustache:1: " + refused);
    folder.write("part", "a\n{\n"); // in a line its last line end is taken off
    CHECK_EQ(folder.refusal("x{{> part}}{{office.name}}"), "en/part.txt.mustache:3: " + refused);
    CHECK_EQ(folder.render("{{> part}}\n{& office.name}}"), "a\n{\n{& office.name}}\n");
}

TEST_CASE("S4: partials that double and double again are refused") {
    const Folder folder;
    std::string name = "a";
    folder.write(name, std::string(1000, 'x'));
    for (char next = 'b'; next < 'p'; ++next) {
        folder.write(std::string(1, next), "{{> " + name + "}}{{> " + name + "}}");
        name = std::string(1, next);
    }
    CHECK(folder.refusal("{{> " + name + "}}").find("the template and its partials are over 256 KiB") !=
          std::string::npos);
    CHECK_EQ(folder.refusal(std::string(300'000, 'x')),
             "en/quarterly.txt.mustache: is over 256 KiB; a report template is a few pages");
}

TEST_CASE("S4: a list repeated inside itself stops before it fills the memory") {
    const Folder folder;
    std::string inner(1000, 'x');
    for (int depth = 0; depth < 20; ++depth) {
        inner = "{{#rows}}" + inner + "{{/rows}}";
    }
    CHECK_EQ(
        folder.refusal("\n{{#register.by_platform}}" + inner + "{{/register.by_platform}}"),
        "en/quarterly.txt.mustache:2: the report grows over 8 MiB here; is a list repeated inside itself?");
    std::string deep;
    for (int depth = 0; depth < 33; ++depth) {
        deep += "{{#office}}";
    }
    CHECK_EQ(folder.refusal(deep),
             "en/quarterly.txt.mustache:1: more than 32 sections lie one inside the other");
}

TEST_CASE("S4: bytes that are not text are refused with their line") {
    const Folder folder;
    CHECK_EQ(folder.refusal("a\n\xff"),
             "en/quarterly.txt.mustache:2: is not UTF-8; save the template as UTF-8");
    CHECK_EQ(folder.refusal("a\n\x1b[2J"),
             "en/quarterly.txt.mustache:2: control characters are not allowed in a template: '\\x1b[2J'");
}

TEST_CASE("a section's tag alone on its line takes the line with it, shown or not; empty lines of the "
          "template stay") {
    const Folder folder;
    CHECK_EQ(folder.render("a\n{{#register.empty}}\nempty\n{{/"
                           "register.empty}}\n{{^register.empty}}\n\nfull\n\n{{/register.empty}}\nb\n"),
             "a\n\nfull\n\nb\n");
    CHECK_EQ(folder.render("{{#register.by_platform.rows}}\n  {{name}}\n{{/register.by_platform.rows}}\n"),
             "  Facebook\n  Zalo\n  Forum\n");
    CHECK_EQ(folder.render("a {{#register.empty}}x{{/register.empty}}\n"), "a \n");
    CHECK_EQ(folder.render(""), "");
}

TEST_CASE("a comment or a partial alone on its line takes the line with it; in a line, only itself") {
    const Folder folder;
    folder.write("part", "of two\nlines\n");
    CHECK_EQ(folder.render("a\n  {{! a comment }}  \nb {{! another }}c\n"), "a\nb c\n");
    CHECK_EQ(folder.render("a\n  {{> part}}\nb\n"), "a\nof two\nlines\nb\n");
    CHECK_EQ(folder.render("a {{> part}} b\n"), "a of two\nlines b\n");
    CHECK_EQ(folder.render("{{> part}}"), "of two\nlines\n");
    CHECK_EQ(folder.render("\xEF\xBB\xBFone\r\ntwo\r\n"), "one\ntwo\n");
}

TEST_CASE("values keep their characters in txt, and no control character gets out") {
    const Folder folder;
    auto figures = sample_figures("nd09");
    figures.office.name = "A & B <|> \"C\" 'D'\x1b[31m\n\u202e";
    CHECK_EQ(folder.render("{{office.name}}\n", figures), "A & B <|> \"C\" 'D'\\x1b[31m\\n\\u202e\n");
    CHECK_EQ(folder.render("| H | I |\n| --- | --- |\n| {{office.name}} | x |\n", figures),
             "H                                  I\n"
             "─────────────────────────────────  ───\n"
             "A & B <|> \"C\" 'D'\\x1b[31m\\n\\u202e  x\n");
}
