// What a facility does with the bookings at its desk.  Each names the booking, and is of no effect on another
// facility's.  Errors of all: `booking_not_found`, `wrong_state` (conflict: look again), `key_reused`.
#pragma once

#include "booking/book.hpp"

namespace hagukumi::booking {

struct DeskCommand {
    Id key;
    Instant at;
    Id notice;  ///< the id of what the family is told
    Id account, facility;
    Id booking;
};

/// 受付: a requested booking becomes a booked one (O-12).
Result<void> accept(store::Transaction& tx, Programmes programmes, const DeskCommand& command);

/// お断り with a message; its seats and units are free again.
Result<void> decline(store::Transaction& tx, Programmes programmes, const DeskCommand& command,
                     const std::string& message);

/// 来所
Result<void> arrive(store::Transaction& tx, Programmes programmes, const DeskCommand& command);

/// 利用終了: where no coupon is used at the desk, the day was used; where one was, the child has left and its
/// seats are free.
Result<void> fulfil(store::Transaction& tx, Programmes programmes, const DeskCommand& command);

/// 無断キャンセル: on the day of use or later; what was set aside is free again.
Result<void> miss(store::Transaction& tx, Programmes programmes, const DeskCommand& command);

/// The coupon was used for this booking: the ledger has turned what was set aside into a use (U-14).  Its
/// seats stay taken until fulfil(), or until its last day is over.
void fulfil_by_use(store::Transaction& tx, const Id& booking, const Id& use_entry, Instant at);

/// The use of a booking was voided: the booking is open again, with its seat, day and units, so that the desk
/// says what really was (an arrival, a no-show, a cancellation).  Where its seat or units are somebody else's
/// by now, it is cancelled.  A use without a booking: nothing.
void reopen_after_void(store::Transaction& tx, Programmes programmes, const Id& use_entry, const Id& account,
                       Instant at);

/// The use of a booking was corrected: another entry of the ledger is its use now.
void follow_correction(store::Transaction& tx, const Id& before, const Id& after);

}  // namespace hagukumi::booking
