/// Administrative units, old and new names. Since 1 July 2025 there are provinces and communes/wards, no
/// districts (Law 72/2025/QH15, Resolution 202/2025/QH15).
#pragma once

#include "base/diagnostic.hpp"
#include "store/store.hpp"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace hnat {

/// First day of the two-tier system.
Day two_tier_start();

struct LocalityUnit {
    std::string code;
    std::string level;         ///< province, district, commune
    std::string kind;          ///< xã, phường, thị trấn, …
    std::string name;          ///< without its kind
    std::string district_name; ///< of an old commune
    std::string province_code;
    Day valid_from;
    std::optional<Day> valid_to;
};

/// A text that names no single present unit.
struct LocalityRefusal {
    std::string message;                  ///< what was found, why it is not enough, what to write
    std::vector<LocalityUnit> candidates; ///< present units it may mean
};

/// All units of a store, indexed for matching. Holds memory in proportion to the units (about 14,000
/// nationally).
class LocalityIndex {
  public:
    static LocalityIndex load(const Store& store);
    ~LocalityIndex();
    LocalityIndex(LocalityIndex&& other) noexcept;
    LocalityIndex& operator=(LocalityIndex&& other) noexcept;

    /// The present unit that a text means: by code, or by K1 name with or without its kind, also followed by
    /// a district or province ("Mỏ Chè, TP Sông Công"), within `province` first; an old name goes to its new
    /// unit when the old unit went whole. Never matches on K2 alone. A present name beats the same old one
    /// ("Gia Sàng"), unless a district says that the old one is meant; another province is looked at only
    /// when the text names it. Answers are remembered: not for several threads at once.
    [[nodiscard]] std::variant<LocalityUnit, LocalityRefusal> match(std::string_view text,
                                                                    std::string_view province) const;
    /// A present unit by its code.
    [[nodiscard]] std::optional<LocalityUnit> by_code(std::string_view code) const;

  private:
    struct Impl;
    explicit LocalityIndex(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> m_impl;
};

/// Puts the units that the binary ships (data/localities/*.toml) into a new store.
void seed_localities(Transaction& transaction);

struct LocalityImportResult {
    std::size_t rows = 0, added = 0, changed = 0, unchanged = 0;
    Diagnostics problems; ///< not empty: nothing was written
};

/// Takes a national list: CSV with a header. Units (code,name,kind,province_code,… with or without districts:
/// the old or the new system is told from the columns) or the old-to-new map
/// (old_code,…,new_code,…,relation).
LocalityImportResult import_localities(Transaction& transaction, std::string_view csv,
                                       std::string_view file_name);

/// Kind and name of a unit for people, "xã Đồng Hỷ"; empty when the code is not known. A present unit before
/// an old one of the same code.
std::string locality_label(const Store& store, std::string_view code);

/// Communes and wards of a province (empty: all) in Vietnamese order of name: the present ones, or the `old`
/// ones that belonged to it or lie in it now.
std::vector<LocalityUnit> list_localities(const Store& store, std::string_view province, bool old);
/// Units of all levels, present ones first, whose kind and name have all the words (K2; the last one may be a
/// beginning), with where old ones went in `successors`.
struct LocalityHit {
    LocalityUnit unit;
    std::vector<LocalityUnit> successors;
};
std::vector<LocalityHit> find_localities(const Store& store, std::string_view words);

} // namespace hnat
