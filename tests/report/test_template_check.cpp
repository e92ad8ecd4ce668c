#include "base/error.hpp"
#include "report/template_check.hpp"
#include "tests/report/sample.hpp"

#include <fstream>

using namespace hnat;
using namespace hnat::test;

namespace {

/// A copy of hnat's own templates that a test can spoil.
class Templates {
  public:
    Templates() {
        std::filesystem::copy(std::filesystem::path(HNAT_SOURCE_DIR) / "templates", folder(),
                              std::filesystem::copy_options::recursive);
    }
    [[nodiscard]] std::filesystem::path folder() const { return m_folder.path() / "mine"; }
    void append(const std::string& file, const std::string& text) const {
        std::ofstream(folder() / file, std::ios::app) << text;
    }
    void write(const std::string& file, const std::string& text) const {
        std::ofstream(folder() / file) << text;
    }
    [[nodiscard]] std::vector<std::string> problems() const {
        auto found = check_report_templates(folder()).problems;
        for (auto& problem : found) {
            if (const auto at = problem.find(folder().string()); at != std::string::npos) {
                problem.replace(at, folder().string().size(), "mine");
            }
        }
        return found;
    }

  private:
    TempDir m_folder;
};

} // namespace

TEST_CASE("hnat's own templates have no name that the figures lack, in every language, kind and format") {
    const auto result = check_report_templates(std::nullopt);
    CHECK(result.problems == std::vector<std::string>{});
    CHECK(result.missing == std::vector<std::string>{});
    CHECK(result.reports >= 2 * 5 * 4);
    const Templates copy;
    CHECK(check_report_templates(copy.folder()).reports == result.reports);
}

TEST_CASE("check-templates names every problem with file and line, each of them once") {
    const Templates mine;
    mine.append("vi/plan.txt.mustache",
                "{{office.nme}}\n{{#register}}{{nothing_like_it_at_all}}{{/register}}\n");
    mine.append("en/monthly.md.mustache", "{{#office}}\n");
    mine.append("vi/rollup.txt.mustache", "{{staff}}\n");
    const auto lines = [&](const std::string& file) {
        std::ifstream in(mine.folder() / file);
        return std::to_string(std::count(std::istreambuf_iterator<char>(in), {}, '\n'));
    };
    const auto problems = mine.problems();
    REQUIRE(problems.size() == 4);
    CHECK(problems[0].starts_with("mine/vi/plan.txt.mustache:"));
    CHECK(problems[0].ends_with(": the report has no name 'office.nme'; is 'office.name' meant?"));
    CHECK(problems[1] == "mine/vi/plan.txt.mustache:" + lines("vi/plan.txt.mustache") +
                             ": the report has no name 'nothing_like_it_at_all'");
    CHECK(problems[2].starts_with("mine/vi/rollup.txt.mustache:" + lines("vi/rollup.txt.mustache") +
                                  ": the roll-up has no name 'staff'"));
    CHECK(problems[3] == "mine/en/monthly.md.mustache:" + lines("en/monthly.md.mustache") +
                             ": section 'office' is not closed in this file");
}

TEST_CASE("a name in a part that no figures bring up is found all the same") {
    const Templates mine;
    mine.append("vi/quarterly.txt.mustache",
                "{{#kind.monthly}}{{#register}}{{grops.now}}{{/register}}{{/kind.monthly}}\n");
    const auto problems = mine.problems();
    REQUIRE(problems.size() == 1);
    CHECK(problems[0].find("the report has no name 'grops.now'; is 'groups.now' meant?") !=
          std::string::npos);
}

TEST_CASE("a template of the office's own is tried too, and one that is XML is well-formed afterwards") {
    const Templates mine;
    mine.write("vi/ward.txt.mustache", "{{office.name}}: {{register.groups.now}}\n");
    mine.write("vi/broken.txt.mustache", "{{offices}}\n");
    mine.write("vi/torn.docx.mustache", "{{> document}}<w:p>{{> end-document}}\n");
    const auto problems = mine.problems();
    REQUIRE(problems.size() == 2);
    CHECK(problems[0].starts_with("mine/vi/broken.txt.mustache:1: the report has no name 'offices'"));
    CHECK(problems[1].find("torn") != std::string::npos);
}

TEST_CASE("check-templates says which reports a folder has no template for") {
    const Templates mine;
    std::filesystem::remove(mine.folder() / "vi/annual.docx.mustache");
    std::filesystem::remove(mine.folder() / "en/rollup.md.mustache");
    const auto result = check_report_templates(mine.folder());
    CHECK(result.missing == std::vector<std::string>{"vi/annual.docx.mustache", "en/rollup.md.mustache"});
    CHECK(result.problems == std::vector<std::string>{});
}

TEST_CASE("a folder that is not there is refused") {
    CHECK_THROWS_WITH_AS(check_report_templates("/nowhere/at/all"),
                         "/nowhere/at/all: there is no such template folder", Error);
}
