// Commands on accounts.  Hashes are computed beforehand, off the lane (password.hpp).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "people/account.hpp"
#include "store/transaction.hpp"

namespace hagukumi::people {

/// A new account.  Parents need a household and either e-mail and password or user number and PIN; staff and
/// officers a name, a password and a TOTP secret; staff a facility.
struct CreateAccount {
    Id key;
    Instant at;
    Id actor;
    Id id;
    Role role = Role::parent;
    std::string email;
    std::string user_number;  ///< as typed; kept in half-width digits with its leading zeros
    std::string staff_name;
    std::string password_hash;
    std::string pin_hash;
    std::string totp_secret;
    std::optional<Id> facility, household, guardian;
    std::string display_name;
    std::string language = "ja";
    Rights rights = Rights::full;
};
Result<Id> create_account(store::Transaction& tx, const CreateAccount& command);

/// The account signs in no more; all its sessions end.
struct DisableAccount {
    Id key;
    Instant at;
    Id actor;
    Id account;
    std::string reason;
};
Result<void> disable_account(store::Transaction& tx, const DisableAccount& command);

/// 退会: the person's own account.  E-mail, user number, secrets, devices, links, sign-ins elsewhere and
/// notices are erased; coupons, uses and the record of what was done stay with the municipality.
struct DeleteAccount {
    Id key;
    Instant at;
    Id account;
};
Result<void> delete_account(store::Transaction& tx, const DeleteAccount& command);

/// How many accounts act for a household.
std::int64_t count_accounts_of(store::Snapshot& snapshot, const Id& household);

/// New password or PIN (whichever is given), new second factor when given; opens locks, enables the account
/// again, ends all its sessions, forgets its devices.
struct ResetAccount {
    Id key;
    Instant at;
    Id actor;
    Id account;
    std::string password_hash;
    std::string pin_hash;
    std::string totp_secret;
};
Result<void> reset_account(store::Transaction& tx, const ResetAccount& command);

/// The person changes the own password or PIN, having proved the old one (verify()).  Ends all sessions; the
/// person signs in again.
struct ChangePassword {
    Id key;
    Instant at;
    Id account;
    std::string old_hash;  ///< that was verified; refused as `conflict` when it is no longer the stored one
    std::string new_hash;
    bool pin = false;
};
Result<void> change_password(store::Transaction& tx, const ChangePassword& command);

/// How the account is found on the command line: e-mail, user number, staff name or id.
std::optional<Account> find_account(store::Snapshot& snapshot, std::string_view name);
std::optional<Account> load_account(store::Snapshot& snapshot, const Id& id);
std::vector<Account> list_accounts(store::Snapshot& snapshot, std::optional<Role> role = {});

/// For `hagukumi user totp`: the address to scan; `not_found` when the account has no second factor.
Result<std::string> totp_uri_of(store::Snapshot& snapshot, const Id& account, std::string_view issuer);

}  // namespace hagukumi::people
