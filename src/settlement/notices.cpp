#include "settlement/notices.hpp"

#include <fmt/format.h>

#include "base/grouped.hpp"
#include "messages/outbox.hpp"
#include "people/manage_accounts.hpp"

namespace hagukumi::settlement {

namespace {

using messages::Params;

/// One event tells several people, and a message's id is its own.  The courier makes the id of a mail of this
/// one and of the account in another order, so that the two differ.
Id message_id(Id event, const Id& account)
{
    for (std::size_t i = 6; i < event.bytes.size(); ++i) event.bytes[i] ^= account.bytes[i];
    return event;
}

void tell(store::Transaction& tx, const Id& facility, const Id& event, Instant at,
          std::string_view message_template, const Params& params)
{
    const std::string json = params.json();
    for (const people::Account& account : people::list_accounts(tx, people::Role::facility_manager)) {
        if (account.facility != facility || account.state != people::AccountState::active) continue;
        messages::Message message;
        message.id = message_id(event, account.id);
        message.at = at;
        message.channel = messages::channel::account;
        message.recipient = account.id;
        message.message_template = message_template;
        message.params = json;
        messages::enqueue(tx, message);
    }
}

}  // namespace

void tell_approved(store::Transaction& tx, const Statement& statement, const Id& event, Instant at)
{
    Params params;
    params.text("month", to_string(statement.month))
        .text("amount", grouped(statement.total.public_share.amount));
    tell(tx, statement.facility, event, at, "statement_approved", params);
}

void tell_sent_back(store::Transaction& tx, const Statement& statement, std::string_view reason,
                    const Id& event, Instant at)
{
    Params params;
    params.text("month", to_string(statement.month)).text("reason", reason);
    tell(tx, statement.facility, event, at, "statement_sent_back", params);
}

void tell_paid(store::Transaction& tx, const Id& facility, Yen amount, Date paid_on, const Id& event,
               Instant at)
{
    Params params;
    params.text("amount", grouped(amount.amount)).text("when", hagukumi::to_string(paid_on));
    tell(tx, facility, event, at, "statement_paid", params);
}

void tell_repaid(store::Transaction& tx, const ledger::Repayment& repayment, Date paid_on, const Id& event,
                 Instant at)
{
    Params params;
    params.text("amount", grouped(repayment.yen.amount)).text("when", hagukumi::to_string(paid_on));
    const std::string json = params.json();
    messages::Message message;
    message.id = message_id(event, repayment.entry);
    message.at = at;
    message.channel = messages::channel::account;
    message.recipient = repayment.account;
    message.message_template = "reimbursement_paid";
    message.params = json;
    messages::enqueue(tx, message);
}

}  // namespace hagukumi::settlement
