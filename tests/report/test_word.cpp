// Reports as Word documents: the measures of Decree 30/2020/NĐ-CP, appendix I and form 1.4, looked up in the
// parts.
#include "tests/report/sample.hpp"
#include "tests/word_text.hpp"

#include <array>

using namespace hnat;
using namespace hnat::test;

namespace {

constexpr std::array k_kinds{PeriodKind::month, PeriodKind::quarter, PeriodKind::half, PeriodKind::year};

std::string word(const ReportFigures& figures, const char* language = "vi") {
    return render_report(figures, language, DocumentFormat::docx, std::nullopt);
}

ReportFigures signed_figures() {
    auto figures = sample_figures("nd09");
    figures.form = {
        {"KT. Giám đốc", "Phó Giám đốc"}, "Nguyễn Văn Mẫu", {"Công an tỉnh (để phối hợp)", "Sở Nội vụ"}};
    return figures;
}

std::string twips(double millimetres) {
    return std::to_string(static_cast<int>(millimetres / 25.4 * 1440 + 0.5));
}

} // namespace

TEST_CASE("a Word report is A4 with margins of 25, 20, 35 and 20 mm") {
    for (const auto kind : k_kinds) {
        for (const char* language : {"vi", "en"}) {
            const auto root =
                parse_markup(part_of(word(sample_figures("nd09", kind), language), "word/document.xml"));
            REQUIRE_EQ(root->all("w:sectPr").size(), 1);
            const auto* size = root->first("w:pgSz");
            CHECK_EQ(size->attribute("w:w"), twips(210));
            CHECK_EQ(size->attribute("w:h"), twips(297));
            const auto* margins = root->first("w:pgMar");
            CHECK_EQ(margins->attribute("w:top"), twips(25));
            CHECK_EQ(margins->attribute("w:bottom"), twips(20));
            CHECK_EQ(margins->attribute("w:left"), twips(35));
            CHECK_EQ(margins->attribute("w:right"), twips(20));
        }
    }
}

TEST_CASE("a Word report numbers its pages above, in the middle, and not the first one") {
    const auto docx = word(sample_figures("nd09"));
    const auto root = parse_markup(part_of(docx, "word/document.xml"));
    CHECK(root->first("w:titlePg") != nullptr);
    const auto headers = root->all("w:headerReference");
    REQUIRE_EQ(headers.size(), 1);
    CHECK_EQ(headers.front()->attribute("w:type"), "default");
    CHECK(root->all("w:footerReference").empty());
    const auto header = parse_markup(part_of(docx, "word/page-number.xml"));
    CHECK_EQ(header->first("w:instrText")->text, " PAGE ");
    const WordStyles styles(docx);
    const auto style = header->first("w:pStyle")->attribute("w:val");
    CHECK_EQ(styles.value(style, "w:jc"), "center");
    CHECK_EQ(styles.value(style, "w:sz"), "26");
}

