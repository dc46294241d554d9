// 受け取りのお知らせ: a family that was approved, and has not looked since, is reminded once (C-14.1).
//
//  1. How many days after the approval is data of the municipality; zero: nobody is reminded.
//  2. An approval is reminded of once, by its row of `approval_reminder`.
//  3. Nobody is reminded who was in the portal or used something of the programme since the approval, who has
//     nothing left of it, or whose pregnancy was lost.
//     Nor of an approved change or receipt (償還払い): neither gave anything that waits to be used.
//  4. What was approved more than `days_of_grace` before that day is let be: a number that is written into a
//     file today does not write to the families of last year.
#pragma once

#include "ledger/coupon.hpp"

namespace hagukumi::applications {

inline constexpr int days_of_grace = 14;

/// From this time of the day on.
inline constexpr int approval_reminders_from_minute = 9 * 60;

/// Reminds of at most `most` approvals, the oldest first, and gives the number of messages.
Result<int> remind_of_approvals(store::Transaction& tx, ledger::Programmes programmes, int days_after,
                                Instant now, Randomness& randomness, int most = 100);

}  // namespace hagukumi::applications
