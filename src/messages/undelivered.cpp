#include "messages/undelivered.hpp"

#include "messages/sql.hpp"

namespace hagukumi::messages {

std::vector<Undelivered> find_undelivered(store::Snapshot& snapshot, int most)
{
    std::vector<Undelivered> found;
    snapshot.query(
        sql::find_dead,
        [&](const store::Row& row) {
            found.push_back({row.id(0), row.instant(1), row.instant(2), std::string(row.text(3)), row.id(4),
                             std::string(row.text(5)), std::string(row.text(6)), row.integer(7),
                             row.is_null(8) ? std::string() : std::string(row.text(8)), row.integer(9) == 1});
        },
        most);
    return found;
}

std::int64_t count_undelivered(store::Snapshot& snapshot)
{
    return snapshot.find(sql::count_undelivered, [](const store::Row& row) { return row.integer(0); })
        .value_or(0);
}

bool mark_returned(store::Transaction& tx, const Id& letter, Instant now, std::string_view why)
{
    return tx.execute(sql::mark_returned, letter, now, why) == 1;
}

bool send_again(store::Transaction& tx, const Id& id, Instant now)
{
    return tx.execute(sql::revive, id, now) == 1 && forget_undelivered(tx, id);
}

bool forget_undelivered(store::Transaction& tx, const Id& id)
{
    return tx.execute(sql::forget_dead, id) == 1;
}

}  // namespace hagukumi::messages
