// Which families hold coupons.
#pragma once

#include <string_view>
#include <vector>

#include "base/id.hpp"
#include "store/transaction.hpp"

namespace hagukumi::ledger {

/// With a coupon of a programme, also a used one; in the order of their ids.
std::vector<Id> households_of(store::Snapshot& snapshot, std::string_view programme);

}  // namespace hagukumi::ledger
