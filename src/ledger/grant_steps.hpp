// What granting and recomputing share; for the files of this room.
#pragma once

#include "ledger/write_entry.hpp"
#include "rules/decision.hpp"

namespace hagukumi::ledger {

/// The latest day on which any of its services can be used, as far as the rules know it on the day of `at`.
std::optional<Date> last_day_of(store::Snapshot& snapshot, const rules::Programme& programme,
                                const Coupon& coupon, Instant at);

/// Writes the entry of a grant, its line of the record, and tells the family.
void write_grant(store::Transaction& tx, const rules::Programme& programme, const Coupon& coupon,
                 const NewEntry& entry);

/// Brings a coupon to what the rules give now, by one more grant of the difference under `entry`'s id,
/// instant, actor and reason.  Whether there was one; an expired coupon stays as it is.
/// Error: `used_more_than_entitled` (conflict).
Result<bool> bring_to(store::Transaction& tx, const rules::Programme& programme, const Coupon& coupon,
                      const rules::Grant& grant, NewEntry entry);

}  // namespace hagukumi::ledger
