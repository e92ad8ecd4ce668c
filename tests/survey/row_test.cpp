#include "list/list_reader_sheet.hpp"
#include "survey/row.hpp"

#include "address/personal.hpp"
#include "base/resource.hpp"
#include "locality_support.hpp"

#include <initializer_list>
#include <limits>
#include <utility>

using namespace hnat;
using namespace hnat::test;

namespace {

/// A row with one cell for each column of the list; what is not given is empty.
class Row {
  public:
    Row(std::initializer_list<std::pair<Column, std::string>> cells) {
        m_row.line = 14;
        m_row.cells.resize(k_enum_names<Column>.size());
        m_row.cells[position(Column::name)].text = "Chợ Đồng Hỷ";
        m_row.cells[position(Column::url)].text = "https://www.facebook.com/groups/chodonghy";
        for (const auto& [column, text] : cells) {
            m_row.cells[position(column)].text = text;
        }
    }

    Row& number(Column column, double value) {
        m_row.cells[position(column)].text = number_text(value);
        m_row.cells[position(column)].number = value;
        return *this;
    }

    /// Parses for an office of Thái Nguyên on 30 September 2026, where every other row was parsed too:
    /// nothing of them may be left.
    [[nodiscard]] std::variant<ParsedRow, Diagnostics>
    parse(RowAnswers& answers, const AddressRules& addresses = AddressRules::standard()) const {
        static SeededStore seeded;
        static const auto localities = LocalityIndex::load(seeded.store());
        ColumnMap columns;
        std::vector<std::string> header;
        for (const auto& entry : k_enum_names<Column>) {
            columns.add(entry.value);
            header.emplace_back(entry.name);
        }
        static ParsedRow parsed;
        static Diagnostics problems;
        parsed.prepared.search_key = "of a row before";
        parsed.prepared.key_facts.add("key", "of a row before");
        parsed.prepared.has_new_key = true;
        parse_row(m_row, columns, header, {addresses, localities, "19", "groups.csv", day("2026-09-30")},
                  answers, parsed, problems);
        if (!problems.empty()) {
            return problems;
        }
        return parsed;
    }
    [[nodiscard]] std::variant<ParsedRow, Diagnostics> parse() const {
        RowAnswers answers;
        return parse(answers);
    }

    [[nodiscard]] ParsedRow value() const {
        auto result = parse();
        if (const auto* problems = std::get_if<Diagnostics>(&result)) {
            FAIL(to_string(problems->front()));
        }
        return std::get<ParsedRow>(std::move(result));
    }

    [[nodiscard]] std::vector<std::string> problems() const {
        const auto result = parse();
        std::vector<std::string> lines;
        if (const auto* problems = std::get_if<Diagnostics>(&result)) {
            for (const auto& problem : *problems) {
                lines.push_back(to_string(problem));
            }
        }
        return lines;
    }

    ListRow& raw() { return m_row; }

  private:
    static std::size_t position(Column column) { return static_cast<std::size_t>(column); }
    ListRow m_row;
};

using Lines = std::vector<std::string>;

} // namespace

TEST_CASE("a full row becomes typed values") {
    const auto row = Row{{Column::name, "Chợ Đồng Hỷ"},
                         {Column::entity, "nhóm"},
                         {Column::members, "12,5K"},
                         {Column::members_on, "30/9/2026"},
                         {Column::topic, "Mua bán"},
                         {Column::locality, "TT Chùa Hang"},
                         {Column::visibility, "riêng tư"},
                         {Column::language, "tiếng Việt"},
                         {Column::source, "Khảo sát phường 2026"}}
                         .value();
    CHECK(row.line == 14);
    CHECK(row.address.key() == "facebook:group:chodonghy");
    CHECK_FALSE(row.second.has_value());
    CHECK(row.facts == GroupFacts{"Chợ Đồng Hỷ", 12'500, day("2026-09-30"), "trade", "05710",
                                  Visibility::closed, "vi", "Khảo sát phường 2026"});
}

TEST_CASE("empty cells say nothing") {
    const auto row = Row{}.value();
    CHECK(row.facts == GroupFacts{"Chợ Đồng Hỷ", {}, {}, {}, {}, {}, {}, {}});
}

