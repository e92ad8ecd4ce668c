#include "tip/harm.hpp"

#include "base/error.hpp"
#include "base/message.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace hnat {

const std::vector<HarmEntry>& harms() {
    using enum Route;
    using enum TipLevel;
    static const std::vector<HarmEntry> list{
        {Harm::slf,
         "có người có thể tự làm hại mình",
         "somebody may harm themselves",
         "",
         "",
         p0,
         {emergency, crisis_line},
         {{"ICCS", "0104 (only if assisted)"}, {"DSA", "self-harm"}}},
        {Harm::thr,
         "đe dọa dùng bạo lực",
         "a threat of violence",
         "có người bị nhắm tới, và có phương tiện hoặc thời điểm",
         "with a target, and a means or a time",
         p0,
         {emergency},
         {{"ICCS", "0201"}, {"IC3", "threats of violence"}}},
        {Harm::mis,
         "trẻ em hoặc người phụ thuộc bị mất tích",
         "a child or dependent person missing",
         "",
         "",
         p0,
         {emergency, child_line},
         {{"ICCS", "0202"}}},
        {Harm::cgr,
         "tiếp cận, dụ dỗ trẻ em, hoặc tống tiền trẻ em bằng ảnh nhạy cảm",
         "grooming, enticement or sextortion of a minor",
         "",
         "",
         p0,
         {child_line, police},
         {{"ICCS", "0302"}, {"NCMEC", "online enticement"}}},
        {Harm::csm,
         "tài liệu xâm hại tình dục trẻ em",
         "child sexual abuse material",
         "chỉ ghi nơi có nó; không bao giờ lưu bản sao, ảnh thu nhỏ hay mã băm",
         "a locator only; never a copy, a thumbnail or a hash",
         p1,
         {takedown_hotline, police, platform},
         {{"ICCS", "0302"}, {"RSIT", "abusive content"}, {"INHOPE", "child sexual abuse material"}}},
        {Harm::trf,
         "dụ dỗ vào đường dây mua bán người, cưỡng bức lao động, khu lừa đảo",
         "recruitment into trafficking, forced labour or scam compounds",
         "",
         "",
         p1,
         {trafficking_line, police},
         {{"ICCS", "0204"}, {"ICCS", "0203"}, {"DSA", "human trafficking"}}},
        {Harm::ext,
         "tống tiền, cưỡng đoạt người lớn",
         "extortion or blackmail of an adult",
         "",
         "",
         p1,
         {police, victim_support},
         {{"ICCS", "0205"}, {"IC3", "extortion"}}},
        {Harm::nci,
         "phát tán ảnh riêng tư của người lớn khi chưa được đồng ý",
         "intimate images of an adult shared without consent",
         "",
         "",
         p1,
         {platform, victim_support},
         {{"ICCS", "0211"}, {"DSA", "non-consensual image sharing"}}},
        {Harm::stk,
         "đeo bám hoặc công khai thông tin riêng nhiều lần",
         "repeated stalking or doxxing",
         "của một nạn nhân là cá nhân xác định được",
         "of an identifiable private victim",
         p1,
         {police, platform},
         {{"ICCS", "0208"}, {"IC3", "harassment/stalking"}}},
        {Harm::ato,
         "chiếm đoạt tài khoản, chiếm SIM",
         "account theft, SIM swap",
         "",
         "",
         p1,
         {platform, bank, cert},
         {{"ICCS", "0903"}, {"RSIT", "account compromise"}}},
        {Harm::phi,
         "lừa lấy thông tin (phishing)",
         "phishing",
         "",
         "",
         p2,
         {cert, platform},
         {{"ICCS", "0701"}, {"ICCS", "0903"}, {"RSIT", "phishing"}}},
        {Harm::frd,
         "lừa đảo lấy tiền: đầu tư, tình cảm, việc làm, hàng hóa, giả danh cơ quan",
         "a scam for money: investment, romance, job, goods, impersonated authority",
         "P1 nếu tiền đã chuyển: báo ngân hàng trước",
         "P1 if money moved: the bank first",
         p2,
         {bank, police, platform},
         {{"ICCS", "0701"}, {"IC3", "fraud"}, {"DSA", "scams"}}},
        {Harm::mul,
         "cho thuê, bán tài khoản ngân hàng, chuyển tiền hộ",
         "renting or selling bank accounts, money mules",
         "",
         "",
         p2,
         {bank, police},
         {{"ICCS", "0704"}}},
        {Harm::dgw,
         "bán ma túy, thuốc giả, vũ khí, chất nổ",
         "sale of drugs, false medicines, weapons or explosives",
         "việc bán, không phải lời nói về chúng",
         "the sale, not talk about them",
         p2,
         {police, platform},
         {{"ICCS", "0601"}, {"ICCS", "0901"}}},
        {Harm::mal,
         "phát tán mã độc, ứng dụng giả, ứng dụng điều khiển từ xa trong nhóm",
         "malware, fake apps or remote-control apps pushed in a group",
         "",
         "",
         p2,
         {cert, platform},
         {{"ICCS", "0903"}, {"RSIT", "malware"}}},
    };
    return list;
}

const HarmEntry& harm_entry(Harm harm) {
    return harms().at(static_cast<std::size_t>(harm));
}

TipLevel harm_level(Harm harm, bool money_moved) {
    if (!money_moved) {
        return harm_entry(harm).level;
    }
    if (harm != Harm::frd) {
        throw Error(ErrorKind::usage,
                    say("--money-moved is for FRD only, where it makes the level P1; {} is {}", name_of(harm),
                        name_of(harm_entry(harm).level)));
    }
    return TipLevel::p1;
}

std::vector<Route> harm_routes(Harm harm, TipLevel level) {
    std::vector<Route> list = harm_entry(harm).routes;
    if (harm == Harm::frd && level != TipLevel::p1) {
        std::rotate(list.begin(), list.begin() + 1, list.end());
    }
    return list;
}

std::string mapping_text(const HarmEntry& entry) {
    std::string text;
    for (const HarmMapping& mapping : entry.mapping) {
        text += fmt::format("{}{} {}", text.empty() ? "" : ", ", mapping.scheme, mapping.code);
    }
    return text;
}

} // namespace hnat
