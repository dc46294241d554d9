// 予約枠: which seats a facility offers on a day, and how many of them are taken.
//
// What a day offers is worked out, not stored: a change of that day stands in place of its week, a closed day
// has none.  Only a slot of which a seat was ever taken has a row, and that row's constraint is why no seat
// is sold twice.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/id.hpp"
#include "base/instant.hpp"
#include "base/result.hpp"
#include "ledger/coupon.hpp"
#include "rules/booking/terms.hpp"
#include "store/transaction.hpp"

namespace hagukumi::booking {

/// Where seats are offered: a service of a programme, or its interview, at a facility.
struct Place {
    Id facility;
    std::string programme, service;
};

/// So many seats from one minute of the day to another.
struct Seats {
    int from_minute = 0, until_minute = 24 * 60;
    std::string age_group;  ///< empty: all ages
    int capacity = 0;

    friend bool operator==(const Seats&, const Seats&) = default;
};

/// Seats of a weekday (0 Sunday … 6 Saturday), from first_day to last_day (both included; empty: no end yet).
struct WeeklySeats {
    int weekday = 0;
    Seats seats;
    Date first_day{};
    std::optional<Date> last_day;
};

/// Seats of one day, in place of what the week would give at that time for that age group.
struct ChangedSeats {
    Date day{};
    Seats seats;
};

struct Slot {
    Date day{};
    Seats seats;
    int taken = 0;

    int left() const { return seats.capacity > taken ? seats.capacity - taken : 0; }
};

/// What `day` offers, by time and age group.  Pure.
std::vector<Seats> seats_of_day(const std::vector<WeeklySeats>& weekly,
                                const std::vector<ChangedSeats>& changed, bool is_closed, Date day);

std::vector<WeeklySeats> weekly_seats(store::Snapshot& snapshot, const Place& place);

/// The slots from `first` to `last` (both included), in the order of days, times and age groups.
std::vector<Slot> slots_between(store::Snapshot& snapshot, const Place& place, Date first, Date last);

/// The facility's own deadlines, or nothing when the programme's hold.
std::optional<rules::Deadlines> deadlines_of(store::Snapshot& snapshot, const Place& place);

/// The seats of every week from a day on, in place of all that were set before.  Seats that are booked
/// already stay: error `seats_booked` (conflict) names the first day that would have too few.  Seats
/// that are added are offered to those who wait (U-15).
struct SetWeek {
    Id key;
    Instant at;
    Id actor;
    Place place;
    Date first_day{};
    std::vector<std::pair<int, Seats>> seats;  ///< by weekday
};
Result<void> set_week(store::Transaction& tx, ledger::Programmes programmes, const SetWeek& command);

/// The seats of one day: an exception, a single change, or (empty) nothing offered at the times that it
/// names.
struct ChangeDay {
    Id key;
    Instant at;
    Id actor;
    Place place;
    Date day{};
    std::vector<Seats> seats;  ///< those not named stay as they are
};
Result<void> change_day(store::Transaction& tx, ledger::Programmes programmes, const ChangeDay& command);

/// 締切 of the facility itself; empty: the programme's hold again.  One that counts from the beginning of the
/// use says when a day begins, where no hours are booked, and not where they are.  Error: `wrong_deadline`
/// (malformed).
struct SetDeadlines {
    Id key;
    Instant at;
    Id actor;
    Place place;
    std::optional<rules::Deadlines> deadlines;
    bool hours_are_booked = true;
};
Result<void> set_deadlines(store::Transaction& tx, const SetDeadlines& command);

}  // namespace hagukumi::booking
