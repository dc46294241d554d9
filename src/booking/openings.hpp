// What a family can book now: the calendar with what is left.
#pragma once

#include "booking/draw.hpp"

namespace hagukumi::booking {

/// A day of the calendar.
struct OpenDay {
    enum class Mark : std::uint8_t {
        free,   ///< ○
        few,    ///< △ at most two left
        full,   ///< ×
        closed  ///< － nothing is offered, or nothing that this family could book
    };

    Date day{};
    Mark mark = Mark::closed;
    std::optional<std::int64_t>
        left;                 ///< for the shortest booking at the best time; empty: seats are not counted
    std::vector<Slot> slots;  ///< of this family's age group
    std::optional<rules::BookingLook> closed_by;
    std::optional<Text> use_refused;  ///< why the coupon cannot be used on that day
    std::optional<Instant> draws_at;  ///< applications are collected now: nobody wins by being fast
};
std::string_view name_of(OpenDay::Mark mark);  ///< "free"

struct Openings {
    const rules::Programme* programme = nullptr;
    const rules::BookingRules* rules = nullptr;
    Date first_day{}, last_day{};  ///< last_day: the last one that can be booked now
    std::vector<OpenDay> days;
    std::int64_t total_left = 0;
    std::optional<Draw> draw;  ///< that collects now, or the next one
    /// What no day would pass: the limit, a suspension, a missing registration.  Said before the calendar
    /// (G-15).
    std::optional<rules::BookingLook> blocked_by;
    /// Of a coupon that can be used on none of the days: why (O-11: the date of birth comes first).
    std::optional<Text> use_blocked;
};

/// Errors: those of preview_booking; `not_bookable` (conflict).  `wanted` names the service; its days are not
/// read.  With `only` nothing is worked out but that day, released already or not.
Result<Openings> openings(store::Snapshot& snapshot, Programmes programmes, const Asker& asker,
                          const Wanted& wanted, Instant at, std::optional<Date> only = {});

/// A time that is free.
struct FreeTime {
    Date day{};
    int from_minute = 0, until_minute = 0;
    std::int64_t left = 0;
};

/// At most `most` free times as long as the one that is gone and open to this asker, nearest to it first
/// (G-16).
std::vector<FreeTime> nearest_free(store::Snapshot& snapshot, Programmes programmes, const Asker& asker,
                                   const Wanted& gone, Instant at, std::size_t most);

}  // namespace hagukumi::booking
