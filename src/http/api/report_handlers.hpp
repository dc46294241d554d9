// The handlers of papers and reports, for the route table.
#pragma once

#include "http/route.hpp"

namespace hagukumi::http {

// ── papers of months and transfers ──
Recorded<Response> note_desk_paper(const Site&, const people::Caller&, store::Transaction&, const Request&);
Result<Response> draw_desk_paper(const Site&, const people::Caller&, store::Snapshot&, const Request&);
Recorded<Response> note_office_paper(const Site&, const people::Caller&, store::Transaction&, const Request&);
Result<Response> draw_office_paper(const Site&, const people::Caller&, store::Snapshot&, const Request&);
Recorded<Response> note_transfer_paper(const Site&, const people::Caller&, store::Transaction&,
                                       const Request&);
Result<Response> draw_transfer_paper(const Site&, const people::Caller&, store::Snapshot&, const Request&);

// ── reports ──
Result<Response> get_office_report(const Site&, const people::Caller&, store::Snapshot&, const Request&);
Result<Response> get_office_take_up(const Site&, const people::Caller&, store::Snapshot&, const Request&);
Recorded<Response> note_report_file(const Site&, const people::Caller&, store::Transaction&, const Request&);
Result<Response> draw_report_file(const Site&, const people::Caller&, store::Snapshot&, const Request&);
Recorded<Response> post_office_budget(const Site&, const people::Caller&, store::Transaction&,
                                      const Request&);
Result<Response> get_office_odd_uses(const Site&, const people::Caller&, store::Snapshot&, const Request&);

// ── a fiscal year for surveys ──
Recorded<Response> note_year_file(const Site&, const people::Caller&, store::Transaction&, const Request&);
Result<Response> draw_year_file(const Site&, const people::Caller&, store::Snapshot&, const Request&);

// ── objections to a line ──
Recorded<Response> post_desk_objection(const Site&, const people::Caller&, store::Transaction&,
                                       const Request&);
Recorded<Response> post_desk_objection_answer(const Site&, const people::Caller&, store::Transaction&,
                                              const Request&);
Recorded<Response> post_office_objection(const Site&, const people::Caller&, store::Transaction&,
                                         const Request&);
Recorded<Response> post_office_objection_answer(const Site&, const people::Caller&, store::Transaction&,
                                                const Request&);

}  // namespace hagukumi::http
