// The handlers of passkeys, for the route table.
#pragma once

#include <boost/json/array.hpp>

#include "http/route.hpp"

namespace hagukumi::http {

Recorded<Response> post_passkey_challenge(const Site&, const people::Caller&, store::Transaction&,
                                          const Request&);
Recorded<Response> post_passkey(const Site&, const people::Caller&, store::Transaction&, const Request&);
Recorded<Response> post_passkey_remove(const Site&, const people::Caller&, store::Transaction&,
                                       const Request&);
Recorded<Response> post_passkey_sign_in_challenge(const Site&, store::Transaction&, const Request&);
Recorded<Response> post_passkey_sign_in(const Site&, store::Transaction&, const Request&);

/// Those of an account, for its page.
boost::json::array passkeys_to_json(store::Snapshot& snapshot, const Id& account);

}  // namespace hagukumi::http
