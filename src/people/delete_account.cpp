#include "audit/once.hpp"
#include "audit/record.hpp"
#include "messages/notices.hpp"
#include "messages/outbox.hpp"
#include "people/identity.hpp"
#include "people/manage_accounts.hpp"
#include "people/not_found.hpp"
#include "people/passkey/passkey.hpp"
#include "people/session.hpp"
#include "people/sql.hpp"

namespace hagukumi::people {

Result<void> delete_account(store::Transaction& tx, const DeleteAccount& command)
{
    const auto content = audit::Digest("people.delete_account").add(command.account);
    return audit::once(tx, command, command.account, "people.delete_account", content, [&]() -> Result<void> {
        const auto account = load_account(tx, command.account);
        if (!account || account->state != AccountState::active || account->role != Role::parent)
            return no_account();
        if (!account->email.empty()) {
            messages::Params params;
            params.text("to", account->email).text("language", account->language);
            messages::enqueue(tx, {command.key, command.at, messages::channel::address, command.key,
                                   "account_deleted", params.json()});
        }
        unlink_identity(tx, account->id, Issuer::line, command.at);
        tx.execute(sql::delete_links_of, account->id, account->email);
        tx.execute(sql::forget_words, account->id);
        tx.execute(sql::forget_devices, account->id);
        forget_passkeys(tx, account->id);
        messages::delete_notices(tx, account->id);
        tx.execute(sql::erase_account, account->id);
        end_sessions(tx, account->id);
        audit::record(tx, command.at, account->id, "people.delete_account", account->id, "{}");
        return {};
    });
}

std::int64_t count_accounts_of(store::Snapshot& snapshot, const Id& household)
{
    return snapshot
        .find(
            sql::count_accounts_of, [](const store::Row& row) { return row.integer(0); }, household)
        .value_or(0);
}

}  // namespace hagukumi::people
