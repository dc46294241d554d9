#include "people/alike/alike.hpp"

#include <algorithm>

#include "people/alike/sql.hpp"
#include "people/fold.hpp"

namespace hagukumi::people {

namespace {

std::vector<Id> alike(store::Snapshot& snapshot, const store::Statement& born_on, std::string_view kana,
                      Date day)
{
    std::vector<Id> households;
    const std::string key = search_key(kana);
    if (key.empty()) return households;
    snapshot.query(
        born_on,
        [&](const store::Row& row) {
            const Id household = row.id(0);
            const bool is_there =
                std::find(households.begin(), households.end(), household) != households.end();
            if (!is_there && search_key(row.text(1)) == key) households.push_back(household);
        },
        day);
    return households;
}

}  // namespace

std::vector<Id> households_with_guardian(store::Snapshot& snapshot, std::string_view kana, Date born_on)
{
    return alike(snapshot, sql::guardians_born_on, kana, born_on);
}

std::vector<Id> households_with_child(store::Snapshot& snapshot, std::string_view kana, Date born_on)
{
    return alike(snapshot, sql::children_born_on, kana, born_on);
}

}  // namespace hagukumi::people
