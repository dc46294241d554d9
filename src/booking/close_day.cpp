#include "booking/close_day.hpp"

#include <algorithm>

#include "audit/failed_attempts.hpp"
#include "audit/once.hpp"
#include "base/age.hpp"
#include "base/era.hpp"
#include "booking/judge.hpp"
#include "booking/sql.hpp"

namespace hagukumi::booking {

namespace {

constexpr std::string_view kind = "booking.close_day";

/// Of days that are over the desk says at the booking what was.
Result<void> must_have_no_bookings(store::Snapshot& snapshot, const facilities::CloseDay& command)
{
    const Date today = date_in_japan(command.at);
    if (command.day < today) return {};
    const auto bookings = bookings_of_facility(snapshot, command.facility, command.day, command.day);
    const auto stands = std::count_if(bookings.begin(), bookings.end(), [&](const Booking& one) {
        const bool stays_on = one.state == State::fulfilled && one.use_entry && !one.left_at;
        return has_seats(one.state) || (stays_on && command.day > today);
    });
    if (stands == 0) return {};
    const std::string count = std::to_string(stands);
    return fail(ErrorKind::conflict, "day_booked",
                {in_japanese(command.day) + "には予約が" + count +
                     "件あります。先に予約の一覧で、理由を書いて取り消すか、別の日へ変更してから、"
                     "休業日にしてください。",
                 "Booked on " + in_english(command.day) + ": " + count +
                     ". Please cancel each with a reason or move it to another day in the list of bookings "
                     "first, then close the day."});
}

/// Of everything that anybody waits for there.
void offer_day(store::Transaction& tx, Programmes programmes, const facilities::CloseDay& command)
{
    std::vector<Place> places;
    tx.query(
        sql::places_waited_for,
        [&](const store::Row& row) {
            places.push_back({command.facility, std::string(row.text(0)), std::string(row.text(1))});
        },
        command.facility, command.day);
    for (const Place& place : places)
        offer_freed(tx, programmes, place, command.day, command.day, command.at);
}

}  // namespace

Result<void> close_day(store::Transaction& tx, Programmes programmes, const facilities::CloseDay& command)
{
    audit::Digest content(kind);
    content.add(command.facility).add(command.day).add(std::int64_t{command.closed});
    return audit::once(tx, command, command.actor, kind, content, [&]() -> Result<void> {
        if (command.closed) TRY(must_have_no_bookings(tx, command));
        facilities::CloseDay closing = command;
        closing.key = audit::subject_of(audit::Digest(kind).add(command.key));
        TRY(facilities::close_day(tx, closing));
        if (!command.closed) offer_day(tx, programmes, command);
        return {};
    });
}

}  // namespace hagukumi::booking
