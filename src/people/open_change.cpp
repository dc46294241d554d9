#include "people/open_change.hpp"

#include "people/sql.hpp"

namespace hagukumi::people {

void note_open_change(store::Transaction& tx, const OpenChange& change)
{
    tx.execute(sql::note_open_change, change.household, change.application, change.programme, change.since);
}

void close_open_change(store::Transaction& tx, const Id& household, const Id& application)
{
    tx.execute(sql::close_open_change, household, application);
}

bool has_open_change(store::Snapshot& snapshot, const Id& household, std::string_view programme)
{
    return snapshot
        .find(
            sql::find_open_change, [](const store::Row&) { return true; }, household, programme)
        .has_value();
}

}  // namespace hagukumi::people
