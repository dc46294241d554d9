#include "booking/booking.hpp"

#include <fmt/format.h>

#include <sstream>

#include "booking/rows.hpp"
#include "booking/sql.hpp"

namespace hagukumi::booking {

std::string_view name_of(State state)
{
    switch (state) {
        case State::requested: return "requested";
        case State::booked: return "booked";
        case State::arrived: return "arrived";
        case State::fulfilled: return "fulfilled";
        case State::cancelled: return "cancelled";
        case State::declined: return "declined";
        case State::no_show: return "no_show";
        case State::waiting: return "waiting";
        case State::offered: return "offered";
    }
    throw BugFound("a booking has one of nine states");
}

bool has_seats(State state)
{
    return state == State::requested || state == State::booked || state == State::arrived ||
           state == State::offered;
}

bool is_open(State state)
{
    return has_seats(state) || state == State::waiting;
}

std::string boxes_to_text(const std::vector<int>& boxes)
{
    return fmt::format("{}", fmt::join(boxes, " "));
}

Booking booking_in(const store::Row& row)
{
    Booking booking;
    booking.id = row.id(0);
    booking.place = {row.id(3), std::string(row.text(1)), std::string(row.text(2))};
    booking.household = row.id(4);
    booking.holder = row.id(5);
    booking.coupon = row.maybe_id(6);
    booking.registration = row.maybe_id(7);
    booking.account = row.id(8);
    booking.state = static_cast<State>(row.integer(9));
    booking.first_day = row.date(10);
    booking.last_day = row.date(11);
    booking.from_minute = static_cast<int>(row.integer(12));
    booking.until_minute = static_cast<int>(row.integer(13));
    std::istringstream boxes{std::string(row.text(14))};
    for (int box = 0; boxes >> box;) booking.boxes.push_back(box);
    booking.age_group = std::string(row.text(15));
    booking.units = row.units(16);
    booking.reserved = row.units(17);
    booking.answers = std::string(row.text(18));
    booking.message = std::string(row.text(19));
    booking.cost_units = row.units(20);
    booking.cost_yen = row.yen(21);
    booking.use_entry = row.maybe_id(22);
    booking.priority = static_cast<int>(row.integer(23));
    booking.offers = static_cast<int>(row.integer(24));
    booking.offered_from = row.maybe_instant(25);
    booking.offered_until = row.maybe_instant(26);
    booking.made_at = row.instant(27);
    booking.changed_at = row.instant(28);
    booking.line_number = row.integer(29);
    booking.draw = row.maybe_id(30);
    booking.arrived_at = row.maybe_instant(31);
    booking.left_at = row.maybe_instant(32);
    return booking;
}

std::optional<Booking> find_booking(store::Snapshot& snapshot, const Id& id)
{
    return snapshot.find(sql::find_booking, booking_in, id);
}

std::vector<Booking> bookings_of_household(store::Snapshot& snapshot, const Id& household, Date since)
{
    std::vector<Booking> bookings;
    snapshot.query(
        sql::bookings_of_household, [&](const store::Row& row) { bookings.push_back(booking_in(row)); },
        household, since);
    return bookings;
}

std::vector<Booking> bookings_of_facility(store::Snapshot& snapshot, const Id& facility, Date first,
                                          Date last)
{
    std::vector<Booking> bookings;
    snapshot.query(
        sql::bookings_of_facility, [&](const store::Row& row) { bookings.push_back(booking_in(row)); },
        facility, first, last);
    return bookings;
}

std::int64_t waiting_before(store::Snapshot& snapshot, const Booking& booking)
{
    const Place& place = booking.place;
    return *snapshot.find(
        sql::waiting_before, [](const store::Row& row) { return row.integer(0); }, place.facility,
        place.programme, place.service, booking.first_day, booking.age_group, booking.from_minute,
        booking.until_minute, booking.priority, booking.offers, booking.line_number);
}

std::optional<Booking> find_to_use(store::Snapshot& snapshot, const Id& coupon, const Id& facility,
                                   std::string_view service, Date day)
{
    return snapshot.find(sql::to_use, booking_in, coupon, facility, service, day);
}

std::vector<std::string> wrong_seats(store::Snapshot& snapshot)
{
    std::vector<std::string> wrong;
    snapshot.query(sql::wrong_slots, [&](const store::Row& row) {
        wrong.push_back(fmt::format("slot {} {} at {}: {} taken, but bookings have {}", to_string(row.id(0)),
                                    to_string(row.date(1)), row.integer(2), row.integer(3), row.integer(4)));
    });
    snapshot.query(sql::wrong_reservations, [&](const store::Row& row) {
        wrong.push_back(fmt::format("coupon {}: {} set aside, but bookings have {}", to_string(row.id(0)),
                                    row.integer(1), row.integer(2)));
    });
    return wrong;
}

}  // namespace hagukumi::booking
