// 償還払い: what a family paid at a facility without a contract, as a form asks for it (U-19).
#pragma once

#include <string>
#include <vector>

#include "rules/form/answers.hpp"

namespace hagukumi::rules {

struct Parts;

/// What was paid, for which use: decided like one at a facility with a contract.
struct PaidUse {
    std::string facility;  ///< its name, as answered
    Request request;
    Yen fee;  ///< of all of it
};

/// To whose account it is given back; names are in katakana.
struct Payee {
    std::string bank_code, bank, branch_code, branch;
    std::string kind;  ///< one of kinds_of_account()
    std::string number, holder;
};

/// Nothing while an answer that it needs is missing or mistaken.
std::optional<PaidUse> paid_use(const Form& form, const AnswersRead& read);
std::optional<Payee> payee(const Form& form, const AnswersRead& read);

/// What the reader of files asks: by days, or by their number, and with a price, so that the fee of one is a
/// share of the fee of all.
bool can_be_reimbursed(const Service& service);
/// What a reimbursement does not ask, or not always; empty for other forms.
std::vector<const BecomesInfo*> missing_of_a_reimbursement(const Form& form, const Parts& parts);
/// Whether one of its answers becomes a use or a payee.
bool asks_for_a_payee(const Form& form);

}  // namespace hagukumi::rules
