#include "tools/generate/vocabulary.hpp"

namespace hnat::generate {

namespace {

constexpr std::array<Place, 53> k_places{{
    {"phường", "Phan Đình Phùng", ""},
    {"phường", "Quyết Thắng", ""},
    {"phường", "Quan Triều", ""},
    {"xã", "Đại Phúc", ""},
    {"phường", "Tích Lương", ""},
    {"xã", "Tân Cương", ""},
    {"phường", "Sông Công", ""},
    {"phường", "Bách Quang", ""},
    {"phường", "Bá Xuyên", ""},
    {"xã", "Lam Vỹ", ""},
    {"xã", "Kim Phượng", ""},
    {"xã", "Phượng Tiến", ""},
    {"xã", "Định Hóa", ""},
    {"xã", "Trung Hội", ""},
    {"xã", "Phú Đình", ""},
    {"xã", "Phú Lương", ""},
    {"xã", "Hợp Thành", ""},
    {"xã", "Vô Tranh", ""},
    {"xã", "Trại Cau", ""},
    {"xã", "Quang Sơn", ""},
    {"xã", "Văn Hán", ""},
    {"xã", "Đồng Hỷ", ""},
    {"xã", "Nam Hòa", ""},
    {"phường", "Linh Sơn", ""},
    {"xã", "Võ Nhai", ""},
    {"xã", "La Hiên", ""},
    {"xã", "Tràng Xá", ""},
    {"xã", "Phú Xuyên", ""},
    {"xã", "Đại Từ", ""},
    {"xã", "Vạn Phú", ""},
    {"phường", "Phúc Thuận", ""},
    {"phường", "Phổ Yên", ""},
    {"xã", "Thành Công", ""},
    {"phường", "Vạn Xuân", ""},
    {"xã", "Phú Bình", ""},
    {"xã", "Điềm Thụy", ""},
    {"xã", "Kha Sơn", ""},
    {"phường", "Đức Xuân", ""},
    {"phường", "Bắc Kạn", ""},
    {"xã", "Ba Bể", ""},
    {"xã", "Chợ Rã", ""},
    {"xã", "Phủ Thông", ""},
    {"xã", "Chợ Đồn", ""},
    {"xã", "Chợ Mới", ""},
    {"xã", "Na Rì", ""},
    {"xã", "Văn Lang", ""},
    {"xã", "Văn Lăng", ""},
    {"phường", "Hoàng Văn Thụ", "Thái Nguyên"},
    {"phường", "Thịnh Đán", "Thái Nguyên"},
    {"xã", "Hà Châu", "Phú Bình"},
    {"xã", "Nhã Lộng", "Phú Bình"},
    {"xã", "Giáo Hiệu", "Pác Nặm"},
    {"xã", "Nông Hạ", "Chợ Mới"},
}};

constexpr std::array<std::string_view, 7> k_trade{
    "Chợ mua bán {}",       "Mua bán {} 24h",    "Rao vặt {}",      "Thanh lý đồ cũ {}",
    "Mua bán xe máy cũ {}", "Chợ đồ điện tử {}", "Nông sản sạch {}"};
constexpr std::array<std::string_view, 4> k_neighbourhood{"Cư dân {}", "Người {} xa quê", "Tổ dân phố {}",
                                                          "Hội đồng hương {}"};
constexpr std::array<std::string_view, 4> k_school{"Phụ huynh trường tiểu học {}", "Hội phụ huynh mầm non {}",
                                                   "Phụ huynh THCS {}", "Góc học tập {}"};
constexpr std::array<std::string_view, 3> k_alumni{"Cựu học sinh THPT {}", "Hội khóa THCS {}",
                                                   "Cựu sinh viên {}"};
constexpr std::array<std::string_view, 4> k_jobs{"Việc làm {}", "Tuyển dụng công nhân {}",
                                                 "Việc làm thêm sinh viên {}", "Tìm thợ xây dựng {}"};
constexpr std::array<std::string_view, 4> k_housing{"Phòng trọ sinh viên {}", "Nhà đất {}",
                                                    "Cho thuê mặt bằng {}", "Ở ghép {}"};
constexpr std::array<std::string_view, 3> k_transport{"Xe ghép {} – Hà Nội", "Nhà xe {}", "Giao hàng {}"};
constexpr std::array<std::string_view, 4> k_sport{"Bóng đá phong trào {}", "CLB cầu lông {}", "Chạy bộ {}",
                                                  "Yêu xe đạp {}"};
constexpr std::array<std::string_view, 4> k_hobby{"Hội cây cảnh {}", "Câu cá {}", "Chim cảnh {}",
                                                  "Yêu chè {}"};
constexpr std::array<std::string_view, 3> k_food{"Ẩm thực {}", "Ăn vặt {}", "Món ngon mỗi ngày {}"};
constexpr std::array<std::string_view, 3> k_health{"Mẹ và bé {}", "Hiến máu {}", "Sống khỏe {}"};
constexpr std::array<std::string_view, 3> k_charity{"Thiện nguyện {}", "Bếp ăn nghĩa tình {}",
                                                    "Tủ sách cộng đồng {}"};
constexpr std::array<std::string_view, 3> k_news{"Tin tức {}", "{} ngày nay", "Nhịp sống {}"};
constexpr std::array<std::string_view, 2> k_other{"Hội những người yêu {}", "Góc nhỏ {}"};

constexpr std::array<Topic, 14> k_topics{{{"trade", "Mua bán", k_trade},
                                          {"neighbourhood", "Khu dân cư", k_neighbourhood},
                                          {"parents-school", "Phụ huynh và trường học", k_school},
                                          {"alumni", "Cựu học sinh", k_alumni},
                                          {"jobs", "Việc làm", k_jobs},
                                          {"housing", "Nhà ở", k_housing},
                                          {"transport", "Đi lại", k_transport},
                                          {"sport", "Thể thao", k_sport},
                                          {"hobby", "Sở thích", k_hobby},
                                          {"food", "Ẩm thực", k_food},
                                          {"health-support", "Hỗ trợ sức khỏe", k_health},
                                          {"charity", "Thiện nguyện", k_charity},
                                          {"local-news", "Tin địa phương", k_news},
                                          {"other", "Khác", k_other}}};

constexpr std::array<std::string_view, 4> k_garbled{"Chî mua b¸n Th¸i Nguyªn", "ViÖc lµm §ång Hû",
                                                    "Phßng trä sinh viªn", "Chôï mua baùn Thaùi Nguyeân"};

} // namespace

std::span<const Place> places() {
    return k_places;
}

std::span<const Topic> topics() {
    return k_topics;
}

std::span<const std::string_view> garbled_names() {
    return k_garbled;
}

} // namespace hnat::generate
