// Cancelling several bookings in one deed, because a facility leaves, a registration or a residence ends, or
// the rules refuse them by now; for the files of this room.
#pragma once

#include <string_view>

#include "booking/judge.hpp"

namespace hagukumi::booking {

/// A booking as its desk would ask for it now.  Nothing: an interview, or its coupon or programme has ended.
std::optional<LoadedBooking> load_again(store::Snapshot& snapshot, Programmes programmes,
                                        const Booking& booking, Instant at);

/// Those that are open and that nobody has come for; without a seat first, so that no seat that is freed is
/// offered to them.
std::vector<Booking> to_be_cancelled(std::vector<Booking> bookings);

/// Error `message_missing` (malformed).
Result<void> must_say_why(std::string_view message);

struct CancelMany {
    std::string_view kind;  ///< of the deed, for the keys of what it cancels
    Id key;                 ///< of the deed
    Instant at;
    Id account;           ///< of staff or an officer
    std::string message;  ///< that the families are told
};

/// Cancels open bookings in this order.  Errors: those of cancel().
Result<void> cancel_many(store::Transaction& tx, Programmes programmes, const CancelMany& command,
                         const std::vector<Booking>& bookings);

}  // namespace hagukumi::booking
