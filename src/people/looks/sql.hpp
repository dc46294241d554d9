// The statements of the record of looks.
#pragma once

#include "store/statement.hpp"

namespace hagukumi::people::sql {

inline constexpr store::Statement add_look{
    "people.add_look",
    "INSERT INTO look (municipality, id, at, officer, household, what, object, why) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8)"};
inline constexpr store::Statement looks_at_household{
    "people.looks_at_household",
    "SELECT id, at, officer, household, what, object, why FROM look WHERE municipality = $1 AND household = "
    "$2 "
    "AND (officer = $3 OR $3 IS NULL) AND at >= $4 AND at < $5 AND id >= $6 AND id < $7 ORDER BY id DESC "
    "LIMIT $8"};
inline constexpr store::Statement looks_of_officer{
    "people.looks_of_officer",
    "SELECT id, at, officer, household, what, object, why FROM look WHERE municipality = $1 AND officer = $2 "
    "AND at >= $3 AND at < $4 AND id >= $5 AND id < $6 ORDER BY id DESC LIMIT $7"};
inline constexpr store::Statement looks{
    "people.looks",
    "SELECT id, at, officer, household, what, object, why FROM look WHERE municipality = $1 "
    "AND at >= $2 AND at < $3 AND id >= $4 AND id < $5 ORDER BY id DESC LIMIT $6"};

}  // namespace hagukumi::people::sql
