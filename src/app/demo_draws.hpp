// Draws for the demonstration: yesterday's with its result, and today's that families can apply for.
#pragma once

#include <vector>

#include "booking/draw.hpp"
#include "store/database.hpp"

namespace hagukumi::app {

/// A family that applies.
struct DemoApplicant {
    Id household, account;
};

/// Runs what the service itself would have run since yesterday morning, with everybody applying for the same
/// two hours at `facility`.  Of programmes without a draw: nothing.
Result<void> fill_draws(store::Database& database, MunicipalityCode code, booking::Programmes programmes,
                        const Id& facility, const std::vector<DemoApplicant>& applicants, Instant now,
                        Randomness& randomness);

}  // namespace hagukumi::app
