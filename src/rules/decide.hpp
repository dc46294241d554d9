// The pure heart: facts and a request in, a decision out.
//
// decide() never throws on any facts, reads no clock, renders no sentence and takes a few
// microseconds.  The preview at the desk and the deed that follows call the same function.
//
// The order is the meaning:
//   1. the request is well formed, the service exists, the facility offers it and is open
//   2. each rule of the file that is for this service; days outside are cut or refuse, as it says
//   3. the least and most per use, counted on what is left of the days
//   4. the allotment: what is left; more than that refuses or is cut, as the file says
//   5. the money, on the units that are covered
// All reasons against are listed, not only the first.
#pragma once

#include "rules/decision.hpp"
#include "rules/facts.hpp"
#include "rules/programme.hpp"

namespace hagukumi::rules {

Decision decide(const Programme& programme, const Facts& facts, const Request& request);

/// What the birth, child or registration is granted now, by the application rules.  Called again
/// after a fact was corrected (twins known at birth), the difference is the ledger's adjustment.
Entitlement entitle(const Programme& programme, const Facts& facts);

/// For lists of coupons: the least use of `service` on `day`, judged as if at a facility that
/// accepts everybody when `facts.facility` is empty.
Outlook outlook(const Programme& programme, const Facts& facts, const Service& service, Date day);

}  // namespace hagukumi::rules
