#include "ledger/households.hpp"

#include "ledger/sql.hpp"

namespace hagukumi::ledger {

std::vector<Id> households_of(store::Snapshot& snapshot, std::string_view programme)
{
    std::vector<Id> households;
    snapshot.query(
        sql::households_of_programme, [&](const store::Row& row) { households.push_back(row.id(0)); },
        programme);
    return households;
}

}  // namespace hagukumi::ledger
