#include "tests/markup.hpp"
#include "tests/report/sample.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <set>

using namespace hnat;
using namespace hnat::test;

namespace {

constexpr std::array k_kinds{PeriodKind::month, PeriodKind::quarter, PeriodKind::half, PeriodKind::year};

std::string html(const ReportFigures& figures, const char* language) {
    return render_report(figures, language, DocumentFormat::html, std::nullopt);
}

/// Calls with each kind of report in each language.
void each(const std::function<void(const std::string& text, const char* language)>& check) {
    for (const auto kind : k_kinds) {
        for (const char* language : {"vi", "en"}) {
            CAPTURE(name_of(kind));
            CAPTURE(language);
            check(html(sample_figures("nd09", kind), language), language);
        }
    }
}

/// The chart with this id of its title.
const Element& chart(const Element& root, std::string_view id) {
    for (const auto* svg : root.all("svg")) {
        if (svg->first("title")->attribute("id") == id) {
            return *svg;
        }
    }
    FAIL("no chart ", std::string(id));
    return root;
}

std::vector<std::string> bars(const Element& svg, const std::string& attribute) {
    std::vector<std::string> values;
    for (const auto* rect : svg.all("rect")) {
        if (rect->attribute("class") == "bar") {
            values.push_back(rect->attribute(attribute));
        }
    }
    return values;
}

bool holds(std::string_view text, std::string_view what) {
    return text.find(what) != std::string_view::npos;
}

} // namespace

TEST_CASE("an HTML report is well-formed, says its language and has one heading above the sections") {
    each([](const std::string& text, const char* language) {
        CHECK(text.starts_with("<!DOCTYPE html>\n"));
        const auto root = parse_markup(text);
        CHECK_EQ(root->first("html")->attribute("lang"), language);
        CHECK_EQ(root->all("h1").size(), 1);
        CHECK_EQ(root->all("h2").size(), root->all("section").size());
        CHECK_FALSE(root->first("title")->text.empty());
        std::set<std::string> ids;
        root->visit([&](const Element& element) {
            if (const auto id = element.attribute("id"); !id.empty()) {
                CHECK_MESSAGE(ids.insert(id).second, id);
            }
        });
    });
}

TEST_CASE("an HTML report runs nothing and asks nobody for anything") {
    each([](const std::string& text, const char*) {
        for (const char* word : {"http:", "https:", "//", "<script", "<link", "<img", "<iframe", "<object",
                                 "url(", "@import", "javascript:", "data:"}) {
            CAPTURE(word);
            CHECK_FALSE(holds(text, word));
        }
        const auto root = parse_markup(text);
        root->visit([](const Element& element) {
            for (const auto& attribute : element.attributes) { // clang 14 captures no structured binding
                const auto& name = attribute.first;
                CHECK_MESSAGE(!name.starts_with("on"), name);
                CHECK_MESSAGE(name != "src", element.name);
                CHECK_MESSAGE(name != "href", element.name);
                CHECK_MESSAGE(name != "style", element.name);
            }
        });
        bool policy = false;
        for (const auto* meta : root->all("meta")) {
            policy = policy || (meta->attribute("http-equiv") == "Content-Security-Policy" &&
                                meta->attribute("content").starts_with("default-src 'none';"));
        }
        CHECK(policy);
    });
}

TEST_CASE("an HTML report prints on A4 and has colours for light and for dark") {
    const auto text = html(sample_figures("nd09"), "vi");
    CHECK(holds(text, "@page { size: A4;"));
    CHECK(holds(text, "@media print"));
    CHECK(holds(text, "@media (prefers-color-scheme: dark)"));
    CHECK(holds(text, "<meta name=\"color-scheme\" content=\"light dark\"/>"));
}

