#include "ledger/end_coupon.hpp"

#include "ledger/sql.hpp"

namespace hagukumi::ledger {

NewEntry end_coupon(store::Transaction& tx, const rules::Programme& programme, const Coupon& coupon,
                    const EndCoupon& end)
{
    const Units lost = coupon.limited ? coupon.left : Units{};
    NewEntry entry;
    entry.id = end.id;
    entry.kind = EntryKind::expire;
    entry.coupon = coupon.id;
    entry.units = Units{-lost.count};
    entry.left_after = coupon.left - lost;
    entry.at = end.at;
    entry.actor = end.actor;
    entry.programme = &programme;
    entry.reason = end.reason;
    entry.before_coupon = coupon.last_entry;
    must(tx.execute(sql::expire_coupon, coupon.id, lost, end.id) == 1,
         "the check and the statement agree on what is left");
    write_entry(tx, entry);
    return entry;
}

}  // namespace hagukumi::ledger
