// Accounts: who may sign in, as what, and for whom they act.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/id.hpp"
#include "base/instant.hpp"
#include "base/quantity.hpp"

namespace hagukumi::people {

enum class Role : std::uint8_t {
    parent = 1,            ///< 保護者
    facility_staff = 2,    ///< 施設職員
    facility_manager = 3,  ///< 施設の責任者
    officer = 4,           ///< 自治体職員
    operator_ = 5,         ///< runs the installation
};

/// "parent", "facility_staff", "facility_manager", "officer", "operator"
std::string_view name_of(Role role);
std::optional<Role> parse_role(std::string_view name);

/// Which of the three sites a session belongs to.  A session of one realm is unknown in the others.
enum class Realm : std::uint8_t { parent = 1, desk = 2, office = 3 };

Realm realm_of(Role role);
std::string_view name_of(Realm realm);  ///< "parent", "desk", "office", as in addresses and cookies

/// What a parent's account may do for its family.
enum class Rights : std::uint8_t {
    full = 1,    ///< 保護者
    helper = 2,  ///< お手伝いの方: sees and uses coupons, changes nothing
};
std::string_view name_of(Rights rights);  ///< "full", "helper"

enum class AccountState : std::uint8_t { active = 1, disabled = 2 };

/// The person behind a request, as read from the session.
struct Caller {
    Id account;
    Role role = Role::parent;
    MunicipalityCode municipality;
    std::optional<Id> household;  ///< parents only
    std::optional<Id> guardian;   ///< parents only
    std::optional<Id> facility;   ///< staff and managers only
    Rights rights = Rights::full;
    std::string language = "ja";  ///< a code of base/language.hpp
    Instant signed_in_at{};       ///< when the session was opened
    bool touch_due = false;       ///< touch_session() should be called, in a command
};

/// The account without its secrets.
struct Account {
    Id id;
    Role role = Role::parent;
    AccountState state = AccountState::active;
    std::string email;        ///< empty: none
    std::string user_number;  ///< 利用者番号, leading zeros kept; empty: none
    std::string staff_name;   ///< sign-in name of staff and officers; empty: none
    std::string display_name;
    std::string language;
    std::optional<Id> household, guardian, facility;
    bool has_password = false, has_pin = false, has_totp = false;
};

}  // namespace hagukumi::people
