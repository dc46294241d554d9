#include "booking/end_facility.hpp"

#include "audit/failed_attempts.hpp"
#include "audit/once.hpp"
#include "base/era.hpp"
#include "booking/cancel_many.hpp"
#include "facilities/facility_commands.hpp"

namespace hagukumi::booking {

namespace {

constexpr std::string_view kind = "booking.end_facility";
constexpr int longest_ahead = 800;  // days; nothing is booked beyond

Result<void> check(store::Snapshot& snapshot, const EndFacility& command)
{
    if (command.reason.find_first_not_of(" \t\r\n") == std::string::npos) {
        return fail(
            ErrorKind::malformed, "message_missing",
            {"ご家族に伝える理由を入力してください。", "Please write a reason that the families are told."});
    }
    if (command.left_on <= date_in_japan(command.at)) {
        return fail(ErrorKind::malformed, "left_on_past",
                    {"参加をやめる日は、あすからの日を選んでください。今日の利用はそのまま残ります。",
                     "Please choose a day after today; what is used today stays."});
    }
    const auto facility = facilities::find_facility(snapshot, command.facility);
    if (!facility) {
        return fail(ErrorKind::not_found, "facility_not_found",
                    {"施設が見つかりません。一覧から選び直してください。",
                     "There is no such facility. Please choose it from the list again."});
    }
    if (facility->left_on && *facility->left_on <= command.left_on) {
        return fail(ErrorKind::conflict, "left_already",
                    {"この施設の参加は" + in_japanese(*facility->left_on) + "からなくなっています。",
                     "This facility takes part no more from " + in_english(*facility->left_on) + " on."});
    }
    return {};
}

}  // namespace

std::vector<Booking> bookings_to_end(store::Snapshot& snapshot, const Id& facility, Date left_on)
{
    return to_be_cancelled(bookings_of_facility(snapshot, facility, left_on,
                                                date_of_days(days_since_epoch(left_on) + longest_ahead)));
}

Result<int> end_facility(store::Transaction& tx, Programmes programmes, const EndFacility& command)
{
    int cancelled = 0;
    audit::Digest content(kind);
    content.add(command.facility).add(command.left_on).add(command.reason);
    TRY(audit::once(tx, command, command.actor, kind, content, [&]() -> Result<void> {
        TRY(check(tx, command));
        const auto bookings = bookings_to_end(tx, command.facility, command.left_on);
        // Under a key of its own: the facility has left before a freed seat could be offered to anybody.
        TRY(facilities::leave_programme(tx, {audit::subject_of(audit::Digest(kind).add(command.key)),
                                             command.at, command.actor, command.facility, command.left_on}));
        TRY(cancel_many(tx, programmes, {kind, command.key, command.at, command.actor, command.reason},
                        bookings));
        cancelled = static_cast<int>(bookings.size());
        return {};
    }));
    return cancelled;
}

}  // namespace hagukumi::booking
