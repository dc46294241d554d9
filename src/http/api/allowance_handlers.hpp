// The handlers of allowances for desks without a network, for the route table.
#pragma once

#include "http/route.hpp"

namespace hagukumi::http {

Result<Response> get_parent_allowance(const Site&, const people::Caller&, store::Snapshot&, const Request&);
Recorded<Response> post_parent_allowance(const Site&, const people::Caller&, store::Transaction&,
                                         const Request&);
Result<Response> get_office_allowance_rules(const Site&, const people::Caller&, store::Snapshot&,
                                            const Request&);
Recorded<Response> post_office_allowance_rule(const Site&, const people::Caller&, store::Transaction&,
                                              const Request&);
/// What desks could not settle.
Result<Response> get_office_unsettled(const Site&, const people::Caller&, store::Snapshot&, const Request&);

}  // namespace hagukumi::http
