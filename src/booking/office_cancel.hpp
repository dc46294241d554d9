// What the office ends of a family's bookings; for the files of this room.
#pragma once

#include <string_view>

#include "booking/judge.hpp"

namespace hagukumi::booking {

/// A booking as its desk would ask for it now.  Nothing: an interview, or its coupon or programme has ended.
std::optional<LoadedBooking> load_again(store::Snapshot& snapshot, Programmes programmes,
                                        const Booking& booking, Instant at);

/// What a household has from `since` on and nobody has come for.
std::vector<Booking> open_bookings(store::Snapshot& snapshot, const Id& household, Date since);

struct OfficeCancel {
    std::string_view kind;  ///< of the command, for the keys of what it cancels
    Id key;
    Instant at;
    Id actor;
    std::string message;  ///< that the family is told
};

/// Error `message_missing` (malformed) where there is something to tell.
Result<void> check_message(const OfficeCancel& command, const std::vector<Booking>& bookings);

/// Cancels them in this order: of what gives its seat up nothing is offered to those before it.
void cancel_all(store::Transaction& tx, Programmes programmes, const OfficeCancel& command,
                const std::vector<Booking>& bookings);

}  // namespace hagukumi::booking
