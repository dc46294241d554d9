// The handlers of serial codes, for the route table.
#pragma once

#include "http/route.hpp"

namespace hagukumi::http {

// ── parents ──
Recorded<Response> post_parent_code_look(const Site&, const people::Caller&, store::Transaction&,
                                         const Request&);
Recorded<Response> post_parent_code_receive(const Site&, const people::Caller&, store::Transaction&,
                                            const Request&);

// ── the office ──
Result<Response> get_office_codes(const Site&, const people::Caller&, store::Snapshot&, const Request&);
Result<Response> get_office_code_batch(const Site&, const people::Caller&, store::Snapshot&, const Request&);
Recorded<Response> post_office_codes(const Site&, const people::Caller&, store::Transaction&, const Request&);
Recorded<Response> post_office_codes_withdraw(const Site&, const people::Caller&, store::Transaction&,
                                              const Request&);
Recorded<Response> post_office_code_give_back(const Site&, const people::Caller&, store::Transaction&,
                                              const Request&);
Result<Response> post_office_code_trace(const Site&, const people::Caller&, store::Snapshot&, const Request&);

}  // namespace hagukumi::http
