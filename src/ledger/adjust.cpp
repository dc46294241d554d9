#include <fmt/format.h>

#include "audit/done_before.hpp"
#include "audit/record.hpp"
#include "ledger/keep.hpp"
#include "ledger/notices.hpp"
#include "ledger/revoke/revoke_grant.hpp"
#include "ledger/sql.hpp"
#include "ledger/write_entry.hpp"

namespace hagukumi::ledger {

namespace {

constexpr std::string_view kind = "adjust";
constexpr std::int64_t most_units = 1'000'000;

/// An officer ended it too early, or the family came back: units that are added make it active again.  What
/// came to the family by mistake, or ended with its registration, is granted anew and not brought back.
Result<void> may_come_back(store::Snapshot& snapshot, const Coupon& coupon, Units added)
{
    if (added.count < 0) {
        return fail(
            ErrorKind::conflict, "coupon_expired",
            {"期限切れにしたものからは減らせません。使えるように戻すときは、戻す数を入力してください。",
             "What was ended has nothing to take. To bring it back, please give the units to add."});
    }
    if (coupon.facility || is_revoked(snapshot, coupon.id)) {
        return fail(
            ErrorKind::conflict, "coupon_expired",
            {"登録が終わったもの、付与を取り消したものは、調整では戻せません。もう一度付与してください。",
             "What ended with its registration, or was revoked, cannot be brought back by an "
             "adjustment. Please grant it anew."});
    }
    return {};
}

}  // namespace

Result<std::string> adjust(store::Transaction& tx, Programmes programmes, const Adjust& command)
{
    TRY(check_reason(command.reason));
    const audit::Fingerprint fingerprint =
        audit::Digest(kind).add(command.coupon).add(command.units).add(command.reason).finish();
    if (audit::Done done = TRY(audit::find_done(tx, command.key, command.actor, kind, fingerprint)))
        return *done;

    const auto coupon = find_coupon(tx, command.coupon);
    if (!coupon) return no_coupon();
    if (command.units.count == 0) {
        return fail(
            ErrorKind::malformed, "nothing_changes",
            {"増減する数を、0以外で入力してください。", "Please give a number of units other than 0."});
    }
    if (command.units.count > most_units || command.units.count < -most_units) {
        return fail(ErrorKind::malformed, "too_many_units",
                    {fmt::format("増減する数は、{}以内で入力してください。", most_units),
                     fmt::format("At most {} units may be added or taken.", most_units)});
    }
    if (!coupon->limited) {
        return fail(ErrorKind::conflict, "unlimited",
                    {"この枠には回数の制限がないため、調整するものがありません。",
                     "This allotment has no limit, so there is nothing to adjust."});
    }
    const bool comes_back = coupon->state == CouponState::expired;
    if (comes_back) TRY(may_come_back(tx, *coupon, command.units));
    const Units left = coupon->left + command.units;
    if (left < coupon->reserved) {
        const Units free = coupon->left - coupon->reserved;
        if (coupon->reserved.count > 0) {
            return fail(
                ErrorKind::conflict, "below_zero",
                {fmt::format("残りは{}で、うち{}は予約のために取り置かれています。{}より多くは減らせません。",
                             coupon->left.count, coupon->reserved.count, free.count),
                 fmt::format("{} are left, of which {} are set aside for bookings; no more than {} can "
                             "be taken.",
                             coupon->left.count, coupon->reserved.count, free.count)});
        }
        return fail(ErrorKind::conflict, "below_zero",
                    {fmt::format("残りは{}です。それより多くは減らせません。", coupon->left.count),
                     fmt::format("{} are left; no more than that can be taken.", coupon->left.count)});
    }
    const rules::Programme* programme = find_programme(programmes, coupon->programme);
    if (programme == nullptr) {
        return fail(
            ErrorKind::conflict, "programme_ended",
            {"この事業は、いまはシステムで扱われていません。", "This programme is not served at present."});
    }
    must(tx.execute(comes_back ? sql::bring_back_coupon : sql::adjust_units, coupon->id, command.units,
                    command.id) == 1,
         "the check and the statement agree on what is left");

    NewEntry entry;
    entry.id = command.id;
    entry.kind = EntryKind::adjust;
    entry.coupon = coupon->id;
    entry.units = command.units;
    entry.left_after = left;
    entry.at = command.at;
    entry.actor = command.actor;
    entry.programme = programme;
    entry.reason = command.reason;
    entry.before_coupon = coupon->last_entry;
    write_entry(tx, entry);
    audit::record(tx, command.at, command.actor, "ledger.adjust", coupon->id,
                  audit_detail(*coupon, command.units, left));
    tell_adjusted(tx, *programme, *coupon, entry);

    const std::string answer =
        fmt::format(R"({{"entry":"{}","units_left":{}}})", to_string(command.id), left.count);
    audit::remember(tx, command.key, command.actor, kind, fingerprint, command.at, answer);
    return answer;
}

}  // namespace hagukumi::ledger
