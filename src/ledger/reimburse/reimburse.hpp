// 償還払い: a use at a facility without a contract, paid for in full and given back (U-19).
//
//     receipt ─► judge_receipt ─► as of the first day of the use, by the same rules, on the same coupon
//                     └─► reimburse ─► an entry like any other use, and a repayment ─► settlement pays it
//
//  1. What the rules would refuse at a facility with a contract they refuse here.
//  2. The units are the coupon's; the public share is owed to the family, not to a facility.
//  3. The fee of one unit is its share of what was paid for all of them; what the rules cut off is not given
//     back.
//  4. A use that is voided before it is paid is not paid.
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "ledger/use.hpp"

namespace hagukumi::ledger {

struct Receipt {
    Id household, account;
    std::string facility;  ///< its name
    Yen fee;               ///< of all of it
    rules::Request request;
};

struct JudgedReceipt {
    Coupon coupon;
    Preview preview;
};

/// On the family's coupon that the rules grant it on, or else on the first of the service.  Errors:
/// `service_unknown` (malformed), `no_coupon_for_service` (conflict), those of facts_of().
Result<JudgedReceipt> judge_receipt(store::Snapshot& snapshot, const rules::Programme& programme,
                                    const Receipt& receipt);

/// 振込先.  Names in katakana, as the family wrote them.
struct PayeeAccount {
    std::string bank_code, bank_name, branch_code, branch_name;
    int kind = 1;  ///< 1 普通, 2 当座, 4 貯蓄
    std::string number, holder;
};

/// For a command of another room, which remembers its key.
struct Reimburse {
    Instant at;
    Id actor;
    Id entry, facility;  ///< drawn for what is written
    Id application;
    Receipt receipt;
    PayeeAccount payee;
};
/// The entry's id, or the decision that refused.  Errors: those of judge_receipt(), `nothing_to_repay`
/// (conflict: the family's own share is all of it).
Result<std::variant<Id, Preview>> reimburse(store::Transaction& tx, const rules::Programme& programme,
                                            const Reimburse& command);

struct Repayment {
    Id entry, application;
    Id household, account;  ///< whose application it was
    Yen yen;
    PayeeAccount payee;
    std::optional<Id> transfer;
    std::optional<Date> paid_on;
    bool voided = false;  ///< the use was taken back: not paid, or to be claimed back
};
std::optional<Repayment> repayment_of_application(store::Snapshot& snapshot, const Id& application);

/// Those that stand, whose use ended on `until` or before, and that no transfer pays, oldest first, at most
/// 1,000.
std::vector<Repayment> repayments_to_pay(store::Snapshot& snapshot, Date until);
std::vector<Repayment> repayments_of_transfer(store::Snapshot& snapshot, const Id& transfer);

/// For the transfer: joined to it, freed again when it is withdrawn, and paid.
void join_transfer(store::Transaction& tx, const Id& entry, const Id& transfer);
void leave_transfer(store::Transaction& tx, const Id& transfer);
void mark_repaid(store::Transaction& tx, const Id& transfer, Date paid_on);

/// One English sentence for each use at a facility without a contract that no repayment of its public share
/// answers; for `hagukumi audit verify`.
std::vector<std::string> wrong_repayments(store::Snapshot& snapshot);

}  // namespace hagukumi::ledger
