/// Why a text is no single present unit, in words that say what to write. Internal to lib/survey's locality
/// files.
#pragma once

#include "survey/locality_tables.hpp"

#include <string>
#include <string_view>

namespace hnat::localities {

/// Makes the refusals of one text.
class Refusals {
  public:
    Refusals(const LocalityTables& tables, std::string_view text, std::string_view province)
        : m_tables(tables),
          m_text(text),
          m_province(province) {}

    /// A code that no unit of either system has.
    [[nodiscard]] LocalityRefusal unknown_code() const;
    /// A name behind the first that is neither a district nor a province.
    [[nodiscard]] LocalityRefusal unknown_place(std::string_view place) const;
    /// No unit of that K1; units that differ in accents only are named, or else a near spelling: of the
    /// office's province, or of `anywhere`.
    [[nodiscard]] LocalityRefusal unknown_name(const std::string& key, bool anywhere) const;
    /// An old unit of which the map to new ones is not known.
    [[nodiscard]] LocalityRefusal unknown_successor() const;
    /// Only outside the office's province and the text does not say so, or not in the place that it names.
    [[nodiscard]] LocalityRefusal elsewhere(const UnitIds& candidates, bool names_place) const;
    /// One old unit, in parts.
    [[nodiscard]] LocalityRefusal divided(const UnitIds& candidates) const;
    /// Several units of the name.
    [[nodiscard]] LocalityRefusal ambiguous(const UnitIds& present, const UnitIds& old,
                                            const UnitIds& candidates) const;
    /// A district of before 1 July 2025: the candidates are what was made of its communes.
    [[nodiscard]] LocalityRefusal district(const UnitIds& districts) const;
    [[nodiscard]] LocalityRefusal province() const;

  private:
    [[nodiscard]] std::string quoted() const;
    [[nodiscard]] LocalityRefusal refuse(std::string message, const UnitIds& candidates) const;
    /// "xã Văn Lang (02143), xã Văn Lăng (05665)"; at most ten, then how many more.
    [[nodiscard]] std::string names(const UnitIds& units) const;
    /// Sorted in Vietnamese order, each once.
    [[nodiscard]] UnitIds in_order(UnitIds units) const;
    /// The present units that old and present ones of the list are now.
    [[nodiscard]] UnitIds now(const UnitIds& units) const;

    const LocalityTables& m_tables;
    std::string_view m_text, m_province;
};

} // namespace hnat::localities
