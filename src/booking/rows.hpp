// Rows of the booking room, in the order of sql.hpp; for the files of this room.
#pragma once

#include "booking/booking.hpp"
#include "store/statement.hpp"

namespace hagukumi::booking {

Booking booking_in(const store::Row& row);

/// "480 540 600": the minutes at which boxes begin.
std::string boxes_to_text(const std::vector<int>& boxes);

}  // namespace hagukumi::booking
