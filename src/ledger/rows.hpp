// Rows of coupons and entries, in the order of sql.hpp; for the files of this room.
#pragma once

#include "ledger/coupon.hpp"
#include "store/statement.hpp"

namespace hagukumi::ledger {

Coupon coupon_in(const store::Row& row);
Entry entry_in(const store::Row& row);

}  // namespace hagukumi::ledger
