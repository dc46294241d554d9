// The statements of 不正利用.
#pragma once

#include "store/statement.hpp"

namespace hagukumi::settlement::sql {

using store::Statement;

#define HAGUKUMI_MISUSE "m.id, m.entry, m.yen, m.reason, m.marked_at, m.state, m.closed_at, m.closed_why"
inline constexpr Statement misuses_of{
    "settlement.misuses_of",
    "SELECT " HAGUKUMI_MISUSE
    " FROM misuse m WHERE m.municipality = $1 AND m.household = $2 ORDER BY m.marked_at, m.id"};
inline constexpr Statement misused_between{
    "settlement.misused_between",
    "SELECT " HAGUKUMI_MISUSE
    ", e.facility, c.programme, e.service, e.last_day, e.units, e.fee_yen, e.public_yen "
    "FROM misuse m JOIN entry e ON e.municipality = $1 AND e.id = m.entry "
    "JOIN coupon c ON c.municipality = $1 AND c.id = e.coupon "
    "WHERE m.municipality = $1 AND m.state <> 3 AND e.last_day BETWEEN $2 AND $3 "
    "ORDER BY e.last_day, m.id"};
inline constexpr Statement find_misuse{"settlement.find_misuse",
                                       "SELECT " HAGUKUMI_MISUSE
                                       " FROM misuse m WHERE m.municipality = $1 AND m.id = $2"};
inline constexpr Statement find_standing_misuse{
    "settlement.find_standing_misuse",
    "SELECT 1 FROM misuse WHERE municipality = $1 AND entry = $2 AND state <> 3"};
inline constexpr Statement add_misuse{
    "settlement.add_misuse",
    "INSERT INTO misuse (municipality, id, entry, household, yen, reason, marked_by, marked_at, state, "
    "closed_why) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 1, '')"};
inline constexpr Statement close_misuse{
    "settlement.close_misuse",
    "UPDATE misuse SET state = $3, closed_by = $4, closed_at = $5, closed_why = $6 "
    "WHERE municipality = $1 AND id = $2 AND state = 1"};
#undef HAGUKUMI_MISUSE

}  // namespace hagukumi::settlement::sql
