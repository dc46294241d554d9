#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include <map>

#include "audit/once.hpp"
#include "audit/record.hpp"
#include "base/age.hpp"
#include "booking/edit.hpp"
#include "booking/judge.hpp"
#include "booking/sql.hpp"

namespace hagukumi::booking {

namespace {

constexpr int longest_ahead = 800;  // days; nothing is booked beyond

}  // namespace

Result<void> set_week(store::Transaction& tx, Programmes programmes, const SetWeek& command)
{
    const Place& place = command.place;
    audit::Digest content("booking.set_week");
    content.add(place.facility).add(place.programme).add(place.service);
    content.add(days_since_epoch(command.first_day));
    std::vector<Seats> all;
    std::map<int, std::vector<Seats>> by_weekday;
    for (const auto& [weekday, seats] : command.seats) {
        content.add(std::int64_t{weekday}).add(std::int64_t{seats.from_minute});
        content.add(std::int64_t{seats.until_minute}).add(seats.age_group).add(std::int64_t{seats.capacity});
        all.push_back(seats);
        by_weekday[weekday].push_back(seats);
    }
    return audit::once(tx, command, command.actor, "booking.set_week", content, [&]() -> Result<void> {
        TRY(check_seats(all));
        for (auto& [weekday, seats] : by_weekday) TRY(check_apart(std::move(seats)));
        tx.execute(sql::end_weekly_seats, place.facility, place.programme, place.service, command.first_day);
        tx.execute(sql::drop_weekly_seats, place.facility, place.programme, place.service, command.first_day);
        for (const auto& [weekday, seats] : command.seats) {
            tx.execute(sql::add_weekly_seats, place.facility, place.programme, place.service,
                       command.first_day, weekday, seats.from_minute, seats.until_minute, seats.age_group,
                       seats.capacity);
        }
        TRY(keep_what_is_booked(tx, place, command.first_day));
        audit::record(
            tx, command.at, command.actor, "booking.set_week", place.facility,
            boost::json::serialize(boost::json::object{{"programme", place.programme},
                                                       {"service", place.service},
                                                       {"first_day", hagukumi::to_string(command.first_day)},
                                                       {"lines", command.seats.size()}}));
        offer_freed(tx, programmes, place, command.first_day, plus_days(command.first_day, longest_ahead),
                    command.at);
        return {};
    });
}

}  // namespace hagukumi::booking
