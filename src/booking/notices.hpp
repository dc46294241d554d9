// What a family is told of its bookings and registrations; for the files of this room.
#pragma once

#include "booking/booking.hpp"
#include "booking/registration.hpp"

namespace hagukumi::booking {

/// `message_template` is one of those that begin with "booking_"; the facility hears of it at the same time.
void tell(store::Transaction& tx, const rules::Programme& programme, const Booking& booking, const Id& id,
          Instant at, std::string_view message_template);

/// One of those that begin with "registration_"; an approval and a refusal go to the account that registered
/// (G-09), the others to it as well.
void tell(store::Transaction& tx, const rules::Programme& programme, const Registration& registration,
          const Id& id, Instant at, std::string_view message_template);

/// 「令和8年7月8日（水）9:00〜11:00」
Text when_in_words(const Booking& booking);

}  // namespace hagukumi::booking
