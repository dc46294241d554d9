#include "applications/waiting.hpp"

#include "applications/sql.hpp"

namespace hagukumi::applications {

std::vector<Waiting> count_waiting(store::Snapshot& snapshot, Date today)
{
    std::vector<Waiting> waiting;
    snapshot.query(
        sql::count_waiting,
        [&](const store::Row& row) {
            waiting.push_back({std::string(row.text(0)), std::string(row.text(1)),
                               static_cast<State>(row.integer(2)), row.integer(3), row.instant(4),
                               row.integer(5), row.integer(6)});
        },
        today);
    return waiting;
}

}  // namespace hagukumi::applications
