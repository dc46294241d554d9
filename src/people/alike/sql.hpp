// The statements of families that are alike: by the day, which few share; the reading is compared as it is
// searched.
#pragma once

#include "store/statement.hpp"

namespace hagukumi::people::sql {

inline constexpr store::Statement guardians_born_on{
    "people.guardians_born_on",
    "SELECT household, kana FROM guardian WHERE municipality = $1 AND birth_date = $2 ORDER BY id"};
inline constexpr store::Statement children_born_on{
    "people.children_born_on",
    "SELECT household, kana FROM child WHERE municipality = $1 AND born_on = $2 ORDER BY id"};

}  // namespace hagukumi::people::sql
