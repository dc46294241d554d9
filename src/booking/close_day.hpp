// 休業日 with its bookings: a facility is closed for a day, or open after all.
//
//  1. What is booked stays until somebody has told the family: a day with bookings is not closed.
//  2. A day that opens again is offered to those who wait for it.
#pragma once

#include "booking/booking.hpp"
#include "facilities/facility_commands.hpp"

namespace hagukumi::booking {

/// Errors: `day_booked` (conflict) says how many bookings stand; those of facilities::close_day.
Result<void> close_day(store::Transaction& tx, ledger::Programmes programmes,
                       const facilities::CloseDay& command);

}  // namespace hagukumi::booking
