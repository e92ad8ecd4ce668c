/// Addresses of groups: recognised, refused or made canonical by the rules of data/platforms.toml. Nothing is
/// fetched.
#pragma once

#include "address/group_address.hpp"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace hnat {

/// Why an address was not taken.
struct AddressRefusal {
    enum class Reason {
        person,       ///< a personal profile or a phone number (P1)
        not_a_group,  ///< a video, a post without its group, a platform's start page
        needs_entity, ///< could be a page or channel: only the list's entity column can say so
        unknown,      ///< no platform of data/platforms.toml
        malformed,    ///< not an address, two addresses in one cell, control characters
    };
    Reason reason = Reason::unknown;
    /// What was found, what was expected, what to do. For `person` it never repeats the address.
    std::string message;
};

using AddressResult = std::variant<GroupAddress, AddressRefusal>;

/// The compiled rules.
class AddressRules {
  public:
    /// Reads rules in the format of data/platforms.toml. Throws Error{failed} with file, line and column.
    static AddressRules parse(std::string_view toml, std::string_view file_name);
    /// The rules in the binary; parsed once.
    static const AddressRules& standard();

    ~AddressRules();
    AddressRules(AddressRules&& other) noexcept;
    AddressRules& operator=(AddressRules&& other) noexcept;

    /// The group that an address names. `entity` is what the list's row says, if it says anything: some forms
    /// are taken only as a page or a channel, and one that contradicts the address is a refusal.
    [[nodiscard]] AddressResult parse_address(std::string_view text, std::optional<Entity> entity) const;

    /// The same from a platform's code (or name, any case) and a handle ("@name", "name", "groups/123",
    /// "123").
    [[nodiscard]] AddressResult parse_handle(std::string_view platform, std::string_view handle,
                                             std::optional<Entity> entity) const;

    /// Codes of all platforms, in the file's order.
    [[nodiscard]] const std::vector<std::string>& platforms() const;
    /// Name for people of a platform's code; the code itself when it is not known.
    [[nodiscard]] std::string_view platform_name(std::string_view code) const;

  private:
    struct Impl;
    explicit AddressRules(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> m_impl;
};

} // namespace hnat
