// The handlers of misuse, for the route table and the page of a family.
#pragma once

#include <boost/json/array.hpp>

#include "http/route.hpp"

namespace hagukumi::http {

Recorded<Response> post_office_misuse(const Site&, const people::Caller&, store::Transaction&,
                                      const Request&);
Recorded<Response> post_office_misuse_close(const Site&, const people::Caller&, store::Transaction&,
                                            const Request&);

/// Of all uses of a household; for officers only.
boost::json::array misuses_to_json(store::Snapshot& snapshot, const Id& household);

}  // namespace hagukumi::http
