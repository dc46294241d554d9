// Families that can book, for script/bench and the tests that break things under load.
#pragma once

#include <ostream>
#include <vector>

#include "app/installation.hpp"
#include "store/database.hpp"

namespace hagukumi::app {

/// So many signed-in families, each with a coupon for care that is booked by the hour, and a nursery with
/// seats for all of them on every weekday.  One line a family goes to `targets`: municipality, cookie,
/// coupon, facility and service, tab between.  Error: `no_service` when no programme has such care.
Result<void> prepare_bookings(store::Database& database, const std::vector<ProgrammeFile>& files,
                              int families, Instant now, std::ostream& targets);

}  // namespace hagukumi::app
