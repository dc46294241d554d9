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

/// Of an event that belongs to a booking and happens at most once a moment: no randomness is needed for it.
Id notice_id(const Id& booking, Instant at)
{
    Id id = booking;
    for (int i = 0; i < 6; ++i)
        id.bytes[static_cast<std::size_t>(i)] =
            static_cast<std::uint8_t>(static_cast<std::uint64_t>(at.milliseconds) >> (40 - 8 * i));
    return id;
}

std::vector<Booking> all(store::Snapshot& snapshot, const store::Statement& statement, auto... arguments)
{
    std::vector<Booking> bookings;
    snapshot.query(
        statement, [&](const store::Row& row) { bookings.push_back(booking_in(row)); }, arguments...);
    return bookings;
}

bool reminds_now(Instant now)
{
    return now - start_of_day_in_japan(date_in_japan(now)) >= std::chrono::minutes(reminds_from_minute);
}

/// The asker in whose name a waiting booking was made.
Asker family_of(const Booking& booking)
{
    return {rules::BookedBy::parent, booking.account, booking.household, {}};
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
    offer_freed(tx, programmes, booking.place, booking.first_day, now);
}

}  // namespace

void offer_freed(store::Transaction& tx, Programmes programmes, const Place& place, Date day, Instant at)
{
    const rules::Programme* const programme = ledger::find_programme(programmes, place.programme);
    const rules::BookingRules* const rules =
        programme != nullptr ? programme->booking_of(place.service) : nullptr;
    if (rules == nullptr || !rules->waiting_list) return;
    for (Booking& booking : all(tx, sql::waiting_at, place.facility, place.programme, place.service, day)) {
        const Wanted wanted{booking.coupon,
                            booking.registration,
                            place.facility,
                            {place.service, booking.first_day, booking.last_day, booking.boxes},
                            {}};
        const auto loaded = load_booking(tx, programmes, family_of(booking), wanted, at);
        if (!loaded || loaded->judged.refused()) continue;
        must(take_seats(tx, *loaded, booking.id), "a seat that is offered is free in the same transaction");
        const auto [from, until] = rules::offer_time(*rules->waiting_list, at);
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
    if (!all(snapshot, sql::offers_ended, today, now).empty()) return true;
    return reminds_now(now) && !all(snapshot, sql::to_remind, day_after(today), 1).empty();
}

Result<Tended> tend(store::Transaction& tx, Programmes programmes, Instant now, int most)
{
    Tended tended;
    const Date today = date_in_japan(now);
    for (const Booking& booking : all(tx, sql::offers_ended, today, now)) {
        end_offer(tx, programmes, booking, now);
        ++tended.offers_ended;
    }
    if (!reminds_now(now)) return tended;
    for (const Booking& booking : all(tx, sql::to_remind, day_after(today), most)) {
        tx.execute(sql::mark_reminded, booking.id, now);
        const rules::Programme* const programme = ledger::find_programme(programmes, booking.place.programme);
        if (programme == nullptr) continue;
        tell(tx, *programme, booking, notice_id(booking.id, now), now, "booking_reminder");
        ++tended.reminded;
    }
    return tended;
}

}  // namespace hagukumi::booking
