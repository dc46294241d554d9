// The statements of 今日の数.
#pragma once

#include "store/statement.hpp"

namespace hagukumi::settlement::sql {

inline constexpr store::Statement statements_to_approve{
    "settlement.statements_to_approve",
    "SELECT COUNT(*), MIN(month) FROM statement WHERE municipality = $1 AND state = 1"};
/// The newest of its facility; older ones were replaced by it.
inline constexpr store::Statement accounts_to_decide{
    "settlement.accounts_to_decide",
    "SELECT COUNT(*) FROM bank_account a WHERE a.municipality = $1 AND a.state = 1 AND NOT EXISTS "
    "(SELECT 1 FROM bank_account n WHERE n.municipality = $1 AND n.facility = a.facility AND n.version > "
    "a.version)"};
inline constexpr store::Statement objections_to_answer{
    "settlement.objections_to_answer",
    "SELECT COUNT(*), MIN(month) FROM objection WHERE municipality = $1 AND side = 1 AND answered_by IS "
    "NULL"};
/// With an id from $2 on and before $3, entered from $4 and before $5.
inline constexpr store::Statement count_uses{
    "settlement.count_uses",
    "SELECT COUNT(*) FROM entry WHERE municipality = $1 AND id >= $2 AND id < $3 AND kind = 2 "
    "AND voided_by IS NULL AND at >= $4 AND at < $5"};
/// The same uses, newest first: those with an id from $2 on and before $3, entered from $4 and before $5.
inline constexpr store::Statement uses_of_day{
    "settlement.uses_of_day",
    "SELECT e.id, c.household FROM entry e JOIN coupon c ON c.municipality = $1 AND c.id = e.coupon "
    "WHERE e.municipality = $1 AND e.id >= $2 AND e.id < $3 AND e.kind = 2 AND e.voided_by IS NULL "
    "AND e.at >= $4 AND e.at < $5 ORDER BY e.id DESC LIMIT $6"};

}  // namespace hagukumi::settlement::sql
