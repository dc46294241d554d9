// The statements of 家庭の様子.
#pragma once

#include "store/statement.hpp"

namespace hagukumi::people::sql {

/// What is_in() looks at, of all families.
inline constexpr store::Statement births_seen{
    "people.births_seen",
    "SELECT household, due_date, born_on, lost_on, children FROM birth WHERE municipality = $1 "
    "UNION ALL SELECT household, NULL, born_on, NULL, 1 FROM child WHERE municipality = $1 AND birth IS "
    "NULL"};
inline constexpr store::Statement count_households{"people.count_households",
                                                   "SELECT count(*) FROM household WHERE municipality = $1"};

}  // namespace hagukumi::people::sql
