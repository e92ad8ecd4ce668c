#include "base/text.hpp"
#include "survey/locality_refusal.hpp"
#include "survey/locality_tables.hpp"
#include "survey/locality_text.hpp"

#include <algorithm>
#include <cctype>
#include <functional>
#include <unordered_map>
#include <utility>

// How a name becomes a present unit. In this order, and the first that says anything decides:
//
// 1. A code means the present unit that has it now, although another had it before July 2025 (05467 was Cam
// Giá). A
//    code that only the old system had means the unit that the old one went to.
// 2. A present name of the province that the text, or else the office, names. "Gia Sàng" is a present ward
// and also an
//    old one that was divided: lists written since July 2025 mean the present ward, older ones mean land most
//    of which is in it, so the present name wins where the text says nothing that only the old system can
//    answer.
// 3. An old name. A district in the text comes here directly, because only old communes had one: "Gia Sàng,
// TP Thái
//    Nguyên" was divided and is refused. All old units of the name that the text leaves open must have gone
//    whole to one and the same present unit.
// 4. A present name with the district that it was made from ("xã Đồng Hỷ, huyện Đồng Hỷ"): people mix the
// systems.
// 5. The same again without the kind word, for "TT Chùa Hang" that had become a ward by 2025: only when
// everything of
//    that name leads to one unit.
//
// What is left is refused with candidates. Accents are never ignored in 1 to 5: Văn Lang and Văn Lăng are two
// communes.

namespace hnat {

using namespace localities;

struct LocalityIndex::Impl {
    LocalityTables tables;
    /// Answers by province and text: a list of thousands of rows names its few localities again and again.
    std::unordered_map<std::string, std::variant<LocalityUnit, LocalityRefusal>> answers;
};

namespace {

using MatchResult = std::variant<LocalityUnit, LocalityRefusal>;

/// What one name behind the first can mean.
struct Within {
    UnitIds districts, provinces;
};

class Matcher {
  public:
    Matcher(const LocalityTables& tables, std::string_view text, std::string_view province)
        : m_tables(tables),
          m_refusals(tables, text, province),
          m_province(province) {}

    MatchResult match_code(const std::string& code) const {
        if (const auto found = m_tables.present_by_code.find(code); found != m_tables.present_by_code.end()) {
            const auto& unit = m_tables.units[found->second];
            return unit.level == "commune" ? MatchResult(unit) : m_refusals.province();
        }
        const auto found = m_tables.old_by_code.find(code);
        if (found == m_tables.old_by_code.end()) {
            return m_refusals.unknown_code();
        }
        const auto& level = m_tables.units[found->second].level;
        if (level == "commune") {
            return resolve({}, {found->second});
        }
        return level == "province" ? m_refusals.province() : m_refusals.district({found->second});
    }

    MatchResult match_text(const LocalityText& text) {
        if (auto refusal = read_within(text.within)) {
            return *refusal;
        }
        const NamePart& name = text.name;
        const bool plain_name = name.level != KindLevel::none && is_commune_name(name.key);
        if (name.level == KindLevel::none || plain_name) { // a name may begin with a kind word: "Thị Cầu"
            return match_name(name.key, {});
        }
        if (name.level == KindLevel::commune) {
            return match_name(name.bare, name.kind);
        }
        return refuse_wider_unit(name);
    }

  private:
    [[nodiscard]] bool is_commune_name(const std::string& key) const {
        return m_tables.present.contains(key) || m_tables.old.contains(key);
    }

    /// Fills m_within; a refusal when a name is neither a district nor a province.
    std::optional<LocalityRefusal> read_within(const std::vector<NamePart>& parts) {
        for (const auto& part : parts) {
            Within within;
            for (const std::string& key : {part.key, part.bare}) {
                if (part.level != KindLevel::province) {
                    within.districts = LocalityTables::of(m_tables.districts, key);
                }
                if (part.level != KindLevel::district) {
                    within.provinces = LocalityTables::of(m_tables.provinces, key);
                }
                if (!within.districts.empty() || !within.provinces.empty()) {
                    break;
                }
            }
            if (part.level == KindLevel::city) {
                keep_cities(within);
            }
            if (part.level == KindLevel::commune || (within.districts.empty() && within.provinces.empty())) {
                return m_refusals.unknown_place(part.text);
            }
            m_within.push_back(std::move(within));
        }
        for (std::size_t i = 0; i + 1 < parts.size(); ++i) {
            tell_apart(m_within[i], m_within[i + 1], parts[i].bare == parts[i + 1].bare);
        }
        return std::nullopt;
    }

