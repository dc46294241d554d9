// 承認 and 差戻し: what the office answers to a statement that a facility confirmed.
#include <fmt/format.h>

#include "audit/once.hpp"
#include "audit/record.hpp"
#include "ledger/write_entry.hpp"
#include "settlement/notices.hpp"
#include "settlement/objection.hpp"
#include "settlement/printed.hpp"
#include "settlement/rows.hpp"
#include "settlement/sql.hpp"

namespace hagukumi::settlement {

namespace {

/// The statement, if `actor` may decide on it now.
Result<Statement> find_undecided(store::Snapshot& snapshot, const Id& id, const Id& actor)
{
    const auto found = find_statement(snapshot, id);
    if (!found) {
        return fail(ErrorKind::not_found, "statement_not_found",
                    {"この請求書は見つかりません。一覧からもう一度選んでください。",
                     "There is no such statement. Please choose again from the list."});
    }
    if (found->state != StatementState::confirmed) {
        return fail(ErrorKind::conflict, "statement_decided",
                    {"この請求書は、すでに承認または差し戻されています。",
                     "This statement was approved or sent back before."});
    }
    if (found->confirmed_by == actor) {
        return fail(ErrorKind::not_allowed, "same_person",
                    {"確認した方とは別の職員が承認してください。",
                     "Somebody else than the person who confirmed it must approve it."});
    }
    return *found;
}

void decide(store::Transaction& tx, const Statement& statement, StatementState state, Instant at,
            const Id& actor, std::string_view reason)
{
    must(tx.execute(sql::decide_statement, statement.id, state, at, actor, reason) == 1,
         "a statement that is confirmed can be decided");
    audit::record(tx, at, actor,
                  state == StatementState::approved ? "settlement.approve" : "settlement.send_back",
                  statement.id,
                  fmt::format(R"({{"facility":"{}","month":"{}","public_yen":{},"digest":"{}"}})",
                              hagukumi::to_string(statement.facility), to_string(statement.month),
                              statement.total.public_share.amount, audit::to_hex(statement.digest)));
}

}  // namespace

Result<void> approve_statement(store::Transaction& tx, const ApproveStatement& command)
{
    constexpr std::string_view kind = "settlement.approve";
    const auto content = audit::Digest(kind).add(command.statement);
    return audit::once(tx, command, command.actor, kind, content, [&]() -> Result<void> {
        const Statement statement = TRY(find_undecided(tx, command.statement, command.actor));
        TRY(must_have_no_open_objection(tx, statement.facility, statement.month));
        decide(tx, statement, StatementState::approved, command.at, command.actor, "");
        tell_approved(tx, statement, command.event, command.at);
        return {};
    });
}

Result<void> send_back_statement(store::Transaction& tx, const SendBackStatement& command)
{
    constexpr std::string_view kind = "settlement.send_back";
    TRY(ledger::check_reason(command.reason));
    const auto content = audit::Digest(kind).add(command.statement).add(command.reason);
    return audit::once(tx, command, command.actor, kind, content, [&]() -> Result<void> {
        const Statement statement = TRY(find_undecided(tx, command.statement, command.actor));
        // A later statement began where this one ended.
        if (newest_statement(tx, statement.facility)->id != statement.id) {
            return fail(ErrorKind::conflict, "not_the_newest",
                        {"次の月がすでに確認されています。変更は、次の請求書の調整で行ってください。",
                         "A later month was confirmed already. Please correct it by an adjustment."});
        }
        decide(tx, statement, StatementState::sent_back, command.at, command.actor, command.reason);
        tx.execute(sql::drop_lines, statement.id);
        drop_printed(tx, statement.id);
        tell_sent_back(tx, statement, command.reason, command.event, command.at);
        return {};
    });
}

}  // namespace hagukumi::settlement
