// The statements of the trail room.  It reads what other rooms keep; the first column is trail::Kind.
#pragma once

#include "store/statement.hpp"

namespace hagukumi::trail::sql {

using store::Statement;

/// At most one row: identifiers are of one record in all tables.
inline constexpr Statement subject_of{
    "trail.subject_of",
    "SELECT 1, '', id, CAST(NULL AS bytea), CAST(NULL AS bytea) FROM household WHERE municipality = $1 AND "
    "id = $2 "
    "UNION ALL SELECT 2, name, household, NULL, NULL FROM guardian WHERE municipality = $1 AND id = $2 "
    "UNION ALL SELECT 3, '', household, NULL, NULL FROM birth WHERE municipality = $1 AND id = $2 "
    "UNION ALL SELECT 4, name, household, NULL, NULL FROM child WHERE municipality = $1 AND id = $2 "
    "UNION ALL SELECT 5, display_name, household, facility, NULL FROM account WHERE municipality = $1 AND id "
    "= $2 "
    "UNION ALL SELECT 6, '', household, NULL, NULL FROM coupon WHERE municipality = $1 AND id = $2 "
    "UNION ALL SELECT 7, '', c.household, e.facility, NULL FROM entry e JOIN coupon c ON c.municipality = $1 "
    "AND c.id = e.coupon WHERE e.municipality = $1 AND e.id = $2 "
    "UNION ALL SELECT 8, COALESCE(applicant, ''), household, NULL, id FROM application WHERE municipality = "
    "$1 AND id = $2 "
    "UNION ALL SELECT 9, COALESCE(a.applicant, ''), a.household, NULL, a.id FROM document d JOIN application "
    "a ON a.municipality = $1 AND a.id = d.application WHERE d.municipality = $1 AND d.id = $2 "
    "UNION ALL SELECT 10, '', household, facility, NULL FROM booking WHERE municipality = $1 AND id = $2 "
    "UNION ALL SELECT 11, '', household, facility, NULL FROM registration WHERE municipality = $1 AND id = "
    "$2 "
    "UNION ALL SELECT 12, name, NULL, id, NULL FROM facility WHERE municipality = $1 AND id = $2 "
    "UNION ALL SELECT 13, '', NULL, facility, NULL FROM facility_change WHERE municipality = $1 AND id = $2 "
    "UNION ALL SELECT 14, '', NULL, facility, NULL FROM statement WHERE municipality = $1 AND id = $2 "
    "UNION ALL SELECT 15, '', NULL, NULL, NULL FROM transfer WHERE municipality = $1 AND id = $2 "
    "UNION ALL SELECT 16, label, NULL, NULL, NULL FROM code_batch WHERE municipality = $1 AND id = $2 "
    "UNION ALL SELECT 17, title_ja, NULL, NULL, NULL FROM news WHERE municipality = $1 AND id = $2"};
/// Of a household: her who is its mother, else the first.
inline constexpr Statement name_of_family{
    "trail.name_of_family",
    "SELECT name FROM guardian WHERE municipality = $1 AND household = $2 ORDER BY is_mother DESC, id LIMIT "
    "1"};
inline constexpr Statement name_of_facility{"trail.name_of_facility",
                                            "SELECT name FROM facility WHERE municipality = $1 AND id = $2"};
inline constexpr Statement records_of_family{
    "trail.records_of_family",
    "SELECT id FROM guardian WHERE municipality = $1 AND household = $2 "
    "UNION ALL SELECT id FROM birth WHERE municipality = $1 AND household = $2 "
    "UNION ALL SELECT id FROM child WHERE municipality = $1 AND household = $2 "
    "UNION ALL SELECT id FROM account WHERE municipality = $1 AND household = $2 "
    "UNION ALL SELECT id FROM coupon WHERE municipality = $1 AND household = $2 "
    "UNION ALL SELECT id FROM booking WHERE municipality = $1 AND household = $2 "
    "UNION ALL SELECT id FROM registration WHERE municipality = $1 AND household = $2 "
    "UNION ALL SELECT a.id FROM application a JOIN account p ON p.municipality = $1 AND p.id = a.account "
    "WHERE a.municipality = $1 AND p.household = $2 "
    "UNION ALL SELECT d.id FROM document d JOIN application a ON a.municipality = $1 AND a.id = "
    "d.application JOIN account p ON p.municipality = $1 AND p.id = a.account "
    "WHERE d.municipality = $1 AND p.household = $2"};

}  // namespace hagukumi::trail::sql
