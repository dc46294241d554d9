// The statements of the codes room.
#pragma once

#include "store/statement.hpp"

namespace hagukumi::codes::sql {

using store::Statement;

#define HAGUKUMI_BATCH                                                                                       \
    "SELECT b.id, b.programme, b.label, b.last_day, b.household, b.made_at, b.withdrawn_at, count(c.code), " \
    "count(c.received_at) FROM code_batch b LEFT JOIN serial_code c ON c.municipality = $1 AND c.batch = "   \
    "b.id "
#define HAGUKUMI_CODE "code, number, received_at, household, child, kept_for, kept_until, given_back_at"
#define HAGUKUMI_BATCH_GROUP \
    " GROUP BY b.id, b.programme, b.label, b.last_day, b.household, b.made_at, b.withdrawn_at "

inline constexpr Statement add_batch{
    "codes.add_batch",
    "INSERT INTO code_batch (municipality, id, programme, label, last_day, household, made_at, made_by, "
    "withdrawn_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, NULL)"};
inline constexpr Statement add_code{
    "codes.add_code",
    "INSERT INTO serial_code (municipality, code, batch, number, received_at, household, child) "
    "VALUES ($1, $2, $3, $4, NULL, NULL, NULL)"};
inline constexpr Statement withdraw_batch{
    "codes.withdraw_batch",
    "UPDATE code_batch SET withdrawn_at = $3 WHERE municipality = $1 AND id = $2 AND withdrawn_at IS NULL"};
inline constexpr Statement batches{
    "codes.batches", HAGUKUMI_BATCH "WHERE b.municipality = $1" HAGUKUMI_BATCH_GROUP "ORDER BY b.id DESC"};
inline constexpr Statement find_batch{
    "codes.find_batch", HAGUKUMI_BATCH "WHERE b.municipality = $1 AND b.id = $2" HAGUKUMI_BATCH_GROUP};
inline constexpr Statement codes_of{"codes.codes_of",
                                    "SELECT " HAGUKUMI_CODE
                                    " FROM serial_code "
                                    "WHERE municipality = $1 AND batch = $2 ORDER BY number"};
inline constexpr Statement find_code{"codes.find_code", "SELECT " HAGUKUMI_CODE
                                                        ", batch FROM serial_code "
                                                        "WHERE municipality = $1 AND code = $2"};
/// No row changed: somebody else was quicker.
inline constexpr Statement receive{"codes.receive",
                                   "UPDATE serial_code SET received_at = $3, household = $4, child = $5 "
                                   "WHERE municipality = $1 AND code = $2 "
                                   "AND received_at IS NULL"};
/// No row changed: it was not taken at $3.
inline constexpr Statement give_back{
    "codes.give_back",
    "UPDATE serial_code SET received_at = NULL, household = NULL, child = NULL, kept_for = $4, "
    "kept_until = $5, given_back_at = $6 WHERE municipality = $1 AND code = $2 AND received_at = $3"};
inline constexpr Statement find_household{"codes.find_household",
                                          "SELECT id FROM household WHERE municipality = $1 AND id = $2"};

}  // namespace hagukumi::codes::sql
