#include <algorithm>

#include "audit/failed_attempts.hpp"
#include "messages/outbox.hpp"
#include "people/family_writes.hpp"
#include "people/identity.hpp"
#include "people/join.hpp"
#include "people/manage_accounts.hpp"
#include "people/password.hpp"
#include "people/sharing.hpp"

namespace hagukumi::people {

namespace {

constexpr std::ptrdiff_t time_bytes = 6;  ///< in front of every id

/// The account that comes by this invitation: the same one whenever it is asked for, but for the time in
/// front.
Id account_by(const Secret& invitation, Instant at)
{
    Id account = audit::subject_of(audit::Digest("people.accept").add(invitation.reveal()));
    for (int i = 0; i < time_bytes; ++i)
        account.bytes[static_cast<std::size_t>(i)] =
            static_cast<std::uint8_t>(static_cast<std::uint64_t>(at.milliseconds) >> (40 - 8 * i));
    return account;
}

bool came_by(const Id& account, const Secret& invitation, Instant at)
{
    const Id made = account_by(invitation, at);
    return std::equal(made.bytes.begin() + time_bytes, made.bytes.end(), account.bytes.begin() + time_bytes);
}

}  // namespace

Result<Accepting> check_accepting(Accepting accepting)
{
    TRY(check_names(accepting.name, ""));
    accepting.pin = TRY(check_pin(accepting.pin));
    return accepting;
}

Result<Id> accept(store::Transaction& tx, const Identity& identity, const Accepting& accepting,
                  const std::string& pin_hash, Instant at)
{
    if (const auto known = find_account_of(tx, identity)) {
        if (came_by(*known, accepting.invitation, at)) return *known;  // pressed twice
        return fail(
            ErrorKind::conflict, "already_registered",
            {"このLINEは、すでに別の登録で使われています。ご家族の登録に入るときは、先に「LINEとの連携」を"
             "解除するか、窓口へご相談ください。",
             "This LINE account has another registration already. To come into this family, please "
             "end its link with LINE first, or ask the office."});
    }
    const Invited invited = TRY(find_invitation(tx, accepting.invitation.reveal(), at));
    const Invitation invitation = TRY(take_invitation(tx, invited.invitation.id, at));
    CreateAccount command;
    command.id = command.key = command.actor = account_by(accepting.invitation, at);
    command.at = at;
    command.user_number = draw_user_number(tx, command.id);
    command.pin_hash = pin_hash;
    command.household = invitation.household;
    command.rights = invitation.rights;
    command.display_name = accepting.name;
    if (invitation.rights == Rights::full) {
        insert_guardian(tx, invitation.household, {accepting.guardian, accepting.name, "", {}, false});
        command.guardian = accepting.guardian;
    }
    TRY(create_account(tx, command));
    TRY(link_identity(tx, {at, command.id, identity}));
    messages::enqueue(tx, {accepting.notice, at, messages::channel::account, command.id, "joined",
                           messages::Params().text("number", command.user_number).json()});
    messages::enqueue(tx, {accepting.told, at, messages::channel::household, invitation.household,
                           "member_joined", messages::Params().text("name", accepting.name).json()});
    return command.id;
}

}  // namespace hagukumi::people