TEST_CASE("nothing of a row is left in the next one, whatever it had or was refused for") {
    const auto plain = Row{}.value();
    const auto full = Row{{Column::members, "12,5K"},
                          {Column::members_on, "30/9/2026"},
                          {Column::topic, "Mua bán"},
                          {Column::platform, "facebook"},
                          {Column::handle, "groups/1234567890"}}
                          .value();
    CHECK(full.second.has_value());
    const auto after_it = Row{}.value();
    CHECK(Row{{Column::members, "?"}, {Column::source, "a@mau.example"}}.problems().size() == 2);
    const auto after_a_refusal = Row{}.value();
    for (const ParsedRow& row : {after_it, after_a_refusal}) {
        CHECK(row.facts == plain.facts);
        CHECK(row.key == plain.key);
        CHECK(row.address.url == plain.address.url);
        CHECK_FALSE(row.second.has_value());
        CHECK(row.prepared.search_key == plain.prepared.search_key);
        CHECK(row.prepared.search_key.empty());
        CHECK(row.prepared.key_facts.bytes().empty());
        CHECK_FALSE(row.prepared.has_new_key);
    }
}

TEST_CASE("all problems of a row come out together, each with what to do") {
    const auto lines = Row{
        {Column::name, ""},
        {Column::members, "12.5"},
        {Column::members_on, "31/2/2026"},
        {Column::topic, "mua bna"},
        {Column::locality, "Van Lang"},
        {Column::visibility, "pubilc"},
        {Column::language, "vn"},
        {Column::url, ""}}.problems();
    CHECK(lines ==
          Lines{"groups.csv:14:name: is empty; every group has a name",
                "groups.csv:14:url: is empty; write the group's address, or its platform and handle",
                "groups.csv:14:members: '12.5' is not a count; write 12500, 12.500, 12,5K or 12 nghìn",
                "groups.csv:14:members_on: '31/2/2026' is not a day; write 2026-09-30 or 30/9/2026",
                "groups.csv:14:topic: 'mua bna' is not on the list of topics; did you mean 'mua ban'?; "
                "expected one of trade, neighbourhood, parents-school, alumni, jobs, housing, transport, "
                "sport, hobby, food, health-support, charity, local-news, other",
                "groups.csv:14:locality: 'Van Lang' is no commune or ward of Thái Nguyên as it is written, "
                "and accents decide; write one of xã Văn Lang (02143), xã Văn Lăng (05665), or its code",
                "groups.csv:14:visibility: 'pubilc' is no visibility; expected public (công khai) or private "
                "(riêng tư); did you mean 'public'?",
                "groups.csv:14:language: 'vn' is no language code; write one of ISO 639-1 (vi, en) or its "
                "name (tiếng Việt)"});
}

TEST_CASE("the reader's problems with a row are handed on and nothing else is said of it") {
    Row row{{Column::members, "12.5"}};
    row.raw().problems.push_back({Severity::error, "groups.csv", 14, "", "has 3 cells; the header has 12"});
    CHECK(row.problems() == Lines{"groups.csv:14: has 3 cells; the header has 12"});
}

