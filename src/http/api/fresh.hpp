// What only the owner of an account may do needs a sign-in of the last minutes: a phone that lies open on a
// table is not enough to take an account over.
#pragma once

#include <chrono>

#include "base/result.hpp"
#include "people/account.hpp"

namespace hagukumi::http {

inline constexpr std::chrono::minutes fresh_for{10};

/// Error: `sign_in_again` (not allowed).
Result<void> demand_fresh(const people::Caller& caller, Instant at);

}  // namespace hagukumi::http
