// What parents, staff and officers do alike with the account that they sign in by.
#pragma once

#include <boost/json/array.hpp>
#include <string_view>
#include <vector>

#include "http/route.hpp"

namespace hagukumi::http {

/// Where the caller is signed in; `own` is the token of the session that asks.
boost::json::array devices_to_json(store::Snapshot& snapshot, const people::Caller& caller,
                                   std::string_view own, Instant at);
boost::json::array passkeys_to_json(store::Snapshot& snapshot, const Id& account);

/// Signing in by passkey on each of the three sites; and the page of the own account at the desk and in the
/// office.
std::vector<Route> own_account_routes();

}  // namespace hagukumi::http
