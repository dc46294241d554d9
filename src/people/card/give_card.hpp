// 利用者カード made by the office: a user number for a guardian who has none, and a new PIN.
#pragma once

#include "people/manage_accounts.hpp"
#include "people/secret.hpp"

namespace hagukumi::people {

/// Six digits, none of them guessed first: not all alike, not a row.  Told once, on paper.
Secret draw_pin(Randomness& randomness);

/// The guardian's account, if there is one; an active one before one that was stopped.
std::optional<Account> account_of_guardian(store::Snapshot& snapshot, const Id& household,
                                           const Id& guardian);

/// A guardian without an account gets one; one who signs in by mail gets a number beside it; who has a number
/// keeps it.  In any case the PIN is the new one, the old one opens nothing any more, and all sessions of the
/// account end.
struct GiveCard {
    Id key;
    Instant at;
    Id actor;
    Id account;  ///< of a new account
    Id household, guardian;
    std::string pin_hash;
};

/// The user number.  Errors: `guardian_not_found` (also another family's), `account_disabled` (conflict).
Result<std::string> give_card(store::Transaction& tx, const GiveCard& command);

}  // namespace hagukumi::people
