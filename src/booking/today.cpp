#include "booking/today.hpp"

#include "booking/rows.hpp"
#include "booking/sql.hpp"

namespace hagukumi::booking {

std::int64_t count_bookings(store::Snapshot& snapshot, Date day)
{
    return snapshot
        .find(
            sql::count_of_day, [](const store::Row& row) { return row.integer(0); }, day)
        .value_or(0);
}

std::vector<Booking> bookings_of_day(store::Snapshot& snapshot, Date day, const Id& after, int limit)
{
    constexpr int before_midnight = -1;
    const auto last = after == Id{} ? std::nullopt : find_booking(snapshot, after);
    std::vector<Booking> bookings;
    snapshot.query(
        sql::bookings_of_day, [&](const store::Row& row) { bookings.push_back(booking_in(row)); }, day,
        last ? last->from_minute : before_midnight, after, limit);
    return bookings;
}

}  // namespace hagukumi::booking
