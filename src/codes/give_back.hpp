// A code that was read aloud, or photographed, and taken by another family first: an officer undoes that
//
//
//  1. The coupons that came by the code end.  What was used of them stays used and paid.
//  2. How much that is, the officer reads before and after.  Claiming its money back is another matter
//     (M-28).
//  3. The code is free again for its owner alone, until a day of its own: who took it once does not take
//     it twice.
//  4. Both families are told, whatever they chose not to be told; neither learns who the other is.
#pragma once

#include "codes/batch.hpp"
#include "ledger/coupon.hpp"

namespace hagukumi::codes {

/// The coupons that a family received by the code and still has, or had; empty when nobody has received it.
std::vector<ledger::Coupon> coupons_by(store::Snapshot& snapshot, const Traced& found);

struct GiveBack {
    Id key;
    Instant at;
    Id actor;
    std::string typed;  ///< the code
    Id owner;           ///< the family for which it was meant
    Date last_day;      ///< on which the owner can still receive it
    std::string reason;
    std::vector<Id> ids;  ///< one for each coupon, and two for the messages
};
/// {"coupons":2,"used":[{"name":{…},"units":1,"unit_name":{…}}]}: how many ended, and what was used of them.
/// Errors: those of trace(); `reason_missing`, `last_day_over` (malformed); `household_not_found`;
/// `code_not_received`, `owner_is_taker`, `batch_withdrawn`, `units_reserved` (conflict).
Result<std::string> give_back(store::Transaction& tx, const rules::Programme& programme,
                              const GiveBack& command);

}  // namespace hagukumi::codes
