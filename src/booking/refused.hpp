// Bookings that the rules refuse by what is known now: a birthday was corrected, a class has changed, a child
// has entered a nursery, a move was notified (O-14, X-09).
//
//  1. Nothing is cancelled by itself: what was right when it was booked may stay by an officer's leave.  The
//     office is shown which they are and why, and ends those that it chooses.
//  2. An ordinary cancellation: the family is told with the officer's words, units and seats are free, and
//     who waits is offered them.
#pragma once

#include "booking/book.hpp"
#include "booking/booking.hpp"

namespace hagukumi::booking {

struct RefusedBooking {
    Booking booking;
    Text why;  ///< the sentence of the first rule that stands against it
};

/// From today on, without a seat first.  Bookings whose child has arrived stay, and interviews.
std::vector<RefusedBooking> refused_bookings(store::Snapshot& snapshot, Programmes programmes,
                                             const Id& household, Instant at);

struct CancelRefused {
    Id key;
    Instant at;
    Id actor;
    Id household;
    std::vector<Id> bookings;  ///< of those above
    std::string message;       ///< that the family is told
};

/// Errors: `bookings_changed` (conflict: one of them is not refused any more, or has ended),
/// `message_missing` (malformed), `key_reused`.
Result<void> cancel_refused(store::Transaction& tx, Programmes programmes, const CancelRefused& command);

}  // namespace hagukumi::booking
