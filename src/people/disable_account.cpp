#include <boost/json.hpp>

#include "audit/once.hpp"
#include "audit/record.hpp"
#include "people/manage_accounts.hpp"
#include "people/not_found.hpp"
#include "people/session.hpp"
#include "people/sql.hpp"

namespace hagukumi::people {

Result<void> disable_account(store::Transaction& tx, const DisableAccount& command)
{
    const auto content = audit::Digest("people.disable_account").add(command.account).add(command.reason);
    return audit::once(tx, command, command.actor, "people.disable_account", content, [&]() -> Result<void> {
        if (tx.execute(sql::set_account_state, command.account, AccountState::disabled) != 1)
            return no_account();
        end_sessions(tx, command.account);
        audit::record(tx, command.at, command.actor, "people.disable_account", command.account,
                      boost::json::serialize(boost::json::object{{"reason", command.reason}}));
        return {};
    });
}

}  // namespace hagukumi::people
