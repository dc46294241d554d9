// 今日の予約, counted for the office.
#pragma once

#include "booking/booking.hpp"

namespace hagukumi::booking {

/// Bookings that begin on a day: booked, arrived or fulfilled.
std::int64_t count_bookings(store::Snapshot& snapshot, Date day);

/// Those bookings, by the time at which they begin, those behind `after` (nil: from the first), at most
/// `limit`.
std::vector<Booking> bookings_of_day(store::Snapshot& snapshot, Date day, const Id& after, int limit);

}  // namespace hagukumi::booking
