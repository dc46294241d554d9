// 期限前のお知らせ: a family is told once before what is left of a coupon can be used no more.
//
//     begin_round ─► look_for_endings (reading, page by page) ─► remind (judged again, written, promised)
//
//  1. A coupon and a last day are told once, by the row of `coupon_reminder`. An end that moves is another
//     one.
//  2. The round of a day goes through all coupons once and remembers how far it came: what a restart cuts
//     short goes on where it stopped.
//  3. Told is what could be used today. After a pregnancy loss nobody is reminded; what is left stays usable.
//  4. How many days before is data of the municipality, never a number in here.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "ledger/coupon.hpp"

namespace hagukumi::ledger {

/// So many days before the last one; zero: nobody is reminded.
struct ReminderRule {
    int days_before = 0;
    std::map<std::string, int, std::less<>> of_programme;  ///< where a programme has another number

    int days_for(std::string_view programme) const;
};

/// From this time of the day on.
inline constexpr int coupon_reminders_from_minute = 9 * 60;

/// Some coupons of today's round, and where it goes on.
struct ReminderPage {
    std::vector<Id> ending;  ///< coupons with an end of which nobody was told yet
    std::optional<Id> next;  ///< the last one that was looked at; empty: there are no more
};

/// After which coupon today's round goes on (nil: from the first on); nothing while it is not due: before
/// nine in the morning, or when all have been looked at.
std::optional<Id> reminders_go_on_after(store::Snapshot& snapshot, Instant now);

/// Looks at `most` coupons behind `after`.
ReminderPage look_for_endings(store::Snapshot& snapshot, Programmes programmes, const ReminderRule& rule,
                              const Id& after, Instant now, int most = 200);

/// Tells the families of a page and takes the round on. Gives the number of messages.
Result<int> remind(store::Transaction& tx, Programmes programmes, const ReminderRule& rule,
                   const ReminderPage& page, Instant now);

}  // namespace hagukumi::ledger