TEST_CASE("every chart of an HTML report has a title and a description that says its numbers") {
    each([](const std::string& text, const char*) {
        const auto root = parse_markup(text);
        CHECK(root->all("svg").size() >= 3);
        for (const auto* svg : root->all("svg")) {
            REQUIRE(svg->first("title") != nullptr);
            REQUIRE(svg->first("desc") != nullptr);
            CHECK_EQ(svg->attribute("role"), "img");
            CHECK_EQ(svg->attribute("aria-labelledby"),
                     svg->first("title")->attribute("id") + " " + svg->first("desc")->attribute("id"));
        }
        CHECK(holds(chart(*root, "platforms").first("desc")->text, "Facebook: "));
        CHECK(holds(chart(*root, "platforms").first("desc")->text, "Zalo: "));
    });
}

TEST_CASE("bars and columns of a chart are as long as their numbers say") {
    auto figures = sample_figures("nd09");
    REQUIRE_EQ(figures.trend.size(), k_trend_periods);
    for (std::size_t i = 0; i < k_trend_periods; ++i) {
        figures.trend[i].known = i > 0;
        figures.trend[i].groups = static_cast<std::int64_t>(i * 100);
    }
    const auto root = parse_markup(html(figures, "vi"));
    // Facebook 9,800, Zalo 2,650, forums 50
    CHECK(bars(chart(*root, "platforms"), "width") == std::vector<std::string>{"1000", "270", "5"});
    CHECK_EQ(chart(*root, "platforms").attribute("viewBox"), "0 0 720 78");
    CHECK(bars(chart(*root, "trend"), "height") ==
          std::vector<std::string>{"17", "34", "51", "69", "86", "103", "120"});
    CHECK(bars(chart(*root, "trend"), "y") ==
          std::vector<std::string>{"103", "86", "69", "51", "34", "17", "0"});
    CHECK(holds(chart(*root, "trend").first("desc")->text, "Quý III/2026: 700."));
}

TEST_CASE("every table of an HTML report has a caption and heads with a scope, and rows of one width") {
    each([](const std::string& text, const char*) {
        const auto root = parse_markup(text);
        CHECK(root->all("table").size() >= 8);
        for (const auto* table : root->all("table")) {
            REQUIRE(table->first("caption") != nullptr);
            CHECK_FALSE(table->first("caption")->text.empty());
            const auto heads = table->first("thead")->all("th").size();
            for (const auto* head : table->all("th")) {
                CHECK_FALSE(head->attribute("scope").empty());
            }
            for (const auto* row : table->all("tr")) {
                std::size_t cells = 0;
                for (const auto& cell : row->children) {
                    const auto span = cell->attribute("colspan");
                    cells += span.empty() ? 1 : std::stoul(span);
                }
                CHECK_EQ(cells, heads);
            }
        }
    });
}

TEST_CASE("S2: names are text in an HTML report, whatever they hold") {
    auto figures = sample_figures("nd09");
    figures.office.name = "<script>alert(1)</script>\"' onload='x' & ]]> \x1b[31m\u202e";
    figures.office.parent = "</title><w:p>";
    figures.form = {{"<b>"}, "x", {"y"}};
    figures.now.by_platform.front().name_vi = "</svg><img src=x onerror=alert(1)>";
    figures.contact.now.overdue = {"{{office.name}} <i>\xEF\xBF\xBF", "Chợ & \"quê\""};
    const auto text = html(figures, "vi");
    CHECK_FALSE(holds(text, "<script"));
    CHECK_FALSE(holds(text, "<img"));
    const auto root = parse_markup(text);
    const auto shown = "<script>alert(1)</script>\"' onload='x' & ]]> \\x1b[31m\\u202e";
    bool office = false;
    for (const auto* p : root->all("p")) {
        office = office || (p->attribute("class") == "office" && p->text == shown);
    }
    CHECK(office);
    std::vector<std::string> items;
    for (const auto* item : root->all("li")) {
        items.push_back(item->text);
    }
    CHECK(std::ranges::find(items, "{{office.name}} <i>\\uffff") != items.end());
    CHECK(std::ranges::find(items, "Chợ & \"quê\"") != items.end());
}

TEST_CASE("an HTML report of an empty register says so and has no chart") {
    auto figures = sample_figures("nd09");
    figures.now = {};
    const auto root = parse_markup(html(figures, "vi"));
    CHECK(root->all("svg").empty());
    CHECK(holds(root->whole_text(), "chưa có số liệu"));
}
