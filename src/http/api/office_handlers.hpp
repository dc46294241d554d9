// Handlers of the office beyond its daily work: staff, and who saw what.
#pragma once

#include "http/route.hpp"
#include "people/looks/looks.hpp"

namespace hagukumi::http {

// ── 利用者カード ──
Result<Work> open_office_card(const Site&, const people::Caller&, store::Snapshot&, const Request&);

// ── 権利の引継ぎ ──
Recorded<Response> post_office_hand_over(const Site&, const people::Caller&, store::Transaction&,
                                         const Request&);

// ── staff ──
/// Of the office or a facility; parents are none of these pages' business (`not_found`).
Result<people::Account> staff_in_path(store::Snapshot& snapshot, const Request& request);
Result<Response> get_office_staff(const Site&, const people::Caller&, store::Snapshot&, const Request&);
Result<Work> open_office_staff_add(const Site&, const people::Caller&, store::Snapshot&, const Request&);
Result<Work> open_office_staff_reset(const Site&, const people::Caller&, store::Snapshot&, const Request&);
Recorded<Response> post_office_staff_disable(const Site&, const people::Caller&, store::Transaction&,
                                             const Request&);

// ── looks at records ──
Result<Response> get_office_looks(const Site&, const people::Caller&, store::Snapshot&, const Request&);

/// What led an officer to a record: `why` of the query, else "directly".
Result<people::LookReason> why_in_query(const Request& request);

/// Writes down that this officer looks, and waits until that is durable: nothing is shown before.  For
/// queries, which have no transaction of their own.
Result<void> note_look(const Site& site, const people::Caller& caller, const Request& request,
                       const Id& household, people::Seen what, const Id& object, people::LookReason why);

}  // namespace hagukumi::http
