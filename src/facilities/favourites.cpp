#include "facilities/favourites.hpp"

#include "facilities/facility.hpp"
#include "facilities/sql.hpp"

namespace hagukumi::facilities {

std::set<Id> favourites_of(store::Snapshot& snapshot, const Id& account)
{
    std::set<Id> found;
    snapshot.query(
        sql::favourites_of, [&](const store::Row& row) { found.insert(row.id(0)); }, account);
    return found;
}

Result<void> set_favourite(store::Transaction& tx, const Id& account, const Id& facility, bool is_favourite)
{
    if (!find_facility(tx, facility))
        return fail(ErrorKind::not_found, "facility_not_found",
                    {"施設が見つかりません。一覧を開き直してください。",
                     "There is no such facility. Please open the list again."});
    tx.execute(is_favourite ? sql::add_favourite : sql::remove_favourite, account, facility);
    return {};
}

}  // namespace hagukumi::facilities
