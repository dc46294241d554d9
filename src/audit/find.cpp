#include "audit/find.hpp"

#include "audit/entry_row.hpp"
#include "audit/sql.hpp"

namespace hagukumi::audit {

namespace {

/// Commands that were sent at one moment may stand in the chain in another order, by so much.
constexpr std::chrono::minutes out_of_order{10};

/// The first entry that was written at `moment` or later, or the one behind the newest: its number.  What
/// stands below it is older, but for out_of_order.
std::int64_t first_since(store::Snapshot& snapshot, Instant moment, std::int64_t newest)
{
    std::int64_t low = 1, high = newest + 1;
    while (low < high) {
        const std::int64_t middle = low + (high - low) / 2;
        const auto at = snapshot.find(
            sql::entry_at, [](const store::Row& row) { return row.instant(0); }, middle);
        if (at && *at < moment) low = middle + 1;
        else high = middle;
    }
    return low;
}

bool is_of_room(std::string_view action, const std::string& room)
{
    return room.empty() ||
           (action.size() > room.size() && action.starts_with(room) && action[room.size()] == '.');
}

}  // namespace

Found find_entries(store::Snapshot& snapshot, const Wanted& wanted, std::int64_t before, int limit, int most)
{
    Found found;
    const std::int64_t newest = find_head(snapshot).seq;
    if (before <= 0 || before > newest + 1) before = newest + 1;
    if (wanted.until.milliseconds != std::numeric_limits<std::int64_t>::max())
        before = std::min(before, first_since(snapshot, wanted.until + out_of_order, newest));
    const std::int64_t oldest =
        wanted.from == Instant{} ? 1 : first_since(snapshot, wanted.from + -out_of_order, newest);
    // Where everything is wanted there is nothing to look for.
    const bool is_all = wanted.actors.empty() && wanted.objects.empty() && wanted.room.empty();
    const std::int64_t from = std::max(oldest, before - (is_all ? std::min(2 * limit, most) : most));
    std::int64_t last_looked_at = from;
    snapshot.query(
        sql::entries_between,
        [&](const store::Row& row) {
            if (found.entries.size() == static_cast<std::size_t>(limit)) return;
            const Instant at = row.instant(1);
            const bool is_wanted = at >= wanted.from && at < wanted.until &&
                                   (wanted.actors.empty() || wanted.actors.contains(row.id(2))) &&
                                   (wanted.objects.empty() || wanted.objects.contains(row.id(4))) &&
                                   is_of_room(row.text(3), wanted.room);
            if (!is_wanted) return;
            found.entries.push_back(entry_in(row));
            if (found.entries.size() == static_cast<std::size_t>(limit)) last_looked_at = row.integer(0);
        },
        from, before);
    found.next = last_looked_at > oldest ? last_looked_at : 0;
    return found;
}

}  // namespace hagukumi::audit
