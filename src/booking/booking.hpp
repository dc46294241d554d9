// 予約: who has which seats when, and what became of it.
//
//                ┌─ accept ─┐
//   requested ───┤          ├─► booked ─► arrived ─► fulfilled
//                └─ decline ┴─► declined    │  └────────► no_show
//   waiting ─► offered ─ yes ─► booked      └─► cancelled
//      ▲          └─ too late ─┐
//      └───────────────────────┘
//   in a draw (waiting, with no place in line yet) ─► booked, or waiting, or declined
//
// requested, booked, arrived and offered have seats, days and units; the others have none.  One thing more:
// a booking whose coupon was used is fulfilled at once and keeps its seats until the child has left.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "booking/seats.hpp"
#include "ledger/coupon.hpp"
#include "rules/booking/book.hpp"

namespace hagukumi::booking {

enum class State : std::uint8_t {
    requested = 1,  ///< 受付待ち: the facility has not answered
    booked = 2,
    arrived = 3,
    fulfilled = 4,
    cancelled = 5,
    declined = 6,
    no_show = 7,
    waiting = 8,  ///< キャンセル待ち
    offered = 9,  ///< a seat was freed and is kept until offered_until
};
std::string_view name_of(State state);  ///< "booked"

/// Whether a booking in this state has seats.
bool has_seats(State state);

/// Whether it has seats or waits for some.
bool is_open(State state);

struct Booking {
    Id id;
    Place place;
    Id household;
    Id holder;  ///< the child, else the birth, else the household
    std::optional<Id> coupon, registration;
    Id account;
    State state = State::booked;
    Date first_day{}, last_day{};
    int from_minute = 0, until_minute = 24 * 60;
    std::vector<int> boxes;  ///< when each begins; empty: no hours are chosen
    std::string age_group;
    Units units, reserved;  ///< of the coupon: what the use will need, and what is set aside for it
    std::string answers;    ///< JSON by question
    std::string message;    ///< of the facility, when it declined or cancelled
    Units cost_units;
    Yen cost_yen;
    std::optional<Id> use_entry;
    int priority = 0, offers = 0;
    std::optional<Instant> offered_from, offered_until;
    Instant made_at, changed_at;
    std::int64_t line_number = 0;  ///< of a waiting one; 0: the draw that decides it is not made yet
    std::optional<Id> draw;        ///< that it took part in
    std::optional<Instant> arrived_at, left_at;

    bool is_in_draw() const { return state == State::waiting && draw && line_number == 0; }
};

std::optional<Booking> find_booking(store::Snapshot& snapshot, const Id& id);

/// All bookings of a household whose last day is not before `since`, by day.
std::vector<Booking> bookings_of_household(store::Snapshot& snapshot, const Id& household, Date since);

/// Those at a facility that touch the days from `first` to `last`, by day and time; of every state.
std::vector<Booking> bookings_of_facility(store::Snapshot& snapshot, const Id& facility, Date first,
                                          Date last);

/// How many stand before a waiting booking in line, for a part of the same time.
std::int64_t waiting_before(store::Snapshot& snapshot, const Booking& booking);

/// The booking of this coupon at this facility on this day that is ready to be used (O-10), or nothing.
std::optional<Booking> find_to_use(store::Snapshot& snapshot, const Id& coupon, const Id& facility,
                                   std::string_view service, Date day);

/// Slots of which not the sum of the bookings is taken, coupons that have more or less set aside than their
/// bookings: empty when the books are right.
std::vector<std::string> wrong_seats(store::Snapshot& snapshot);

}  // namespace hagukumi::booking
