// Handlers of the office's start page, and of the lists that its figures count, for the route table.
#pragma once

#include "http/route.hpp"

namespace hagukumi::http {

Result<Response> get_office_today(const Site&, const people::Caller&, store::Snapshot&, const Request&);
Result<Response> get_office_day_uses(const Site&, const people::Caller&, store::Snapshot&, const Request&);
Result<Response> get_office_day_bookings(const Site&, const people::Caller&, store::Snapshot&,
                                         const Request&);

}  // namespace hagukumi::http
