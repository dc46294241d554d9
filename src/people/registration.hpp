// 利用者登録: the dates that are asked beside number and PIN, and what registering leaves behind.
#pragma once

#include "people/sign_in.hpp"

namespace hagukumi::people {

/// What cannot be true on `today`: an empty or long nickname, a date in the future, a mother under 10 or over
/// 70, a delivery more than a year ago, a due date more than 300 days ahead (N-05.2).  `malformed` names all
/// of it.
Result<void> check_registration(const Registration& registration, Date today);

/// Whether the dates are those that the municipality knows of the account's family.  The mother's birth date
/// must be hers, where it is known.  A delivery is that of one of her births; where only the due date is
/// known, a day from 16 weeks before it to 4 weeks after it will do, for nobody has reported the birth yet
/// (N-05.1).
bool fits(store::Snapshot& snapshot, const Id& account, const Registration& registration);

/// Links the identity, takes the nickname, records it, and tells the family; what is linked already stays as
/// it is (N-06.1).  `already_registered` when the identity belongs to another account.
Result<void> register_account(store::Transaction& tx, const Id& account, const Registration& registration,
                              Instant at);

}  // namespace hagukumi::people