TEST_CASE("a spreadsheet's number is a count as it is, and its date a serial") {
    CHECK(Row{}.number(Column::members, 12500).value().facts.members == 12'500);
    CHECK(Row{}.number(Column::members_on, 46295).value().facts.members_on == day("2026-09-30"));
    for (const double bad : {12.5, -1.0, 2e10, std::numeric_limits<double>::quiet_NaN(),
                             std::numeric_limits<double>::infinity()}) {
        CHECK(Row{}.number(Column::members, bad).problems().size() == 1);
    }
    CHECK(Row{{Column::members_on, "46295"}}.problems().size() == 1); // from text it is a guess
}

TEST_CASE("a count of tomorrow is refused") {
    CHECK(Row{{Column::members_on, "2026-09-30"}}.problems().empty());
    CHECK(Row{{Column::members_on, "1/10/2026"}}.problems() ==
          Lines{"groups.csv:14:members_on: 2026-10-01 is in the future (today is 2026-09-30); write the day "
                "of the count"});
}

TEST_CASE("S3: the guard of a formula comes off again") {
    for (const char* text : {"=Chợ", "+Chợ", "-Chợ", "@Chợ", "＝Chợ"}) {
        CHECK(Row{{Column::name, "'" + std::string(text)}}.value().facts.name == text);
    }
    CHECK(Row{{Column::name, "'Chợ' Đồng Hỷ"}}.value().facts.name == "'Chợ' Đồng Hỷ");
}

TEST_CASE("names that are no names are refused") {
    CHECK(Row{{Column::name, "Hµ Néi"}}.problems() ==
          Lines{"groups.csv:14:name: 'Hµ Néi' looks like TCVN3 text read as CP1252; import the original file "
                "with --encoding tcvn3"});
    CHECK(Row{{Column::name, "!!! \xF0\x9F\x8C\xB8"}}.problems().size() == 1);
    CHECK(Row{{Column::name, "Chợ\u202e Hỷ"}}.problems().front().find("\\u202e") != std::string::npos);
    std::string longest;
    for (int i = 0; i < 300; ++i) {
        longest += "ợ";
    }
    CHECK(Row{{Column::name, longest}}.problems().empty());
    CHECK(Row{{Column::name, longest + "x"}}.problems() ==
          Lines{"groups.csv:14:name: the cell has 301 characters; expected at most 300"});
}

TEST_CASE("P1: a phone number, an e-mail or a profile in a free text is refused and not repeated") {
    for (const char* text :
         {"Mua bán ĐT 0912345678", "LH 0912 345 678", "gọi 0912.345.678", "Zalo +84912345678",
          "84 912 345 678", "0208 3855 123", "09 12 34 56 78", "+84 (0) 912 345 678", "01234567890"}) {
        CAPTURE(std::string(text));
        CHECK(Row{{Column::name, text}}.problems().size() == 1);
    }
    CHECK(Row{{Column::name, "Mua bán ĐT 0912345678"}}.problems() ==
          Lines{"groups.csv:14:name: the cell holds a phone number; hnat records groups, not people (P1): "
                "take it out"});
    CHECK(Row{{Column::source, "danh sách của canbo@example.vn"}}.problems() ==
          Lines{"groups.csv:14:source: the cell holds an e-mail address; hnat records groups, not people "
                "(P1): take it out"});
    const auto profile =
        Row{{Column::source, "https://www.facebook.com/profile.php?id=100001234567890"}}.problems();
    REQUIRE(profile.size() == 1);
    CHECK(profile.front().find("the address of a personal profile") != std::string::npos);
    for (const auto column : {Column::topic, Column::locality, Column::members, Column::visibility,
                              Column::language, Column::members_on, Column::entity}) {
        const auto lines = Row{{column, "0912 345 678"}}.problems();
        REQUIRE(lines.size() == 1);
        CHECK(lines.front().find("345") == std::string::npos);
    }
}

TEST_CASE("P1: years, dates, counts, ids and handles are no phone numbers") {
    for (const char* text :
         {"Cựu học sinh 1999-2002", "Khóa 2019 2022", "100.000 thành viên", "Họp lớp 03.05.2024 10h",
          "Hội 20/10/2026", "Số 1234567890123456", "K84 2019", "Lớp 10A1 1998-2001", "Chợ 24/7 0h-24h",
          "Ngày 02-03-2024 10 giờ", "@chodonghy", "Tin tức 24h.vn", "5 sao 4.5"}) {
        CAPTURE(std::string(text));
        CHECK(Row{{Column::name, text}}.problems().empty());
    }
}

TEST_CASE("an address is a url, or a platform and a handle") {
    const auto by_handle =
        Row{{Column::url, ""}, {Column::platform, "facebook"}, {Column::handle, "groups/chodonghy"}};
    CHECK(by_handle.value().address.key() == "facebook:group:chodonghy");
    const auto same = Row{{Column::platform, "Facebook"}, {Column::handle, "groups/chodonghy"}}.value();
    CHECK_FALSE(same.second.has_value());
    const auto other = Row{{Column::platform, "facebook"}, {Column::handle, "groups/1234567890"}}.value();
    CHECK(other.address.key() == "facebook:group:chodonghy");
    REQUIRE(other.second.has_value());
    CHECK(other.second->key() == "facebook:group:1234567890");
    const auto alone = Row{{Column::url, ""}, {Column::handle, "chodonghy"}}.problems();
    REQUIRE(alone.size() == 1);
    CHECK(alone.front().starts_with(
        "groups.csv:14:platform: is empty; a handle needs its platform, one of facebook"));
    CHECK(Row{{Column::platform, "Zalo"}}.problems() ==
          Lines{"groups.csv:14:platform: 'Zalo' is not the platform of the address, which is on facebook; "
                "correct one of the two"});
    CHECK(Row{{Column::platform, "Facebook"}}.problems().empty());
}

TEST_CASE("P1: a personal profile as address is refused without repeating it") {
    const auto lines =
        Row{{Column::url, "https://www.facebook.com/profile.php?id=100001234567890"}}.problems();
    REQUIRE(lines.size() == 1);
    CHECK(lines.front().starts_with("groups.csv:14:url: "));
    CHECK(lines.front().find("100001234567890") == std::string::npos);
    CHECK(Row{{Column::url, "https://zalo.me/0912345678"}}.problems().front().find("0912345678") ==
          std::string::npos);
}

TEST_CASE("two addresses in one cell are refused") {
    CHECK(
        Row{{Column::url, "https://facebook.com/groups/a https://facebook.com/groups/b"}}.problems().size() ==
        1);
}

TEST_CASE("an unknown kind of group is one problem, not two") {
    CHECK(Row{{Column::entity, "grup"}}.problems() ==
          Lines{"groups.csv:14:entity: 'grup' is no kind of group; expected group (nhóm), page (trang) or "
                "channel (kênh); did you mean 'group'?"});
}

TEST_CASE("languages are codes of ISO 639 or names") {
    CHECK(Row{{Column::language, "VI"}}.value().facts.language == "vi");
    CHECK(Row{{Column::language, "English"}}.value().facts.language == "en");
    CHECK(Row{{Column::language, "tiếng Tày"}}.value().facts.language == "tyz");
    CHECK(Row{{Column::language, "hmn"}}.value().facts.language == "hmn");
    CHECK(Row{{Column::language, "xx"}}.problems().size() == 1);
    CHECK(Row{{Column::language, "vi-VN"}}.problems().size() == 1);
}

TEST_CASE(
    "a word that comes again is read as it was the first time, however long and however many there are") {
    RowAnswers answers;
    const auto source = [&](const std::string& text) {
        const auto result = Row{{Column::source, text}}.parse(answers);
        REQUIRE(std::holds_alternative<ParsedRow>(result));
        return std::get<ParsedRow>(result).facts.source;
    };
    std::string longest; // 200 characters, 600 bytes
    for (int i = 0; i < 200; ++i) {
        longest += "ệ";
    }
    CHECK(source(longest) == longest);
    CHECK(source(longest) == longest);
    for (int round = 0; round < 2; ++round) {
        for (int i = 0; i < 4'200; ++i) {
            REQUIRE(source("đợt " + std::to_string(i)) == "đợt " + std::to_string(i));
        }
    }
}

TEST_CASE("an id that a spreadsheet took for a number and shortened is refused") {
    const auto lines = Row{{Column::url, ""}, {Column::platform, "facebook"}, {Column::entity, "group"}}
                           .number(Column::handle, 1234567890123456.0)
                           .problems();
    REQUIRE(lines.size() == 1);
    CHECK(lines.front() == "groups.csv:14:handle: is a number with more digits than a spreadsheet keeps; "
                           "format the column as text and enter the id again");
    CHECK(Row{{Column::url, ""}, {Column::platform, "facebook"}, {Column::entity, "group"}}
              .number(Column::handle, 123456789012345.0)
              .value()
              .address.key() == "facebook:group:123456789012345");
}

TEST_CASE("what a list has no column for is named by our own word") {
    static SeededStore seeded;
    static const auto localities = LocalityIndex::load(seeded.store());
    ListRow row;
    row.line = 2;
    row.cells.push_back({"Chợ Đồng Hỷ", std::nullopt});
    ColumnMap columns;
    columns.add(Column::name);
    const auto result = parse_row(row, columns, {"Tên nhóm"},
                                  {AddressRules::standard(), localities, "19", "a.csv", day("2026-09-30")});
    REQUIRE(std::holds_alternative<Diagnostics>(result));
    CHECK(to_string(std::get<Diagnostics>(result).front()) ==
          "a.csv:2:url: is empty; write the group's address, or its platform and handle");
}

TEST_CASE("a text in an old encoding is named by the one that it looks like") {
    const auto told = [](const std::string& name) {
        const auto lines = Row{{Column::name, name}}.problems();
        return lines.empty() ? std::string() : lines.front();
    };
    CHECK(told("Hoäi nhoùm Ñoàng Hyû Thaùi Nguyeân")
              .ends_with("looks like VNI text read as CP1252; import the original file with --encoding vni"));
    CHECK(told("Chî §ång Hû Th¸i Nguyªn")
              .ends_with(
                  "looks like TCVN3 text read as CP1252; import the original file with --encoding tcvn3"));
}

TEST_CASE("a spreadsheet's cell that shows a day or an amount is no count") {
    Row row{};
    row.number(Column::members, 46295).raw().cells[static_cast<std::size_t>(Column::members)].text =
        "30/9/2026";
    CHECK(row.problems() == Lines{"groups.csv:14:members: '30/9/2026' is not a count; write 12500, 12.500, "
                                  "12,5K or 12 nghìn"});
}

TEST_CASE("a platform is known by its code and by its name for people, also one that was added") {
    const auto rules = AddressRules::parse(std::string(resource("data/platforms.toml")) + R"(
[[platform]]
code = "vibe"
name = "Nhịp sống"
hosts = ["vibe.example"]

[[platform.rule]]
path = "/{id:code}"
entity = "group"
id = "{id}"
url = "https://vibe.example/{id}"
)",
                                           "rules.toml");
    RowAnswers answers;
    for (const char* platform : {"vibe", "nhip song", "Nhịp sống"}) {
        CHECK(std::holds_alternative<ParsedRow>(
            Row{{Column::url, "https://vibe.example/chodonghy"}, {Column::platform, platform}}.parse(answers,
                                                                                                     rules)));
        CHECK(std::holds_alternative<Diagnostics>(Row{{Column::platform, platform}}.parse(answers, rules)));
    }
}
