#include "base/text.hpp"
#include "render/layout.hpp"
#include "tests/support.hpp"

using namespace hnat;

TEST_CASE("Markdown's special characters are escaped in values, and only there") {
    const auto md = [](const char* value) { return escape_value(DocumentFormat::md, value); };
    CHECK_EQ(md("a|b*c_d`e[f]<g>~&\\"), "a\\|b\\*c\\_d\\`e\\[f\\]\\<g\\>\\~\\&\\\\");
    CHECK_EQ(md("# Chợ"), "\\# Chợ");
    CHECK_EQ(md("- Chợ"), "\\- Chợ");
    CHECK_EQ(md("---"), "\\---");
    CHECK_EQ(md("1. Chợ"), "1\\. Chợ");
    CHECK_EQ(md("2026) Chợ"), "2026\\) Chợ");
    CHECK_EQ(md("12.500"), "12.500");
    CHECK_EQ(md("+1.250 (+11,1%)"), "+1.250 (+11,1%)");
    CHECK_EQ(md("-5"), "-5");
    CHECK_EQ(md("Mua bán Đồng Hỷ - Thái Nguyên"), "Mua bán Đồng Hỷ - Thái Nguyên");
    CHECK_EQ(md(""), "");
}

TEST_CASE("tables are aligned by display width, numbers to the right") {
    const std::string table =
        "Before\n| Name | Groups |\n| --- | ---: |\n| Đồng Hỷ | 12.500 |\n| 日本 | 3 |\nAfter\n";
    CHECK_EQ(lay_out_tables(DocumentFormat::txt, table), "Before\n"
                                                         "Name     Groups\n"
                                                         "───────  ──────\n"
                                                         "Đồng Hỷ  12.500\n"
                                                         "日本          3\n"
                                                         "After\n");
    CHECK_EQ(lay_out_tables(DocumentFormat::md, table), "Before\n"
                                                        "| Name    | Groups |\n"
                                                        "| :------ | -----: |\n"
                                                        "| Đồng Hỷ | 12.500 |\n"
                                                        "| 日本    |      3 |\n"
                                                        "After\n");
}

TEST_CASE("a pipe in a value does not end its cell") {
    const auto table = [](DocumentFormat format) {
        return lay_out_tables(format,
                              "| A | B |\n| --- | --- |\n| " + escape_value(format, "x|y") + " | z |\n");
    };
    CHECK_EQ(table(DocumentFormat::txt), "A    B\n───  ───\nx|y  z\n");
    CHECK_EQ(table(DocumentFormat::md), "| A    | B   |\n| :--- | :-- |\n| x\\|y | z   |\n");
}

TEST_CASE("rows that lack cells and a table at the end of a text are laid out all the same") {
    CHECK_EQ(lay_out_tables(DocumentFormat::txt, "| A | B |\n| --- | ---: |\n| x |"),
             "A      B\n───  ───\nx\n");
    CHECK_EQ(lay_out_tables(DocumentFormat::md, "|\n"), "|  |\n");
    CHECK_EQ(lay_out_tables(DocumentFormat::txt, ""), "");
}
