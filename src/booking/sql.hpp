// The statements of the booking room.
#pragma once

#include "store/statement.hpp"

namespace hagukumi::booking::sql {

using store::Statement;

#define HAGUKUMI_BOOKING                                                                                     \
    "id, programme, service, facility, household, holder, coupon, registration, account, state, first_day, " \
    "last_day, from_minute, until_minute, boxes, age_group, units, reserved_units, answers, message, "       \
    "cost_units, cost_yen, use_entry, priority, offers, offered_from, offered_until, made_at, changed_at, "  \
    "line_number, draw, arrived_at, left_at"
#define HAGUKUMI_PLACE "municipality = $1 AND facility = $2 AND programme = $3 AND service = $4"

inline constexpr Statement count_of_day{"booking.count_of_day",
                                        "SELECT COUNT(*) FROM booking WHERE municipality = $1 AND "
                                        "first_day = $2 AND state IN (2, 3, 4)"};
/// Behind the one that begins at the minute $3 and has the id $4.
inline constexpr Statement bookings_of_day{
    "booking.bookings_of_day",
    "SELECT " HAGUKUMI_BOOKING
    " FROM booking WHERE municipality = $1 AND first_day = $2 AND state IN (2, 3, 4) "
    "AND (from_minute > $3 OR (from_minute = $3 AND id > $4)) ORDER BY from_minute, id LIMIT $5"};

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
    "SELECT deed, days_before, open_days, minute, minutes_before, use_begins FROM booking_deadline "
    "WHERE " HAGUKUMI_PLACE};
inline constexpr Statement drop_deadlines{"booking.drop_deadlines",
                                          "DELETE FROM booking_deadline WHERE " HAGUKUMI_PLACE};
inline constexpr Statement add_deadline{
    "booking.add_deadline",
    "INSERT INTO booking_deadline (municipality, facility, programme, service, deed, days_before, open_days, "
    "minute, minutes_before, use_begins) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)"};

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
/// For days from $5 to $6, each day in its order.
inline constexpr Statement waiting_at{
    "booking.waiting_at", "SELECT " HAGUKUMI_BOOKING " FROM booking WHERE " HAGUKUMI_PLACE
                          " AND first_day BETWEEN $5 - 366 AND $6 AND last_day >= $5 AND state = 8 AND (draw "
                          "IS NULL OR EXISTS (SELECT 1 FROM "
                          "draw d WHERE d.municipality = $1 AND d.id = booking.draw AND "
                          "d.ended_at IS NOT NULL)) ORDER BY first_day, priority, offers, line_number, id"};
/// What anybody waits for at a facility on a day.
inline constexpr Statement places_waited_for{
    "booking.places_waited_for",
    "SELECT DISTINCT programme, service FROM booking WHERE municipality = $1 AND facility = $2 "
    "AND first_day BETWEEN $3 - 366 AND $3 AND last_day >= $3 AND state = 8 ORDER BY programme, service"};
/// The number behind the last one of this place and day.
inline constexpr Statement next_in_line{"booking.next_in_line",
                                        "SELECT COALESCE(MAX(line_number), 0) + 1 FROM booking "
                                        "WHERE " HAGUKUMI_PLACE " AND first_day = $5"};
inline constexpr Statement set_line_number{
    "booking.set_line_number", "UPDATE booking SET line_number = $3 WHERE municipality = $1 AND id = $2"};
/// Entries of the same day that wait as well and come first.
inline constexpr Statement waiting_before{
    "booking.waiting_before",
    "SELECT count(*) FROM booking WHERE " HAGUKUMI_PLACE
    " AND first_day = $5 AND state = 8 AND line_number > 0 AND age_group = $6 AND from_minute < $8 "
    "AND until_minute > $7 AND (priority < $9 OR (priority = $9 AND (offers < $10 OR (offers = $10 AND "
    "line_number < $11))))"};
/// Whether the holder stands in this line already, for a part of the same time.
inline constexpr Statement stands_in_line{
    "booking.stands_in_line",
    "SELECT id FROM booking WHERE " HAGUKUMI_PLACE
    " AND holder = $5 AND state IN (8, 9) AND first_day <= $7 AND last_day >= $6 AND from_minute < $9 "
    "AND until_minute > $8"};
