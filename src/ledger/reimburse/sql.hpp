// The statements of repayments.
#pragma once

#include "store/statement.hpp"

namespace hagukumi::ledger::sql {

using store::Statement;

#define HAGUKUMI_REPAYMENT                                                                            \
    "SELECT r.entry, r.application, a.household, a.account, r.yen, r.bank_code, r.bank_name, "        \
    "r.branch_code, "                                                                                 \
    "r.branch_name, r.kind, r.number, r.holder, r.transfer, r.paid_on, e.voided_by FROM repayment r " \
    "JOIN entry e ON e.municipality = $1 AND e.id = r.entry "                                         \
    "JOIN application a ON a.municipality = $1 AND a.id = r.application WHERE r.municipality = $1 "

inline constexpr Statement add_repayment{
    "ledger.add_repayment",
    "INSERT INTO repayment (municipality, entry, application, yen, bank_code, bank_name, branch_code, "
    "branch_name, kind, number, holder) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)"};
inline constexpr Statement repayment_of_application{"ledger.repayment_of_application",
                                                    HAGUKUMI_REPAYMENT "AND r.application = $2"};
inline constexpr Statement repayments_to_pay{
    "ledger.repayments_to_pay", HAGUKUMI_REPAYMENT
    "AND r.transfer IS NULL AND e.voided_by IS NULL AND e.last_day <= $2 ORDER BY r.entry LIMIT 1000"};
inline constexpr Statement repayments_of_transfer{"ledger.repayments_of_transfer",
                                                  HAGUKUMI_REPAYMENT "AND r.transfer = $2 ORDER BY r.entry"};
inline constexpr Statement join_repayment{
    "ledger.join_repayment",
    "UPDATE repayment SET transfer = $3 WHERE municipality = $1 AND entry = $2 AND transfer IS NULL"};
inline constexpr Statement free_repayments{
    "ledger.free_repayments",
    "UPDATE repayment SET transfer = NULL WHERE municipality = $1 AND transfer = $2 AND paid_on IS NULL"};
inline constexpr Statement mark_repaid{
    "ledger.mark_repaid",
    "UPDATE repayment SET paid_on = $3 WHERE municipality = $1 AND transfer = $2 AND paid_on IS NULL"};
/// Uses without a contract and what is paid back of them; a repayment of any other use, too.
inline constexpr Statement wrong_repayments{
    "ledger.wrong_repayments",
    "SELECT e.id, COALESCE(e.public_yen, 0), COALESCE(r.yen, 0) FROM entry e "
    "JOIN facility f ON f.municipality = $1 AND f.id = e.facility "
    "LEFT JOIN repayment r ON r.municipality = $1 AND r.entry = e.id "
    "WHERE e.municipality = $1 AND e.kind = 2 AND (f.contract = 0 OR r.entry IS NOT NULL) "
    "AND (f.contract = 1 OR r.entry IS NULL OR r.yen <> e.public_yen)"};

#undef HAGUKUMI_REPAYMENT

}  // namespace hagukumi::ledger::sql
