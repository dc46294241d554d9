#include "booking/seats.hpp"

#include <algorithm>
#include <map>
#include <tuple>

#include "base/age.hpp"
#include "booking/sql.hpp"
#include "facilities/facility.hpp"

namespace hagukumi::booking {

namespace {

int weekday_of(Date day)
{
    return static_cast<int>(std::chrono::weekday(std::chrono::sys_days(day)).c_encoding());
}

WeeklySeats weekly_in(const store::Row& row)
{
    return {static_cast<int>(row.integer(0)),
            {static_cast<int>(row.integer(1)), static_cast<int>(row.integer(2)), std::string(row.text(3)),
             static_cast<int>(row.integer(4))},
            row.date(5),
            row.maybe_date(6)};
}

/// Only the weekday's when it is a single day: a booking reads no more than it needs.
std::vector<WeeklySeats> weekly_between(store::Snapshot& snapshot, const Place& place, Date first, Date last)
{
    if (first != last) return weekly_seats(snapshot, place);
    std::vector<WeeklySeats> weekly;
    snapshot.query(
        sql::weekly_seats_on, [&](const store::Row& row) { weekly.push_back(weekly_in(row)); },
        place.facility, place.programme, place.service, weekday_of(first));
    return weekly;
}

auto time_and_group(const Seats& seats)
{
    return std::tie(seats.from_minute, seats.age_group);
}

}  // namespace

std::vector<Seats> seats_of_day(const std::vector<WeeklySeats>& weekly,
                                const std::vector<ChangedSeats>& changed, bool is_closed, Date day)
{
    std::vector<Seats> seats;
    if (is_closed) return seats;
    for (const WeeklySeats& one : weekly) {
        if (one.weekday != weekday_of(day) || one.first_day > day || (one.last_day && *one.last_day < day))
            continue;
        seats.push_back(one.seats);
    }
    for (const ChangedSeats& one : changed) {
        if (one.day != day) continue;
        const auto same = std::find_if(seats.begin(), seats.end(), [&](const Seats& other) {
            return time_and_group(other) == time_and_group(one.seats);
        });
        if (same != seats.end()) {
            *same = one.seats;
        } else {
            seats.push_back(one.seats);
        }
    }
    std::sort(seats.begin(), seats.end(),
              [](const Seats& a, const Seats& b) { return time_and_group(a) < time_and_group(b); });
    return seats;
}

std::vector<WeeklySeats> weekly_seats(store::Snapshot& snapshot, const Place& place)
{
    std::vector<WeeklySeats> weekly;
    snapshot.query(
        sql::weekly_seats, [&](const store::Row& row) { weekly.push_back(weekly_in(row)); }, place.facility,
        place.programme, place.service);
    return weekly;
}

std::vector<Slot> slots_between(store::Snapshot& snapshot, const Place& place, Date first, Date last)
{
    const std::vector<WeeklySeats> weekly = weekly_between(snapshot, place, first, last);
    std::vector<ChangedSeats> changed;
    snapshot.query(
        sql::changed_seats,
        [&](const store::Row& row) {
            changed.push_back({row.date(0),
                               {static_cast<int>(row.integer(1)), static_cast<int>(row.integer(2)),
                                std::string(row.text(3)), static_cast<int>(row.integer(4))}});
        },
        place.facility, place.programme, place.service, first, last);
    std::map<std::tuple<std::int64_t, int, std::string>, int> taken;
    snapshot.query(
        sql::taken_between,
        [&](const store::Row& row) {
            taken[{row.integer(0), static_cast<int>(row.integer(1)), std::string(row.text(2))}] =
                static_cast<int>(row.integer(3));
        },
        place.facility, place.programme, place.service, first, last);
    const std::vector<Date> closed = facilities::closed_days(snapshot, place.facility, first, last);

    std::vector<Slot> slots;
    for (Date day = first; day <= last; day = day_after(day)) {
        const bool is_closed = std::find(closed.begin(), closed.end(), day) != closed.end();
        for (Seats& seats : seats_of_day(weekly, changed, is_closed, day)) {
            const auto found = taken.find({days_since_epoch(day), seats.from_minute, seats.age_group});
            slots.push_back({day, std::move(seats), found == taken.end() ? 0 : found->second});
        }
    }
    return slots;
}

std::optional<rules::Deadlines> deadlines_of(store::Snapshot& snapshot, const Place& place)
{
    std::optional<rules::Deadlines> deadlines;
    snapshot.query(
        sql::deadlines_of,
        [&](const store::Row& row) {
            if (!deadlines) deadlines.emplace();
            rules::Deadline deadline{static_cast<int>(row.integer(1)), row.integer(2) == 1,
                                     static_cast<int>(row.integer(3))};
            if (const auto minutes = row.maybe_integer(4))
                deadline.minutes_before = static_cast<int>(*minutes);
            if (const auto begins = row.maybe_integer(5)) deadline.use_begins = static_cast<int>(*begins);
            switch (row.integer(0)) {
                case 1: deadlines->book = deadline; break;
                case 2: deadlines->change = deadline; break;
                default: deadlines->cancel = deadline; break;
            }
        },
        place.facility, place.programme, place.service);
    return deadlines;
}

}  // namespace hagukumi::booking
