#include "facilities/desk_check_in.hpp"

#include "facilities/sql.hpp"
#include "facilities/token_in.hpp"

namespace hagukumi::facilities {

Result<CheckIn> open_desk_check_in(store::Transaction& tx, const CheckInSettings& settings,
                                   const OpenDeskCheckIn& command)
{
    const auto facility = find_facility(tx, command.facility);
    if (!facility) return no_facility();
    if (auto closed = find_closed(tx, settings, *facility, date_in_japan(command.at)))
        return tl::unexpected(std::move(*closed));
    const CheckIn check_in{command.id,
                           command.facility,
                           command.account,
                           command.household,
                           command.way,
                           command.at,
                           command.at + settings.check_in_lives};
    tx.execute(sql::add_check_in, check_in.id, check_in.facility, check_in.account, check_in.household,
               check_in.way, check_in.at, check_in.ends_at, command.staff);
    return check_in;
}

Result<CheckIn> find_desk_check_in(store::Snapshot& snapshot, const Id& id, const Id& facility, Instant at)
{
    const auto found = snapshot.find(
        sql::find_desk_check_in,
        [&](const store::Row& row) {
            return CheckIn{id,
                           facility,
                           row.id(0),
                           row.id(1),
                           static_cast<Way>(row.integer(2)),
                           row.instant(3),
                           row.instant(4)};
        },
        id, facility);
    if (!found)
        return fail(ErrorKind::not_found, "check_in_not_found",
                    {"チェックインが見つかりません。番号と暗証番号をもう一度入力してください。",
                     "There is no such check-in. Please enter the number and the PIN again."});
    if (at >= found->ends_at)
        return fail(
            ErrorKind::conflict, "check_in_expired",
            {"チェックインの有効時間が過ぎました。クーポンは減っていません。番号と暗証番号をもう一度入力し"
             "てください。",
             "The check-in has ended. No units were used. Please enter the number and the PIN again."});
    return *found;
}

}  // namespace hagukumi::facilities
