// The statements of the desk room.
#pragma once

#include "store/statement.hpp"

namespace hagukumi::desk::sql {

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

}  // namespace hagukumi::desk::sql
