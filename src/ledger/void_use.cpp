#include <fmt/format.h>

#include "audit/done_before.hpp"
#include "audit/record.hpp"
#include "facilities/facility.hpp"
#include "ledger/correct.hpp"
#include "ledger/keep.hpp"
#include "ledger/notices.hpp"
#include "ledger/sql.hpp"

namespace hagukumi::ledger {

namespace {

constexpr std::string_view kind = "void";

/// The words of a period that has passed.
tl::unexpected<Error> too_late(const rules::Programme& programme)
{
    const auto hours = programme.corrections()->within.count();
    return fail(
        ErrorKind::not_allowed, "correction_too_late",
        {fmt::format("施設で訂正できるのは、利用の記録から{}時間以内です。担当窓口へご連絡ください。", hours),
         fmt::format("Facilities can correct a use within {} hours. Please ask the office.", hours)});
}

}  // namespace

Result<Correctable> find_correctable(store::Snapshot& snapshot, Programmes programmes, const Id& use,
                                     const std::optional<Id>& desk, Instant at)
{
    auto found = find_entry(snapshot, use);
    if (!found || found->kind != EntryKind::redeem || (desk && found->facility != desk)) {
        return fail(ErrorKind::not_found, "use_not_found",
                    {"この利用は見つかりません。履歴からもう一度選んでください。",
                     "There is no such use. Please choose again from the history."});
    }
    if (found->voided_by) {
        return fail(ErrorKind::conflict, "already_voided",
                    {"この利用は、すでに取り消されています。", "This use was voided before."});
    }
    auto coupon = find_coupon(snapshot, found->coupon);
    must(coupon.has_value(), "an entry belongs to a coupon");
    const rules::Programme* programme = find_programme(programmes, coupon->programme);
    if (programme == nullptr) return programme_ended();
    const Instant entered_at = first_entered_at(snapshot, *found);
    if (desk && programme->corrections() == nullptr) {
        return fail(ErrorKind::not_allowed, "office_corrects",
                    {"この事業の利用は、施設では訂正できません。担当窓口へご連絡ください。",
                     "Facilities cannot correct uses of this programme. Please ask the office."});
    }
    if (desk && !rules::is_correctable_by_facility(*programme, entered_at, at)) return too_late(*programme);
    return Correctable{std::move(*found), std::move(*coupon), programme, entered_at};
}

std::optional<Instant> facility_corrects_until(store::Snapshot& snapshot, const rules::Programme& programme,
                                               const Entry& use)
{
    const rules::Corrections* corrections = programme.corrections();
    if (corrections == nullptr || use.kind != EntryKind::redeem || use.voided_by) return std::nullopt;
    return first_entered_at(snapshot, use) + corrections->within;
}

NewEntry write_void(store::Transaction& tx, const Correctable& correctable, const WriteVoid& written)
{
    const Entry& used = correctable.use;
    const Coupon& coupon = correctable.coupon;
    must(tx.execute(sql::mark_voided, used.id, written.id) == 1, "a use that stands can be voided");
    const Units units{-used.units.count};
    const std::optional<Date> first_use = first_use_without(tx, coupon, used.id);
    const bool is_expired = coupon.state == CouponState::expired;
    if (is_expired) {
        tx.execute(sql::give_back_expired_units, coupon.id, units, first_use, written.id, written.used_again);
    } else {
        tx.execute(sql::give_back_units, coupon.id, units, first_use, written.id);
    }
    NewEntry entry;
    entry.id = written.id;
    entry.kind = EntryKind::void_use;
    entry.coupon = coupon.id;
    entry.units = is_expired ? written.used_again : units;
    entry.left_after = coupon.left + entry.units;
    entry.at = written.at;
    entry.actor = written.actor;
    entry.service = used.service;
    entry.facility = used.facility;
    entry.first_day = used.first_day;
    entry.last_day = used.last_day;
    entry.programme = correctable.programme;
    entry.reason = written.reason;
    entry.voids = used.id;
    entry.before_coupon = coupon.last_entry;
    write_entry(tx, entry, "void");
    return entry;
}

Result<std::string> void_use(store::Transaction& tx, Programmes programmes, const VoidUse& command)
{
    TRY(check_reason(command.reason));
    const audit::Fingerprint fingerprint = audit::Digest(kind).add(command.use).add(command.reason).finish();
    if (audit::Done done = TRY(audit::find_done(tx, command.key, command.actor, kind, fingerprint)))
        return *done;

    const Correctable correctable =
        TRY(find_correctable(tx, programmes, command.use, command.desk, command.at));
    const Entry& used = correctable.use;
    const NewEntry entry =
        write_void(tx, correctable, {command.at, command.actor, command.id, command.reason, {}});
    audit::record(tx, command.at, command.actor, "ledger.void", command.use,
                  audit_detail(correctable.coupon, entry.units, entry.left_after, used.service));
    const auto facility = facilities::find_facility(tx, *used.facility);
    tell_voided(tx, *correctable.programme, correctable.coupon, used, entry, facility ? facility->name : "");

    const std::string answer =
        fmt::format(R"({{"entry":"{}","voids":"{}","units_left":{}}})", to_string(command.id),
                    to_string(command.use), entry.left_after.count);
    audit::remember(tx, command.key, command.actor, kind, fingerprint, command.at, answer);
    return answer;
}

}  // namespace hagukumi::ledger