TEST_CASE("fonts, sizes and cases of a Word report are those of the decree") {
    const WordStyles styles(word(sample_figures("nd09")));
    struct Expected {
        const char* style;
        int half_points;
        bool bold, italic, caps;
        const char* alignment;
    };
    constexpr std::array k_expected{Expected{"ParentBody", 24, false, false, true, "center"},
                                    Expected{"IssuingBody", 24, true, false, true, "center"},
                                    Expected{"State", 24, true, false, false, "center"},
                                    Expected{"Motto", 26, true, false, false, "center"},
                                    Expected{"DocumentNumber", 26, false, false, false, "center"},
                                    Expected{"PlaceAndDate", 26, false, true, false, "center"},
                                    Expected{"Title", 28, true, false, false, "center"},
                                    Expected{"Subtitle", 28, true, false, false, "center"},
                                    Expected{"Addressee", 28, false, false, false, "center"},
                                    Expected{"BodyText", 28, false, false, false, "both"},
                                    Expected{"Heading1", 28, true, false, true, "both"},
                                    Expected{"RecipientsHead", 24, true, true, false, ""},
                                    Expected{"Recipients", 22, false, false, false, ""},
                                    Expected{"SignerTitle", 28, true, false, true, "center"},
                                    Expected{"SignerName", 28, true, false, false, "center"}};
    for (const auto& expected : k_expected) {
        CAPTURE(expected.style);
        CHECK_EQ(styles.value(expected.style, "w:sz"), std::to_string(expected.half_points));
        CHECK_EQ(styles.value(expected.style, "w:szCs"), std::to_string(expected.half_points));
        CHECK_EQ(styles.has(expected.style, "w:b"), expected.bold);
        CHECK_EQ(styles.has(expected.style, "w:i"), expected.italic);
        CHECK_EQ(styles.has(expected.style, "w:caps"), expected.caps);
        CHECK_EQ(styles.value(expected.style, "w:jc"), expected.alignment);
        CHECK_EQ(styles.value(expected.style, "w:rFonts", "w:ascii"), "Times New Roman");
        CHECK_EQ(styles.value(expected.style, "w:rFonts", "w:hAnsi"), "Times New Roman");
        CHECK_EQ(styles.value(expected.style, "w:color"), "000000");
    }
    CHECK_EQ(styles.value("BodyText", "w:spacing", "w:after"), "120"); // 6 pt
    CHECK_EQ(styles.value("BodyText", "w:ind", "w:firstLine"), twips(12.7));
    CHECK(std::stoi(styles.value("SignerName", "w:spacing", "w:before")) >= 1'200); // room for a signature
}

TEST_CASE("every style that a Word report uses is there") {
    for (const auto kind : k_kinds) {
        const auto docx = word(sample_figures("nd09", kind));
        const auto styles = parse_markup(part_of(docx, "word/styles.xml"));
        for (const auto& paragraph : paragraphs_of(docx)) {
            const auto found = std::ranges::any_of(styles->all("w:style"), [&](const Element* style) {
                return style->attribute("w:styleId") == paragraph.style;
            });
            CHECK_MESSAGE(found, paragraph.style);
        }
    }
}

TEST_CASE("the head of a Word report: bodies, State and motto, number, place and date, subject, addressee") {
    const auto docx = word(sample_figures("nd09"));
    CHECK(texts_of(docx, "ParentBody") == std::vector<std::string>{"Sở Văn hóa, Thể thao và Du lịch"});
    CHECK(texts_of(docx, "IssuingBody") ==
          std::vector<std::string>{"Văn phòng chương trình Hội nhóm an toàn"});
    CHECK(texts_of(docx, "State") == std::vector<std::string>{"CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"});
    CHECK(texts_of(docx, "Motto") == std::vector<std::string>{"Độc lập - Tự do - Hạnh phúc"});
    CHECK(texts_of(docx, "PlaceAndDate") ==
          std::vector<std::string>{"Thái Nguyên, ngày 05 tháng 10 năm 2026"});
    CHECK(texts_of(docx, "Title") == std::vector<std::string>{"BÁO CÁO"});
    CHECK(texts_of(docx, "Subtitle") ==
          std::vector<std::string>{"Kết quả khảo sát và phối hợp với hội nhóm quý III năm 2026"});
    CHECK(texts_of(docx, "Addressee") ==
          std::vector<std::string>{"Kính gửi: Sở Văn hóa, Thể thao và Du lịch."});
    REQUIRE_EQ(texts_of(docx, "DocumentNumber").size(), 1);
    const auto number = texts_of(docx, "DocumentNumber").front();
    CHECK(number.starts_with("Số: "));
    CHECK(number.ends_with("/BC-VP"));
    CHECK_EQ(texts_of(docx, "Rule").size(), 3); // below the issuing body, the motto and the subject
}

TEST_CASE("a day below 10 and the months 1 and 2 take a 0 in the date of a Word report") {
    const auto date = [](const char* iso) {
        auto figures = sample_figures("nd09");
        figures.made_on = day(iso);
        return texts_of(word(figures), "PlaceAndDate").front();
    };
    CHECK_EQ(date("2027-01-05"), "Thái Nguyên, ngày 05 tháng 01 năm 2027");
    CHECK_EQ(date("2027-02-15"), "Thái Nguyên, ngày 15 tháng 02 năm 2027");
    CHECK_EQ(date("2027-03-09"), "Thái Nguyên, ngày 09 tháng 3 năm 2027");
    CHECK_EQ(date("2027-12-31"), "Thái Nguyên, ngày 31 tháng 12 năm 2027");
}

TEST_CASE("a Word report calls its period as its kind does") {
    const auto subject = [](PeriodKind kind, const char* language) {
        return texts_of(word(sample_figures("nd09", kind), language), "Subtitle").front();
    };
    CHECK(subject(PeriodKind::month, "vi").ends_with("hội nhóm tháng 9 năm 2026"));
    CHECK(subject(PeriodKind::half, "vi").ends_with("hội nhóm 6 tháng đầu năm 2026"));
    CHECK(subject(PeriodKind::year, "vi").ends_with("hội nhóm năm 2025"));
    CHECK(subject(PeriodKind::month, "en").ends_with("programme, September 2026"));
    CHECK(subject(PeriodKind::half, "en").ends_with("programme, first half of 2026"));
}

TEST_CASE("the text of a Word report ends with ./. and nothing else does") {
    for (const auto kind : k_kinds) {
        for (const char* language : {"vi", "en"}) {
            const auto docx = word(sample_figures("nd09", kind), language);
            const auto body = texts_of(docx, "BodyText");
            REQUIRE_FALSE(body.empty());
            CHECK(body.back().ends_with("./."));
            CHECK_EQ(std::ranges::count_if(
                         paragraphs_of(docx),
                         [](const WordParagraph& p) { return p.text.find("./.") != std::string::npos; }),
                     1);
        }
    }
}

TEST_CASE("the end of a Word report: who gets it, who signs, in what capacity") {
    const auto docx = word(signed_figures());
    CHECK(texts_of(docx, "RecipientsHead") == std::vector<std::string>{"Nơi nhận:"});
    CHECK(texts_of(docx, "Recipients") == std::vector<std::string>{"- Như trên;",
                                                                   "- Công an tỉnh (để phối hợp);",
                                                                   "- Sở Nội vụ;", "- Lưu: VT."});
    CHECK(texts_of(docx, "SignerTitle") == std::vector<std::string>{"KT. Giám đốc", "Phó Giám đốc"});
    CHECK(texts_of(docx, "SignerName") == std::vector<std::string>{"Nguyễn Văn Mẫu"});

    auto plain = sample_figures("nd09");
    plain.office.parent.clear();
    const auto unsigned_docx = word(plain);
    CHECK(texts_of(unsigned_docx, "ParentBody").empty());
    CHECK(texts_of(unsigned_docx, "Addressee").empty());
    CHECK(texts_of(unsigned_docx, "Recipients") == std::vector<std::string>{"- Lưu: VT."});
    CHECK(texts_of(unsigned_docx, "SignerTitle") == std::vector<std::string>{"Thủ trưởng đơn vị"});
    CHECK(texts_of(unsigned_docx, "SignerName") == std::vector<std::string>{""});
}

TEST_CASE("points of a Word report go a, b, c, d, đ, e, g") {
    auto figures = sample_figures("nd09");
    figures.plan.now.late.clear();
    for (int step = 1; step <= 7; ++step) {
        figures.plan.now.late.push_back({step, "Bước", "Step", day("2026-07-04")});
    }
    std::string letters;
    for (const auto& point : texts_of(word(figures), "Point")) {
        letters += point.substr(0, point.find(')')) + " ";
    }
    CHECK_EQ(letters, "a b c d đ e g ");
    letters.clear();
    for (const auto& point : texts_of(word(figures, "en"), "Point")) {
        letters += point.substr(0, point.find(')')) + " ";
    }
    CHECK_EQ(letters, "a b c d e f g ");
}

TEST_CASE("rows of every table of a Word report fill the grid") {
    for (const auto kind : k_kinds) {
        for (const char* language : {"vi", "en"}) {
            const auto root =
                parse_markup(part_of(word(sample_figures("nd09", kind), language), "word/document.xml"));
            CHECK(root->all("w:tbl").size() >= 10);
            for (const auto* table : root->all("w:tbl")) {
                int width = 0;
                for (const auto* column : table->all("w:gridCol")) {
                    width += std::stoi(column->attribute("w:w"));
                }
                CHECK_EQ(width, std::stoi(table->first("w:tblW")->attribute("w:w")));
                CHECK_EQ(width, 8787); // 155 mm between the margins
                for (const auto* row : table->all("w:tr")) {
                    std::size_t cells = 0;
                    for (const auto* cell : row->all("w:tc")) {
                        const auto* span = cell->first("w:gridSpan");
                        cells += span == nullptr ? 1 : std::stoul(span->attribute("w:val"));
                        CHECK_FALSE(cell->all("w:p").empty());
                    }
                    CHECK_EQ(cells, table->all("w:gridCol").size());
                }
            }
        }
    }
}

TEST_CASE(
    "a Word report begins with its content types, names every part once, and has no time of this machine") {
    const auto docx = word(sample_figures("nd09"));
    const auto parts = unpack(docx);
    REQUIRE(parts.size() >= 5);
    CHECK_EQ(parts[0].name, "[Content_Types].xml");
    CHECK_EQ(parts[1].name, "_rels/.rels");
    const auto types = parse_markup(parts[0].bytes);
    for (const auto* over : types->all("Override")) {
        CHECK_NOTHROW(part_of(docx, over->attribute("PartName").substr(1)));
    }
    for (const auto& part : parts) {
        static_cast<void>(parse_markup(part.bytes));
        std::tm local{};
        ::localtime_r(&part.mtime, &local);
        CHECK_EQ(local.tm_year, 80);
    }
    CHECK_EQ(parse_markup(part_of(docx, "docProps/core.xml"))->first("dcterms:created")->text,
             "2026-10-05T00:00:00Z");
}

TEST_CASE("the same figures give the same bytes of a Word and of an HTML report") {
    for (const auto format : {DocumentFormat::docx, DocumentFormat::html}) {
        const auto first = render_report(signed_figures(), "vi", format, std::nullopt);
        CHECK(render_report(signed_figures(), "vi", format, std::nullopt) == first);
    }
}

TEST_CASE("S2: names are text in a Word report, whatever they hold") {
    auto figures = signed_figures();
    const std::string hostile =
        "]]> <w:p>&amp;</w:p> \"'\x1b[2J\x07\b\r\n\u202e\u200b\xff\xEF\xBF\xBF {{office.name}}";
    const std::string shown =
        "]]> <w:p>&amp;</w:p> \"'\\x1b[2J\\x07\\x08\\x0d\\n\\u202e\\u200b\\xff\\uffff {{office.name}}";
    figures.office.name = hostile;
    figures.office.parent = hostile;
    figures.office.place = hostile;
    figures.office.code = hostile;
    figures.form = {{hostile}, hostile, {hostile}};
    figures.now.by_platform.front().name_vi = hostile;
    figures.contact.now.overdue = {hostile};
    const auto docx = word(figures);
    CHECK(texts_of(docx, "IssuingBody") == std::vector<std::string>{shown});
    CHECK(texts_of(docx, "ParentBody") == std::vector<std::string>{shown});
    CHECK(texts_of(docx, "SignerName") == std::vector<std::string>{shown});
    CHECK(texts_of(docx, "SignerTitle") == std::vector<std::string>{shown});
    CHECK_EQ(std::ranges::count(texts_of(docx, "TableText"), shown), 2);
    CHECK_EQ(parse_markup(part_of(docx, "docProps/core.xml"))->first("dc:creator")->text, shown);
    for (const auto& part : unpack(docx)) {
        CHECK(std::ranges::all_of(part.bytes, [](char c) {
            return static_cast<unsigned char>(c) >= 0x20 || c == '\n' || c == '\t';
        }));
    }
}

TEST_CASE("a Word report of an empty register says so") {
    auto figures = sample_figures("nd09");
    figures.now = {};
    figures.made_on = day("2026-07-01");
    const auto docx = word(figures);
    const auto body = texts_of(docx, "BodyText");
    CHECK(std::ranges::find(body, "Trong kỳ, danh bạ chưa có hội nhóm nào: chưa có số liệu.") != body.end());
    CHECK(std::ranges::find(body, "Lưu ý: kỳ báo cáo chưa kết thúc; số liệu tính đến ngày 01/7/2026.") !=
          body.end());
    CHECK_EQ(texts_of(docx, "Heading1").size(), 1);
}
