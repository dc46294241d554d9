// A change of rules, tried on what happened before it is made (U-04).
//
// Every coupon's history is gone through twice, once by the rules as they are and once by the changed ones,
// each side with the balances and the earlier uses that it would have had itself.  Nothing is written.
//
//  1. The families' facts are those of the day of each use as far as the database keeps their past (class,
//     residence, birth); what was corrected since is taken as corrected.
//  2. What officers adjusted counts on both sides.  Voided uses count on neither.
//  3. What nobody asked for then is not known: a wider rule may bring uses that no history shows.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "ledger/coupon.hpp"
#include "rules/decision.hpp"

namespace hagukumi::ledger {

/// What one side decides about one use.
struct Judged {
    rules::Outcome outcome = rules::Outcome::refused;
    Units units;
    Yen parent, public_share;
    std::vector<std::string> against;  ///< rules that refuse or cut, in the order of the file
};

struct Difference {
    Id entry, household;
    Date day;             ///< first day of the use
    std::string service;  ///< code
    Judged before, after;
    std::vector<std::string> rules;  ///< that decide otherwise; `units_and_price` when only those differ
};

struct Sums {
    std::int64_t uses = 0;  ///< that are not refused
    Units units;            ///< of whatever kind; to compare, not to show
    Yen parent, public_share;
};

struct Rehearsal {
    std::int64_t families = 0, uses = 0;  ///< that were looked at
    std::int64_t not_as_recorded = 0;     ///< uses that today's facts do not decide as they were recorded
    std::int64_t coupons_granted_otherwise = 0;
    std::int64_t families_touched = 0;  ///< with a difference in a use or a grant
    Sums before, after;
    std::map<std::string, std::int64_t> by_rule;  ///< differences for each rule that decides otherwise
    std::map<std::string, std::pair<Sums, Sums>> by_month;  ///< "2026-07"
    std::vector<Difference> differences;                    ///< the first `most_listed`
    std::int64_t different_uses = 0;
};

struct Rehearse {
    const rules::Programme* before = nullptr;  ///< both of one programme of the snapshot's municipality
    const rules::Programme* after = nullptr;
    Date first_day{}, last_day{};  ///< uses that begin in these days are counted; all are gone through
    std::size_t most_listed = 20;
};

/// Goes through every coupon of the programme.  Errors: none of its own; a family without its rows is a bug.
Rehearsal rehearse(store::Snapshot& snapshot, const Rehearse& wanted);

}  // namespace hagukumi::ledger
