#include "tip/out_of_scope.hpp"

#include "base/text.hpp"
#include "store/audit.hpp"
#include "store/office.hpp"
#include "tip/tip_count.hpp"

#include <algorithm>

namespace hnat {

namespace {

constexpr std::string_view k_nowhere_vi =
    "không phải việc của chương trình: hnat không ghi nhận ý kiến, niềm tin của bất kỳ ai";
constexpr std::string_view k_nowhere_en =
    "it is no business of the programme: hnat records nobody's opinion or belief";
constexpr std::string_view k_platform_vi = "mục báo cáo vi phạm của chính nền tảng";
constexpr std::string_view k_platform_en = "the platform's own way to report";
constexpr std::string_view k_lawyer_vi =
    "người bị ảnh hưởng tự liên hệ luật sư, trung tâm trợ giúp pháp lý nhà nước hoặc tòa án";
constexpr std::string_view k_lawyer_en = "whom it is about: a lawyer, the state legal aid centre, or a court";
constexpr std::string_view k_police_vi = "công an: 113";
constexpr std::string_view k_police_en = "the police: 113";

} // namespace

const std::vector<OutOfScope>& out_of_scope_kinds() {
    static const std::vector<OutOfScope> kinds{
        {"opinion",
         "ý kiến, phê bình",
         "opinion, criticism",
         k_nowhere_vi,
         k_nowhere_en,
         {"ý kiến", "phê bình", "quan điểm", "criticism", "negative content", "nội dung tiêu cực",
          "nội dung xấu độc"}},
        {"politics",
         "chính trị",
         "politics",
         k_nowhere_vi,
         k_nowhere_en,
         {"political", "elections", "bầu cử", "civic discourse", "civic discourse and elections",
          "negative effects on civic discourse or elections", "public order", "authority of the State",
          "acts against public order", "ICCS 08", "an ninh trật tự"}},
        {"religion",
         "tôn giáo, tín ngưỡng",
         "religion",
         k_nowhere_vi,
         k_nowhere_en,
         {"tôn giáo", "tín ngưỡng"}},
        {"misinformation",
         "tin đồn, tin sai sự thật",
         "rumour, misinformation",
         k_platform_vi,
         k_platform_en,
         {"rumour", "rumor", "tin đồn", "tin giả", "tin sai sự thật", "fake news", "disinformation"}},
        {"speech",
         "lời nói bị cho là có hại hoặc trái luật",
         "speech that is called harmful or illegal",
         k_platform_vi,
         k_platform_en,
         {"harmful speech", "illegal or harmful speech", "hate speech", "illegal speech", "phát ngôn"}},
        {"insult",
         "xúc phạm cơ quan, tổ chức",
         "insult of institutions",
         k_nowhere_vi,
         k_nowhere_en,
         {"insult", "xúc phạm", "bôi nhọ", "insult of institutions"}},
        {"defamation",
         "vu khống, xúc phạm danh dự",
         "defamation",
         k_lawyer_vi,
         k_lawyer_en,
         {"vu khống", "danh dự", "libel", "slander", "ICCS 0209", "defamation or insult"}},
        {"discrimination",
         "phân biệt đối xử",
         "discrimination",
         k_lawyer_vi,
         k_lawyer_en,
         {"ICCS 0210", "kỳ thị"}},
        {"terrorism",
         "khủng bố",
         "terrorism",
         k_police_vi,
         k_police_en,
         {"terrorist content", "terrorist", "nội dung khủng bố", "ICCS 0906"}},
        {"organisation",
         "tổ chức bị cho là trái phép",
         "organisations that are called illegal",
         k_nowhere_vi,
         k_nowhere_en,
         {"illegal organisations", "illegal organizations", "tổ chức trái phép", "hội nhóm trái phép"}},
        {"intellectual-property",
         "sở hữu trí tuệ",
         "intellectual property",
         "mục báo cáo của nền tảng dành cho chủ quyền; Cục Sở hữu trí tuệ",
         "the platform's form for holders of rights; the Intellectual Property Office",
         {"ip", "copyright", "bản quyền", "hàng nhái", "intellectual property infringements", "trademark"}},
        {"spam",
         "tin nhắn, cuộc gọi rác",
         "spam",
         "gọi 156 hoặc nhắn tin tới 5656",
         "call 156 or text 5656",
         {"tin rác", "tin nhắn rác", "cuộc gọi rác", "quảng cáo"}},
        {"denunciation",
         "tố cáo cán bộ, khiếu nại cơ quan",
         "denunciation of officials, complaints about authorities",
         "ban tiếp công dân, theo Luật Tố cáo và Luật Khiếu nại: một phản ánh không phải là tố cáo",
         "the citizens' reception office, under the laws on denunciations and complaints: a tip is neither",
         {"tố cáo", "khiếu nại", "complaint", "corruption", "tham nhũng"}},
    };
    return kinds;
}

const OutOfScope* find_out_of_scope(std::string_view word) {
    if (!is_utf8(word)) {
        return nullptr;
    }
    const std::string key = search_key(word);
    const auto names_it = [&](std::string_view name) { return search_key(name) == key; };
    const auto& kinds = out_of_scope_kinds();
    const auto found = std::ranges::find_if(kinds, [&](const OutOfScope& kind) {
        return names_it(kind.code) || names_it(kind.vi) || names_it(kind.en) ||
               std::ranges::any_of(kind.other_names, names_it);
    });
    return key.empty() || found == kinds.end() ? nullptr : &*found;
}

std::string_view where_otherwise(bool vietnamese) {
    return vietnamese ? "có nguy hiểm ngay: 113, 114, 115; trẻ em: 111; còn lại: mục báo cáo vi phạm của "
                        "chính nền tảng"
                      : "danger at hand: 113, 114, 115; children: 111; else the platform's own way to report";
}

void count_out_of_scope(Transaction& transaction, const Regime& first) {
    raise_tip_count(transaction, TipEvent::out_of_scope, transaction.today(), {}, first);
    append_audit(transaction, AuditVerb::tip_out_of_scope, office_uuid(transaction.db()),
                 CanonicalState().add("out-of-scope", std::int64_t{1}));
}

} // namespace hnat
