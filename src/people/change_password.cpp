#include "audit/once.hpp"
#include "audit/record.hpp"
#include "people/manage_accounts.hpp"
#include "people/not_found.hpp"
#include "people/session.hpp"
#include "people/sql.hpp"

namespace hagukumi::people {

Result<void> change_password(store::Transaction& tx, const ChangePassword& command)
{
    const auto content =
        audit::Digest("people.change_password").add(command.account).add(std::int64_t{command.pin});
    return audit::once(
        tx, command, command.account, "people.change_password", content, [&]() -> Result<void> {
            const auto stored = tx.find(
                sql::find_hashes,
                [&](const store::Row& row) {
                    const int column = command.pin ? 1 : 0;
                    const bool active = static_cast<AccountState>(row.integer(2)) == AccountState::active;
                    return active && !row.is_null(column) ? std::string(row.text(column)) : std::string();
                },
                command.account);
            if (!stored) return no_account();
            if (stored->empty() || *stored != command.old_hash)
                return fail(ErrorKind::conflict, "password_changed_meanwhile",
                            {"ほかの画面で先に変更されました。新しいほうでログインし直してください。",
                             "It was changed on another screen meanwhile. Please sign in with the new one."});
            tx.execute(command.pin ? sql::set_pin_hash : sql::set_password_hash, command.account,
                       command.new_hash);
            // What somebody else asked for with the old one ends with it.
            tx.execute(sql::delete_unused_links, command.account, load_account(tx, command.account)->email);
            end_sessions(tx, command.account);
            audit::record(tx, command.at, command.account, "people.change_password", command.account,
                          command.pin ? R"({"what":"pin"})" : R"({"what":"password"})");
            return {};
        });
}

}  // namespace hagukumi::people
