// The statements of 家庭の様子.
#pragma once

#include "store/statement.hpp"

namespace hagukumi::people::sql {

/// What is_in() looks at: every birth whose day (of a loss, else of the birth, else the expected one) is $2
/// or later.
inline constexpr store::Statement births_seen{
    "people.births_seen",
    "SELECT household, due_date, born_on, lost_on, children FROM birth WHERE municipality = $1 AND born_on "
    ">= "
    "$2 UNION ALL SELECT household, due_date, NULL, NULL, children FROM birth WHERE municipality = $1 AND "
    "born_on IS NULL AND lost_on IS NULL AND due_date >= $2 UNION ALL SELECT household, due_date, born_on, "
    "lost_on, children FROM birth WHERE municipality = $1 AND lost_on >= $2 AND (born_on IS NULL OR born_on "
    "< "
    "$2) UNION ALL SELECT household, NULL, born_on, NULL, 1 FROM child WHERE municipality = $1 AND born_on "
    ">= "
    "$2 AND birth IS NULL"};
inline constexpr store::Statement count_households{"people.count_households",
                                                   "SELECT count(*) FROM household WHERE municipality = $1"};

}  // namespace hagukumi::people::sql
