#include "facilities/check_in.hpp"
#include "facilities/sql.hpp"

namespace hagukumi::facilities {

void ask_check_in_ahead(store::Snapshot& snapshot, const Id& id, const Id& account)
{
    snapshot.ask_ahead(sql::find_check_in, id, account);
}

Result<CheckIn> find_check_in(store::Snapshot& snapshot, const Id& id, const Id& account, Instant at)
{
    const auto found = snapshot.find(
        sql::find_check_in,
        [&](const store::Row& row) {
            return CheckIn{id,
                           row.id(0),
                           account,
                           row.id(1),
                           static_cast<Way>(row.integer(2)),
                           row.instant(3),
                           row.instant(4)};
        },
        id, account);
    if (!found)
        return fail(ErrorKind::not_found, "check_in_not_found",
                    {"チェックインが見つかりません。施設のQRコードをもう一度読み取ってください。",
                     "There is no such check-in. Please scan the facility's QR code again."});
    if (at >= found->ends_at) return tl::unexpected(check_in_expired());
    return *found;
}

Error check_in_expired()
{
    return {ErrorKind::conflict,
            "check_in_expired",
            {"チェックインの有効時間が過ぎました。クーポンは減っていません。施設のQRコードをもう一度読み取っ"
             "てください。",
             "The check-in has ended. No units were used. Please scan the facility's QR code again."},
            0,
            {}};
}

}  // namespace hagukumi::facilities