    /// "Quảng Trị, Quảng Trị": the inner one is the town, the outer one the province.
    static void tell_apart(Within& inner, Within& outer, bool same_name) {
        if (same_name && !inner.districts.empty() && !outer.provinces.empty()) {
            inner.provinces.clear();
            outer.districts.clear();
        }
    }

    /// "TP Thái Nguyên" was a city in the province of that name. Where neither is a city, both stay: kinds
    /// change.
    void keep_cities(Within& within) const {
        const auto is_city = [this](UnitId id) { return m_tables.units[id].kind == "thành phố"; };
        if (std::ranges::any_of(within.districts, is_city) ||
            std::ranges::any_of(within.provinces, is_city)) {
            std::erase_if(within.districts, std::not_fn(is_city));
            std::erase_if(within.provinces, std::not_fn(is_city));
        }
    }

    /// The text says which province; otherwise the office's is meant.
    [[nodiscard]] bool names_province() const {
        return std::ranges::any_of(m_within, [](const Within& within) { return !within.provinces.empty(); });
    }

    [[nodiscard]] bool in_scope(UnitId id) const {
        return m_province.empty() || names_province() || m_tables.lies_in(id, m_province);
    }

    [[nodiscard]] bool old_is_within(UnitId id, const Within& within) const {
        const auto& unit = m_tables.units[id];
        const bool in_district = std::ranges::any_of(
            within.districts, [&](UnitId district) { return m_tables.was_in(id, district); });
        return in_district || std::ranges::any_of(within.provinces, [&](UnitId province) {
                   const auto& candidate = m_tables.units[province];
                   return is_present(candidate) ? m_tables.lies_in(id, candidate.code)
                                                : candidate.code == unit.province_code;
               });
    }

    [[nodiscard]] bool present_is_within(UnitId id, const Within& within) const {
        return std::ranges::any_of(within.provinces, [&](UnitId province) {
            return is_present(m_tables.units[province]) &&
                   m_tables.units[province].code == m_tables.units[id].province_code;
        });
    }

    [[nodiscard]] bool present_was_within(UnitId id, const Within& within) const {
        return present_is_within(id, within) ||
               std::ranges::any_of(m_tables.predecessors[id],
                                   [&](UnitId old) { return old_is_within(old, within); });
    }

    using Test = bool (Matcher::*)(UnitId, const Within&) const;

    /// The units of a name and (unless empty) kind that lie where the text says, by `test`.
    [[nodiscard]] UnitIds select(const LocalityTables::ByKey& table, const std::string& key,
                                 std::string_view kind, Test test) const {
        UnitIds selected;
        for (const UnitId id : LocalityTables::of(table, key)) {
            if ((kind.empty() || m_tables.units[id].kind == kind) && in_scope(id) &&
                std::ranges::all_of(m_within,
                                    [&](const Within& within) { return (this->*test)(id, within); })) {
                selected.push_back(id);
            }
        }
        return selected;
    }

    [[nodiscard]] MatchResult match_name(const std::string& key, std::string_view kind) const {
        const auto& tables = m_tables;
        if (const auto units = select(tables.present, key, kind, &Matcher::present_is_within);
            !units.empty()) {
            return resolve(units, {});
        }
        if (const auto units = select(tables.old, key, kind, &Matcher::old_is_within); !units.empty()) {
            return resolve({}, units);
        }
        if (const auto units = select(tables.present, key, kind, &Matcher::present_was_within);
            !units.empty()) {
            return resolve(units, {});
        }
        if (!kind.empty()) {
            const auto present = select(tables.present, key, {}, &Matcher::present_was_within);
            const auto old = select(tables.old, key, {}, &Matcher::old_is_within);
            if (!present.empty() || !old.empty()) {
                return resolve(present, old);
            }
        }
        return refuse_unknown(key);
    }

    /// The one unit that all of these are now, or the refusal.
    [[nodiscard]] MatchResult resolve(const UnitIds& present, const UnitIds& old) const {
        UnitIds targets = present;
        bool divided = false;
        for (const UnitId id : old) {
            for (const auto& went : m_tables.successors[id]) {
                targets.push_back(went.unit);
                divided = divided || !went.whole;
            }
        }
        std::ranges::sort(targets);
        targets.erase(std::unique(targets.begin(), targets.end()), targets.end());
        if (targets.empty()) {
            return m_refusals.unknown_successor();
        }
        if (targets.size() == 1 && !divided) {
            return m_tables.units[targets.front()];
        }
        if (old.size() == 1 && present.empty()) {
            return m_refusals.divided(targets);
        }
        return m_refusals.ambiguous(present, old, targets);
    }

