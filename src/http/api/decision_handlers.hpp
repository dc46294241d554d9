// Handlers of decisions beyond one application: their notices, and approving in one go.
#pragma once

#include "http/route.hpp"

namespace hagukumi::http {

// ── notices of decisions ──
Result<Response> get_parent_decision_notice(const Site&, const people::Caller&, store::Snapshot&,
                                            const Request&);
Result<Response> get_parent_decision_notice_pdf(const Site&, const people::Caller&, store::Snapshot&,
                                                const Request&);
Result<Response> get_office_decision_notice(const Site&, const people::Caller&, store::Snapshot&,
                                            const Request&);
Result<Response> get_office_decision_notice_pdf(const Site&, const people::Caller&, store::Snapshot&,
                                                const Request&);

// ── approving in one go ──
Result<Response> get_clear_applications(const Site&, const people::Caller&, store::Snapshot&, const Request&);
Recorded<Response> post_clear_applications(const Site&, const people::Caller&, store::Transaction&,
                                           const Request&);

}  // namespace hagukumi::http
