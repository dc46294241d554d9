#include "ledger/keep.hpp"
#include "ledger/sql.hpp"

namespace hagukumi::ledger {

Result<void> set_units_aside(store::Transaction& tx, const Id& coupon, Units units)
{
    must(units.count >= 0, "no less than nothing is set aside");
    if (tx.execute(sql::set_units_aside, coupon, units) == 0) {
        return fail(ErrorKind::conflict, "units_not_left",
                    {"残りが足りないため、予約できません。ほかの予約を取り消すか、日数を減らしてください。",
                     "Not enough is left for this booking. Please cancel another one, or book fewer days."});
    }
    tx.touch(coupon);
    return {};
}

void free_units(store::Transaction& tx, const Id& coupon, Units units)
{
    must(tx.execute(sql::free_units, coupon, units) == 1, "what is freed was set aside");
    tx.touch(coupon);
}

}  // namespace hagukumi::ledger
