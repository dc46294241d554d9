// When a day can be booked, changed and cancelled: instants from days, by the records of a programme.
//
// Everything is decided in Japan's time on the server's clock.  A booking rule of a facility is not shifted
// from a closed day by itself (that holds for statutory periods only); a file that wants it says so.
#pragma once

#include <optional>
#include <utility>

#include "base/calendar.hpp"
#include "rules/booking/terms.hpp"

namespace hagukumi::rules {

/// The moment at which `day` becomes bookable; that moment is open.  Nothing when the calendar does not
/// reach.
///     {days_ahead, 10}, 2024-05-04 → 2024-04-24T00:00+09:00      「10日先まで」
///     {whole_month, 15th, 9:00}, 2026-08-20 → 2026-07-15T09:00+09:00
std::optional<Instant> released_at(const Release& release, const Calendar* calendar, Date day);

/// The moment before which it must be done.  Nothing when the calendar does not reach.
///     {1 day, 17:00}, 2026-07-08 → 2026-07-07T17:00+09:00
///     {2 open days, 17:00}, 2026-07-21 → 2026-07-16T17:00+09:00   20 July is 海の日, 18 and 19 a weekend
///     {24 hours}, 2026-07-21 from 10:00 → 2026-07-20T10:00+09:00
/// The use begins at `from` (minutes after midnight) of `day`, unless the deadline says another time.
std::optional<Instant> closes_at(const Deadline& deadline, const Calendar* calendar, Date day, int from);

/// The last day that is released at `at`, looked for from the day of `at` on; nothing when none is.
std::optional<Date> last_day_released(const Release& release, const Calendar* calendar, Instant at);

/// The earliest release after `at`, of any day within the reach of a file; nothing when there is none.
std::optional<Instant> next_release(const Release& release, const Calendar* calendar, Instant at);

/// Until when applications for `day` are collected for a draw; nothing when none are at `at`.
std::optional<Instant> collects_until(const BookingRules& rules, const Calendar* calendar, Date day,
                                      Instant at);

/// When an offer that is made at `at` begins and ends: never in the quiet hours.  It begins when they are
/// over, and one that would run into them begins after them.
std::pair<Instant, Instant> offer_time(const WaitingList& list, Instant at);

/// "9:30"
std::string time_of_day(int minute);

}  // namespace hagukumi::rules
