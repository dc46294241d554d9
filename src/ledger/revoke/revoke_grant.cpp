#include "ledger/revoke/revoke_grant.hpp"

#include "audit/record.hpp"
#include "ledger/end_coupon.hpp"
#include "ledger/revoke/sql.hpp"
#include "ledger/write_entry.hpp"

namespace hagukumi::ledger {

Result<bool> revoke_grant(store::Transaction& tx, const rules::Programme& programme,
                          const RevokeGrant& command)
{
    TRY(check_reason(command.reason));
    const auto coupon = find_coupon(tx, command.coupon);
    if (!coupon) return no_coupon();
    must(coupon->programme == programme.code(), "a coupon is revoked under its own programme");
    if (coupon->reserved.count > 0) return units_reserved();
    if (is_revoked(tx, coupon->id)) return false;
    tx.execute(sql::add_revoked, coupon->id, command.at);
    if (coupon->state == CouponState::expired) return false;

    const NewEntry entry =
        end_coupon(tx, programme, *coupon, {command.id, command.at, command.actor, command.reason});
    audit::record(tx, command.at, command.actor, "ledger.revoke_grant", coupon->id,
                  audit_detail(*coupon, entry.units, entry.left_after));
    return true;
}

tl::unexpected<Error> units_reserved()
{
    return fail(ErrorKind::conflict, "units_reserved",
                {"予約のために取り置かれている分があります。先に予約を取り消してください。",
                 "Some units are set aside for bookings. Please cancel these first."});
}

bool is_revoked(store::Snapshot& snapshot, const Id& coupon)
{
    return snapshot
        .find(
            sql::find_revoked, [](const store::Row&) { return true; }, coupon)
        .has_value();
}

}  // namespace hagukumi::ledger
