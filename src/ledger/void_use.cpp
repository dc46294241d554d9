#include <fmt/format.h>

#include <algorithm>

#include "audit/done_before.hpp"
#include "audit/record.hpp"
#include "facilities/facility.hpp"
#include "ledger/keep.hpp"
#include "ledger/notices.hpp"
#include "ledger/sql.hpp"
#include "ledger/write_entry.hpp"

namespace hagukumi::ledger {

namespace {

constexpr std::string_view kind = "void";

/// The first day of use once `voided` counts no more.
std::optional<Date> first_use_without(store::Snapshot& snapshot, const Coupon& coupon, const Id& voided)
{
    constexpr int all_of_them = 1'000'000;
    std::optional<Date> first;
    for (const Entry& entry : history_of_coupon(snapshot, coupon.id, all_of_them)) {
        if (entry.kind != EntryKind::redeem || entry.voided_by || entry.id == voided) continue;
        first = first ? std::min(*first, *entry.first_day) : *entry.first_day;
    }
    return first;
}

}  // namespace

Result<std::string> void_use(store::Transaction& tx, Programmes programmes, const VoidUse& command)
{
    TRY(check_reason(command.reason));
    const audit::Fingerprint fingerprint = audit::Digest(kind).add(command.use).add(command.reason).finish();
    if (audit::Done done = TRY(audit::find_done(tx, command.key, command.actor, kind, fingerprint)))
        return *done;

    const std::optional<Entry> used = find_entry(tx, command.use);
    if (!used || used->kind != EntryKind::redeem) {
        return fail(ErrorKind::not_found, "use_not_found",
                    {"この利用は見つかりません。履歴からもう一度選んでください。",
                     "There is no such use. Please choose again from the history."});
    }
    if (used->voided_by || tx.execute(sql::mark_voided, command.use, command.id) == 0) {
        return fail(ErrorKind::conflict, "already_voided",
                    {"この利用は、すでに取り消されています。", "This use was voided before."});
    }
    const auto coupon = find_coupon(tx, used->coupon);
    must(coupon.has_value(), "an entry belongs to a coupon");
    const rules::Programme* programme = find_programme(programmes, coupon->programme);
    if (programme == nullptr) {
        return fail(
            ErrorKind::conflict, "programme_ended",
            {"この事業は、いまはシステムで扱われていません。", "This programme is not served at present."});
    }
    const Units units{-used->units.count};
    const bool is_expired = coupon->state == CouponState::expired;
    tx.execute(is_expired ? sql::give_back_expired_units : sql::give_back_units, coupon->id, units,
               first_use_without(tx, *coupon, used->id), command.id);

    NewEntry entry;
    entry.id = command.id;
    entry.kind = EntryKind::void_use;
    entry.coupon = coupon->id;
    entry.units = is_expired ? Units{} : units;
    entry.left_after = coupon->left + entry.units;
    entry.at = command.at;
    entry.actor = command.actor;
    entry.service = used->service;
    entry.facility = used->facility;
    entry.first_day = used->first_day;
    entry.last_day = used->last_day;
    entry.programme = programme;
    entry.reason = command.reason;
    entry.voids = command.use;
    entry.before_coupon = coupon->last_entry;
    write_entry(tx, entry, "void");
    audit::record(tx, command.at, command.actor, "ledger.void", command.use,
                  audit_detail(*coupon, entry.units, entry.left_after, used->service));
    const auto facility = facilities::find_facility(tx, *used->facility);
    tell_voided(tx, *programme, *coupon, *used, entry, facility ? facility->name : "");

    const std::string answer =
        fmt::format(R"({{"entry":"{}","voids":"{}","units_left":{}}})", to_string(command.id),
                    to_string(command.use), entry.left_after.count);
    audit::remember(tx, command.key, command.actor, kind, fingerprint, command.at, answer);
    return answer;
}

}  // namespace hagukumi::ledger
