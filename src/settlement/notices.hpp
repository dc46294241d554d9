// What a facility is told of its statements; for the files of this room.
#pragma once

#include "ledger/reimburse/reimburse.hpp"
#include "settlement/statement.hpp"

namespace hagukumi::settlement {

/// `event` is the id of what happened; each person responsible for the facility is told once.
void tell_approved(store::Transaction& tx, const Statement& statement, const Id& event, Instant at);
void tell_sent_back(store::Transaction& tx, const Statement& statement, std::string_view reason,
                    const Id& event, Instant at);
void tell_paid(store::Transaction& tx, const Id& facility, Yen amount, Date paid_on, const Id& event,
               Instant at);

/// The family, of what it gets back for a use that it paid for.
void tell_repaid(store::Transaction& tx, const ledger::Repayment& repayment, Date paid_on, const Id& event,
                 Instant at);

}  // namespace hagukumi::settlement