/// Whose day has come and gone without a seat.
inline constexpr Statement waited_in_vain{
    "booking.waited_in_vain", "SELECT " HAGUKUMI_BOOKING
                              " FROM booking WHERE municipality = $1 AND state = 8 AND first_day < $2 "
                              "ORDER BY first_day, id LIMIT $3"};
/// Whose days are over without an answer of the facility.
inline constexpr Statement never_answered{
    "booking.never_answered", "SELECT " HAGUKUMI_BOOKING
                              " FROM booking WHERE municipality = $1 AND state = 1 AND last_day < $2 "
                              "ORDER BY last_day, id LIMIT $3"};
/// What units are still set aside for, though its last day is before $2.
inline constexpr Statement never_used{
    "booking.never_used", "SELECT " HAGUKUMI_BOOKING
                          " FROM booking WHERE municipality = $1 AND reserved_units > 0 AND last_day < $2 "
                          "AND state IN (2, 3) ORDER BY last_day, id LIMIT $3"};
inline constexpr Statement offers_ended{
    "booking.offers_ended", "SELECT " HAGUKUMI_BOOKING
                            " FROM booking WHERE municipality = $1 AND first_day >= $2 AND state = 9 "
                            "AND offered_until <= $3 ORDER BY id"};
inline constexpr Statement to_remind{"booking.to_remind",
                                     "SELECT " HAGUKUMI_BOOKING
                                     " FROM booking WHERE municipality = $1 AND first_day = $2 "
                                     "AND state = 2 AND reminded_at IS NULL AND changed_at < $3 "
                                     "ORDER BY id LIMIT $4"};
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
    "reserved_units, answers, priority, made_at, changed_at, message, cost_units, cost_yen, offers, "
    "line_number, draw, arrived_at) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, "
    "$22, $22, '', 0, 0, 0, $23, $24, $25)"};
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
    "UPDATE booking SET state = 4, use_entry = $3, reserved_units = 0, changed_at = $4, "
    "arrived_at = COALESCE(arrived_at, $4) WHERE municipality = $1 AND id = $2"};
inline constexpr Statement booking_of_use{"booking.booking_of_use",
                                          "SELECT " HAGUKUMI_BOOKING
                                          " FROM booking WHERE municipality = $1 AND use_entry = $2"};
inline constexpr Statement follow_use{
    "booking.follow_use", "UPDATE booking SET use_entry = $3 WHERE municipality = $1 AND use_entry = $2"};
/// Its use was voided: what becomes of it now.
inline constexpr Statement reopen{"booking.reopen",
                                  "UPDATE booking SET state = $3, use_entry = NULL, reserved_units = $4, "
                                  "message = $5, changed_at = $6, arrived_at = NULL, left_at = NULL "
                                  "WHERE municipality = $1 AND id = $2"};
inline constexpr Statement set_arrival{
    "booking.set_arrival", "UPDATE booking SET arrived_at = $3 WHERE municipality = $1 AND id = $2"};
inline constexpr Statement set_leaving{"booking.set_leaving",
                                       "UPDATE booking SET left_at = $3 WHERE municipality = $1 AND id = $2"};

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
inline constexpr Statement drop_past_held_days{
    "booking.drop_past_held_days",
    "DELETE FROM held_day WHERE municipality = $1 AND booking IN (SELECT id FROM booking "
    "WHERE municipality = $1 AND holder = $2 AND last_day < $3)"};

// ── draws ──

#define HAGUKUMI_DRAW \
    "id, facility, programme, service, opens_at, closes_at, seed, commitment, made_at, drawn_at, ended_at"
inline constexpr Statement find_draw{
    "booking.find_draw", "SELECT " HAGUKUMI_DRAW " FROM draw WHERE municipality = $1 AND id = $2"};
inline constexpr Statement draw_of_release{"booking.draw_of_release",
                                           "SELECT " HAGUKUMI_DRAW " FROM draw WHERE " HAGUKUMI_PLACE
                                           " AND opens_at = $5"};
inline constexpr Statement draws_since{"booking.draws_since",
                                       "SELECT " HAGUKUMI_DRAW
                                       " FROM draw WHERE municipality = $1 AND closes_at > $2 "
                                       "ORDER BY opens_at, facility, service"};
