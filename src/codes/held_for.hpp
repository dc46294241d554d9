// For whom a coupon is held; for the files of this room.
#pragma once

#include "ledger/coupon.hpp"
#include "people/family.hpp"

namespace hagukumi::codes {

/// Whether it is this child's, or of the child's birth.
inline bool is_held_for(const ledger::Coupon& coupon, const people::Child& child)
{
    if (coupon.child) return coupon.child == child.id;
    return coupon.birth.has_value() && coupon.birth == child.birth;
}

}  // namespace hagukumi::codes
