// The handlers of posters that many municipalities share, for the route table.
#pragma once

#include "http/route.hpp"

namespace hagukumi::http {

// ── whoever holds a poster ──
Result<Response> get_poster_state(const Site&, store::Snapshot&, const Request&);

// ── the desk: its manager asks, its staff read ──
Result<Response> get_desk_shared_posters(const Site&, const people::Caller&, store::Snapshot&,
                                         const Request&);
Recorded<Response> post_desk_shared_poster(const Site&, const people::Caller&, store::Transaction&,
                                           const Request&);
Recorded<Response> post_desk_shared_poster_end(const Site&, const people::Caller&, store::Transaction&,
                                               const Request&);

// ── the office ──
Result<Response> get_office_shared_posters_asked(const Site&, const people::Caller&, store::Snapshot&,
                                                 const Request&);
Result<Response> get_office_shared_posters(const Site&, const people::Caller&, store::Snapshot&,
                                           const Request&);
Recorded<Response> post_office_shared_poster(const Site&, const people::Caller&, store::Transaction&,
                                             const Request&);
Recorded<Response> post_office_shared_poster_answer(const Site&, const people::Caller&, store::Transaction&,
                                                    const Request&);
Recorded<Response> post_office_shared_poster_end(const Site&, const people::Caller&, store::Transaction&,
                                                 const Request&);

}  // namespace hagukumi::http
