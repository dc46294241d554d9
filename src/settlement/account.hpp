// 振込口座: where a facility is paid, and from where the municipality pays.
//
//  1. A facility's account is proposed by one person and approved by another, of the office.
//  2. The newest approved version is paid.  No version is changed once it was decided.
//  3. The record names the version, never the account's number.
#pragma once

#include <optional>
#include <string>

#include "base/id.hpp"
#include "base/result.hpp"
#include "settlement/zengin.hpp"
#include "store/transaction.hpp"

namespace hagukumi::settlement {

enum class AccountState : std::uint8_t { proposed = 1, approved = 2, declined = 3 };
std::string_view name_of(AccountState state);  ///< "proposed", "approved", "declined"

struct FacilityAccount {
    std::int64_t version = 0;
    BankAccount account;
    AccountState state = AccountState::proposed;
    Instant proposed_at;
    Id proposed_by;
    std::optional<Instant> decided_at;
    std::optional<Id> decided_by;
};

/// What was proposed last, whatever became of it.
std::optional<FacilityAccount> newest_account(store::Snapshot& snapshot, const Id& facility);

/// To which the facility is paid.
std::optional<FacilityAccount> approved_account(store::Snapshot& snapshot, const Id& facility);
std::optional<FacilityAccount> find_account(store::Snapshot& snapshot, const Id& facility,
                                            std::int64_t version);

struct ProposeAccount {
    Id key;
    Instant at;
    Id actor;
    Id facility;
    BankAccount account;  ///< as typed
};
/// {"version":…}.  Errors: `facility_not_found`, `account_unchanged` (conflict), those of check_account().
Result<std::string> propose_account(store::Transaction& tx, const ProposeAccount& command);

struct DecideAccount {
    Id key;
    Instant at;
    Id actor;
    Id facility;
    std::int64_t version = 0;
    bool approve = false;
};
/// Errors: `account_not_found`, `account_decided` (conflict), `same_person` (not allowed).
Result<void> decide_account(store::Transaction& tx, const DecideAccount& command);

struct PayerVersion {
    std::int64_t version = 0;
    Payer payer;
};
std::optional<PayerVersion> newest_payer(store::Snapshot& snapshot);
std::optional<PayerVersion> find_payer(store::Snapshot& snapshot, std::int64_t version);

struct SetPayer {
    Id key;
    Instant at;
    Id actor;
    Payer payer;  ///< as typed
};
/// Errors: those of check_payer().
Result<void> set_payer(store::Transaction& tx, const SetPayer& command);

}  // namespace hagukumi::settlement
