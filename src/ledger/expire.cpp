#include <fmt/format.h>

#include "audit/done_before.hpp"
#include "audit/record.hpp"
#include "ledger/end_coupon.hpp"
#include "ledger/keep.hpp"
#include "ledger/notices.hpp"
#include "ledger/revoke/revoke_grant.hpp"
#include "ledger/write_entry.hpp"

namespace hagukumi::ledger {

Result<std::string> expire(store::Transaction& tx, Programmes programmes, const Expire& command)
{
    constexpr std::string_view kind = "expire";
    TRY(check_reason(command.reason));
    const audit::Fingerprint fingerprint =
        audit::Digest(kind).add(command.coupon).add(command.reason).finish();
    if (audit::Done done = TRY(audit::find_done(tx, command.key, command.actor, kind, fingerprint)))
        return *done;

    const auto coupon = find_coupon(tx, command.coupon);
    if (!coupon) return no_coupon();
    if (coupon->state == CouponState::expired) {
        return fail(ErrorKind::conflict, "coupon_expired",
                    {"すでに期限切れになっています。", "It has expired already."});
    }
    if (coupon->reserved.count > 0) return units_reserved();
    const rules::Programme* programme = find_programme(programmes, coupon->programme);
    if (programme == nullptr) {
        return fail(
            ErrorKind::conflict, "programme_ended",
            {"この事業は、いまはシステムで扱われていません。", "This programme is not served at present."});
    }
    const NewEntry entry =
        end_coupon(tx, *programme, *coupon, {command.id, command.at, command.actor, command.reason});
    audit::record(tx, command.at, command.actor, "ledger.expire", coupon->id,
                  audit_detail(*coupon, entry.units, entry.left_after));
    if (entry.units.count < 0) tell_expired(tx, *programme, *coupon, entry);

    const std::string answer =
        fmt::format(R"({{"entry":"{}","units_left":{}}})", to_string(command.id), entry.left_after.count);
    audit::remember(tx, command.key, command.actor, kind, fingerprint, command.at, answer);
    return answer;
}

}  // namespace hagukumi::ledger
