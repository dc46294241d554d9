// What only the owner of an account may do needs a sign-in of the last minutes, with everything that signing
// in takes: a phone that lies open on a table is not enough to take an account over, nor is a tablet's PIN.
#pragma once

#include <chrono>

#include "base/result.hpp"
#include "http/request.hpp"
#include "http/site.hpp"
#include "people/account.hpp"
#include "store/transaction.hpp"

namespace hagukumi::http {

inline constexpr std::chrono::minutes fresh_for{10};

/// Error: `sign_in_again` (not allowed).
Result<void> demand_fresh(const people::Caller& caller, Instant at);

/// The same, and not by the PIN of a shared tablet: before somebody adds a way to sign in.
Result<void> demand_all_factors(const Site& site, const people::Caller& caller, store::Snapshot& snapshot,
                                const Request& request);

}  // namespace hagukumi::http
