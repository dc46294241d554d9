// 総合振込: approved statements become one file for the bank.
//
//   make_transfer ──► made ── approve_transfer ──► approved ── record_payment ──► paid (and its statements)
//                       └──────── withdraw_transfer ─┴──► withdrawn (its statements are free again)
//
//  1. Who made it does not approve it; before that nobody gets the file.
//  2. A facility has one line; its statements are netted.  What nets to nothing or less waits for the next
//     transfer.
//  3. The file is made anew from the rows whenever it is asked for, and its hash is the one that was
//     recorded.
//  4. Every time it is handed out is in the record.
//  5. What families are given back (償還払い) is paid by the same file, after the facilities; a family whose
//     account no bank takes waits.
//  6. Once it was handed out the bank may pay it: it is withdrawn only by who says that the bank was told.
//  7. A repayment whose use was voided meanwhile stops the approval, the file and its papers: the transfer is
//     withdrawn and made anew, without it.  What the bank paid before that is claimed back outside of this
//     program.
#pragma once

#include <string>
#include <vector>

#include "ledger/reimburse/reimburse.hpp"
#include "settlement/account.hpp"
#include "settlement/statement.hpp"

namespace hagukumi::settlement {

enum class TransferState : std::uint8_t { made = 1, approved = 2, paid = 3, withdrawn = 4 };
std::string_view name_of(TransferState state);  ///< "made", "approved", "paid", "withdrawn"

struct TransferLine {
    Id facility;
    std::string facility_code, facility_name;
    std::int64_t account_version = 0;
    Yen amount;
};

struct Transfer {
    Id id;
    Date pay_on{};
    TransferState state = TransferState::made;
    std::int64_t payer_version = 0;
    Yen total;
    audit::Hash file_hash{};
    Instant made_at;
    Id made_by;
    std::optional<Instant> decided_at;
    std::optional<Id> decided_by;
    std::optional<Instant> taken_at;            ///< when the bank's file was first taken
    std::vector<TransferLine> lines;            ///< in the order of the facilities' codes, as in the file
    std::vector<ledger::Repayment> repayments;  ///< after them, in the order of their uses

    std::size_t payments() const { return lines.size() + repayments.size(); }
};

/// The account of a family in the form of the file.  Errors: those of check_account().
Result<BankAccount> account_of(const ledger::PayeeAccount& payee);

std::optional<Transfer> find_transfer(store::Snapshot& snapshot, const Id& id);

/// Newest first.
std::vector<Transfer> list_transfers(store::Snapshot& snapshot);

/// What would be paid now, and what would not.
struct Payable {
    struct LeftOut {
        enum class Why : std::uint8_t { no_account, nothing_due };

        Id facility;
        Why why = Why::no_account;
        Yen amount;
    };
    std::vector<TransferLine> lines;
    std::vector<Statement> statements;  ///< of the lines
    std::vector<LeftOut> left_out;
    std::vector<ledger::Repayment> repayments;          ///< uses of `until` and earlier months
    std::vector<ledger::Repayment> without_an_account;  ///< no bank takes what the family wrote
    Yen total;
};
/// From approved statements of `until` and earlier months that no transfer pays yet.
Payable payable(store::Snapshot& snapshot, Month until);

struct MakeTransfer {
    Id key;
    Instant at;
    Id actor;
    Id id;  ///< of the new transfer
    Month until;
    Date pay_on{};
    Yen total;  ///< that was read: the payer sees what is paid before it is made
};
/// {"transfer":"…"}.  Errors: `payer_missing`, `pay_on_past`, `transfer_changed` (the total is another by
/// now), those of write_zengin().
Result<std::string> make_transfer(store::Transaction& tx, const MakeTransfer& command);

/// Error: `repayment_voided` (conflict), while the bank would be asked to pay what is not owed any more.
Result<void> check_repayments(const Transfer& transfer);

/// The file's bytes, made anew from the rows; and whether they are those that were recorded.
Result<std::string> transfer_file(store::Snapshot& snapshot, const Transfer& transfer);
bool has_recorded_file(store::Snapshot& snapshot, const Transfer& transfer);

struct MoveTransfer {
    enum class To { approved, withdrawn, paid };

    Id key;
    Instant at;
    Id actor;
    Id event;  ///< of the notices
    Id transfer;
    To to = To::approved;
    std::optional<Date> paid_on;  ///< for `paid`
    bool bank_was_told = false;   ///< for `withdrawn` after the file was taken: the bank will not pay it
};
/// Errors: `transfer_not_found`, `transfer_moved` (conflict), `same_person` (not allowed), `paid_on_missing`,
/// `paid_on_future`, `file_was_taken` (conflict: stop it at the bank first), `repayment_voided` (conflict,
/// for `approved`, and for `paid` before the file was taken: a use that it pays back was voided).
Result<void> move_transfer(store::Transaction& tx, const MoveTransfer& command);

/// Hands the file out, and records it.
struct TakeFile {
    Instant at;
    Id actor;
    Id transfer;
};
/// Errors: `transfer_not_found`, `transfer_not_approved`, `repayment_voided` (conflicts).
Result<std::string> take_file(store::Transaction& tx, const TakeFile& command);

}  // namespace hagukumi::settlement
