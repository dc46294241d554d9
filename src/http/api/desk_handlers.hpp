// The handlers of what the desk does by itself, for the route table.
#pragma once

#include "http/route.hpp"

namespace hagukumi::http {

// ── a parent without a phone ──
Result<people::SignIn> parse_desk_check_in(const people::Caller&, const Request&);
Recorded<Response> post_desk_check_in(const Site&, const people::Caller&, const people::Proven&,
                                      store::Transaction&, const Request&);
Result<Response> post_desk_preview(const Site&, const people::Caller&, store::Snapshot&, const Request&);
Result<Work> read_desk_use(const Site&, const Request&);

// ── uses that wait for the desk ──
Result<Response> get_desk_waiting(const Site&, const people::Caller&, store::Snapshot&, const Request&);
Recorded<Response> post_desk_waiting(const Site&, const people::Caller&, store::Transaction&, const Request&);

// ── uses of a cut line ──
Result<Response> get_desk_services(const Site&, const people::Caller&, store::Snapshot&, const Request&);
Recorded<Response> post_desk_late_use(const Site&, const people::Caller&, store::Transaction&,
                                      const Request&);
Result<Response> get_desk_late_uses(const Site&, const people::Caller&, store::Snapshot&, const Request&);

// ── what the desk plans by ──
Result<Response> get_desk_planning(const Site&, const people::Caller&, store::Snapshot&, const Request&);
Recorded<Response> note_desk_day_sheet(const Site&, const people::Caller&, store::Transaction&,
                                       const Request&);
Result<Response> draw_desk_day_sheet(const Site&, const people::Caller&, store::Snapshot&, const Request&);

// ── the tablet ──
Result<people::SignIn> parse_desk_switch(const Site&, const Request&);
Result<Response> get_desk_colleagues(const Site&, const people::Caller&, store::Snapshot&, const Request&);
Result<Response> get_desk_live_code(const Site&, const people::Caller&, store::Snapshot&, const Request&);
Recorded<Response> post_desk_live_code(const Site&, const people::Caller&, store::Transaction&,
                                       const Request&);

// ── the day ──
Result<Response> get_desk_day(const Site&, const people::Caller&, store::Snapshot&, const Request&);
Recorded<Response> post_desk_note(const Site&, const people::Caller&, store::Transaction&, const Request&);
Recorded<Response> post_desk_note_remove(const Site&, const people::Caller&, store::Transaction&,
                                         const Request&);

}  // namespace hagukumi::http
