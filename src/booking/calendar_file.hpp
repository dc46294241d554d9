// A booking as a calendar file (.ics, RFC 5545), for the family's own calendar.  Pure.
#pragma once

#include <string>

#include "booking/booking.hpp"
#include "facilities/facility.hpp"

namespace hagukumi::booking {

/// One event with an alarm the day before.  It says where, when and what; a child is not named, because
/// calendars are shared.  A cancelled booking becomes a cancelled event with the same UID.
std::string calendar_file(const Booking& booking, const facilities::Facility& facility, const Text& service);

}  // namespace hagukumi::booking