inline constexpr Statement draws_to_end{"booking.draws_to_end",
                                        "SELECT id FROM draw WHERE municipality = $1 AND closes_at <= $2 "
                                        "AND ended_at IS NULL ORDER BY closes_at, id"};
inline constexpr Statement places_without_draw{
    "booking.places_without_draw",
    "SELECT DISTINCT p.facility FROM seat_pattern p WHERE p.municipality = $1 AND p.programme = $2 "
    "AND p.service = $3 AND p.capacity > 0 AND (p.last_day IS NULL OR p.last_day >= $4) "
    "AND NOT EXISTS (SELECT 1 FROM draw d WHERE d.municipality = $1 AND d.facility = p.facility "
    "AND d.programme = $2 AND d.service = $3 AND d.opens_at = $5) ORDER BY p.facility"};
inline constexpr Statement add_draw{
    "booking.add_draw",
    "INSERT INTO draw (municipality, id, facility, programme, service, opens_at, closes_at, seed, "
    "commitment, made_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)"};
inline constexpr Statement in_draw{
    "booking.in_draw", "SELECT " HAGUKUMI_BOOKING
                       " FROM booking WHERE municipality = $1 AND draw = $2 AND state = 8 ORDER BY id"};
inline constexpr Statement count_in_draw{
    "booking.count_in_draw",
    "SELECT count(*) FROM booking WHERE municipality = $1 AND draw = $2 AND state <> 5"};
inline constexpr Statement add_draw_place{
    "booking.add_draw_place",
    "INSERT INTO draw_place (municipality, draw, place, booking, number, priority_group, ticket, outcome) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8)"};
inline constexpr Statement lines_of_draw{
    "booking.lines_of_draw",
    "SELECT place, booking, number, priority_group, ticket, outcome FROM draw_place "
    "WHERE municipality = $1 AND draw = $2 ORDER BY place"};
inline constexpr Statement mark_drawn{"booking.mark_drawn",
                                      "UPDATE draw SET drawn_at = $3 WHERE municipality = $1 AND id = $2"};
inline constexpr Statement set_draw_outcome{
    "booking.set_draw_outcome",
    "UPDATE draw_place SET outcome = $4 WHERE municipality = $1 AND draw = $2 AND place = $3"};
inline constexpr Statement end_draw{"booking.end_draw",
                                    "UPDATE draw SET ended_at = $3 WHERE municipality = $1 AND id = $2"};

// ── registrations ──

// An approved one that was ended is read in a state of its own (5).
#define HAGUKUMI_REGISTRATION                                                                         \
    "id, programme, facility, household, child, account, "                                            \
    "CASE WHEN ended_at IS NULL THEN state ELSE 5 END, interviewed_on, valid_until, coupon, reason, " \
    "made_at, changed_at, same_as, merged_into, name_key, kana_key"
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
    " FROM registration WHERE municipality = $1 AND facility = $2 AND state = $3 AND ended_at IS NULL "
    "ORDER BY made_at, id"};
inline constexpr Statement open_registration{"booking.open_registration",
                                             "SELECT " HAGUKUMI_REGISTRATION
                                             " FROM registration WHERE municipality = $1 AND programme = $2 "
                                             "AND facility = $3 AND child = $4 AND state = 1 ORDER BY id"};
/// Those that stand at the facility and seem to be of the same child, an approved one first.
inline constexpr Statement similar_registrations{
    "booking.similar_registrations",
    "SELECT " HAGUKUMI_REGISTRATION
    " FROM registration WHERE municipality = $1 AND facility = $2 AND programme = $3 AND child <> $4 "
    "AND ended_at IS NULL AND (state = 1 OR (state = 2 AND valid_until >= $7)) AND name_key <> '' "
    "AND (name_key = $5 OR (kana_key <> '' AND kana_key = $6)) "
    "AND same_as IS NULL ORDER BY state DESC, id"};
inline constexpr Statement set_kana_key{
    "booking.set_kana_key",
    "UPDATE registration SET kana_key = $4 WHERE municipality = $1 AND household = $2 AND child = $3"};
inline constexpr Statement set_same_as{
    "booking.set_same_as", "UPDATE registration SET same_as = $3 WHERE municipality = $1 AND id = $2"};
/// Who seemed to be the same as a registration that is gone seems to be the same as the one that stands.
inline constexpr Statement follow_merged{
    "booking.follow_merged", "UPDATE registration SET same_as = $3 WHERE municipality = $1 AND same_as = $2"};
