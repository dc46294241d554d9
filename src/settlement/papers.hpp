// 請求書, 利用実績, and what goes with a transfer: the same numbers as on the screens, on paper and to count
// with.
//
//  1. Only what was confirmed has papers, and the same statement gives the same bytes: a paper's time is that
//     of the confirmation, a transfer's that of its making.
//     What a statement names besides its numbers is kept with the confirmation (printed.hpp).
//  2. Sums are those of the statement; the digest at the foot is the one that the facility confirmed (U-20).
//  3. Every time a paper is handed out is in the record.
#pragma once

#include "facilities/facility.hpp"
#include "ledger/coupon.hpp"
#include "paper/document.hpp"
#include "paper/sheet.hpp"
#include "settlement/transfer.hpp"

namespace hagukumi::settlement {

/// A statement with everything that its papers name.
struct StatementPaper {
    std::string municipality;       ///< 「千代田区」
    facilities::Facility facility;  ///< named as at the confirmation
    Statement statement;
    Draft draft;
    std::vector<std::string> users;  ///< for each line, the guardian whose family used it
    ledger::Programmes programmes;
};

/// Errors: `statement_not_found`, `statement_open` (conflict: not confirmed yet).
Result<StatementPaper> load_statement_paper(store::Snapshot& snapshot, ledger::Programmes programmes,
                                            const std::string& municipality, const Id& facility, Month month);

paper::Document invoice(const StatementPaper& loaded);         ///< 請求書, by service
paper::Document usage_report(const StatementPaper& loaded);    ///< 利用実績, line by line
paper::Workbook statement_book(const StatementPaper& loaded);  ///< both, to count with

struct TransferPaper {
    std::string municipality;
    Transfer transfer;
    Payer payer;
    std::vector<BankAccount> accounts;  ///< for each line
    std::vector<Statement> statements;  ///< that it pays
};

/// Errors: `transfer_not_found`, `repayment_voided` (conflict: withdraw the transfer and make it anew).
Result<TransferPaper> load_transfer_paper(store::Snapshot& snapshot, const std::string& municipality,
                                          const Id& transfer);

/// 総合振込 送付票: what the second officer and the bank compare with the file.
paper::Document control_sheet(const TransferPaper& loaded);

/// For the finance system: a row for each statement that is paid.
paper::Sheet payment_sheet(const TransferPaper& loaded);

/// That a paper of a statement or a transfer was handed out: "invoice", "usage", …
void note_paper(store::Transaction& tx, Instant at, const Id& actor, const Id& object, std::string_view name);

}  // namespace hagukumi::settlement
