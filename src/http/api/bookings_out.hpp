// The shapes of bookings, openings and registrations.  Their names and types are those of api/openapi.yaml.
#pragma once

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include "booking/draw.hpp"
#include "booking/openings.hpp"
#include "booking/registration.hpp"
#include "http/api/json_in.hpp"
#include "http/response.hpp"
#include "http/site.hpp"

namespace hagukumi::http {

enum class Viewer { parent, desk };

/// A booking with what can be done with it now; for the desk with the child's name and the answers.
boost::json::object booking_to_json(store::Snapshot& snapshot, const Municipality& municipality,
                                    const booking::Booking& booking, Viewer viewer, Instant at);

/// For the desk with what tells one child from another of the same name.
boost::json::object registration_to_json(store::Snapshot& snapshot, const booking::Registration& registration,
                                         Viewer viewer);

/// The hours, limits and questions of a service, for a page.
boost::json::object booking_rules_to_json(const rules::BookingRules& rules);

/// Why nothing can be booked at all, or on a day; null: something can.
boost::json::value blocked_to_json(const booking::Openings& openings, std::string_view service,
                                   std::optional<Language> also);
boost::json::value closed_to_json(const booking::Openings& openings, const booking::OpenDay& day,
                                  std::string_view service, std::optional<Language> also);

boost::json::object openings_to_json(const booking::Openings& openings, std::string_view service,
                                     std::optional<Language> also);

/// The draw that a page announces, or null.
boost::json::value next_draw_to_json(const std::optional<booking::Draw>& draw);

/// 422 of several days: what is against each that cannot be booked.
Response booking_days_refusal(const std::vector<booking::JudgedDay>& days, std::string_view service,
                              std::optional<Language> also);

/// 422: every reason, whether one may wait, and the nearest free times.
Response booking_refusal(const booking::Judged& judged, std::string_view service,
                         const std::vector<booking::FreeTime>& nearest, std::optional<Language> also);

/// A service's name, or 面談.
Text service_name(const rules::Programme& programme, std::string_view service);

/// first_day, last_day and boxes of a body.
rules::BookingRequest read_booking_request(JsonIn& in);

/// The name by which a family calls its child; for the desk its name.  Empty: the booking is not for a child.
std::string child_name(store::Snapshot& snapshot, const Id& household, const Id& holder, Viewer viewer);

}  // namespace hagukumi::http
