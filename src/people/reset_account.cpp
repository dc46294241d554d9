#include <boost/json.hpp>

#include "audit/once.hpp"
#include "audit/record.hpp"
#include "people/manage_accounts.hpp"
#include "people/not_found.hpp"
#include "people/passkey/passkey.hpp"
#include "people/session.hpp"
#include "people/sql.hpp"
#include "people/subjects.hpp"

namespace hagukumi::people {

Result<void> reset_account(store::Transaction& tx, const ResetAccount& command)
{
    const auto content = audit::Digest("people.reset_account").add(command.account);
    return audit::once(tx, command, command.actor, "people.reset_account", content, [&]() -> Result<void> {
        const auto account = load_account(tx, command.account);
        if (!account) return no_account();
        const Id& id = account->id;
        if (!command.password_hash.empty()) tx.execute(sql::set_password_hash, id, command.password_hash);
        if (!command.pin_hash.empty()) tx.execute(sql::set_pin_hash, id, command.pin_hash);
        // Staff choose their PIN for the tablet anew when they sign in; a parent's stands on her card.
        if (command.pin_hash.empty() && account->role != Role::parent)
            tx.execute(sql::set_pin_hash, id, std::optional<std::string>());
        if (!command.totp_secret.empty()) {
            const store::Bytes secret(reinterpret_cast<const std::uint8_t*>(command.totp_secret.data()),
                                      command.totp_secret.size());
            tx.execute(sql::set_totp_secret, id, secret);
        }
        tx.execute(sql::set_account_state, id, AccountState::active);
        if (!account->email.empty()) open_locks(tx, Way::email, account->email, command.at);
        if (!account->user_number.empty()) open_locks(tx, Way::user_number, account->user_number, command.at);
        if (!account->staff_name.empty()) open_locks(tx, Way::staff, account->staff_name, command.at);
        // Who reads an older mail later, or asked for another address meanwhile, must not undo this.
        tx.execute(sql::delete_unused_links, id, account->email);
        tx.execute(sql::forget_devices, id);
        forget_passkeys(tx, id);
        end_sessions(tx, id);
        audit::record(
            tx, command.at, command.actor, "people.reset_account", id,
            boost::json::serialize(boost::json::object{{"password", !command.password_hash.empty()},
                                                       {"pin", !command.pin_hash.empty()},
                                                       {"second_factor", !command.totp_secret.empty()}}));
        return {};
    });
}

}  // namespace hagukumi::people
