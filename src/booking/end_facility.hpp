// 施設の参加終了 with its bookings: from a day on a facility takes part no more.
//
//  1. What is booked there from that day on, also a stay that goes on beyond it, is cancelled; each family is
//     told with the officer's words, and units and seats are free.
//  2. Nobody is offered a seat there that this frees: who waits is cancelled first.
//  3. Uses, statements and what is still to be paid stay; the desk goes on confirming its months.
#pragma once

#include "booking/book.hpp"
#include "booking/booking.hpp"

namespace hagukumi::booking {

struct EndFacility {
    Id key;
    Instant at;
    Id actor;  ///< an officer
    Id facility;
    Date left_on;        ///< the first day on which it takes part no more; after today
    std::string reason;  ///< that the families are told
};

/// Gives how many bookings were cancelled; 0 for a repetition.  Errors: `facility_not_found`, `left_on_past`
/// (malformed), `left_already` (conflict: it ends no later than that), `message_missing` (malformed),
/// `key_reused`.
Result<int> end_facility(store::Transaction& tx, Programmes programmes, const EndFacility& command);

/// What would be cancelled, without a seat first.
std::vector<Booking> bookings_to_end(store::Snapshot& snapshot, const Id& facility, Date left_on);

}  // namespace hagukumi::booking
