// 権利の引継ぎ: the mother has died, or the child lives with others; an officer names who acts from now on
//
//
//     hand_over ─► the named guardian comes first, and gets a card like any other (card/)
//              └─► the one who ended, and the accounts that end: no session, no sign-in, no message any more
//
//  1. Coupons, bookings and history belong to the birth, the child or the household, not to a person: they
//     stay as they are, and whoever is named finds them.
//  2. What the rules ask of the mother (her age, her birth dates) stays hers.
//  3. Which accounts end is the officer's word for each: a helper whom the family trusts may stay.
//  4. Invitations of an account that ended open nothing.
//  5. Nobody is told: the office speaks with these families itself.
#pragma once

#include "people/family.hpp"

namespace hagukumi::people {

struct HandOver {
    Id key;
    Instant at;
    Id actor;
    Id household;
    Guardian named;           ///< one of the family by its id alone; else a new one, with all that is known
    std::optional<Id> ended;  ///< the guardian who acts no more
    std::vector<Id> accounts{};  ///< of the family, that end
    std::string reason;
};
/// Errors: `wrong_name`, `same_guardian`, `nothing_handed_over` (malformed); `household_not_found`,
/// `guardian_not_found`, `account_not_found`; `guardian_ended` (conflict: the named one ended before),
/// `account_of_named` (conflict: that account is the named guardian's own); `key_reused`.
Result<void> hand_over(store::Transaction& tx, const HandOver& command);

}  // namespace hagukumi::people
