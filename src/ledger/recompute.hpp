// 再計算: a fact was corrected (twins known at birth, another birthday), and the coupons that were issued on
// it are brought to what the rules give now (O-11.1).
//
//  1. Nothing that was granted, used or decided is rewritten: a coupon changes by one more grant of the
//     difference, counted from the day of its own application.
//  2. What the rules would refuse today is not taken away again; its windows end it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "ledger/coupon.hpp"

namespace hagukumi::ledger {

struct Recompute {
    Instant at;
    Id actor;
    Id household;
    std::optional<Id> birth;  ///< its coupons and those of the household; empty: only those
    std::string reason;
    std::vector<Id> ids{};  ///< one for each coupon that may change
};

/// Gives the coupons that changed.  Errors: `used_more_than_entitled` (conflict: an officer looks first).
Result<std::vector<Id>> recompute(store::Transaction& tx, const rules::Programme& programme,
                                  const Recompute& command);

/// What a family reads of a coupon.
struct Standing {
    Units granted, left;
    std::optional<Date> last_day;  ///< on which it can be used, as far as that is known today

    bool operator==(const Standing&) const = default;
};
struct Stood {
    Id coupon;
    std::string allotment;
    Standing standing;
};
/// Of the coupons that `command` is about and that have not expired, oldest first.
std::vector<Stood> standings(store::Snapshot& snapshot, const rules::Programme& programme,
                             const Recompute& command);

}  // namespace hagukumi::ledger
