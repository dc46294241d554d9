// 転出 with its bookings: an officer enters that a family has left, or will.
//
//  1. What the rules no longer allow because the residence ends is cancelled, as an ordinary cancellation:
//     the family is told with the officer's words, units and seats are free, and who waits is offered them.
//  2. What the rules allow all the same stays: programmes for everybody, a stay whose first days are covered,
//     an interview.  What they would refuse to a family that stays, too, is no business of the move.
//  3. The officer has seen each booking that is cancelled.  The look ahead and the deed ask the same
//     function.
//  4. Of a family that moves nothing is offered to itself: what waits ends first.
#pragma once

#include "booking/book.hpp"
#include "booking/booking.hpp"
#include "people/family_commands.hpp"

namespace hagukumi::booking {

/// What would be cancelled of a household if `resident_until` were its last day of residence; without a seat
/// first.  Bookings whose child has arrived stay.
std::vector<Booking> bookings_beyond(store::Snapshot& snapshot, Programmes programmes, const Id& household,
                                     Date resident_until, Instant at);

struct ChangeResidence {
    people::ChangeResidence residence;  ///< with the key, the moment and the officer
    std::vector<Id> shown{};            ///< the bookings that the officer has seen
    std::string message{};              ///< that the family is told of them
};

/// 変更届, and what it ends.  Gives how many bookings were cancelled; 0 for a repetition.  Errors: those of
/// people::change_residence(); `bookings_not_shown` (conflict: there are others by now), `message_missing`
/// (malformed).
Result<int> change_residence(store::Transaction& tx, Programmes programmes, const ChangeResidence& command);

}  // namespace hagukumi::booking
