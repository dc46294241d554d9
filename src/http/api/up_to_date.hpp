// After an officer has recorded or confirmed a fact: the coupons that stand on it are brought to what the
// rules give now (O-11.1).  A parent's word alone moves no units: they come from the office.
#pragma once

#include <string>
#include <vector>

#include "http/route.hpp"

namespace hagukumi::http {

/// Every programme's coupons of these births and of the household; the family is told of each that changes.
/// `reason` is written beside the entry, for officers; it must not speak of a child.
/// Error: `used_more_than_entitled` (conflict: nothing is recorded, an officer looks first).
Result<void> bring_up_to_date(const Site& site, const people::Caller& officer, store::Transaction& tx,
                              const Request& request, const Id& household, const std::vector<Id>& births,
                              const std::string& reason);

}  // namespace hagukumi::http
