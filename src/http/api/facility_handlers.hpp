// The handlers of facilities' own data, at the desk and in the office, for the route table.
#pragma once

#include "http/route.hpp"

namespace hagukumi::http {

// ── the desk's own facility ──
Result<Response> get_desk_facility(const Site&, const people::Caller&, store::Snapshot&, const Request&);
Recorded<Response> post_desk_profile(const Site&, const people::Caller&, store::Transaction&, const Request&);
Recorded<Response> post_desk_offer(const Site&, const people::Caller&, store::Transaction&, const Request&);
Recorded<Response> post_desk_hours(const Site&, const people::Caller&, store::Transaction&, const Request&);
Recorded<Response> post_desk_closed_day(const Site&, const people::Caller&, store::Transaction&,
                                        const Request&);

// ── the office ──
Recorded<Response> post_office_facility(const Site&, const people::Caller&, store::Transaction&,
                                        const Request&);
Result<Response> get_office_facility_end(const Site&, const people::Caller&, store::Snapshot&,
                                         const Request&);
Recorded<Response> post_office_facility_end(const Site&, const people::Caller&, store::Transaction&,
                                            const Request&);
Recorded<Response> post_office_confirms_uses(const Site&, const people::Caller&, store::Transaction&,
                                             const Request&);
Result<Response> get_office_facility(const Site&, const people::Caller&, store::Snapshot&, const Request&);
Recorded<Response> post_office_profile(const Site&, const people::Caller&, store::Transaction&,
                                       const Request&);
Recorded<Response> post_office_offer(const Site&, const people::Caller&, store::Transaction&, const Request&);
Recorded<Response> post_office_hours(const Site&, const people::Caller&, store::Transaction&, const Request&);
Recorded<Response> post_office_closed_day(const Site&, const people::Caller&, store::Transaction&,
                                          const Request&);
Result<Response> get_office_changes(const Site&, const people::Caller&, store::Snapshot&, const Request&);
Recorded<Response> post_office_change(const Site&, const people::Caller&, store::Transaction&,
                                      const Request&);
Result<Response> post_office_list_look(const Site&, const people::Caller&, store::Snapshot&, const Request&);
Recorded<Response> post_office_list(const Site&, const people::Caller&, store::Transaction&, const Request&);
Recorded<Response> note_office_list(const Site&, const people::Caller&, store::Transaction&, const Request&);
Result<Response> draw_office_list(const Site&, const people::Caller&, store::Snapshot&, const Request&);

}  // namespace hagukumi::http
