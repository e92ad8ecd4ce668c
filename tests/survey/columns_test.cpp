#include "survey/columns.hpp"
#include "tests/list/list_builder.hpp"

using namespace hnat;
using namespace hnat::test;

namespace {

Strings problems_of(const Strings& header) {
    Strings all;
    for (const auto& problem : map_columns(header, "list.csv", 3).problems) {
        all.push_back(to_string(problem));
    }
    return all;
}

/// The problem of one header beside a name and a url.
std::string problem_of(const std::string& header) {
    const auto problems = problems_of({"name", "url", header});
    return problems.empty() ? std::string{} : problems.at(0);
}

} // namespace

TEST_CASE("columns are known by Vietnamese and English names, whatever their case, accents and spaces") {
    using enum Column;
    struct Case {
        const char* header;
        Column column;
    };
    for (const auto& test : {Case{"Tên nhóm", name},
                             Case{"TEN NHOM", name},
                             Case{"ten_nhom", name},
                             Case{"Te\u0302n nho\u0301m (*)", name},
                             Case{"Group name", name},
                             Case{"groupname", name},
                             Case{"Đường dẫn", url},
                             Case{"duong dan", url},
                             Case{"LINK", url},
                             Case{"URL", url},
                             Case{"Số thành viên", members},
                             Case{"So thanh vien", members},
                             Case{"Member count", members},
                             Case{"Thành viên", members},
                             Case{"members_on", members_on},
                             Case{"Members on", members_on},
                             Case{"Ngày khảo sát", members_on},
                             Case{"Nền tảng", platform},
                             Case{"Chủ đề", topic},
                             Case{"Xã/Phường", locality},
                             Case{"Công khai/riêng tư", visibility},
                             Case{"Ngôn ngữ", language},
                             Case{"Nguồn", source},
                             Case{"Loại", entity},
                             Case{"handle", handle}}) {
        CAPTURE(test.header);
        CHECK(map_columns({test.header}, "list.csv", 1).columns.at(0) == test.column);
    }
}

TEST_CASE("every column is known by the name that the program uses for it") {
    for (const auto& entry : k_enum_names<Column>) {
        CHECK(map_columns({std::string(entry.name)}, "list.csv", 1).columns.at(0) == entry.value);
    }
}

TEST_CASE("P1: a column about a person is refused by name") {
    CHECK(problem_of("Tên admin") ==
          "list.csv:3:3: column \"Tên admin\" is about a person; hnat records groups, not "
          "people (P1): remove the column");
    for (const char* header : {"admin",
                               "Admin name",
                               "admin_phone",
                               "adminPhone",
                               "Tên admin nhóm",
                               "Quản trị viên",
                               "QTV",
                               "người quản lý",
                               "Moderator",
                               "Owner",
                               "Chủ nhóm",
                               "Phone",
                               "Điện thoại",
                               "dien thoai",
                               "SĐT",
                               "SĐT liên hệ",
                               "Số điện thoại",
                               "Zalo cá nhân",
                               "Profile",
                               "profile link",
                               "Email",
                               "E-mail",
                               "Họ tên",
                               "Họ và tên",
                               "Full name",
                               "fullname",
                               "Opinion",
                               "Thái độ",
                               "Attitude",
                               "Religion",
                               "Tôn giáo",
                               "Ethnicity",
                               "Dân tộc",
                               "Political view",
                               "Chính trị",
                               "Birthday",
                               "Ngày sinh",
                               "CCCD",
                               "CMND/CCCD",
                               "Địa chỉ nhà",
                               "Members list",
                               "Danh sách thành viên",
                               "Giới tính",
                               "Người đăng",
                               "Bài viết",
                               "User ID",
                               "Facebook cá nhân của chủ nhóm"}) {
        CAPTURE(header);
        CHECK(problem_of(header).ends_with(
            "is about a person; hnat records groups, not people (P1): remove the column"));
    }
}

TEST_CASE("columns about groups are not taken for columns about people") {
    for (const char* header : {"Số thành viên", "Chủ đề nhóm", "Chế độ nhóm", "Quy mô", "Số người tham gia",
                               "Đơn vị hành chính", "Members", "Platform", "Tên trang"}) {
        CAPTURE(header);
        CHECK(problem_of(header).find("P1") == std::string::npos);
    }
    CHECK(problem_of("Image").find("P1") == std::string::npos); // holds "age", but not as a word
}

TEST_CASE("an unknown column is refused, with the nearest known name") {
    CHECK(problem_of("Platfrom") == "list.csv:3:3: unknown column \"Platfrom\"; did you mean \"platform\"?");
    CHECK(problem_of("Số thanh vien nhóm") ==
          "list.csv:3:3: unknown column \"Số thanh vien nhóm\"; expected name, url, platform, handle, "
          "entity, members, "
          "members_on, topic, locality, visibility, language, source: rename it, or remove it");
    CHECK(problem_of("Màu sắc\x1b[31m").find('\x1b') == std::string::npos);
}

TEST_CASE("a column that could mean two things is refused, with what it could be") {
    CHECK(
        problem_of("Địa chỉ") ==
        "list.csv:3:3: column \"Địa chỉ\" is unclear: is it the group's link (call it \"url\"), its commune "
        "(\"locality\"), or where somebody lives (remove it: P1)?");
    CHECK(problem_of("Ngày").find("members_on") != std::string::npos);
    CHECK(map_columns({"Địa chỉ nhóm"}, "list.csv", 1).columns.at(0) == Column::url);
}

TEST_CASE("a name and an address are required") {
    CHECK(problems_of({"url"}) == Strings{"list.csv:3: no column for the group's name; expected one called "
                                          "\"name\", \"Tên nhóm\" or \"Tên\""});
    CHECK(problems_of({"name", "platform"}) == Strings{"list.csv:3: no column for the group's link; expected "
                                                       "one called \"url\", \"Đường dẫn\" or \"Link\", or "
                                                       "both \"platform\" and \"handle\""});
    CHECK(problems_of({"name", "platform", "handle"}).empty());
}

TEST_CASE("a column that is given twice is refused") {
    CHECK(problems_of({"name", "url", "Tên nhóm"}) ==
          Strings{
              "list.csv:3:3: column \"Tên nhóm\" means name, as column 1 (\"name\") does; keep one of them"});
}

TEST_CASE("columns of a rejects file, running numbers and blank headers are ignored") {
    const auto map = map_columns({"STT", "name", "", "url", "#", "line", "Error"}, "list.csv", 1);
    CHECK(map.problems.empty());
    CHECK(map.position(Column::name) == 1);
    CHECK(map.position(Column::url) == 3);
    CHECK_FALSE(map.position(Column::topic).has_value());
}

TEST_CASE("a header is told from a title and from rows") {
    CHECK(looks_like_header({"STT", "Tên nhóm", "Ghi chú"}));
    CHECK(looks_like_header({"Tên nhóm", "SĐT"}));
    CHECK(looks_like_header({"", "name", "url"}));
    CHECK_FALSE(looks_like_header({}));
    CHECK_FALSE(looks_like_header({"DANH SÁCH HỘI NHÓM"}));
    CHECK_FALSE(looks_like_header({"Đơn vị:", "Phường X"}));
    CHECK_FALSE(looks_like_header({"1", "Chợ Đồng Hỷ", "https://facebook.com/groups/abc", "group", "12500"}));
}
