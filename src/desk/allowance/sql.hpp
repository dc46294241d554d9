// The statements of allowances.
#pragma once

#include "store/statement.hpp"

namespace hagukumi::desk::sql {

inline constexpr store::Statement find_allowance_key{
    "desk.find_allowance_key", "SELECT point, sealed FROM allowance_key WHERE municipality = $1"};
inline constexpr store::Statement add_allowance_key{
    "desk.add_allowance_key",
    "INSERT INTO allowance_key (municipality, point, sealed, made_at) VALUES ($1, $2, $3, $4)"};

inline constexpr store::Statement allowance_rules{
    "desk.allowance_rules",
    "SELECT programme, most_units, hours FROM allowance_rule WHERE municipality = $1 ORDER BY programme"};
inline constexpr store::Statement drop_allowance_rule{
    "desk.drop_allowance_rule", "DELETE FROM allowance_rule WHERE municipality = $1 AND programme = $2"};
inline constexpr store::Statement add_allowance_rule{
    "desk.add_allowance_rule",
    "INSERT INTO allowance_rule (municipality, programme, most_units, hours, set_by, set_at) "
    "VALUES ($1, $2, $3, $4, $5, $6)"};

#define HAGUKUMI_ALLOWANCE                                                                            \
    "SELECT id, household, account, coupon, programme, allotment, units, taken, issued_at, ends_at, " \
    "signed, state FROM allowance "
inline constexpr store::Statement add_allowance{
    "desk.add_allowance",
    "INSERT INTO allowance (municipality, id, household, account, coupon, programme, allotment, units, "
    "taken, "
    "issued_at, ends_at, signed, state) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 0, $9, $10, $11, 1)"};
inline constexpr store::Statement find_allowance{"desk.find_allowance",
                                                 HAGUKUMI_ALLOWANCE "WHERE municipality = $1 AND id = $2"};
inline constexpr store::Statement newest_allowance{
    "desk.newest_allowance",
    HAGUKUMI_ALLOWANCE "WHERE municipality = $1 AND coupon = $2 ORDER BY issued_at DESC, id DESC LIMIT 1"};
inline constexpr store::Statement allowances_to_end{
    "desk.allowances_to_end",
    HAGUKUMI_ALLOWANCE "WHERE municipality = $1 AND state = 1 AND ends_at <= $2 ORDER BY ends_at LIMIT 200"};
#undef HAGUKUMI_ALLOWANCE
inline constexpr store::Statement take_of_allowance{
    "desk.take_of_allowance",
    "UPDATE allowance SET taken = taken + $3 WHERE municipality = $1 AND id = $2 AND state = 1 "
    "AND taken + $3 <= units"};
inline constexpr store::Statement end_allowance{
    "desk.end_allowance", "UPDATE allowance SET state = 2 WHERE municipality = $1 AND id = $2 AND state = 1"};

}  // namespace hagukumi::desk::sql
