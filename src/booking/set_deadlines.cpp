#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include "audit/once.hpp"
#include "audit/record.hpp"
#include "booking/seats.hpp"
#include "booking/sql.hpp"

namespace hagukumi::booking {

namespace {

constexpr int whole_day = 24 * 60;

bool is_right(const rules::Deadline& deadline, bool hours_are_booked)
{
    if (!deadline.minutes_before)
        return !deadline.use_begins && deadline.days_before >= 0 && deadline.days_before <= 100 &&
               deadline.minute >= 0 && deadline.minute <= whole_day;
    return *deadline.minutes_before >= 0 && *deadline.minutes_before <= 100 * whole_day &&
           deadline.use_begins.has_value() != hours_are_booked &&
           deadline.use_begins.value_or(0) <= whole_day;
}

std::optional<std::int64_t> wide(const std::optional<int>& minutes)
{
    return minutes ? std::optional<std::int64_t>(*minutes) : std::nullopt;
}

}  // namespace

Result<void> set_deadlines(store::Transaction& tx, const SetDeadlines& command)
{
    const Place& place = command.place;
    const rules::Deadlines own = command.deadlines.value_or(rules::Deadlines{});
    const std::optional<rules::Deadline> deeds[] = {own.book, own.change, own.cancel};
    audit::Digest content("booking.set_deadlines");
    content.add(place.facility).add(place.programme).add(place.service);
    for (const auto& deadline : deeds) {
        content.add(std::int64_t{deadline ? deadline->days_before : -1});
        content.add(std::int64_t{deadline && deadline->open_days});
        content.add(std::int64_t{deadline ? deadline->minute : -1});
        // What was sent before there were such deadlines keeps its fingerprint.
        if (deadline && deadline->minutes_before)
            content.add(*wide(deadline->minutes_before)).add(std::int64_t{deadline->use_begins.value_or(-1)});
    }
    return audit::once(tx, command, command.actor, "booking.set_deadlines", content, [&]() -> Result<void> {
        tx.execute(sql::drop_deadlines, place.facility, place.programme, place.service);
        for (int deed = 1; deed <= 3; ++deed) {
            const auto& deadline = deeds[deed - 1];
            if (!deadline) continue;
            if (!is_right(*deadline, command.hours_are_booked)) {
                return fail(
                    ErrorKind::malformed, "wrong_deadline",
                    {"締切は、日にちは0日前から100日前まで、時刻は0時から24時までの間で、または利用開始の"
                     "2400時間前までの間で入力してください。日単位の予約では、利用が始まる時刻も入力してくだ"
                     "さい。",
                     "A deadline is 0 to 100 days before, at a time from 0:00 to 24:00, or up to 2400 hours "
                     "before the use begins. Where whole days are booked, say when a use begins."});
            }
            tx.execute(sql::add_deadline, place.facility, place.programme, place.service, deed,
                       deadline->days_before, deadline->open_days, deadline->minute,
                       wide(deadline->minutes_before), wide(deadline->use_begins));
        }
        audit::record(tx, command.at, command.actor, "booking.set_deadlines", place.facility,
                      boost::json::serialize(boost::json::object{{"programme", place.programme},
                                                                 {"service", place.service},
                                                                 {"own", command.deadlines.has_value()}}));
        return {};
    });
}

}  // namespace hagukumi::booking
