#include <algorithm>

#include "audit/done_before.hpp"
#include "audit/record.hpp"
#include "booking/judge.hpp"
#include "booking/notices.hpp"
#include "booking/sql.hpp"
#include "ledger/keep.hpp"
#include "rules/booking/moments.hpp"

namespace hagukumi::booking {

namespace {

constexpr std::string_view kind = "cancel_booking";

/// 取消でかかる回数: they are taken for good, as an adjustment that the family reads in its history.
Result<void> take_cost(store::Transaction& tx, Programmes programmes, const Cancel& command,
                       const Booking& booking, Units cost)
{
    const auto coupon = ledger::find_coupon(tx, *booking.coupon);
    must(coupon.has_value(), "a booking's coupon exists");
    const Units units = std::min(cost, coupon->left - coupon->reserved);
    if (!coupon->limited || units.count <= 0) return {};
    const ledger::Adjust adjustment{command.cost_entry,
                                    command.at,
                                    command.asker.account,
                                    command.cost_entry,
                                    *booking.coupon,
                                    Units{-units.count},
                                    "予約の取消による（取消の決まり）"};
    TRY(ledger::adjust(tx, programmes, adjustment));
    return {};
}

}  // namespace

rules::Cancellation cancellation_of(store::Snapshot& snapshot, const rules::Programme& programme,
                                    const Booking& booking, rules::BookedBy by, Instant at)
{
    rules::BookingFacts facts;
    facts.at = at;
    facts.by = by;
    facts.facility = booking.place.facility;
    facts.facility_deadlines = deadlines_of(snapshot, booking.place);
    rules::Cancellation answer =
        rules::may_cancel(programme, facts, booking.place.service, booking.first_day, booking.from_minute);
    // Who has no seat yet leaves the line at any time and at no cost.
    if (booking.state == State::waiting || booking.state == State::offered) answer = {true, {}, {}, {}, {}};
    if (by == rules::BookedBy::staff) answer.units = {}, answer.fee = {};
    return answer;
}

std::optional<Instant> change_until(store::Snapshot& snapshot, const rules::Programme& programme,
                                    const Booking& booking)
{
    const rules::BookingRules* const rules = programme.booking_of(booking.place.service);
    if (rules == nullptr) return std::nullopt;
    const auto own = rules->facility_sets_deadlines ? deadlines_of(snapshot, booking.place) : std::nullopt;
    const rules::Deadlines& deadlines = own ? *own : rules->deadlines;
    if (!deadlines.change) return std::nullopt;
    return rules::closes_at(*deadlines.change, programme.calendar(), booking.first_day, booking.from_minute);
}

Recorded<std::variant<Booked, TooLate>> cancel(store::Transaction& tx, Programmes programmes,
                                               const Cancel& command)
{
    using Outcome = std::variant<Booked, TooLate>;
    const audit::Fingerprint fingerprint =
        audit::Digest(kind).add(command.booking).add(command.message).finish();
    if (TRY(audit::find_done(tx, command.key, command.asker.account, kind, fingerprint)))
        return Result<Outcome>(Booked{command.booking, true});

    Booking booking = TRY(find_own(tx, command.asker, command.booking));
    if (!is_open(booking.state) ||
        (booking.state == State::arrived && command.asker.by == rules::BookedBy::parent))
        return booking_ended();
    const rules::Programme* const programme = ledger::find_programme(programmes, booking.place.programme);
    if (programme == nullptr) return booking_ended();
    rules::Cancellation answer = cancellation_of(tx, *programme, booking, command.asker.by, command.at);
    if (!answer.allowed) {
        audit::record(tx, command.at, command.asker.account, "booking.cancel_refused", booking.id,
                      audit_detail(booking));
        return Result<Outcome>(TooLate{programme, std::move(answer), booking.place.service});
    }

    // From here on the booking is cancelled or the whole transaction falls.
    const State before = booking.state;
    give_back(tx, booking);
    booking.reserved = {};
    booking.state = State::cancelled;
    booking.message = command.message;
    must(tx.execute(sql::set_state, booking.id, before, booking.state, command.at, booking.message,
                    booking.reserved) == 1,
         "a booking is still in the state that was read in the same transaction");
    if (answer.units.count > 0 || answer.fee.amount > 0) {
        tx.execute(sql::set_cost, booking.id, answer.units, answer.fee);
        if (answer.units.count > 0 && booking.coupon)
            must(take_cost(tx, programmes, command, booking, answer.units).has_value(),
                 "no more is taken than is left, of a coupon that was read in the same transaction");
    }
    audit::record(tx, command.at, command.asker.account, "booking.cancel", booking.id, audit_detail(booking));
    tell(tx, *programme, booking, command.notice, command.at, "booking_cancelled");
    if (has_seats(before))
        offer_freed(tx, programmes, booking.place, booking.first_day, booking.last_day, command.at);
    audit::remember(tx, command.key, command.asker.account, kind, fingerprint, command.at,
                    to_string(booking.id));
    return Result<Outcome>(Booked{booking.id, false});
}

}  // namespace hagukumi::booking
