#include "applications/reimbursement.hpp"

#include <algorithm>
#include <array>

#include "facilities/facility.hpp"
#include "rules/explain.hpp"

namespace hagukumi::applications {

namespace {

std::optional<ledger::Receipt> receipt_of(const rules::Form& form, const Application& application,
                                          const rules::AnswersRead& read)
{
    auto use = rules::paid_use(form, read);
    if (!use) return std::nullopt;
    return ledger::Receipt{application.household, application.account, std::move(use->facility), use->fee,
                           std::move(use->request)};
}

ledger::PayeeAccount account_of(const rules::Payee& payee)
{
    const auto& kinds = rules::kinds_of_account();
    const auto found = std::find(kinds.begin(), kinds.end(), payee.kind);
    must(found != kinds.end(), "the kinds of an account were checked with the file");
    static constexpr std::array<int, 3> codes{1, 2, 4};  // 普通, 当座, 貯蓄 in the bank's file
    return {payee.bank_code,
            payee.bank,
            payee.branch_code,
            payee.branch,
            codes[static_cast<std::size_t>(found - kinds.begin())],
            payee.number,
            payee.holder};
}

/// The same care, used or paid back before: a receipt that was sent twice.
bool is_used_already(store::Snapshot& snapshot, const ledger::JudgedReceipt& judged,
                     const ledger::Receipt& receipt)
{
    constexpr int most_entries = 1000;
    for (const ledger::Entry& entry : ledger::history_of_coupon(snapshot, judged.coupon.id, most_entries)) {
        if (entry.kind != ledger::EntryKind::redeem || entry.voided_by ||
            entry.service != receipt.request.service ||
            entry.first_day != judged.preview.decision.first_covered)
            continue;
        const auto facility = facilities::find_facility(snapshot, *entry.facility);
        if (facility && facility->name == receipt.facility) return true;
    }
    return false;
}

}  // namespace

std::optional<Result<ledger::JudgedReceipt>> judge_reimbursement(store::Snapshot& snapshot,
                                                                 const rules::Programme& programme,
                                                                 const rules::Form& form,
                                                                 const Application& application,
                                                                 const rules::AnswersRead& read)
{
    if (!form.is_reimbursement()) return std::nullopt;
    const auto receipt = receipt_of(form, application, read);
    if (!receipt) return std::nullopt;
    return ledger::judge_receipt(snapshot, programme, *receipt);
}

Result<Id> pay_back(store::Transaction& tx, const rules::Programme& programme, const rules::Form& form,
                    const Application& application, const rules::AnswersRead& read, const PayBack& how)
{
    const auto receipt = receipt_of(form, application, read);
    const auto to = rules::payee(form, read);
    if (!receipt || !to)
        return fail(ErrorKind::conflict, "answers_missing",
                    {"利用の内容か振込先に足りない答えがあります。差し戻して、直していただいてください。",
                     "An answer on the use or the account is missing. Please send it back to be corrected."});
    const ledger::JudgedReceipt judged = TRY(ledger::judge_receipt(tx, programme, *receipt));
    if (is_used_already(tx, judged, *receipt))
        return fail(ErrorKind::conflict, "already_repaid",
                    {"同じ施設、同じ日の利用が、すでに記録されています。世帯の履歴を確かめてください。",
                     "A use on the same day at the same facility is on record already. Please look at the "
                     "family's history."});
    ledger::Reimburse command;
    command.at = how.at;
    command.actor = how.officer;
    command.entry = how.entry;
    command.facility = how.facility;
    command.application = application.id;
    command.receipt = *receipt;
    command.payee = account_of(*to);
    const auto outcome = TRY(ledger::reimburse(tx, programme, command));
    if (const auto* refused = std::get_if<ledger::Preview>(&outcome))
        return fail(ErrorKind::conflict, "not_reimbursable",
                    rules::explain(programme, refused->facts, refused->decision).summary);
    return std::get<Id>(outcome);
}

}  // namespace hagukumi::applications
