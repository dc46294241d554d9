// Whose coupon it is, for the desk: the children's names that the staff need in order to take the right
// coupon.
#pragma once

#include <boost/json/array.hpp>
#include <map>

#include "ledger/coupon.hpp"
#include "people/family.hpp"

namespace hagukumi::http {

/// The names of the children a coupon is meant for: its child, those of its birth, or all.
boost::json::array children_of(const people::Family& family, const ledger::Coupon& coupon);

/// The same by coupon, for each that the family still has; empty where all are of the same children, for then
/// nobody can take the wrong one, and the desk needs no name.
std::map<Id, boost::json::array> children_by_coupon(store::Snapshot& snapshot, const people::Family& family);

}  // namespace hagukumi::http