    /// "Thái Nguyên" in an office of Thái Nguyên, whatever communes far away have that name.
    [[nodiscard]] bool is_own_province(const std::string& key) const {
        return std::ranges::any_of(LocalityTables::of(m_tables.provinces, key),
                                   [&](UnitId id) { return m_tables.units[id].code == m_province; });
    }

    [[nodiscard]] LocalityRefusal refuse_unknown(const std::string& key) const {
        const bool commune = is_commune_name(key);
        if (const auto& districts = LocalityTables::of(m_tables.districts, key);
            !commune && !districts.empty()) {
            return m_refusals.district(districts);
        }
        if (m_tables.provinces.contains(key) && (!commune || (m_within.empty() && is_own_province(key)))) {
            return m_refusals.province();
        }
        if (commune) {
            UnitIds elsewhere = LocalityTables::of(m_tables.present, key);
            for (const UnitId id : LocalityTables::of(m_tables.old, key)) {
                for (const auto& went : m_tables.successors[id]) {
                    elsewhere.push_back(went.unit);
                }
            }
            return m_refusals.elsewhere(elsewhere, !m_within.empty());
        }
        return m_refusals.unknown_name(key, names_province());
    }

    /// "TP Sông Công", "huyện Đồng Hỷ", "tỉnh Bắc Kạn": no commune, whatever communes have that name.
    [[nodiscard]] LocalityRefusal refuse_wider_unit(const NamePart& name) const {
        const auto& districts = LocalityTables::of(m_tables.districts, name.bare);
        if (name.level != KindLevel::province && !districts.empty()) {
            return m_refusals.district(districts);
        }
        if (m_tables.provinces.contains(name.bare)) {
            return m_refusals.province();
        }
        return m_refusals.unknown_name(name.bare, names_province());
    }

    const LocalityTables& m_tables;
    Refusals m_refusals;
    std::string_view m_province;
    std::vector<Within> m_within;
};

/// Commune codes have five digits; a spreadsheet that took one for a number has dropped the zero in front.
std::optional<std::string> read_code(const std::string& text) {
    if (text.empty() || !std::ranges::all_of(text, [](unsigned char c) { return std::isdigit(c) != 0; })) {
        return std::nullopt;
    }
    return text.size() == 4 ? "0" + text : text;
}

/// Answers that are kept: more than the communes of any province, old and new, in several spellings.
constexpr std::size_t k_most_answers = 4'096;

MatchResult match_uncached(const LocalityTables& tables, std::string_view text, std::string_view province) {
    const std::string squeezed = squeeze(nfc(text));
    Matcher matcher(tables, squeezed, province);
    if (const auto code = read_code(squeezed)) {
        return matcher.match_code(*code);
    }
    return matcher.match_text(
        read_locality_text(squeezed, [&](const std::string& key) { return tables.known(key); }));
}

} // namespace

LocalityIndex::LocalityIndex(std::unique_ptr<Impl> impl) : m_impl(std::move(impl)) {}
LocalityIndex::~LocalityIndex() = default;
LocalityIndex::LocalityIndex(LocalityIndex&&) noexcept = default;
LocalityIndex& LocalityIndex::operator=(LocalityIndex&&) noexcept = default;

LocalityIndex LocalityIndex::load(const Store& store) {
    return LocalityIndex(std::make_unique<Impl>(
        Impl{LocalityTables(read_units(store.db()), read_successors(store.db())), {}}));
}

std::variant<LocalityUnit, LocalityRefusal> LocalityIndex::match(std::string_view text,
                                                                 std::string_view province) const {
    std::string question = std::string(province) + ":" + std::string(text);
    if (const auto known = m_impl->answers.find(question); known != m_impl->answers.end()) {
        return known->second;
    }
    auto answer = match_uncached(m_impl->tables, text, province);
    if (m_impl->answers.size() < k_most_answers) {
        m_impl->answers.emplace(std::move(question), answer);
    }
    return answer;
}

std::optional<LocalityUnit> LocalityIndex::by_code(std::string_view code) const {
    const auto& units = m_impl->tables.present_by_code;
    const auto found = units.find(std::string(code));
    return found == units.end() ? std::nullopt : std::optional(m_impl->tables.units[found->second]);
}

} // namespace hnat
