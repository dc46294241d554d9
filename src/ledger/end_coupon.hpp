// What expiring a coupon and revoking it do alike; for the files of this room.
#pragma once

#include "ledger/write_entry.hpp"

namespace hagukumi::ledger {

struct EndCoupon {
    Id id;  ///< of the new entry
    Instant at;
    Id actor;
    std::string_view reason;
};
/// Takes what is left of an active coupon, of which nothing is set aside, by an entry of its own; gives that
/// entry.  What has no limit has nothing that could be left over.
NewEntry end_coupon(store::Transaction& tx, const rules::Programme& programme, const Coupon& coupon,
                    const EndCoupon& end);

}  // namespace hagukumi::ledger
