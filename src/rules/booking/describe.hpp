// The rules of booking in words, for the description of a programme (rules/describe.hpp).
#pragma once

#include <functional>

#include "rules/booking/terms.hpp"
#include "rules/phrase.hpp"

namespace hagukumi::rules {

/// `who` is what is booked: services, or the interview.  `condition` says who belongs to a priority group.
Paragraph describe_booking(const BookingRules& rules, const Text& who,
                           const std::function<Paragraph(const Formula&)>& condition);

}  // namespace hagukumi::rules
