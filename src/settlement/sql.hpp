// The statements of the settlement room.
#pragma once

#include "store/statement.hpp"

namespace hagukumi::settlement::sql {

using store::Statement;

#define HAGUKUMI_ACCOUNT                                                                                  \
    "version, bank_code, bank_name, branch_code, branch_name, kind, number, holder, state, proposed_at, " \
    "proposed_by, decided_at, decided_by"
#define HAGUKUMI_STATEMENT                                                                      \
    "id, facility, month, state, uses, fee_yen, parent_yen, public_yen, newest_entry, digest, " \
    "confirmed_at, "                                                                            \
    "confirmed_by, decided_at, decided_by, reason, transfer, paid_on"
#define HAGUKUMI_TRANSFER                                                                                \
    "id, pay_on, state, payer_version, total_yen, file_hash, made_at, made_by, decided_at, decided_by, " \
    "taken_at"

// ── accounts ──

inline constexpr Statement newest_account{"settlement.newest_account",
                                          "SELECT " HAGUKUMI_ACCOUNT
                                          " FROM bank_account WHERE municipality = $1 AND facility = $2 "
                                          "ORDER BY version DESC LIMIT 1"};
inline constexpr Statement approved_account{
    "settlement.approved_account",
    "SELECT " HAGUKUMI_ACCOUNT
    " FROM bank_account WHERE municipality = $1 AND facility = $2 AND state = 2 "
    "ORDER BY version DESC LIMIT 1"};
inline constexpr Statement account_version{
    "settlement.account_version",
    "SELECT " HAGUKUMI_ACCOUNT
    " FROM bank_account WHERE municipality = $1 AND facility = $2 AND version = $3"};
inline constexpr Statement add_account{"settlement.add_account",
                                       "INSERT INTO bank_account (municipality, facility, version, "
                                       "bank_code, bank_name, branch_code, branch_name, "
                                       "kind, number, holder, state, proposed_at, proposed_by) "
                                       "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 1, $11, $12)"};
/// No row changed: it was decided before.
inline constexpr Statement decide_account{
    "settlement.decide_account",
    "UPDATE bank_account SET state = $4, decided_at = $5, decided_by = $6 "
    "WHERE municipality = $1 AND facility = $2 AND version = $3 AND state = 1"};

// ── statements ──

inline constexpr Statement find_statement{"settlement.find_statement",
                                          "SELECT " HAGUKUMI_STATEMENT
                                          " FROM statement WHERE municipality = $1 AND id = $2"};
inline constexpr Statement statement_of_month{
    "settlement.statement_of_month",
    "SELECT " HAGUKUMI_STATEMENT
    " FROM statement WHERE municipality = $1 AND facility = $2 AND month = $3 "
    "AND state <> 4"};
inline constexpr Statement statements_of_month{
    "settlement.statements_of_month",
    "SELECT " HAGUKUMI_STATEMENT " FROM statement WHERE municipality = $1 AND month = $2 ORDER BY id"};
inline constexpr Statement statements_of_facility{"settlement.statements_of_facility",
                                                  "SELECT " HAGUKUMI_STATEMENT
                                                  " FROM statement WHERE municipality = $1 AND facility = $2 "
                                                  "ORDER BY month DESC, id DESC"};
inline constexpr Statement newest_statement{
    "settlement.newest_statement", "SELECT " HAGUKUMI_STATEMENT
                                   " FROM statement WHERE municipality = $1 AND facility = $2 AND state <> 4 "
                                   "ORDER BY month DESC LIMIT 1"};
inline constexpr Statement all_statements{
    "settlement.all_statements",
    "SELECT " HAGUKUMI_STATEMENT " FROM statement WHERE municipality = $1 AND state <> 4 ORDER BY id"};
inline constexpr Statement add_statement{
    "settlement.add_statement",
    "INSERT INTO statement (municipality, id, facility, month, state, uses, fee_yen, parent_yen, public_yen, "
    "newest_entry, digest, confirmed_at, confirmed_by, reason) "
    "VALUES ($1, $2, $3, $4, 1, $5, $6, $7, $8, $9, $10, $11, $12, '')"};
/// No row changed: it was decided before.
inline constexpr Statement decide_statement{
    "settlement.decide_statement",
    "UPDATE statement SET state = $3, decided_at = $4, decided_by = $5, reason = $6 "
    "WHERE municipality = $1 AND id = $2 AND state = 1"};
inline constexpr Statement add_line{
    "settlement.add_line", "INSERT INTO statement_line (municipality, entry, statement) VALUES ($1, $2, $3)"};
inline constexpr Statement drop_lines{
    "settlement.drop_lines", "DELETE FROM statement_line WHERE municipality = $1 AND statement = $2"};
inline constexpr Statement lines_of{
    "settlement.lines_of",
    "SELECT entry FROM statement_line WHERE municipality = $1 AND statement = $2 ORDER BY entry"};
inline constexpr Statement add_later{
    "settlement.add_later",
    "INSERT INTO statement_later (municipality, statement, entry) VALUES ($1, $2, $3)"};
inline constexpr Statement later_of{
    "settlement.later_of",
    "SELECT entry FROM statement_later WHERE municipality = $1 AND statement = $2 ORDER BY entry"};

// ── what papers name ──

inline constexpr Statement add_printed{
    "settlement.add_printed",
    "INSERT INTO statement_printed (municipality, statement, printed) VALUES ($1, $2, $3)"};
inline constexpr Statement find_printed{
    "settlement.find_printed",
    "SELECT printed FROM statement_printed WHERE municipality = $1 AND statement = $2"};
inline constexpr Statement drop_printed{
    "settlement.drop_printed", "DELETE FROM statement_printed WHERE municipality = $1 AND statement = $2"};
/// The guardian who comes first, in the order of people.guardians_of.
inline constexpr Statement user_of_coupon{
    "settlement.user_of_coupon",
    "SELECT g.name FROM coupon c JOIN guardian g ON g.municipality = $1 AND g.household = c.household "
    "WHERE c.municipality = $1 AND c.id = $2 ORDER BY g.ended_on IS NOT NULL, COALESCE(g.named_at, 0) DESC, "
    "g.is_mother DESC, g.id LIMIT 1"};

// ── looking after the books ──

/// What the whole ledger says that each facility earned.
inline constexpr Statement earned{
    "settlement.earned",
    "SELECT e.facility, COUNT(*), "
    "COALESCE(SUM(CASE e.kind WHEN 2 THEN COALESCE(e.public_yen, 0) ELSE -COALESCE(v.public_yen, 0) END), 0) "
    "FROM entry e LEFT JOIN entry v ON v.municipality = $1 AND v.id = e.voids "
    "WHERE e.municipality = $1 AND e.kind IN (2, 3) GROUP BY e.facility ORDER BY e.facility"};
inline constexpr Statement settled{
    "settlement.settled",
    "SELECT COUNT(*) FROM statement_line l JOIN statement s ON s.municipality = $1 AND s.id = l.statement "
    "WHERE l.municipality = $1 AND s.facility = $2"};

// ── payers and transfers ──

inline constexpr Statement newest_payer{
    "settlement.newest_payer",
    "SELECT version, consignor_code, consignor_name, bank_code, bank_name, branch_code, branch_name, kind, "
    "number, record_end, file_end, clearing_house, designation FROM payer WHERE municipality = $1 "
    "ORDER BY version DESC LIMIT 1"};
inline constexpr Statement payer_version{
    "settlement.payer_version",
    "SELECT version, consignor_code, consignor_name, bank_code, bank_name, branch_code, branch_name, kind, "
    "number, record_end, file_end, clearing_house, designation FROM payer WHERE municipality = $1 "
    "AND version = $2"};
inline constexpr Statement add_payer{
    "settlement.add_payer",
    "INSERT INTO payer (municipality, version, consignor_code, consignor_name, bank_code, bank_name, "
    "branch_code, "
    "branch_name, kind, number, record_end, file_end, clearing_house, designation, set_at, set_by) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)"};
/// Approved statements that no transfer pays yet, of this month and before.
inline constexpr Statement to_pay{
    "settlement.to_pay", "SELECT " HAGUKUMI_STATEMENT
                         " FROM statement WHERE municipality = $1 AND state = 2 AND transfer IS NULL "
                         "AND month <= $2 ORDER BY facility, month"};
inline constexpr Statement find_transfer{"settlement.find_transfer",
                                         "SELECT " HAGUKUMI_TRANSFER
                                         " FROM transfer WHERE municipality = $1 AND id = $2"};
inline constexpr Statement all_transfers{"settlement.all_transfers",
                                         "SELECT " HAGUKUMI_TRANSFER
                                         " FROM transfer WHERE municipality = $1 ORDER BY id DESC"};
inline constexpr Statement add_transfer{"settlement.add_transfer",
                                        "INSERT INTO transfer (municipality, id, pay_on, state, "
                                        "payer_version, total_yen, file_hash, made_at, made_by) "
                                        "VALUES ($1, $2, $3, 1, $4, $5, $6, $7, $8)"};
inline constexpr Statement add_transfer_line{
    "settlement.add_transfer_line",
    "INSERT INTO transfer_line (municipality, transfer, facility, account_version, amount_yen) "
    "VALUES ($1, $2, $3, $4, $5)"};
inline constexpr Statement transfer_lines{
    "settlement.transfer_lines",
    "SELECT t.facility, t.account_version, t.amount_yen, f.code, f.name FROM transfer_line t "
    "JOIN facility f ON f.municipality = $1 AND f.id = t.facility "
    "WHERE t.municipality = $1 AND t.transfer = $2 ORDER BY f.code"};
inline constexpr Statement join_transfer{"settlement.join_transfer",
                                         "UPDATE statement SET transfer = $3 WHERE municipality = $1 AND id "
                                         "= $2 AND state = 2 AND transfer IS NULL"};
/// No row changed: it is no longer in the state from which this leads on.
inline constexpr Statement move_transfer{"settlement.move_transfer",
                                         "UPDATE transfer SET state = $4, decided_at = $5, decided_by = $6 "
                                         "WHERE municipality = $1 AND id = $2 AND state = $3"};
inline constexpr Statement note_taken{
    "settlement.note_taken",
    "UPDATE transfer SET taken_at = $3 WHERE municipality = $1 AND id = $2 AND taken_at IS NULL"};
inline constexpr Statement leave_transfer{
    "settlement.leave_transfer",
    "UPDATE statement SET transfer = NULL WHERE municipality = $1 AND transfer = $2 AND state = 2"};
inline constexpr Statement finish_transfer{
    "settlement.finish_transfer",
    "UPDATE transfer SET state = 3 WHERE municipality = $1 AND id = $2 AND state = 2"};
inline constexpr Statement mark_paid{
    "settlement.mark_paid",
    "UPDATE statement SET state = 3, paid_on = $3 WHERE municipality = $1 AND transfer = $2 AND state = 2"};
inline constexpr Statement statements_of_transfer{
    "settlement.statements_of_transfer",
    "SELECT " HAGUKUMI_STATEMENT
    " FROM statement WHERE municipality = $1 AND transfer = $2 ORDER BY facility, month"};
/// Transfers that pay a facility another sum than its statements in it add up to.
inline constexpr Statement wrong_payments{
    "settlement.wrong_payments",
    "SELECT l.transfer, l.facility, l.amount_yen, COALESCE(SUM(s.public_yen), 0) FROM transfer_line l "
    "JOIN transfer t ON t.municipality = $1 AND t.id = l.transfer AND t.state <> 4 "
    "LEFT JOIN statement s ON s.municipality = $1 AND s.transfer = l.transfer AND s.facility = l.facility "
    "WHERE l.municipality = $1 GROUP BY l.transfer, l.facility, l.amount_yen "
    "HAVING l.amount_yen <> COALESCE(SUM(s.public_yen), 0)"};

// ── reports ──

// Uses that stand, whose last day lies between $2 and $3, in the order of their ids.  $4 is the first id of
// the first day: what has an id before it and ends later was entered ahead of its last day, and there are
// few.
#define HAGUKUMI_USE                                                                                   \
    "SELECT e.id, e.coupon, c.household, e.facility, c.programme, e.service, c.birth, c.child, e.at, " \
    "e.first_day, e.last_day, e.units, e.fee_yen, e.parent_yen, e.public_yen, e.corrects"
// The class is that of the first day, as people::class_on() has it.
#define HAGUKUMI_PERSON                                                      \
    ", CASE WHEN (h.class_from IS NULL OR h.class_from <= e.first_day) AND " \
    "(h.class_until IS NULL OR h.class_until >= e.first_day) THEN "          \
    "h.household_class ELSE h.class_otherwise END, COALESCE(k.born_on, b.born_on), b.children, b.lost_on"
#define HAGUKUMI_OF_USE " FROM entry e JOIN coupon c ON c.municipality = $1 AND c.id = e.coupon "
#define HAGUKUMI_OF_PERSON                                            \
    "JOIN household h ON h.municipality = $1 AND h.id = c.household " \
    "LEFT JOIN child k ON k.municipality = $1 AND k.id = c.child "    \
    "LEFT JOIN birth b ON b.municipality = $1 AND b.id = COALESCE(c.birth, k.birth) "
#define HAGUKUMI_STANDS                                                                                     \
    "WHERE e.municipality = $1 AND e.kind = 2 AND e.voided_by IS NULL AND e.last_day >= $2 AND e.last_day " \
    "<= "                                                                                                   \
    "$3 "
#define HAGUKUMI_ENTERED_SINCE HAGUKUMI_STANDS "AND e.id >= $4 ORDER BY e.id"
#define HAGUKUMI_ENTERED_AHEAD \
    HAGUKUMI_STANDS "AND NOT (e.id >= $4) AND e.at < e.last_day * 86400000 - 32400000 ORDER BY e.id"
inline constexpr Statement uses_since{"settlement.uses_since",
                                      HAGUKUMI_USE HAGUKUMI_OF_USE HAGUKUMI_ENTERED_SINCE};
inline constexpr Statement uses_ahead{"settlement.uses_ahead",
                                      HAGUKUMI_USE HAGUKUMI_OF_USE HAGUKUMI_ENTERED_AHEAD};
inline constexpr Statement uses_since_with_people{
    "settlement.uses_since_with_people",
    HAGUKUMI_USE HAGUKUMI_PERSON HAGUKUMI_OF_USE HAGUKUMI_OF_PERSON HAGUKUMI_ENTERED_SINCE};
inline constexpr Statement uses_ahead_with_people{
    "settlement.uses_ahead_with_people",
    HAGUKUMI_USE HAGUKUMI_PERSON HAGUKUMI_OF_USE HAGUKUMI_OF_PERSON HAGUKUMI_ENTERED_AHEAD};
#undef HAGUKUMI_USE
#undef HAGUKUMI_PERSON
#undef HAGUKUMI_OF_USE
#undef HAGUKUMI_OF_PERSON
#undef HAGUKUMI_STANDS
#undef HAGUKUMI_ENTERED_SINCE
#undef HAGUKUMI_ENTERED_AHEAD
/// Births from $2 to $3, and those of them whose coupons were ever used.
inline constexpr Statement take_up{
    "settlement.take_up",
    "SELECT COUNT(*), COALESCE(SUM(CASE WHEN EXISTS (SELECT 1 FROM coupon c WHERE c.municipality = $1 AND "
    "c.household = b.household AND c.birth = b.id AND c.used_units > 0) THEN 1 ELSE 0 END), 0) FROM birth b "
    "WHERE b.municipality = $1 AND b.born_on >= $2 AND b.born_on <= $3"};
// Births of living children from $2 to $3: where the family lives, or in which language it reads, and the
// most that was used of a coupon; null: it holds none.
#define HAGUKUMI_MOST_USED                                                                                 \
    "(SELECT MAX(c.used_units) FROM coupon c WHERE c.municipality = $1 AND c.household = b.household "     \
    "AND (c.birth = b.id OR (c.birth IS NULL AND EXISTS (SELECT 1 FROM child k WHERE k.municipality = $1 " \
    "AND k.id = c.child AND k.birth = b.id))))"
#define HAGUKUMI_ALIVE \
    "WHERE b.municipality = $1 AND b.born_on >= $2 AND b.born_on <= $3 AND b.lost_on IS NULL"
inline constexpr Statement begun_by_area{
    "settlement.begun_by_area",
    "SELECT " HAGUKUMI_MOST_USED
    ", CASE WHEN h.address_protection = 1 THEN '' ELSE h.address END FROM birth b "
    "JOIN household h ON h.municipality = $1 AND h.id = b.household " HAGUKUMI_ALIVE};
inline constexpr Statement begun_by_language{
    "settlement.begun_by_language",
    "SELECT " HAGUKUMI_MOST_USED
    ", COALESCE((SELECT MIN(a.language) FROM account a WHERE a.municipality = $1 "
    "AND a.household = b.household AND a.role = 1 AND a.state = 1), '') FROM birth b " HAGUKUMI_ALIVE};
#undef HAGUKUMI_MOST_USED
#undef HAGUKUMI_ALIVE
/// Bookings of days from $2 to $3 that were cancelled or missed.
inline constexpr Statement came_to_nothing{
    "settlement.came_to_nothing",
    "SELECT COALESCE(SUM(CASE WHEN state = 5 THEN 1 ELSE 0 END), 0), "
    "COALESCE(SUM(CASE WHEN state = 7 THEN 1 ELSE 0 END), 0), COALESCE(SUM(cost_units), 0), "
    "COALESCE(SUM(cost_yen), 0) FROM booking WHERE municipality = $1 AND state IN (5, 7) "
    "AND first_day BETWEEN $2 AND $3"};
/// Voids of uses at facilities that were entered from $2 on; $3 is the first id of that moment.
inline constexpr Statement voids_since{"settlement.voids_since",
                                       "SELECT facility, COUNT(*) FROM entry WHERE municipality = $1 AND "
                                       "id >= $3 AND kind = 3 AND at >= $2 GROUP BY facility"};
inline constexpr Statement find_budget{
    "settlement.find_budget", "SELECT planned_yen FROM budget WHERE municipality = $1 AND fiscal_year = $2"};
inline constexpr Statement drop_budget{"settlement.drop_budget",
                                       "DELETE FROM budget WHERE municipality = $1 AND fiscal_year = $2"};
inline constexpr Statement add_budget{"settlement.add_budget",
                                      "INSERT INTO budget (municipality, fiscal_year, planned_yen, set_at, "
                                      "set_by) VALUES ($1, $2, $3, $4, $5)"};

// ── objections ──

#define HAGUKUMI_OBJECTION \
    "id, facility, month, entry, side, raised_by, raised_at, words, answered_at, answer"
inline constexpr Statement objections_of{"settlement.objections_of",
                                         "SELECT " HAGUKUMI_OBJECTION
                                         " FROM objection WHERE municipality = $1 AND facility = $2 "
                                         "AND month = $3 ORDER BY raised_at, id"};
inline constexpr Statement find_objection{"settlement.find_objection",
                                          "SELECT " HAGUKUMI_OBJECTION
                                          " FROM objection WHERE municipality = $1 AND id = $2"};
inline constexpr Statement open_objection_of{
    "settlement.open_objection_of",
    "SELECT " HAGUKUMI_OBJECTION
    " FROM objection WHERE municipality = $1 AND entry = $2 AND answered_by IS NULL"};
inline constexpr Statement add_objection{
    "settlement.add_objection",
    "INSERT INTO objection (municipality, id, facility, month, entry, side, raised_by, raised_at, words, "
    "answer) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, '')"};
inline constexpr Statement answer_objection{
    "settlement.answer_objection",
    "UPDATE objection SET answered_by = $3, answered_at = $4, answer = $5 "
    "WHERE municipality = $1 AND id = $2 AND answered_by IS NULL"};

#undef HAGUKUMI_OBJECTION

}  // namespace hagukumi::settlement::sql
