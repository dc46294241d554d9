// What a booking is judged from, and taking and giving back what it has; for the files of this room.
#pragma once

#include "booking/book.hpp"

namespace hagukumi::booking {

/// A request as look ahead and deed see it.
struct LoadedBooking {
    Judged judged;
    const rules::BookingRules* rules = nullptr;  ///< nullptr: the service is not booked here
    Place place;
    Id household, holder;
    Date today{};                                 ///< of the moment that is judged
    Date first_day{};                             ///< that is asked for
    std::optional<rules::Request> use_request{};  ///< that it is judged by; empty as `judged.use`
    std::string age_group;
    Units units;  ///< of the coupon, for the use
    std::size_t priority = 0;
    std::vector<Slot> slots;  ///< those that the request takes a seat of
};

/// What the other days of one operation would hold and set aside; nothing of it is written yet.
struct Beside {
    std::vector<rules::HeldBooking> held;
    Units units;
};

/// Reads everything and judges.  `given_up` is the booking that this one takes the place of.
Result<LoadedBooking> load_booking(store::Snapshot& snapshot, Programmes programmes, const Asker& asker,
                                   const Wanted& wanted, Instant at, const Booking* given_up = nullptr,
                                   const Beside& beside = {});

/// What the record keeps of a request that was refused: which checks were against it.
void record_refusal(store::Transaction& tx, const Book& command, const LoadedBooking& loaded);

/// Nobody overtakes by speed those whose lots are being drawn: error `draw_running` (unavailable).
Result<void> must_not_overtake(store::Snapshot& snapshot, const Asker& asker, const LoadedBooking& loaded);

/// Writes what the rules have granted: the booking, its place in line or its application in a draw, and tells
/// the family.  Errors: `draw_not_ready`, `draw_running` (unavailable), `already_in_line` (conflict).
Result<Booked> write_booking(store::Transaction& tx, const Book& command, const LoadedBooking& loaded,
                             std::string answers, bool waits);

/// Takes seats and days for `booking`.  The rules have said yes: a refusal by a table is a bug, but a seat
/// that is gone is not (false).
bool take_seats(store::Transaction& tx, const LoadedBooking& loaded, const Id& booking);

/// Gives seats, days and units of a booking back, as far as its state has them.
void give_back(store::Transaction& tx, const Booking& booking);

/// Who asked for a booking that waits, and what for.
Asker family_of(const Booking& booking);
Wanted wanted_again(const Booking& booking);

/// Of an event that belongs to a booking and happens at most once a moment: no randomness is needed for it.
Id notice_id(const Id& booking, Instant at);

/// The asker's own booking; others are not found.
Result<Booking> find_own(store::Snapshot& snapshot, const Asker& asker, const Id& booking);

/// What the record keeps of a booking: codes, days and numbers.
std::string audit_detail(const Booking& booking);

tl::unexpected<Error> no_booking();
tl::unexpected<Error> booking_ended();

/// Offers what is free at this place to those who wait for a day from `first` to `last` (both included): what
/// was given back, and seats that were added.
void offer_freed(store::Transaction& tx, Programmes programmes, const Place& place, Date first, Date last,
                 Instant at);

}  // namespace hagukumi::booking
