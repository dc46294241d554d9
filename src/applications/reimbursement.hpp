// 償還払い: an application that asks money back, judged as the use that it is (U-19).
#pragma once

#include <optional>

#include "applications/application.hpp"
#include "ledger/reimburse/reimburse.hpp"
#include "rules/form/reimbursement.hpp"

namespace hagukumi::applications {

/// What the rules say of the use, for the family that writes and the officer who decides.  Nothing for other
/// forms, and while an answer that it needs is missing or mistaken.
std::optional<Result<ledger::JudgedReceipt>> judge_reimbursement(store::Snapshot& snapshot,
                                                                 const rules::Programme& programme,
                                                                 const rules::Form& form,
                                                                 const Application& application,
                                                                 const rules::AnswersRead& read);

/// The use and the debt to the family.  Errors: `not_reimbursable` (conflict) with what the rules say,
/// `already_repaid` (conflict: the same care was used or paid back before), `answers_missing`, those of
/// ledger::reimburse().
struct PayBack {
    Instant at;
    Id officer;
    Id entry, facility;
};
Result<Id> pay_back(store::Transaction& tx, const rules::Programme& programme, const rules::Form& form,
                    const Application& application, const rules::AnswersRead& read, const PayBack& how);

}  // namespace hagukumi::applications
