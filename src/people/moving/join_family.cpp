#include "people/moving/join_family.hpp"

#include "audit/record.hpp"
#include "messages/outbox.hpp"
#include "people/family_writes.hpp"
#include "people/manage_accounts.hpp"
#include "people/moving/sql.hpp"
#include "people/sql.hpp"

namespace hagukumi::people {

Result<void> join_family(store::Transaction& tx, const JoinFamily& command)
{
    const auto account = load_account(tx, command.account);
    must(account && account->household, "who is signed in as a parent has an account in a family");
    const Invited invited = TRY(find_invitation(tx, command.invitation.reveal(), command.at));
    if (invited.invitation.household == *account->household)
        return fail(ErrorKind::conflict, "already_member",
                    {"すでにこのご家族の登録に参加しています。", "You belong to this family already."});
    const Invitation invitation = TRY(take_invitation(tx, invited.invitation.id, command.at));
    std::optional<Id> guardian;
    if (invitation.rights == Rights::full) {
        insert_guardian(tx, invitation.household, {command.guardian, account->display_name, "", {}, false});
        guardian = command.guardian;
    }
    tx.execute(sql::move_account, account->id, invitation.household, guardian, invitation.rights);
    // The office finds the number under the new family only.
    tx.execute(sql::forget_words, account->id);
    if (!account->user_number.empty())
        tx.execute(sql::add_word, account->user_number, invitation.household, account->id);
    audit::record(tx, command.at, account->id, "people.join_family", account->id, "{}");
    messages::enqueue(tx, {command.told, command.at, messages::channel::household, invitation.household,
                           "member_joined", messages::Params().text("name", account->display_name).json()});
    return {};
}

}  // namespace hagukumi::people
