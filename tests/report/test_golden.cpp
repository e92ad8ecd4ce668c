#include "base/file.hpp"
#include "tests/report/sample.hpp"
#include "tests/word_text.hpp"

#include <array>
#include <cstdlib>
#include <fstream>

using namespace hnat;
using namespace hnat::test;

namespace {

/// HNAT_UPDATE_GOLDEN=1 writes the files anew; read the difference before it is committed.
void compare_with_golden(const std::string& name, const std::string& text) {
    const auto path = std::filesystem::path(HNAT_SOURCE_DIR) / "tests/report/golden" / name;
    if (std::getenv("HNAT_UPDATE_GOLDEN") !=
        nullptr) { // NOLINT(concurrency-mt-unsafe): tests have one thread
        std::filesystem::create_directories(path.parent_path());
        std::ofstream(path, std::ios::binary) << text;
    }
    CHECK_EQ(read_file(path), text);
}

} // namespace

TEST_CASE("a quarterly report reads as its golden file in both formats, languages and calendars") {
    for (const char* regime : {"nd09", "calendar"}) {
        const auto figures = sample_figures(regime);
        for (const char* language : {"vi", "en"}) {
            for (const auto format : {DocumentFormat::txt, DocumentFormat::md}) {
                const auto name =
                    std::string("quarterly-") + regime + "-" + language + "." + std::string(name_of(format));
                CAPTURE(name);
                const auto text = render_report(figures, language, format, std::nullopt);
                compare_with_golden(name, text);
                CHECK_EQ(render_report(figures, language, format, std::nullopt), text);
            }
        }
    }
}

TEST_CASE("monthly, half-year and annual reports read as their golden files in both formats and languages") {
    constexpr std::array k_kinds{std::pair{PeriodKind::month, "monthly"},
                                 std::pair{PeriodKind::half, "half-year"},
                                 std::pair{PeriodKind::year, "annual"}};
    for (const auto& [kind, kind_name] : k_kinds) {
        const auto figures = sample_figures("nd09", kind);
        for (const char* language : {"vi", "en"}) {
            for (const auto format : {DocumentFormat::txt, DocumentFormat::md}) {
                const auto name =
                    std::string(kind_name) + "-nd09-" + language + "." + std::string(name_of(format));
                CAPTURE(name);
                compare_with_golden(name, render_report(figures, language, format, std::nullopt));
            }
        }
    }
}

TEST_CASE("an HTML report and the text of a Word report read as their golden files") {
    const auto figures = sample_figures("nd09");
    for (const char* language : {"vi", "en"}) {
        CAPTURE(language);
        const auto name = std::string("quarterly-nd09-") + language;
        compare_with_golden(name + ".html",
                            render_report(figures, language, DocumentFormat::html, std::nullopt));
        std::string text;
        for (const auto& paragraph :
             paragraphs_of(render_report(figures, language, DocumentFormat::docx, std::nullopt))) {
            text += paragraph.style + ": " + paragraph.text + "\n";
        }
        compare_with_golden(name + ".docx.txt", text);
    }
}

TEST_CASE("an empty register says that there are no figures") {
    auto figures = sample_figures("nd09");
    figures.now = figures.then = {};
    figures.office.parent.clear();
    figures.made_on = day("2026-07-01");
    figures.audit_size = 0;
    compare_with_golden("quarterly-empty-vi.txt",
                        render_report(figures, "vi", DocumentFormat::txt, std::nullopt));
    compare_with_golden("quarterly-empty-en.md",
                        render_report(figures, "en", DocumentFormat::md, std::nullopt));
}

TEST_CASE("a language that has no templates is refused") {
    CHECK_THROWS_WITH(render_report(sample_figures("nd09"), "fr", DocumentFormat::txt, std::nullopt),
                      "'fr' is not a language of reports; write vi or en");
}
