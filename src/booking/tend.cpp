#include "booking/tend.hpp"

#include <algorithm>

#include "audit/record.hpp"
#include "base/age.hpp"
#include "booking/judge.hpp"
#include "booking/notices.hpp"
#include "booking/rows.hpp"
#include "booking/sql.hpp"
#include "rules/booking/moments.hpp"

namespace hagukumi::booking {

namespace {

std::vector<Booking> all(store::Snapshot& snapshot, const store::Statement& statement, auto... arguments)
{
    std::vector<Booking> bookings;
    snapshot.query(
        statement, [&](const store::Row& row) { bookings.push_back(booking_in(row)); }, arguments...);
    return bookings;
}

/// Who booked today for tomorrow was told of it a moment ago.
std::vector<Booking> to_remind(store::Snapshot& snapshot, Instant now, int most)
{
    const Date today = date_in_japan(now);
    return all(snapshot, sql::to_remind, day_after(today), start_of_day_in_japan(today), most);
}

std::vector<Registration> ending_soon(store::Snapshot& snapshot, Instant now, int most)
{
    const Date today = date_in_japan(now);
    // An approval of these days has just told its last day.
    const Instant approved_before = start_of_day_in_japan(plus_days(today, -7));
    return ending_registrations(snapshot, today, plus_days(today, announces_end_days), approved_before, most);
}

/// Offers that ended while the service was down are of days that may have passed.
Date looked_back(Date today)
{
    return plus_days(today, -30);
}

bool reminds_now(Instant now)
{
    return now - start_of_day_in_japan(date_in_japan(now)) >= std::chrono::minutes(reminds_from_minute);
}

/// A request of days that are over: the facility cannot accept it any more.
void end_unanswered(store::Transaction& tx, Programmes programmes, Booking booking, Instant now)
{
    give_back(tx, booking);
    booking.reserved = {};
    booking.state = State::cancelled;
    booking.message = "施設からの回答がないまま、利用の日が過ぎました。";
    tx.execute(sql::set_state, booking.id, State::requested, booking.state, now, booking.message,
               booking.reserved);
    audit::record(tx, now, booking.account, "booking.never_answered", booking.id, audit_detail(booking));
    const rules::Programme* const programme = ledger::find_programme(programmes, booking.place.programme);
    if (programme == nullptr) return;
    const Instant morning =
        start_of_day_in_japan(date_in_japan(now)) + std::chrono::minutes(reminds_from_minute);
    tell(tx, *programme, booking, notice_id(booking.id, now), std::max(now, morning), "booking_cancelled");
}

/// Units of days that are over.  The booking stays as it is: the desk may still say what became of it, and
/// record a use with what the coupon has then.
void free_unused(store::Transaction& tx, Booking booking, Instant now)
{
    ledger::free_units(tx, *booking.coupon, booking.reserved);
    booking.reserved = {};
    tx.execute(sql::set_state, booking.id, booking.state, booking.state, now, booking.message,
               booking.reserved);
    audit::record(tx, now, booking.account, "booking.never_used", booking.id, audit_detail(booking));
}

/// An offer that nobody took: back into the line, or out of it after too many.
void end_offer(store::Transaction& tx, Programmes programmes, Booking booking, Instant now)
{
    const rules::Programme* const programme = ledger::find_programme(programmes, booking.place.programme);
    const rules::BookingRules* const rules =
        programme != nullptr ? programme->booking_of(booking.place.service) : nullptr;
    const bool stays =
        rules != nullptr && rules->waiting_list && booking.offers < rules->waiting_list->most_offers;
    give_back(tx, booking);
    booking.state = stays ? State::waiting : State::cancelled;
    tx.execute(sql::set_offer, booking.id, booking.state, booking.offers, std::optional<Instant>(),
               std::optional<Instant>(), now);
    audit::record(tx, now, booking.account, "booking.offer_ended", booking.id, audit_detail(booking));
    if (!stays && programme != nullptr)
        tell(tx, *programme, booking, notice_id(booking.id, now), now, "booking_cancelled");
    offer_freed(tx, programmes, booking.place, booking.first_day, booking.last_day, now);
}

}  // namespace

void offer_freed(store::Transaction& tx, Programmes programmes, const Place& place, Date first, Date last,
                 Instant at)
{
    const rules::Programme* const programme = ledger::find_programme(programmes, place.programme);
    const rules::BookingRules* const rules =
        programme != nullptr ? programme->booking_of(place.service) : nullptr;
    if (rules == nullptr || !rules->waiting_list) return;
    for (Booking& booking :
         all(tx, sql::waiting_at, place.facility, place.programme, place.service, first, last)) {
        const auto loaded = load_booking(tx, programmes, family_of(booking), wanted_again(booking), at);
        if (!loaded || loaded->judged.refused()) continue;
        auto [from, until] = rules::offer_time(*rules->waiting_list, at);
        if (!booking.boxes.empty()) {
            // Nobody says yes to hours that have begun.
            const Instant begins =
                start_of_day_in_japan(booking.first_day) + std::chrono::minutes(booking.from_minute);
            if (from >= begins) continue;
            until = std::min(until, begins);
        }
        must(take_seats(tx, *loaded, booking.id), "a seat that is offered is free in the same transaction");
        booking.state = State::offered;
        booking.offers += 1;
        booking.offered_from = from;
        booking.offered_until = until;
        tx.execute(sql::set_offer, booking.id, booking.state, booking.offers, booking.offered_from,
                   booking.offered_until, at);
        audit::record(tx, at, booking.account, "booking.offer", booking.id, audit_detail(booking));
        tell(tx, *programme, booking, notice_id(booking.id, at), from, "booking_offered");
    }
}

bool is_anything_due(store::Snapshot& snapshot, Instant now)
{
    const Date today = date_in_japan(now);
    snapshot.ask_ahead(sql::offers_ended, looked_back(today), now);
    snapshot.ask_ahead(sql::waited_in_vain, today, 1);
    snapshot.ask_ahead(sql::never_answered, today, 1);
    snapshot.ask_ahead(sql::never_used, plus_days(today, -records_late_days), 1);
    if (!all(snapshot, sql::offers_ended, looked_back(today), now).empty()) return true;
    if (!all(snapshot, sql::waited_in_vain, today, 1).empty()) return true;
    if (!all(snapshot, sql::never_answered, today, 1).empty()) return true;
    if (!all(snapshot, sql::never_used, plus_days(today, -records_late_days), 1).empty()) return true;
    return reminds_now(now) &&
           (!to_remind(snapshot, now, 1).empty() || !ending_soon(snapshot, now, 1).empty());
}

Result<Tended> tend(store::Transaction& tx, Programmes programmes, Instant now, int most)
{
    Tended tended;
    const Date today = date_in_japan(now);
    for (const Booking& booking : all(tx, sql::offers_ended, looked_back(today), now)) {
        end_offer(tx, programmes, booking, now);
        ++tended.offers_ended;
    }
    for (Booking& booking : all(tx, sql::waited_in_vain, today, most)) {
        booking.state = State::cancelled;
        booking.message = "席が空かないまま、利用の日が過ぎました。";
        tx.execute(sql::set_state, booking.id, State::waiting, booking.state, now, booking.message, Units{});
        audit::record(tx, now, booking.account, "booking.waited_in_vain", booking.id, audit_detail(booking));
        ++tended.waited_in_vain;
    }
    for (const Booking& booking : all(tx, sql::never_answered, today, most)) {
        end_unanswered(tx, programmes, booking, now);
        ++tended.never_answered;
    }
    for (const Booking& booking : all(tx, sql::never_used, plus_days(today, -records_late_days), most)) {
        free_unused(tx, booking, now);
        ++tended.never_used;
    }
    if (!reminds_now(now)) return tended;
    for (const Booking& booking : to_remind(tx, now, most)) {
        tx.execute(sql::mark_reminded, booking.id, now);
        const rules::Programme* const programme = ledger::find_programme(programmes, booking.place.programme);
        if (programme == nullptr) continue;
        tell(tx, *programme, booking, notice_id(booking.id, now), now, "booking_reminder");
        ++tended.reminded;
    }
    for (const Registration& registration : ending_soon(tx, now, most)) {
        tx.execute(sql::mark_ending_told, registration.id, now);
        const rules::Programme* const programme = ledger::find_programme(programmes, registration.programme);
        if (programme == nullptr) continue;
        tell(tx, *programme, registration, notice_id(registration.id, now), now, "registration_ending");
        ++tended.ends_told;
    }
    return tended;
}

}  // namespace hagukumi::booking
