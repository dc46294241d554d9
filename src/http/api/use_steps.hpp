// The steps of a use, for the parent's phone and for the desk's tablet: what can be used here, the preview,
// the deed.
#pragma once

#include "desk/use.hpp"
#include "facilities/check_in.hpp"
#include "http/api/json_in.hpp"
#include "http/api/json_out.hpp"

namespace hagukumi::http {

/// A check-in with everything that can be used in it today, and why what cannot.
boost::json::object check_in_to_json(const Site& site, store::Snapshot& snapshot,
                                     const facilities::CheckIn& check_in, const Request& request);

/// The part of a body that preview and use share; whose it is is not known yet.
ledger::UseRequest read_use(JsonIn& in, Instant at);
rules::Request read_request(JsonIn& in);

Result<Response> preview_response(const Site& site, store::Snapshot& snapshot, const Request& request,
                                  ledger::UseRequest use);

/// 201 with the use, or 422 with the decision; a repetition says that it is one.
Recorded<Response> use_response(const Site& site, store::Transaction& tx, const Request& request,
                                ledger::Redeem command);

}  // namespace hagukumi::http
