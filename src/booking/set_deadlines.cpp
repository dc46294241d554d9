#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include "audit/once.hpp"
#include "audit/record.hpp"
#include "booking/seats.hpp"
#include "booking/sql.hpp"

namespace hagukumi::booking {

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
    }
    return audit::once(tx, command, command.actor, "booking.set_deadlines", content, [&]() -> Result<void> {
        tx.execute(sql::drop_deadlines, place.facility, place.programme, place.service);
        for (int deed = 1; deed <= 3; ++deed) {
            const auto& deadline = deeds[deed - 1];
            if (!deadline) continue;
            if (deadline->days_before < 0 || deadline->days_before > 100 || deadline->minute < 0 ||
                deadline->minute > 24 * 60) {
                return fail(ErrorKind::malformed, "wrong_deadline",
                            {"締切は、0日前から100日前までの、0時から24時までで入力してください。",
                             "A deadline is 0 to 100 days before, at a time from 0:00 to 24:00."});
            }
            tx.execute(sql::add_deadline, place.facility, place.programme, place.service, deed,
                       deadline->days_before, deadline->open_days, deadline->minute);
        }
        audit::record(tx, command.at, command.actor, "booking.set_deadlines", place.facility,
                      boost::json::serialize(boost::json::object{{"programme", place.programme},
                                                                 {"service", place.service},
                                                                 {"own", command.deadlines.has_value()}}));
        return {};
    });
}

}  // namespace hagukumi::booking
