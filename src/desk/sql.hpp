// The statements of the desk room.
#pragma once

#include "store/statement.hpp"

namespace hagukumi::desk::sql {

using store::Reading;
using store::Statement;

inline constexpr Statement add_late_use{
    "desk.add_late_use",
    "INSERT INTO late_use (municipality, id, facility, staff, fingerprint, taken_at, settled_at, household, "
    "programme, service, entry, code, why_ja, why_en) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)"};
inline constexpr Statement find_late_use{
    "desk.find_late_use",
    "SELECT id, taken_at, settled_at, household, programme, service, entry, code, why_ja, why_en, facility, "
    "fingerprint FROM late_use WHERE municipality = $1 AND id = $2"};
inline constexpr Statement late_uses_since{
    "desk.late_uses_since",
    "SELECT id, taken_at, settled_at, household, programme, service, entry, code, why_ja, why_en FROM "
    "late_use "
    "WHERE municipality = $1 AND facility = $2 AND settled_at >= $3 ORDER BY settled_at DESC, id LIMIT 100"};

inline constexpr Statement not_found_since{
    "desk.not_found_since",
    "SELECT COUNT(*) FROM late_use WHERE municipality = $1 AND facility = $2 AND settled_at > $3 AND code = "
    "'late_not_found'"};

inline constexpr Statement unsettled_since{
    "desk.unsettled_since",
    "SELECT l.id, l.taken_at, l.settled_at, l.household, l.programme, l.service, l.entry, l.code, l.why_ja, "
    "l.why_en, f.name FROM late_use l JOIN facility f ON f.municipality = $1 AND f.id = l.facility "
    "WHERE l.municipality = $1 AND l.settled_at >= $2 AND l.code <> '' "
    "ORDER BY l.settled_at DESC, l.id LIMIT 200"};

// ── uses that wait for the desk ──

#define HAGUKUMI_WAITING                                                                             \
    "id, key, facility, account, household, check_in, coupon, service, first_day, last_day, units, " \
    "from_minute, until_minute, asked_at, ends_at, state, reason"
inline constexpr Statement any_confirms_uses{
    "desk.any_confirms_uses", "SELECT 1 FROM confirming_facility WHERE municipality = $1 LIMIT 1",
    Reading::remembered};
inline constexpr Statement confirms_uses{
    "desk.confirms_uses", "SELECT set_at FROM confirming_facility WHERE municipality = $1 AND facility = $2"};
inline constexpr Statement confirm_uses{
    "desk.confirm_uses",
    "INSERT INTO confirming_facility (municipality, facility, set_by, set_at) VALUES ($1, $2, $3, $4) "
    "ON CONFLICT (municipality, facility) DO NOTHING"};
inline constexpr Statement confirm_no_uses{
    "desk.confirm_no_uses", "DELETE FROM confirming_facility WHERE municipality = $1 AND facility = $2"};
inline constexpr Statement add_waiting{
    "desk.add_waiting",
    "INSERT INTO waiting_use (municipality, id, key, facility, account, household, check_in, coupon, "
    "service, "
    "first_day, last_day, units, from_minute, until_minute, asked_at, ends_at, state, reason) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, 1, '')"};
inline constexpr Statement find_waiting{
    "desk.find_waiting", "SELECT " HAGUKUMI_WAITING " FROM waiting_use WHERE municipality = $1 AND id = $2"};
inline constexpr Statement find_waiting_by_key{
    "desk.find_waiting_by_key",
    "SELECT " HAGUKUMI_WAITING " FROM waiting_use WHERE municipality = $1 AND account = $2 AND key = $3"};
inline constexpr Statement waiting_at{"desk.waiting_at",
                                      "SELECT " HAGUKUMI_WAITING
                                      " FROM waiting_use WHERE municipality = $1 AND facility = $2 "
                                      "AND state = 1 AND ends_at > $3 ORDER BY asked_at, id"};
inline constexpr Statement decide_waiting{
    "desk.decide_waiting",
    "UPDATE waiting_use SET state = $3, decided_by = $4, decided_at = $5, reason = $6 "
    "WHERE municipality = $1 AND id = $2 AND state = 1"};

#undef HAGUKUMI_WAITING

}  // namespace hagukumi::desk::sql
