// The statements of the ledger room.
#pragma once

#include "store/statement.hpp"

namespace hagukumi::ledger::sql {

using store::Reading;
using store::Statement;

#define HAGUKUMI_COUPON                                                                                     \
    "id, programme, allotment, household, birth, child, facility, limited, granted_units, adjusted_units, " \
    "used_units, expired_units, units_left, application_on, interviewed_on, issued_on, first_used_on, "     \
    "state, "                                                                                               \
    "last_entry, reserved_units"
#define HAGUKUMI_ENTRY                                                                                  \
    "id, kind, coupon, units, left_after, at, actor, service, facility, first_day, last_day, fee_yen, " \
    "parent_yen, public_yen, decision, reason, voids, voided_by, corrects, before_coupon, before_facility"

// ── coupons ──

inline constexpr Statement find_coupon{
    "ledger.find_coupon", "SELECT " HAGUKUMI_COUPON " FROM coupon WHERE municipality = $1 AND id = $2"};
inline constexpr Statement coupons_of{
    "ledger.coupons_of", "SELECT " HAGUKUMI_COUPON
                         " FROM coupon WHERE municipality = $1 AND household = $2 ORDER BY issued_on, id"};
inline constexpr Statement households_of_programme{
    "ledger.households_of_programme",
    "SELECT DISTINCT household FROM coupon WHERE municipality = $1 AND programme = $2 ORDER BY household"};
inline constexpr Statement add_coupon{
    "ledger.add_coupon",
    "INSERT INTO coupon (municipality, id, programme, allotment, household, birth, child, facility, limited, "
    "granted_units, adjusted_units, used_units, expired_units, units_left, application_on, interviewed_on, "
    "issued_on, state, last_entry) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 0, 0, 0, $10, $11, $12, $13, 1, $14)"};
/// What the rules give changed (twins, known at birth).  No row changed: more was used already.
inline constexpr Statement change_grant{
    "ledger.change_grant",
    "UPDATE coupon SET granted_units = granted_units + $3, units_left = units_left + $3, last_entry = $4 "
    "WHERE municipality = $1 AND id = $2 AND state = 1 AND units_left + $3 >= reserved_units"};
/// No row changed: the units are not there, or what is left is not $7.  $6 of them were set aside for this
/// use.
inline constexpr Statement take_units{
    "ledger.take_units",
    "UPDATE coupon SET used_units = used_units + $3, units_left = units_left - $3, "
    "first_used_on = CASE WHEN first_used_on IS NULL OR first_used_on > $4 THEN $4 ELSE first_used_on END, "
    "last_entry = $5, reserved_units = reserved_units - $6 "
    "WHERE municipality = $1 AND id = $2 AND state = 1 AND reserved_units >= $6 "
    "AND units_left = $7 AND (limited = 0 OR units_left - reserved_units + $6 >= $3)"};
/// No row changed: the units are not there, or what is left has expired.
inline constexpr Statement set_units_aside{"ledger.set_units_aside",
                                           "UPDATE coupon SET reserved_units = reserved_units + $3 WHERE "
                                           "municipality = $1 AND id = $2 AND state = 1 "
                                           "AND (limited = 0 OR units_left - reserved_units >= $3)"};
inline constexpr Statement free_units{
    "ledger.free_units",
    "UPDATE coupon SET reserved_units = reserved_units - $3 WHERE municipality = $1 AND id = $2 "
    "AND reserved_units >= $3"};
inline constexpr Statement give_back_units{
    "ledger.give_back_units",
    "UPDATE coupon SET used_units = used_units - $3, units_left = units_left + $3, first_used_on = $4, "
    "last_entry = $5 WHERE municipality = $1 AND id = $2"};
/// Voiding a use of an expired coupon: what comes back expires at once, but for $6, which a correction uses
/// again.
inline constexpr Statement give_back_expired_units{
    "ledger.give_back_expired_units",
    "UPDATE coupon SET used_units = used_units - $3, expired_units = expired_units + $3 - $6, "
    "units_left = units_left + $6, first_used_on = $4, last_entry = $5 WHERE municipality = $1 AND id = $2"};
/// After a correction gave them back, also of an expired coupon.  No row changed: the units are not there.
inline constexpr Statement retake_units{
    "ledger.retake_units",
    "UPDATE coupon SET used_units = used_units + $3, units_left = units_left - $3, "
    "first_used_on = CASE WHEN first_used_on IS NULL OR first_used_on > $4 THEN $4 ELSE first_used_on END, "
    "last_entry = $5 WHERE municipality = $1 AND id = $2 AND (limited = 0 OR units_left - reserved_units >= "
    "$3)"};
inline constexpr Statement adjust_units{
    "ledger.adjust_units",
    "UPDATE coupon SET adjusted_units = adjusted_units + $3, units_left = units_left + $3, last_entry = $4 "
    "WHERE municipality = $1 AND id = $2 AND state = 1 AND units_left + $3 >= reserved_units"};
/// An adjustment of a coupon that an officer had ended.
inline constexpr Statement bring_back_coupon{
    "ledger.bring_back_coupon",
    "UPDATE coupon SET adjusted_units = adjusted_units + $3, units_left = units_left + $3, state = 1, "
    "last_entry = $4 WHERE municipality = $1 AND id = $2 AND state = 2"};
inline constexpr Statement expire_coupon{
    "ledger.expire_coupon",
    "UPDATE coupon SET expired_units = expired_units + $3, units_left = units_left - $3, state = 2, "
    "last_entry = $4 WHERE municipality = $1 AND id = $2 AND state = 1 "
    "AND (limited = 0 OR units_left = $3)"};

// ── entries ──

inline constexpr Statement find_entry{
    "ledger.find_entry", "SELECT " HAGUKUMI_ENTRY " FROM entry WHERE municipality = $1 AND id = $2"};
inline constexpr Statement add_entry{
    "ledger.add_entry",
    "INSERT INTO entry (municipality, id, kind, coupon, units, left_after, at, actor, service, facility, "
    "check_in, first_day, last_day, fee_yen, parent_yen, public_yen, programme_version, decision, reason, "
    "voids, before_coupon, corrects, before_facility) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, "
    "$22, $23)"};
inline constexpr Statement mark_voided{
    "ledger.mark_voided",
    "UPDATE entry SET voided_by = $3 WHERE municipality = $1 AND id = $2 AND voided_by IS NULL"};
inline constexpr Statement history_of_coupon{
    "ledger.history_of_coupon",
    "WITH RECURSIVE chain AS (SELECT e.*, 1 AS n FROM entry e JOIN coupon c ON c.municipality = $1 "
    "AND c.last_entry = e.id WHERE e.municipality = $1 AND c.id = $2 "
    "UNION ALL SELECT e.*, chain.n + 1 FROM chain JOIN entry e ON e.municipality = $1 "
    "AND e.id = chain.before_coupon WHERE chain.n < $3) "
    "SELECT " HAGUKUMI_ENTRY " FROM chain ORDER BY n"};
inline constexpr Statement newest_of_facility{
    "ledger.newest_of_facility",
    "WITH RECURSIVE chain AS (SELECT e.*, 1 AS n FROM entry e JOIN facility f ON f.municipality = $1 "
    "AND f.last_entry = e.id WHERE e.municipality = $1 AND f.id = $2 "
    "UNION ALL SELECT e.*, chain.n + 1 FROM chain JOIN entry e ON e.municipality = $1 "
    "AND e.id = chain.before_facility WHERE chain.n < $3 AND chain.at >= $4) "
    "SELECT " HAGUKUMI_ENTRY " FROM chain ORDER BY n",
    Reading::of_what_is_kept};
/// Back to $3, which is not among them; oldest first.  The end is looked for on the chain's side: asked of
/// `e`, SQLite 3.40 would read the whole ledger into a Bloom filter before each step.
inline constexpr Statement after_of_facility{
    "ledger.after_of_facility",
    "WITH RECURSIVE chain AS (SELECT e.*, 1 AS n FROM entry e JOIN facility f ON f.municipality = $1 "
    "AND f.last_entry = e.id WHERE e.municipality = $1 AND f.id = $2 AND e.id <> $3 "
    "UNION ALL SELECT e.*, chain.n + 1 FROM chain JOIN entry e ON e.municipality = $1 "
    "AND e.id = chain.before_facility WHERE chain.before_facility <> $3) "
    "SELECT " HAGUKUMI_ENTRY " FROM chain ORDER BY n DESC",
    Reading::of_what_is_kept};
inline constexpr Statement last_of_facility{
    "ledger.last_of_facility", "SELECT last_entry FROM facility WHERE municipality = $1 AND id = $2",
    Reading::of_what_is_kept};
inline constexpr Statement set_last_of_facility{
    "ledger.set_last_of_facility", "UPDATE facility SET last_entry = $3 WHERE municipality = $1 AND id = $2"};

// ── reminders ──

/// What officers and uses have left nothing of has no end to be reminded of.
inline constexpr Statement coupons_with_units_left{
    "ledger.coupons_with_units_left",
    "SELECT " HAGUKUMI_COUPON
    " FROM coupon WHERE municipality = $1 AND id > $2 AND state = 1 AND (limited = 0 OR units_left > 0) "
    "ORDER BY id LIMIT $3"};
inline constexpr Statement find_reminder{
    "ledger.find_reminder",
    "SELECT 1 FROM coupon_reminder WHERE municipality = $1 AND coupon = $2 AND last_day = $3"};
/// No row changed: it was told.
inline constexpr Statement add_reminder{
    "ledger.add_reminder",
    "INSERT INTO coupon_reminder (municipality, coupon, last_day, told_at) VALUES ($1, $2, $3, $4) "
    "ON CONFLICT (municipality, coupon, last_day) DO NOTHING"};
inline constexpr Statement find_round{"ledger.find_round",
                                      "SELECT day, after FROM reminder_round WHERE municipality = $1"};
inline constexpr Statement set_round{
    "ledger.set_round",
    "INSERT INTO reminder_round (municipality, day, after) VALUES ($1, $2, $3) "
    "ON CONFLICT (municipality) DO UPDATE SET day = excluded.day, after = excluded.after"};

// ── facts ──

inline constexpr Statement children_of_birth{
    "ledger.children_of_birth",
    "SELECT id, born_on FROM child WHERE municipality = $1 AND household = $2 AND birth = $3"};

inline constexpr Statement guardian_of_use{
    "ledger.guardian_of_use",
    "SELECT COALESCE((SELECT mother FROM birth WHERE municipality = $1 AND id = $2), "
    "(SELECT guardian FROM account WHERE municipality = $1 AND id = $3))"};

// ── looking after the books ──

inline constexpr Statement left_and_newest{"ledger.left_and_newest",
                                           "SELECT c.units_left, e.left_after FROM coupon c JOIN entry e ON "
                                           "e.municipality = $1 AND e.id = c.last_entry "
                                           "WHERE c.municipality = $1 AND c.id = $2"};

/// Coupons whose balance is not the sum of what their entries say.
inline constexpr Statement wrong_balances{
    "ledger.wrong_balances",
    "SELECT c.id, c.units_left, COALESCE(e.units, 0) FROM coupon c LEFT JOIN (SELECT coupon, SUM(units) AS "
    "units FROM entry WHERE municipality = $1 GROUP BY coupon) e ON e.coupon = c.id "
    "WHERE c.municipality = $1 AND c.units_left <> COALESCE(e.units, 0)"};
/// How many entries each coupon has.
inline constexpr Statement entries_of_coupons{
    "ledger.entries_of_coupons",
    "SELECT coupon, COUNT(*) FROM entry WHERE municipality = $1 GROUP BY coupon"};

}  // namespace hagukumi::ledger::sql
