// 付与の取消: coupons that should never have come to this family.
//
//  1. What was used stays used: history, statements and what the facility is paid do not change.
//  2. What is left ends by an entry of its own.
//  3. The coupon is nobody's set any more: the family may be granted the same anew, when it comes to it
//     rightly.
//  4. What bookings set aside is not taken from under them: they are cancelled first.
//  5. Telling the family is the calling command's.
#pragma once

#include "ledger/coupon.hpp"

namespace hagukumi::ledger {

/// For a command of another room, which tells the family and remembers its key.
struct RevokeGrant {
    Instant at;
    Id actor;
    Id id;  ///< of the new entry
    Id coupon;
    std::string reason;
};
/// Whether something ended: a coupon that had expired before is only marked.  Errors: `reason_missing`,
/// `coupon_not_found`, `units_reserved` (conflict).
Result<bool> revoke_grant(store::Transaction& tx, const rules::Programme& programme,
                          const RevokeGrant& command);

/// What bookings have set aside does not end under them, neither here nor by expiry.
tl::unexpected<Error> units_reserved();

bool is_revoked(store::Snapshot& snapshot, const Id& coupon);

}  // namespace hagukumi::ledger
