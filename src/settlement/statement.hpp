// 請求書: what a facility is paid for a month, drawn from the ledger.
//
//                     confirm_statement            approve_statement        record_payment
//   draft (not kept) ──────────────────► confirmed ───────────────► approved ─────────────► paid
//        ▲                                   │ send_back_statement
//        └───────────────────────────────────┘ (the row stays, its lines are free again)
//
//  1. An entry of the ledger stands in one statement; what stands in none is open and belongs to the next.
//  2. A statement's sums are those of its lines, and a line's numbers are those of the ledger: a line holds
//     no number.
//  3. From the confirmation on, what the ledger adds for that month is an adjustment (調整) of a later
//     statement.
//  4. Who confirmed does not approve.
//  5. What was approved is never reopened.
//  6. The sum of all statements and of what is open is the sum of the ledger, to the yen (wrong_statements).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "audit/digest.hpp"
#include "base/id.hpp"
#include "base/quantity.hpp"
#include "base/result.hpp"
#include "settlement/month.hpp"
#include "store/transaction.hpp"

namespace hagukumi::settlement {

/// fee = parent + public_share.  Nothing where a programme states no price.
struct Money {
    Yen fee, parent, public_share;

    friend bool operator==(const Money&, const Money&) = default;
    friend Money operator+(const Money& a, const Money& b)
    {
        return {a.fee + b.fee, a.parent + b.parent, a.public_share + b.public_share};
    }
};

enum class LineKind : std::uint8_t {
    use = 1,       ///< 利用
    void_use = 2,  ///< 取消: takes back what the use counted
};

/// One entry of the ledger as it counts for the facility; what a void takes back is below zero.
struct Line {
    Id entry;
    LineKind kind = LineKind::use;
    Id use;                      ///< the use itself, or the one that is voided
    std::optional<Id> corrects;  ///< 訂正: the use whose place this one takes
    Instant at;                  ///< when it was entered
    std::string programme, service;
    Date first_day, last_day;
    Units units;
    bool is_priced = false;
    Money money;
    bool is_adjustment = false;  ///< of a month before the statement's
    bool cancels_out = false;    ///< a use that this same statement voids, or that void
};

struct Sums {
    std::int64_t uses = 0;  ///< of the month itself, without those that were voided in it
    Money of_month, adjustments;

    Money total() const { return of_month + adjustments; }
    friend bool operator==(const Sums&, const Sums&) = default;
};

/// 明細: a statement as it would be, or as it was, confirmed.
struct Draft {
    Id facility;
    Month month;
    std::vector<Line> lines;   ///< in the order of their entries' ids
    std::vector<Id> later;     ///< entries that belong to a later month
    std::optional<Id> newest;  ///< the head of the facility's history that was looked at
    Sums sums;
    audit::Hash digest{};  ///< over facility, month and every line: who confirms says what was seen
    std::optional<Month> earlier_open;  ///< an earlier month that must be confirmed first
};

enum class StatementState : std::uint8_t { confirmed = 1, approved = 2, paid = 3, sent_back = 4 };
std::string_view name_of(StatementState state);  ///< "confirmed", "approved", "paid", "sent_back"

struct Statement {
    Id id, facility;
    Month month;
    StatementState state = StatementState::confirmed;
    std::int64_t uses = 0;
    Money total;
    Id newest_entry;
    audit::Hash digest{};
    Instant confirmed_at;
    Id confirmed_by;
    std::optional<Instant> decided_at;
    std::optional<Id> decided_by;
    std::string reason;  ///< why it was sent back
    std::optional<Id> transfer;
    std::optional<Date> paid_on;
};

/// What the ledger holds for the facility and month now, less what stands in statements.  Drawn anew each
/// time; kept only when it is confirmed.
Draft draw_up(store::Snapshot& snapshot, const Id& facility, Month month);

std::optional<Statement> find_statement(store::Snapshot& snapshot, const Id& id);

/// The one that counts: not one that was sent back.
std::optional<Statement> find_statement(store::Snapshot& snapshot, const Id& facility, Month month);

/// All of a month, also those that were sent back, in the order of their confirmation.
std::vector<Statement> statements_of(store::Snapshot& snapshot, Month month);

/// All of a facility, newest month first.
std::vector<Statement> statements_of(store::Snapshot& snapshot, const Id& facility);

/// The lines of a statement that was confirmed, with sums and digest made anew from the ledger.
Draft read_lines(store::Snapshot& snapshot, const Statement& statement);

/// 確認: the facility says that this is what it asks to be paid.  From here on the lines belong to the
/// statement.
struct ConfirmStatement {
    Id key;
    Instant at;
    Id actor;
    Id id;  ///< of the new statement
    Id facility;
    Month month;
    audit::Hash seen;  ///< digest of the draft that was read
};
/// {"statement":"…"}.  Errors: `facility_not_found`, `month_not_over`, `statement_closed` (the month has
/// one), `statement_empty`, `earlier_month_open` (names it), `statement_changed` (look again).
Result<std::string> confirm_statement(store::Transaction& tx, const ConfirmStatement& command);

/// 承認: the second person, of the office.
struct ApproveStatement {
    Id key;
    Instant at;
    Id actor;
    Id event;  ///< of the notice
    Id statement;
};
/// Errors: `statement_not_found`, `statement_decided` (conflict), `same_person` (not allowed).
Result<void> approve_statement(store::Transaction& tx, const ApproveStatement& command);

/// 差戻し: the lines are free again; the facility confirms anew.
struct SendBackStatement {
    Id key;
    Instant at;
    Id actor;
    Id event;  ///< of the notice
    Id statement;
    std::string reason;
};
/// Errors: those of approve_statement, `not_the_newest` (a later month was confirmed already),
/// `reason_missing`.
Result<void> send_back_statement(store::Transaction& tx, const SendBackStatement& command);

}  // namespace hagukumi::settlement
