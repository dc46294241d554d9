#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include "audit/once.hpp"
#include "audit/record.hpp"
#include "booking/edit.hpp"
#include "booking/judge.hpp"
#include "booking/sql.hpp"

namespace hagukumi::booking {

Result<void> change_day(store::Transaction& tx, Programmes programmes, const ChangeDay& command)
{
    const Place& place = command.place;
    audit::Digest content("booking.change_day");
    content.add(place.facility).add(place.programme).add(place.service).add(days_since_epoch(command.day));
    for (const Seats& seats : command.seats) {
        content.add(std::int64_t{seats.from_minute}).add(std::int64_t{seats.until_minute});
        content.add(seats.age_group).add(std::int64_t{seats.capacity});
    }
    return audit::once(tx, command, command.actor, "booking.change_day", content, [&]() -> Result<void> {
        TRY(check_seats(command.seats));
        TRY(check_apart(command.seats));
        for (const Seats& seats : command.seats) {
            tx.execute(sql::change_seats, place.facility, place.programme, place.service, command.day,
                       seats.from_minute, seats.until_minute, seats.age_group, seats.capacity);
        }
        TRY(keep_what_is_booked(tx, place, command.day));
        audit::record(tx, command.at, command.actor, "booking.change_day", place.facility,
                      boost::json::serialize(boost::json::object{{"programme", place.programme},
                                                                 {"service", place.service},
                                                                 {"day", hagukumi::to_string(command.day)},
                                                                 {"lines", command.seats.size()}}));
        offer_freed(tx, programmes, place, command.day, command.day, command.at);
        return {};
    });
}

}  // namespace hagukumi::booking
