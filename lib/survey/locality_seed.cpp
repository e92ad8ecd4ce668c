#include "base/error.hpp"
#include "base/resource.hpp"
#include "survey/locality_store.hpp"

#include <toml++/toml.h>

#include <map>
#include <string>
#include <utility>

namespace hnat {

using namespace localities;

namespace {

/// Reads one file of data/localities. A mistake in it is a bug of this binary: Error{failed} with file and
/// line.
class SeedFile {
  public:
    SeedFile(std::string_view path, Transaction& transaction)
        : m_path(path),
          m_transaction(transaction),
          m_writer(transaction) {}

    void load(const toml::table& root) {
        m_province = text(require_array(root, "province"), 0);
        m_writer.put(unit_from("province", require_array(root, "province"), false));
        for_each(root, "old_province", [this](const toml::table& entry) { load_old_province(entry); });
        for_each(root, "unit", [this](const toml::table& entry) { load_unit(entry); });
        for_each(root, "divided", [this](const toml::table& entry) { load_divided(entry); });
    }

  private:
    struct District {
        std::string name, province_code;
    };

    [[noreturn]] void fail(const toml::node& node, const std::string& expected) const {
        throw Error(ErrorKind::failed,
                    m_path + ":" + std::to_string(node.source().begin.line) + ": expected " + expected);
    }

    [[nodiscard]] const toml::array& require_array(const toml::table& table, std::string_view key) const {
        const auto* array = table[key].as_array();
        if (array == nullptr) {
            fail(table, "a list '" + std::string(key) + "'");
        }
        return *array;
    }

    [[nodiscard]] std::string text(const toml::array& array, std::size_t index) const {
        const auto value = index < array.size() ? array[index].value<std::string>() : std::nullopt;
        if (!value || value->empty()) {
            fail(array, "text as element " + std::to_string(index + 1));
        }
        return *value;
    }

    template <typename Take>
    void for_each(const toml::table& root, std::string_view key, Take take) const {
        for (const auto& node : require_array(root, key)) {
            if (!node.is_table()) {
                fail(node, "a table");
            }
            take(*node.as_table());
        }
    }

    template <typename Take>
    void for_each_array(const toml::array& array, Take take) const {
        for (const auto& node : array) {
            if (!node.is_array()) {
                fail(node, "a list [code, kind, name, …]");
            }
            take(*node.as_array());
        }
    }

    [[nodiscard]] LocalityUnit unit_from(std::string_view level, const toml::array& facts, bool old) const {
        auto unit = make_unit(level, text(facts, 0), text(facts, 1), text(facts, 2), old);
        unit.province_code = level == "province" ? unit.code : m_province;
        return unit;
    }

    void load_old_province(const toml::table& entry) {
        const auto province = unit_from("province", require_array(entry, "was"), true);
        m_writer.put(province);
        for_each_array(require_array(entry, "districts"), [&](const toml::array& facts) {
            auto district = unit_from("district", facts, true);
            district.province_code = province.code;
            m_districts[district.code] = {district.name, province.code};
            m_writer.put(district);
        });
    }

    /// Writes an old commune and returns its code.
    std::string load_old_commune(const toml::array& facts) {
        auto commune = unit_from("commune", facts, true);
        const auto district = m_districts.find(text(facts, 3));
        if (district == m_districts.end()) {
            fail(facts, "the code of a district that is listed above");
        }
        commune.district_name = district->second.name;
        commune.province_code = district->second.province_code;
        m_writer.put(commune);
        return commune.code;
    }

    void load_unit(const toml::table& entry) {
        const auto unit = unit_from("commune", require_array(entry, "now"), false);
        m_writer.put(unit);
        for_each_array(require_array(entry, "from"), [&](const toml::array& facts) {
            put_successors(m_transaction, {{load_old_commune(facts), unit.code, true}});
        });
    }

    void load_divided(const toml::table& entry) {
        const auto old_code = load_old_commune(require_array(entry, "was"));
        const auto& into = require_array(entry, "into");
        std::vector<Successor> successors;
        for (std::size_t i = 0; i < into.size(); ++i) {
            successors.push_back({old_code, text(into, i), false});
        }
        if (successors.size() < 2) {
            fail(into, "at least two units that have a part of the old one");
        }
        put_successors(m_transaction, successors);
    }

    std::string m_path;
    Transaction& m_transaction;
    UnitWriter m_writer;
    std::string m_province;
    std::map<std::string, District, std::less<>> m_districts; ///< by code
};

} // namespace

void seed_localities(Transaction& transaction) {
    for (const auto& file : resources()) {
        if (!file.path.starts_with("data/localities/")) {
            continue;
        }
        try {
            SeedFile(file.path, transaction).load(toml::parse(file.text, file.path));
        } catch (const toml::parse_error& error) {
            throw Error(ErrorKind::failed, std::string(file.path) + ":" +
                                               std::to_string(error.source().begin.line) + ": " +
                                               std::string(error.description()));
        }
    }
}

} // namespace hnat
