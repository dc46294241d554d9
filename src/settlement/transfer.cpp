#include "settlement/transfer.hpp"

#include <fmt/format.h>

#include <map>

#include "audit/once.hpp"
#include "audit/record.hpp"
#include "facilities/facility.hpp"
#include "settlement/notices.hpp"
#include "settlement/rows.hpp"
#include "settlement/sql.hpp"

namespace hagukumi::settlement {

namespace {

Transfer transfer_in(const store::Row& row)
{
    Transfer transfer;
    transfer.id = row.id(0);
    transfer.pay_on = row.date(1);
    transfer.state = static_cast<TransferState>(row.integer(2));
    transfer.payer_version = row.integer(3);
    transfer.total = row.yen(4);
    transfer.file_hash = hash_in(row, 5);
    transfer.made_at = row.instant(6);
    transfer.made_by = row.id(7);
    transfer.decided_at = row.maybe_instant(8);
    transfer.decided_by = row.maybe_id(9);
    transfer.taken_at = row.maybe_instant(10);
    return transfer;
}

void load_lines(store::Snapshot& snapshot, Transfer& transfer)
{
    snapshot.query(
        sql::transfer_lines,
        [&](const store::Row& row) {
            transfer.lines.push_back(
                {row.id(0), std::string(row.text(3)), std::string(row.text(4)), row.integer(1), row.yen(2)});
        },
        transfer.id);
    transfer.repayments = ledger::repayments_of_transfer(snapshot, transfer.id);
}

/// 「F-0012」 is 0012: what the bank sends back leads to the facility.
std::string digits_of(const std::string& facility_code)
{
    constexpr std::size_t most_digits = 10;
    std::string digits;
    for (const char c : facility_code)
        if (c >= '0' && c <= '9') digits += c;
    return digits.size() > most_digits ? digits.substr(digits.size() - most_digits) : digits;
}

Result<std::string> write_file(store::Snapshot& snapshot, const Payer& payer, Date pay_on,
                               const std::vector<TransferLine>& lines,
                               const std::vector<ledger::Repayment>& repayments)
{
    const std::string reference = to_string(month_of(pay_on)).erase(4, 1);
    std::vector<Payment> payments;
    for (const TransferLine& line : lines) {
        const auto account = find_account(snapshot, line.facility, line.account_version);
        must(account.has_value(), "a transfer pays to an account that is kept");
        payments.push_back({account->account, line.amount, digits_of(line.facility_code), reference});
    }
    for (const ledger::Repayment& one : repayments)
        payments.push_back({TRY(account_of(one.payee)), one.yen, {}, reference});
    return write_zengin(payer, pay_on, payments);
}

audit::Hash hash_of(const std::string& file)
{
    return audit::Digest("hagukumi.transfer_file.1").add(file).finish();
}

tl::unexpected<Error> no_transfer()
{
    return fail(ErrorKind::not_found, "transfer_not_found",
                {"この振込は見つかりません。一覧からもう一度選んでください。",
                 "There is no such transfer. Please choose again from the list."});
}

void record(store::Transaction& tx, Instant at, const Id& actor, const char* action, const Transfer& transfer)
{
    audit::record(tx, at, actor, action, transfer.id,
                  fmt::format(R"({{"payments":{},"total_yen":{},"file":"{}"}})", transfer.payments(),
                              transfer.total.amount, audit::to_hex(transfer.file_hash)));
}

}  // namespace

std::string_view name_of(TransferState state)
{
    switch (state) {
        case TransferState::made: return "made";
        case TransferState::approved: return "approved";
        case TransferState::paid: return "paid";
        case TransferState::withdrawn: return "withdrawn";
    }
    throw BugFound("a transfer is in one of four states");
}

std::optional<Transfer> find_transfer(store::Snapshot& snapshot, const Id& id)
{
    auto transfer = snapshot.find(sql::find_transfer, transfer_in, id);
    if (transfer) load_lines(snapshot, *transfer);
    return transfer;
}

std::vector<Transfer> list_transfers(store::Snapshot& snapshot)
{
    std::vector<Transfer> transfers;
    snapshot.query(sql::all_transfers, [&](const store::Row& row) { transfers.push_back(transfer_in(row)); });
    for (Transfer& transfer : transfers) load_lines(snapshot, transfer);
    return transfers;
}

Result<BankAccount> account_of(const ledger::PayeeAccount& payee)
{
    return check_account({payee.bank_code, payee.bank_name, payee.branch_code, payee.branch_name,
                          static_cast<AccountKind>(payee.kind), payee.number, payee.holder},
                         most_letters_of_holder);
}

Result<void> check_repayments(const Transfer& transfer)
{
    for (const ledger::Repayment& one : transfer.repayments) {
        if (!one.voided) continue;
        const std::string use = ledger::number_of(one.entry);
        return fail(
            ErrorKind::conflict, "repayment_voided",
            {fmt::format("この振込のうち、払い戻し{}円（利用番号{}、口座名義{}）の利用は、振込を作った"
                         "あとに取り消されています。この振込を取り下げて、作り直してください。",
                         one.yen.amount, use, one.payee.holder),
             fmt::format("The use of one repayment in this transfer ({} yen, use {}, to {}) was "
                         "voided after the transfer was made. Please withdraw the transfer and make "
                         "it anew.",
                         one.yen.amount, use, one.payee.holder)});
    }
    return {};
}

Payable payable(store::Snapshot& snapshot, Month until)
{
    struct Due {
        facilities::Facility facility;
        std::vector<Statement> statements;
        Yen amount;
    };
    std::map<std::string, Due> due;  // by the facility's code
    std::map<Id, std::string> codes;
    snapshot.query(
        sql::to_pay,
        [&](const store::Row& row) {
            const Statement statement = statement_in(row);
            const auto [code, is_new] = codes.try_emplace(statement.facility);
            if (is_new) {
                auto facility = facilities::find_facility(snapshot, statement.facility);
                must(facility.has_value(), "a statement is of a facility");
                code->second = facility->code;
                due[code->second].facility = std::move(*facility);
            }
            Due& of_facility = due[code->second];
            of_facility.amount = of_facility.amount + statement.total.public_share;
            of_facility.statements.push_back(statement);
        },
        first_day_of(until));

    Payable result;
    for (auto& [code, one] : due) {
        const auto account = approved_account(snapshot, one.facility.id);
        using Why = Payable::LeftOut::Why;
        if (one.amount <= Yen{} || !account) {
            result.left_out.push_back(
                {one.facility.id, one.amount <= Yen{} ? Why::nothing_due : Why::no_account, one.amount});
            continue;
        }
        result.lines.push_back({one.facility.id, code, one.facility.name, account->version, one.amount});
        result.total = result.total + one.amount;
        for (Statement& statement : one.statements) result.statements.push_back(std::move(statement));
    }
    for (ledger::Repayment& one : ledger::repayments_to_pay(snapshot, last_day_of(until))) {
        if (!account_of(one.payee)) {
            result.without_an_account.push_back(std::move(one));
            continue;
        }
        result.total = result.total + one.yen;
        result.repayments.push_back(std::move(one));
    }
    return result;
}

Result<std::string> make_transfer(store::Transaction& tx, const MakeTransfer& command)
{
    constexpr std::string_view kind = "settlement.make_transfer";
    const audit::Fingerprint fingerprint =
        audit::Digest(kind).add(first_day_of(command.until)).add(command.pay_on).add(command.total).finish();
    if (audit::Done done = TRY(audit::find_done(tx, command.key, command.actor, kind, fingerprint)))
        return *done;

    const auto payer = newest_payer(tx);
    if (!payer) {
        return fail(ErrorKind::conflict, "payer_missing",
                    {"振込元の口座が登録されていません。先に振込元を登録してください。",
                     "The municipality's own account is not set. Please set it first."});
    }
    if (command.pay_on < date_in_japan(command.at)) {
        return fail(ErrorKind::malformed, "pay_on_past",
                    {"振込日は今日以降の日を選んでください。", "Please choose today or a later day."});
    }
    const Payable due = payable(tx, command.until);
    if (due.total != command.total) {
        return fail(
            ErrorKind::conflict, "transfer_changed",
            {fmt::format("表示したあとに金額が変わり、合計は{}円になりました。もう一度確かめてください。",
                         due.total.amount),
             fmt::format("The total has changed since it was shown and is {} yen now. Please look again.",
                         due.total.amount)});
    }
    const std::string file = TRY(write_file(tx, payer->payer, command.pay_on, due.lines, due.repayments));

    Transfer transfer;
    transfer.id = command.id;
    transfer.total = due.total;
    transfer.file_hash = hash_of(file);
    transfer.lines = due.lines;
    transfer.repayments = due.repayments;
    tx.execute(sql::add_transfer, command.id, command.pay_on, payer->version, due.total,
               audit::bytes_of(transfer.file_hash), command.at, command.actor);
    for (const TransferLine& line : due.lines)
        tx.execute(sql::add_transfer_line, command.id, line.facility, line.account_version, line.amount);
    for (const Statement& statement : due.statements) {
        must(tx.execute(sql::join_transfer, statement.id, command.id) == 1,
             "a statement that is due is in no transfer");
    }
    for (const ledger::Repayment& one : due.repayments) ledger::join_transfer(tx, one.entry, command.id);
    record(tx, command.at, command.actor, "settlement.make_transfer", transfer);
    const std::string answer = fmt::format(R"({{"transfer":"{}"}})", hagukumi::to_string(command.id));
    audit::remember(tx, command.key, command.actor, kind, fingerprint, command.at, answer);
    return answer;
}

Result<std::string> transfer_file(store::Snapshot& snapshot, const Transfer& transfer)
{
    const auto payer = find_payer(snapshot, transfer.payer_version);
    must(payer.has_value(), "a transfer names the payer's version");
    return write_file(snapshot, payer->payer, transfer.pay_on, transfer.lines, transfer.repayments);
}

bool has_recorded_file(store::Snapshot& snapshot, const Transfer& transfer)
{
    const auto file = transfer_file(snapshot, transfer);
    return file && hash_of(*file) == transfer.file_hash;
}

Result<void> move_transfer(store::Transaction& tx, const MoveTransfer& command)
{
    using To = MoveTransfer::To;
    constexpr std::string_view kind = "settlement.move_transfer";
    const auto content = audit::Digest(kind)
                             .add(command.transfer)
                             .add(static_cast<std::int64_t>(command.to))
                             .add(command.paid_on.value_or(Date{}))
                             .add(std::int64_t{command.bank_was_told});
    return audit::once(tx, command, command.actor, kind, content, [&]() -> Result<void> {
        const auto transfer = find_transfer(tx, command.transfer);
        if (!transfer) return no_transfer();
        if (command.to == To::approved && transfer->made_by == command.actor) {
            return fail(ErrorKind::not_allowed, "same_person",
                        {"振込データを作った方とは別の職員が承認してください。",
                         "Somebody else than the person who made the transfer must approve it."});
        }
        if (command.to == To::paid && !command.paid_on) {
            return fail(ErrorKind::malformed, "paid_on_missing",
                        {"支払日を入力してください。", "Please give the day of payment."});
        }
        if (command.to == To::paid && *command.paid_on > date_in_japan(command.at)) {
            return fail(
                ErrorKind::malformed, "paid_on_future",
                {"支払日は今日までの日を入力してください。", "The day of payment is today or before."});
        }
        // What was taken may have been paid whatever is found out afterwards.
        if (command.to == To::approved || (command.to == To::paid && !transfer->taken_at))
            TRY(check_repayments(*transfer));
        if (command.to == To::withdrawn && transfer->taken_at && !command.bank_was_told) {
            return fail(
                ErrorKind::conflict, "file_was_taken",
                {"この振込のファイルは取り出されています。銀行に渡していれば、取り下げても銀行は振り込みます"
                 "。"
                 "銀行で振込を止めてから、そのことを確かめて取り下げてください。",
                 "The file of this transfer was taken. If the bank has it, it pays whatever happens here. "
                 "Please have the bank stop it first, then say so and withdraw."});
        }
        const bool has_ended =
            transfer->state == TransferState::paid || transfer->state == TransferState::withdrawn;
        const std::int64_t moved = [&]() -> std::int64_t {
            if (has_ended) return 0;
            switch (command.to) {
                case To::approved:
                    return tx.execute(sql::move_transfer, transfer->id, TransferState::made,
                                      TransferState::approved, command.at, command.actor);
                case To::withdrawn:
                    // Also one that was approved: a bank may refuse the file.
                    return tx.execute(sql::move_transfer, transfer->id, transfer->state,
                                      TransferState::withdrawn, command.at, command.actor);
                case To::paid: return tx.execute(sql::finish_transfer, transfer->id);
            }
            throw BugFound("a transfer moves to one of three states");
        }();
        if (moved == 0) {
            return fail(ErrorKind::conflict, "transfer_moved",
                        {"この振込の状態が変わっています。一覧を見直してください。",
                         "The transfer has moved on. Please look at the list again."});
        }
        if (command.to == To::withdrawn) {
            tx.execute(sql::leave_transfer, transfer->id);
            ledger::leave_transfer(tx, transfer->id);
        }
        if (command.to == To::paid) {
            tx.execute(sql::mark_paid, transfer->id, *command.paid_on);
            for (const TransferLine& line : transfer->lines)
                tell_paid(tx, line.facility, line.amount, *command.paid_on, command.event, command.at);
            ledger::mark_repaid(tx, transfer->id, *command.paid_on);
            for (const ledger::Repayment& one : transfer->repayments)
                tell_repaid(tx, one, *command.paid_on, command.event, command.at);
        }
        static constexpr const char* actions[] = {
            "settlement.approve_transfer", "settlement.withdraw_transfer", "settlement.record_payment"};
        record(tx, command.at, command.actor, actions[static_cast<std::size_t>(command.to)], *transfer);
        return {};
    });
}

Result<std::string> take_file(store::Transaction& tx, const TakeFile& command)
{
    const auto transfer = find_transfer(tx, command.transfer);
    if (!transfer) return no_transfer();
    if (transfer->state != TransferState::approved && transfer->state != TransferState::paid) {
        return fail(ErrorKind::conflict, "transfer_not_approved",
                    {"承認されるまで、振込ファイルは取り出せません。",
                     "The file can be taken once the transfer is approved."});
    }
    if (transfer->state == TransferState::approved) TRY(check_repayments(*transfer));
    must(has_recorded_file(tx, *transfer), "a transfer's file is the one that was recorded");
    tx.execute(sql::note_taken, transfer->id, command.at);
    record(tx, command.at, command.actor, "settlement.take_file", *transfer);
    return transfer_file(tx, *transfer);
}

}  // namespace hagukumi::settlement
