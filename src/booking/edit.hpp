// What edits of seats share; for the files of this room.
#pragma once

#include "booking/seats.hpp"

namespace hagukumi::booking {

/// At most 200 lines of seats, each within a day.  Error: `wrong_seats`.
Result<void> check_seats(const std::vector<Seats>& seats);

/// No two lines of one day and age group have a part of the time in common.  Error: `seats_overlap`
/// (malformed).
Result<void> check_apart(std::vector<Seats> seats);

/// From here on no slot offers less than is taken: writes the new capacities of `days` from `first` on, or
/// gives the error `seats_booked` with the first day that would have too few.
Result<void> keep_what_is_booked(store::Transaction& tx, const Place& place, Date first);

}  // namespace hagukumi::booking