/// Those that wait because they seem to be of the same child as this one.
inline constexpr Statement doubtful_of{"booking.doubtful_of",
                                       "SELECT " HAGUKUMI_REGISTRATION
                                       " FROM registration WHERE municipality = $1 AND same_as = $2 "
                                       "AND state = 1 ORDER BY id"};
inline constexpr Statement end_registration{
    "booking.end_registration",
    "UPDATE registration SET ended_at = $4, reason = $3, changed_at = $4 "
    "WHERE municipality = $1 AND id = $2 AND state = 2 AND ended_at IS NULL"};
inline constexpr Statement merge_registration{
    "booking.merge_registration",
    "UPDATE registration SET state = 4, same_as = NULL, merged_into = $3, changed_at = $4 "
    "WHERE municipality = $1 AND id = $2 AND state = 1"};
inline constexpr Statement ending_registrations{
    "booking.ending_registrations",
    "SELECT " HAGUKUMI_REGISTRATION
    " FROM registration r WHERE municipality = $1 AND state = 2 AND ended_at IS NULL "
    "AND ending_told_at IS NULL "
    "AND valid_until BETWEEN $2 AND $3 AND changed_at < $4 AND NOT EXISTS (SELECT 1 FROM registration n "
    "WHERE n.municipality = $1 AND n.facility = r.facility AND n.programme = r.programme "
    "AND n.child = r.child AND n.state = 2 AND n.ended_at IS NULL AND n.valid_until > r.valid_until) ORDER "
    "BY id LIMIT $5"};
inline constexpr Statement mark_ending_told{
    "booking.mark_ending_told",
    "UPDATE registration SET ending_told_at = $3 WHERE municipality = $1 AND id = $2"};
inline constexpr Statement registration_of_coupon{
    "booking.registration_of_coupon",
    "SELECT " HAGUKUMI_REGISTRATION
    " FROM registration WHERE municipality = $1 AND household = $2 AND coupon = $3 AND state = 2 "
    "AND ended_at IS NULL"};
inline constexpr Statement add_registration{
    "booking.add_registration",
    "INSERT INTO registration (municipality, id, programme, facility, household, child, account, state, "
    "reason, made_at, changed_at, name_key, kana_key, same_as) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, 1, '', $8, $8, $9, $10, $11)"};
inline constexpr Statement answer_registration{
    "booking.answer_registration",
    "UPDATE registration SET state = $3, interviewed_on = $4, valid_until = $5, coupon = $6, reason = $7, "
    "changed_at = $8 WHERE municipality = $1 AND id = $2 AND state = 1"};

// ── looking after the books ──

inline constexpr Statement wrong_slots{
    "booking.wrong_slots",
    "SELECT s.facility, s.day, s.from_minute, s.taken, COALESCE(t.held, 0) FROM slot s LEFT JOIN "
    "(SELECT b.facility, b.programme, b.service, b.age_group, seat.day, seat.from_minute, COUNT(*) AS held "
    "FROM seat JOIN booking b ON b.municipality = $1 AND b.id = seat.booking WHERE seat.municipality = $1 "
    "GROUP BY b.facility, b.programme, b.service, b.age_group, seat.day, seat.from_minute) t "
    "ON t.facility = s.facility AND t.programme = s.programme AND t.service = s.service "
    "AND t.age_group = s.age_group AND t.day = s.day AND t.from_minute = s.from_minute "
    "WHERE s.municipality = $1 AND s.taken <> COALESCE(t.held, 0) "
    "ORDER BY s.facility, s.day, s.from_minute"};
inline constexpr Statement wrong_reservations{
    "booking.wrong_reservations",
    "SELECT c.id, c.reserved_units, COALESCE(b.units, 0) FROM coupon c LEFT JOIN (SELECT coupon, "
    "SUM(reserved_units) AS units FROM booking WHERE municipality = $1 GROUP BY coupon) b "
    "ON b.coupon = c.id WHERE c.municipality = $1 AND c.reserved_units <> COALESCE(b.units, 0) + "
    "(SELECT COALESCE(SUM(a.units - a.taken), 0) FROM allowance a "
    "WHERE a.municipality = $1 AND a.coupon = c.id AND a.state = 1)"};

}  // namespace hagukumi::booking::sql
