// The statements of the booking room.
#pragma once

#include "store/statement.hpp"

namespace hagukumi::booking::sql {

using store::Statement;

#define HAGUKUMI_BOOKING                                                                                     \
    "id, programme, service, facility, household, holder, coupon, registration, account, state, first_day, " \
    "last_day, from_minute, until_minute, boxes, age_group, units, reserved_units, answers, message, "       \
    "cost_units, cost_yen, use_entry, priority, offers, offered_from, offered_until, made_at, changed_at"
#define HAGUKUMI_PLACE "municipality = $1 AND facility = $2 AND programme = $3 AND service = $4"

// ── what is offered ──

inline constexpr Statement weekly_seats{
    "booking.weekly_seats",
    "SELECT weekday, from_minute, until_minute, age_group, capacity, first_day, last_day FROM seat_pattern "
    "WHERE " HAGUKUMI_PLACE " ORDER BY weekday, from_minute, age_group, first_day"};
/// Of one weekday: what a single booking needs.
inline constexpr Statement weekly_seats_on{
    "booking.weekly_seats_on",
    "SELECT weekday, from_minute, until_minute, age_group, capacity, first_day, last_day FROM seat_pattern "
    "WHERE " HAGUKUMI_PLACE " AND weekday = $5 ORDER BY from_minute, age_group, first_day"};
inline constexpr Statement end_weekly_seats{"booking.end_weekly_seats",
                                            "UPDATE seat_pattern SET last_day = $5 - 1 WHERE " HAGUKUMI_PLACE
                                            " AND first_day < $5 AND (last_day IS NULL OR last_day >= $5)"};
inline constexpr Statement drop_weekly_seats{
    "booking.drop_weekly_seats", "DELETE FROM seat_pattern WHERE " HAGUKUMI_PLACE " AND first_day >= $5"};
inline constexpr Statement add_weekly_seats{
    "booking.add_weekly_seats",
    "INSERT INTO seat_pattern (municipality, facility, programme, service, first_day, weekday, from_minute, "
    "until_minute, age_group, capacity) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)"};
inline constexpr Statement changed_seats{
    "booking.changed_seats",
    "SELECT day, from_minute, until_minute, age_group, capacity FROM seat_change WHERE " HAGUKUMI_PLACE
    " AND day BETWEEN $5 AND $6 ORDER BY day, from_minute, age_group"};
inline constexpr Statement change_seats{
    "booking.change_seats",
    "INSERT INTO seat_change (municipality, facility, programme, service, day, from_minute, until_minute, "
    "age_group, capacity) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) "
    "ON CONFLICT (municipality, facility, programme, service, day, from_minute, age_group) "
    "DO UPDATE SET until_minute = excluded.until_minute, capacity = excluded.capacity"};
inline constexpr Statement taken_between{
    "booking.taken_between", "SELECT day, from_minute, age_group, taken FROM slot WHERE " HAGUKUMI_PLACE
                             " AND day BETWEEN $5 AND $6 AND taken > 0"};
inline constexpr Statement taken_from{
    "booking.taken_from", "SELECT day, from_minute, age_group, taken FROM slot WHERE " HAGUKUMI_PLACE
                          " AND day >= $5 AND taken > 0 ORDER BY day, from_minute"};
inline constexpr Statement set_capacity{"booking.set_capacity",
                                        "UPDATE slot SET capacity = $8 WHERE " HAGUKUMI_PLACE
                                        " AND day = $5 AND from_minute = $6 AND age_group = $7"};
/// No row changed: all of its seats are taken.
inline constexpr Statement take_seat{
    "booking.take_seat",
    "INSERT INTO slot (municipality, facility, programme, service, day, from_minute, age_group, capacity, "
    "taken) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 1) "
    "ON CONFLICT (municipality, facility, programme, service, day, from_minute, age_group) "
    "DO UPDATE SET taken = slot.taken + 1, capacity = excluded.capacity WHERE slot.taken < "
    "excluded.capacity"};
inline constexpr Statement give_seat_back{
    "booking.give_seat_back", "UPDATE slot SET taken = taken - 1 WHERE " HAGUKUMI_PLACE
                              " AND day = $5 AND from_minute = $6 AND age_group = $7 AND taken > 0"};

inline constexpr Statement deadlines_of{
    "booking.deadlines_of",
    "SELECT deed, days_before, open_days, minute FROM booking_deadline WHERE " HAGUKUMI_PLACE};
inline constexpr Statement drop_deadlines{"booking.drop_deadlines",
                                          "DELETE FROM booking_deadline WHERE " HAGUKUMI_PLACE};
inline constexpr Statement add_deadline{
    "booking.add_deadline",
    "INSERT INTO booking_deadline (municipality, facility, programme, service, deed, days_before, open_days, "
    "minute) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)"};

// ── bookings ──

inline constexpr Statement find_booking{
    "booking.find_booking", "SELECT " HAGUKUMI_BOOKING " FROM booking WHERE municipality = $1 AND id = $2"};
inline constexpr Statement bookings_of_household{
    "booking.bookings_of_household",
    "SELECT " HAGUKUMI_BOOKING
    " FROM booking WHERE municipality = $1 AND household = $2 AND last_day >= $3 "
    "ORDER BY first_day, from_minute, id"};
inline constexpr Statement bookings_of_holder{
    "booking.bookings_of_holder", "SELECT " HAGUKUMI_BOOKING
                                  " FROM booking WHERE municipality = $1 AND holder = $2 AND last_day >= $3 "
                                  "ORDER BY first_day, from_minute, id"};
/// A stay of at most 366 days began no earlier than that before the first of the days asked for.
inline constexpr Statement bookings_of_facility{
    "booking.bookings_of_facility",
    "SELECT " HAGUKUMI_BOOKING
    " FROM booking WHERE municipality = $1 AND facility = $2 "
    "AND first_day BETWEEN $3 - 366 AND $4 AND last_day >= $3 ORDER BY first_day, from_minute, id"};
inline constexpr Statement waiting_at{"booking.waiting_at",
                                      "SELECT " HAGUKUMI_BOOKING " FROM booking WHERE " HAGUKUMI_PLACE
                                      " AND first_day = $5 AND state = 8 ORDER BY priority, offers, id"};
inline constexpr Statement offers_ended{
    "booking.offers_ended", "SELECT " HAGUKUMI_BOOKING
                            " FROM booking WHERE municipality = $1 AND first_day >= $2 AND state = 9 "
                            "AND offered_until <= $3 ORDER BY id"};
inline constexpr Statement to_remind{"booking.to_remind",
                                     "SELECT " HAGUKUMI_BOOKING
                                     " FROM booking WHERE municipality = $1 AND first_day = $2 "
                                     "AND state = 2 AND reminded_at IS NULL ORDER BY id LIMIT $3"};
inline constexpr Statement mark_reminded{
    "booking.mark_reminded",
    "UPDATE booking SET reminded_at = $3 WHERE municipality = $1 AND id = $2 AND reminded_at IS NULL"};
inline constexpr Statement to_use{
    "booking.to_use", "SELECT " HAGUKUMI_BOOKING
                      " FROM booking WHERE municipality = $1 AND first_day = $5 AND facility = $3 "
                      "AND coupon = $2 AND service = $4 AND state IN (2, 3) ORDER BY id"};
inline constexpr Statement missed_days{
    "booking.missed_days",
    "SELECT first_day FROM booking WHERE municipality = $1 AND holder = $2 "
    "AND programme = $3 AND service = $4 AND state = 7"};
inline constexpr Statement add_booking{
    "booking.add_booking",
    "INSERT INTO booking (municipality, id, programme, service, facility, household, holder, coupon, "
    "registration, account, state, first_day, last_day, from_minute, until_minute, boxes, age_group, units, "
    "reserved_units, answers, priority, made_at, changed_at, message, cost_units, cost_yen, offers) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, "
    "$22, $22, '', 0, 0, 0)"};
inline constexpr Statement change_booking{
    "booking.change_booking",
    "UPDATE booking SET state = $3, first_day = $4, last_day = $5, from_minute = $6, until_minute = $7, "
    "boxes = $8, age_group = $9, units = $10, reserved_units = $11, changed_at = $12, reminded_at = NULL "
    "WHERE municipality = $1 AND id = $2"};
/// No row changed: the state is another by now.
inline constexpr Statement set_state{
    "booking.set_state",
    "UPDATE booking SET state = $4, changed_at = $5, message = $6, reserved_units = $7 "
    "WHERE municipality = $1 AND id = $2 AND state = $3"};
inline constexpr Statement set_cost{
    "booking.set_cost",
    "UPDATE booking SET cost_units = $3, cost_yen = $4 WHERE municipality = $1 AND id = $2"};
inline constexpr Statement set_offer{
    "booking.set_offer",
    "UPDATE booking SET state = $3, offers = $4, offered_from = $5, offered_until = $6, changed_at = $7 "
    "WHERE municipality = $1 AND id = $2"};
inline constexpr Statement set_use{
    "booking.set_use",
    "UPDATE booking SET state = 4, use_entry = $3, reserved_units = 0, changed_at = $4 "
    "WHERE municipality = $1 AND id = $2"};

// ── seats and days of bookings ──

inline constexpr Statement add_seat{
    "booking.add_seat",
    "INSERT INTO seat (municipality, booking, day, from_minute, holder) VALUES ($1, $2, $3, $4, $5)"};
inline constexpr Statement seats_of{
    "booking.seats_of",
    "SELECT day, from_minute FROM seat WHERE municipality = $1 AND booking = $2 ORDER BY day, from_minute"};
inline constexpr Statement drop_seats{"booking.drop_seats",
                                      "DELETE FROM seat WHERE municipality = $1 AND booking = $2"};
inline constexpr Statement held_numbers{
    "booking.held_numbers",
    "SELECT number FROM held_day WHERE municipality = $1 AND programme = $2 "
    "AND kind = $3 AND holder = $4 AND scope = $5 ORDER BY number"};
inline constexpr Statement hold_day{
    "booking.hold_day",
    "INSERT INTO held_day (municipality, programme, kind, holder, scope, number, most, booking) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8)"};
inline constexpr Statement drop_held_days{"booking.drop_held_days",
                                          "DELETE FROM held_day WHERE municipality = $1 AND booking = $2"};

// ── registrations ──

#define HAGUKUMI_REGISTRATION                                                                          \
    "id, programme, facility, household, child, account, state, interviewed_on, valid_until, coupon, " \
    "reason, "                                                                                         \
    "made_at, changed_at"
inline constexpr Statement find_registration{"booking.find_registration",
                                             "SELECT " HAGUKUMI_REGISTRATION
                                             " FROM registration WHERE municipality = $1 AND id = $2"};
inline constexpr Statement registrations_of_household{
    "booking.registrations_of_household",
    "SELECT " HAGUKUMI_REGISTRATION
    " FROM registration WHERE municipality = $1 AND household = $2 ORDER BY made_at DESC, id"};
inline constexpr Statement registrations_of_facility{
    "booking.registrations_of_facility",
    "SELECT " HAGUKUMI_REGISTRATION
    " FROM registration WHERE municipality = $1 AND facility = $2 AND state = $3 ORDER BY made_at, id"};
inline constexpr Statement open_registration{"booking.open_registration",
                                             "SELECT " HAGUKUMI_REGISTRATION
                                             " FROM registration WHERE municipality = $1 AND programme = $2 "
                                             "AND facility = $3 AND child = $4 AND state = 1"};
inline constexpr Statement registration_of_coupon{
    "booking.registration_of_coupon",
    "SELECT " HAGUKUMI_REGISTRATION
    " FROM registration WHERE municipality = $1 AND household = $2 AND coupon = $3 AND state = 2"};
inline constexpr Statement add_registration{
    "booking.add_registration",
    "INSERT INTO registration (municipality, id, programme, facility, household, child, account, state, "
    "reason, made_at, changed_at) VALUES ($1, $2, $3, $4, $5, $6, $7, 1, '', $8, $8)"};
inline constexpr Statement answer_registration{
    "booking.answer_registration",
    "UPDATE registration SET state = $3, interviewed_on = $4, valid_until = $5, coupon = $6, reason = $7, "
    "changed_at = $8 WHERE municipality = $1 AND id = $2 AND state = 1"};

// ── looking after the books ──

inline constexpr Statement wrong_slots{
    "booking.wrong_slots",
    "SELECT s.facility, s.day, s.from_minute, s.taken, "
    "(SELECT COUNT(*) FROM seat t JOIN booking b ON b.municipality = $1 AND b.id = t.booking "
    "WHERE t.municipality = $1 AND t.day = s.day AND t.from_minute = s.from_minute "
    "AND b.facility = s.facility AND b.programme = s.programme AND b.service = s.service "
    "AND b.age_group = s.age_group) AS held FROM slot s WHERE s.municipality = $1 "
    "ORDER BY s.facility, s.day, s.from_minute"};
inline constexpr Statement wrong_reservations{
    "booking.wrong_reservations",
    "SELECT c.id, c.reserved_units, COALESCE(SUM(b.reserved_units), 0) FROM coupon c "
    "LEFT JOIN booking b ON b.municipality = $1 AND b.coupon = c.id WHERE c.municipality = $1 "
    "GROUP BY c.id, c.reserved_units HAVING c.reserved_units <> COALESCE(SUM(b.reserved_units), 0)"};

}  // namespace hagukumi::booking::sql
