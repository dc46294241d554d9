// 招待を受ける by somebody who has an account already: it goes to the family that invited, with its e-mail
// address, number, passkeys, devices and LINE, and is that family's from now on.
#pragma once

#include "people/sharing.hpp"

namespace hagukumi::people {

struct JoinFamily {
    Instant at;
    Id account;
    Id guardian;        ///< drawn for the family's new guardian
    Id told;            ///< of the message to the family
    Secret invitation;  ///< its token
};

/// What the account leaves behind must be looked after by somebody else; the caller sees to that.  Errors:
/// `invitation_over`, `already_member` (conflict).
Result<void> join_family(store::Transaction& tx, const JoinFamily& command);

}  // namespace hagukumi::people
